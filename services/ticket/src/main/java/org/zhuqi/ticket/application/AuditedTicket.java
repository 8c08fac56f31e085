package org.zhuqi.ticket.application;

import java.time.Instant;
import java.util.List;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/**
 * The whole log of a ticket with its hash chain looked through: {@code hash(n) = SHA-256(hash(n-1) ‖ body(n))}, the first
 * after 32 zero bytes.
 *
 * @param version as the ticket has it; that of the last entry if the log is whole
 * @param sound every entry follows from the one before, none is missing, and the last is the one that the ticket knows
 */
public record AuditedTicket(TicketId ticket, TicketNumber number, long version, boolean sound, List<Entry> entries) {

    /**
     * @param type as published, such as {@code zhuqi.ticket.submitted.v1}
     * @param body the very text that was hashed and published
     * @param hash and previousHash in hexadecimal
     * @param sound it has the next number, follows the hash before it, and hashes to what is written
     */
    public record Entry(
            long sequence,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            String body,
            String previousHash,
            String hash,
            boolean sound) {}
}
