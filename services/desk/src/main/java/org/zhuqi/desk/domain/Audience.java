package org.zhuqi.desk.domain;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.TicketAccess;

/** Who of those that may see a ticket may know of a single thing on it. */
public final class Audience {
    private Audience() {}

    /** Internal notes are for the administration; who competes for an open call, for those who choose and each for itself. */
    public static boolean mayRead(EventType type, boolean internal, Actor actor, Caller caller) {
        if (internal && !TicketAccess.showsInternalNotesTo(caller)) {
            return false;
        }
        return switch (type) {
            case CLAIM_OFFERED, CLAIM_TAKEN_BACK -> mayReadClaimOf(actor.unit(), caller);
            default -> true;
        };
    }

    static boolean mayReadClaimOf(@Nullable UnitId unit, Caller caller) {
        return switch (caller.role()) {
            case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM -> true;
            case HANDLER -> unit != null && unit.equals(caller.unit());
            case ENTERPRISE, OFFICER -> false;
        };
    }
}
