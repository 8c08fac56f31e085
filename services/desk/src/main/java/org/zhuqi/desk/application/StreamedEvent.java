package org.zhuqi.desk.application;

import java.time.Instant;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;

/** Something happened to a ticket. */
public record StreamedEvent(
        TicketId ticketId, TicketNumber number, long sequence, TicketState state, String event, Instant occurredAt)
        implements Streamed {

    static StreamedEvent of(EventMessage<?> message) {
        return new StreamedEvent(
                message.ticketId(),
                message.number(),
                message.sequence(),
                message.state(),
                message.type().wireName(),
                message.occurredAt());
    }
}
