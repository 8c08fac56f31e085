package org.zhuqi.desk.domain;

import java.time.Instant;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * One event on a ticket's timeline.
 *
 * @param internal the enterprise must not see it
 * @param imported it comes from the history of another system
 * @param inferred that history does not tell it, a rule of the import filled it in
 * @param body what the event says, as JSON
 */
public record TimelineEntry(
        TicketId ticket,
        long sequence,
        EventType type,
        Instant occurredAt,
        Instant recordedAt,
        Actor actor,
        TicketState state,
        int round,
        boolean internal,
        boolean imported,
        boolean inferred,
        String body) {}
