package org.zhuqi.desk.domain;

import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/** What the enterprise wrote: shown on the ticket's page and looked through by searches. */
public record TicketText(TicketId ticket, TicketNumber number, String title, String description) {

    public static TicketText of(EventMessage<?> message, TicketEvent.Submitted submitted) {
        return new TicketText(message.ticketId(), message.number(), submitted.title(), submitted.description());
    }

    public TicketText apply(TicketEvent.Amended amended) {
        return new TicketText(
                ticket,
                number,
                amended.title() == null ? title : amended.title(),
                amended.description() == null ? description : amended.description());
    }

    public String haystack() {
        return Words.normalised(number.value() + '\n' + title + '\n' + description);
    }
}
