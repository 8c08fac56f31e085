package org.zhuqi.contracts.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** A command on its way, as it stands on {@link org.zhuqi.contracts.Topics#COMMANDS}. Its type is the {@code ce_type} header. */
@About("A command on its way. Its type is the ce_type header.")
public record CommandMessage<C extends TicketCommand>(
        @About("The command's id; sending it again changes nothing.")
        CommandId commandId,

        @About("The ticket, also the record's key.") TicketId ticketId,
        @About("The district.") DistrictId district,
        @About("Who asks.") Actor actor,
        @About("When it was taken in.") Instant receivedAt,

        @About("The business time, if another than receivedAt; only with a provenance.") @Nullable
        Instant occurredAt,

        @About("The ticket's version on which the sender decided; refused if it has moved on.") @Nullable
        Long expectedVersion,

        @About("SHA-256 of command type, body and expected version, to know a re-used id with another content.")
        @Nullable
        @Text(max = 64)
        String fingerprint,

        @About("Where an imported command comes from.") @Nullable
        Provenance provenance,

        @About("What is asked.") C command) {

    public CommandType type() {
        return CommandType.of(command);
    }

    /** When it happened in the world, as opposed to when it was taken in. */
    public Instant businessTime() {
        return occurredAt == null ? receivedAt : occurredAt;
    }
}
