package org.zhuqi.platform.messaging;

import java.time.Instant;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.TicketId;

/** An event as it lies in the log: its bytes and its place in the ticket's hash chain. */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying every body would cost more than it protects
public record StoredEvent(
        TicketId ticketId,
        long sequence,
        EventType type,
        Instant occurredAt,
        byte[] body,
        byte[] previousHash,
        byte[] hash) {}
