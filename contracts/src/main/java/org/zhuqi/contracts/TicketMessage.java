package org.zhuqi.contracts;

import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/** One of a row of numbered messages about a ticket. */
public interface TicketMessage extends NumberedMessage<TicketId> {
    TicketId ticketId();

    TicketNumber number();

    @Override
    default TicketId about() {
        return ticketId();
    }

    @Override
    default String noun() {
        return "ticket";
    }

    @Override
    default String named() {
        return "%s (%s)".formatted(ticketId(), number());
    }
}
