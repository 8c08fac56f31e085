package org.zhuqi.contracts;

import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/** One of a row of numbered messages about a ticket. */
public interface TicketMessage {
    TicketId ticketId();

    TicketNumber number();

    /** 1, 2, 3 without gaps, each ticket and topic for itself. */
    long sequence();
}
