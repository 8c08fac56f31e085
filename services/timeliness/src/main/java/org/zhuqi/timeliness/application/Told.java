package org.zhuqi.timeliness.application;

import java.time.Instant;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.id.TicketId;

/** What goes out once it is committed. */
public sealed interface Told {
    TicketId ticket();

    record Changed(ClockMessage<?> message) implements Told {
        @Override
        public TicketId ticket() {
            return message.ticketId();
        }
    }

    /** A warning or a breach, by the key under which it is told once. */
    record Noticed(String alarm, Instant at, ClockMessage<?> message) implements Told {
        @Override
        public TicketId ticket() {
            return message.ticketId();
        }
    }

    record Asked(CommandMessage<?> message) implements Told {
        @Override
        public TicketId ticket() {
            return message.ticketId();
        }
    }
}
