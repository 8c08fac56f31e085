package org.zhuqi.metrics.domain;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockState;

/**
 * A clock of a ticket as it is counted.
 *
 * @param facts the bits of {@link ClockFact} that hold at any cut-off
 * @param grants its extensions, in order
 * @param reclassifiedAt since when the ticket is of its present item; null: since it was received
 */
public record ClockTime(
        KnownClock clock,
        long facts,
        List<TicketStory.Grant> grants,
        @Nullable Long reclassifiedAt) {
    /** Within this part of its time, before its due date, a clock counts as kept at the last minute. */
    private static final int LAST_PART = 10;

    public static ClockTime of(TicketStory story, KnownClock clock) {
        List<TicketStory.Grant> grants = story.grants(clock);
        long facts = clock.until() | scope(clock).mask();
        if (grants.stream().anyMatch(grant -> grant.dueBefore() != null && grant.at() > grant.dueBefore())) {
            facts |= ClockFact.EXTENDED_AFTER_DUE.mask();
        }
        if (clock.stoodStill() != null && clock.stoodStill() > 0) {
            facts |= ClockFact.STOOD_STILL.mask();
        }
        if (isAtTheLastMinute(clock)) {
            facts |= ClockFact.AT_THE_LAST_MINUTE.mask();
        }
        return new ClockTime(clock, facts, grants, story.reclassifiedAt());
    }

    private static ClockFact scope(KnownClock clock) {
        return switch (clock.scope()) {
            case TICKET -> ClockFact.OF_TICKET;
            case UNIT -> ClockFact.OF_UNIT;
            case ASSISTANT -> ClockFact.OF_ASSISTANT;
        };
    }

    private static boolean isAtTheLastMinute(KnownClock clock) {
        if (clock.state() != ClockState.MET || clock.due() == null) {
            return false;
        }
        long ended = Objects.requireNonNull(clock.endedAt(), "what was kept has ended");
        return (clock.due() - ended) * LAST_PART < clock.due() - clock.startedAt();
    }
}
