package org.zhuqi.metrics.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockState;

/**
 * A clock of a ticket as it is counted.
 *
 * @param facts the bits of {@link ClockFact} that hold at any cut-off
 * @param grant the extension that was granted last
 */
public record ClockTime(KnownClock clock, long facts, TicketStory.@Nullable Grant grant) {
    /** Within this part of its time, before its due date, a clock counts as kept at the last minute. */
    private static final int LAST_PART = 10;

    public static ClockTime of(TicketStory story, KnownClock clock) {
        TicketStory.Grant grant = story.grant(clock);
        long facts = clock.until() | scope(clock).mask();
        if (grant != null && grant.dueBefore() != null && grant.at() > grant.dueBefore()) {
            facts |= ClockFact.EXTENDED_AFTER_DUE.mask();
        }
        if (clock.stoodStill() != null && clock.stoodStill() > 0) {
            facts |= ClockFact.STOOD_STILL.mask();
        }
        if (isAtTheLastMinute(clock)) {
            facts |= ClockFact.AT_THE_LAST_MINUTE.mask();
        }
        return new ClockTime(clock, facts, grant);
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
