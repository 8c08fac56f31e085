package org.zhuqi.ticket.application.export;

import java.time.Instant;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/** A ticket that the exported events name, as it was submitted. */
public record LoggedTicket(TicketId id, TicketNumber number, Instant submittedAt, TicketEvent.Submitted submitted) {}
