package org.zhuqi.desk.application;

import java.time.Instant;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/**
 * The time of a ticket stands otherwise than before. How, a page reads where it shows it: that depends on who asks.
 *
 * @param clock the name of the clock event, such as {@code warned}
 */
public record StreamedClock(TicketId ticketId, TicketNumber number, String event, String clock, Instant occurredAt)
        implements Streamed {
    private static final String NAME = "clock";

    static StreamedClock of(ClockMessage<?> message) {
        return new StreamedClock(
                message.ticketId(), message.number(), NAME, message.type().wireName(), message.occurredAt());
    }

    /** Warnings, and what a single unit missed, are not the enterprise's matter. */
    static boolean isInternal(ClockEvent event) {
        return switch (event) {
            case ClockEvent.ClocksChanged changed -> false;
            case ClockEvent.ClockWarned warned -> true;
            case ClockEvent.ClockBreached breached -> breached.scope() != ClockScope.TICKET;
        };
    }
}
