package org.zhuqi.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.TicketMessage;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/**
 * An event of a ticket, as it stands on {@link org.zhuqi.contracts.Topics#EVENTS}. Its type is the {@code ce_type}
 * header. Its bytes are what the hash chain covers: {@code hash = SHA-256(previous hash ‖ body)}, both hashes travel as
 * the headers {@code ce_hash} and {@code ce_previoushash}.
 */
@About("An event of a ticket. Its type is the ce_type header.")
public record EventMessage<E extends TicketEvent>(
        @About("The ticket, also the record's key.") TicketId ticketId,
        @About("What people call the ticket.") TicketNumber number,

        @About("The event's number in the ticket: 1, 2, 3 without gaps.")
        long sequence,

        @About("The district.") DistrictId district,
        @About("The command that caused it.") CommandId commandId,
        @About("Who caused it.") Actor actor,
        @About("When it happened in the world.") Instant occurredAt,
        @About("When it was recorded here.") Instant recordedAt,

        @About("The version of the timeliness policy that holds for the ticket, once one is frozen onto it.")
        @Nullable
        @Text(max = 100)
        String policyVersion,

        @About("The ticket's state after it.") TicketState state,

        @About("The round: 1, and one more with each dispute or reopening.")
        int round,

        @About("Where an imported event comes from.") @Nullable
        Provenance provenance,

        @About("What happened.") E event)
        implements TicketMessage {

    public EventType type() {
        return EventType.of(event);
    }
}
