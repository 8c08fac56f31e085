package org.zhuqi.timeliness.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * A stretch of a ticket's life in which nothing changed for its clocks: one entry of the ledger. The stretches of a ticket
 * lie end to end, from its submission on.
 *
 * @param to null while it lasts
 * @param unit the unit that held it, where one did
 * @param cause null unless the work stood still
 * @param stopsTicket the ticket's clocks stood still; a suspension beyond its cap stops nothing
 * @param stopsUnits the units' own clocks stood still
 */
public record Segment(
        Instant from,
        @Nullable Instant to,
        Holder holder,
        @Nullable UnitId unit,
        TicketState state,
        int round,
        @Nullable PauseCause cause,
        @Nullable SuspensionReason reason,
        boolean stopsTicket,
        boolean stopsUnits) {

    /** Who had it in hand. */
    public enum Holder {
        /** Whoever dispatches. */
        DESK("派单员"),
        UNIT("承办单位"),
        ENTERPRISE("企业"),
        /** It is done, or merged into another ticket. */
        NOBODY("—");

        private final String zh;

        Holder(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public boolean stops(ClockScope scope) {
        return switch (scope) {
            case TICKET -> stopsTicket;
            case UNIT, ASSISTANT -> stopsUnits;
        };
    }

    Segment until(Instant end) {
        return new Segment(from, end, holder, unit, state, round, cause, reason, stopsTicket, stopsUnits);
    }
}
