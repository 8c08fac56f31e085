package org.zhuqi.platform.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * What of a ticket decides who may see it, in every service that shows any of it. {@code ScopeSql} of the read side says
 * the same as SQL; a test holds the two together.
 *
 * @param version of the ticket when this held
 * @param units lead, assistants and former leads
 */
public record TicketAccess(
        TicketId ticket,
        long version,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        List<UnitId> units,
        TicketState state,
        @Nullable ChainId chain,
        @Nullable PlaceId place) {

    public boolean isGrantedTo(Caller caller) {
        if (!district.equals(caller.district())) {
            return false;
        }
        return switch (caller.role()) {
            case ENTERPRISE -> enterprise.equals(caller.enterprise());
            case OFFICER ->
                filedBy.equals(caller.account()) || caller.looksAfter().contains(enterprise);
            case HANDLER -> caller.unit() != null && (state == TicketState.OPEN_CALL || units.contains(caller.unit()));
            case COORDINATOR, SUPERVISOR -> caller.jurisdiction().covers(chain, place);
            case AUDITOR, ADMIN, IMPORTER -> true;
            case SYSTEM -> false;
        };
    }

    /** Internal notes are for the administration alone. */
    public static boolean showsInternalNotesTo(Caller caller) {
        return caller.role() != Role.ENTERPRISE;
    }
}
