package org.zhuqi.ticket.application;

import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.ticket.domain.Ticket;

/** A ticket as it is kept: its fold, what people call it, and the hash of its last event. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TicketRow(Ticket ticket, TicketNumber number, byte[] lastHash) {}
