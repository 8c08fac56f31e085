package org.zhuqi.dispatch.application;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.OutgoingRows.Message;

/**
 * Writes down what happened beside tickets, and what is asked of tickets, so that both are published after the transaction in
 * which they are written, whoever dies in between.
 */
public final class Recording {
    private final EventRows events;
    private final OutgoingRows outgoing;

    public Recording(EventRows events, OutgoingRows outgoing) {
        this.events = events;
        this.outgoing = outgoing;
    }

    /**
     * Inside of the transaction that changes the subject, which holds a lock on the subject's row.
     *
     * @param occurredAt when it happened in the world
     * @param at now
     * @return the subject's version: how many events it has
     */
    public long record(
            SubjectId subject, DistrictId district, Actor by, Instant occurredAt, Instant at, DispatchEvent event) {
        DispatchMessage<?> message = new DispatchMessage<>(
                subject,
                DispatchEventType.of(event).kind(),
                events.last(subject) + 1,
                district,
                by,
                occurredAt.truncatedTo(ChronoUnit.MICROS),
                at.truncatedTo(ChronoUnit.MICROS),
                event);
        events.add(message);
        outgoing.add(
                List.of(new Message(subject.text(), message.type().ceType(), Json.MAPPER.writeValueAsString(message))),
                at);
        return message.sequence();
    }

    /**
     * Asks something of a ticket. The engine decides; what came of it is seen in the ticket's events.
     *
     * @param cause names why it is asked, unique for the ticket: asked twice for the same cause is asked once
     * @return the command's id, which the event bears that comes of it
     */
    public CommandId ask(
            TicketId ticket, DistrictId district, Actor by, String cause, Instant at, TicketCommand command) {
        return ask(ticket, null, district, by, cause, at, command);
    }

    /** Asks it of a ticket only as it was seen: what has been decided meanwhile stands. */
    public CommandId askIfUnchanged(TicketFacts seen, Actor by, String cause, Instant at, TicketCommand command) {
        return ask(seen.ticket(), seen.version(), seen.district(), by, cause, at, command);
    }

    private CommandId ask(
            TicketId ticket,
            @Nullable Long version,
            DistrictId district,
            Actor by,
            String cause,
            Instant at,
            TicketCommand command) {
        String name = ticket + "/dispatch/" + cause;
        CommandMessage<?> message = new CommandMessage<>(
                new CommandId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                ticket,
                district,
                by,
                // No finer than tables keep it.
                at.truncatedTo(ChronoUnit.MICROS),
                null,
                version,
                null,
                null,
                command);
        outgoing.add(
                List.of(new Message(ticket.text(), message.type().ceType(), Json.MAPPER.writeValueAsString(message))),
                at);
        return message.commandId();
    }
}
