package org.zhuqi.ticket.domain;

import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.lifecycle.Edge;

/** What a command comes to. */
public sealed interface Decision {

    /** It takes effect: along this edge, told as this event. */
    record Accepted(Edge edge, TicketEvent event) implements Decision {}

    /** It does not, and why. The sentence may hold {@link Refusals#TICKET} for the ticket's number. */
    record Refused(Refusal refusal) implements Decision {}
}
