package org.zhuqi.metrics.domain;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.UnitId;

/**
 * A clock of a ticket as it was told last. Times are microseconds since 1970.
 *
 * @param until for what it waits: one of the {@code UNTIL_} facts of {@link ClockFact}, as a bit; 0 if nobody knows
 * @param due the due date that counts; null while it cannot be said
 * @param counted seconds that ran, once it ended
 * @param stoodStill seconds that stood still, once it ended
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record KnownClock(
        String name,
        String stage,
        ClockScope scope,
        int round,
        @Nullable UnitId unit,
        ClockState state,
        long until,
        long startedAt,
        @Nullable Long endedAt,
        @Nullable Long originalDue,
        @Nullable Long dueWithoutExtensions,
        @Nullable Long due,
        @Nullable Long pausedSince,
        int extensions,
        @Nullable Long counted,
        @Nullable Long stoodStill) {

    /** The keys of the shipped policies' stages, for readings from before these said what ends them. */
    private static final Set<String> SHIPPED = Set.of("dispatch", "accept", "progress", "answer", "close");

    public static KnownClock of(ClockReading told) {
        return new KnownClock(
                told.clock(),
                told.stage(),
                told.scope(),
                told.round(),
                told.unit(),
                told.state(),
                until(told),
                Micros.of(told.startedAt()),
                Micros.ofNullable(told.endedAt()),
                Micros.ofNullable(told.originalDue()),
                Micros.ofNullable(told.dueWithoutExtensions()),
                Micros.ofNullable(told.due()),
                Micros.ofNullable(told.pausedSince()),
                told.extensions(),
                told.countedSeconds(),
                told.stoodStillSeconds());
    }

    private static long until(ClockReading told) {
        List<ClockMilestone> ends = told.ends();
        if (ends != null) {
            // What comes later satisfies it too, as an answer does a first report: it is no clock of the answer for
            // that.
            return ends.stream()
                    .min(Comparator.naturalOrder())
                    .map(end -> ofMilestone(end).mask())
                    .orElse(0L);
        }
        return SHIPPED.contains(told.stage()) ? byKey(told.stage()).mask() : 0;
    }

    private static ClockFact ofMilestone(ClockMilestone end) {
        return switch (end) {
            case DISPATCHED -> ClockFact.UNTIL_DISPATCH;
            case ACCEPTED -> ClockFact.UNTIL_ACCEPTANCE;
            case PROGRESS -> ClockFact.UNTIL_PROGRESS;
            case ANSWERED -> ClockFact.UNTIL_ANSWER;
            case CLOSED -> ClockFact.UNTIL_CLOSING;
        };
    }

    private static ClockFact byKey(String stage) {
        return switch (stage) {
            case "dispatch" -> ClockFact.UNTIL_DISPATCH;
            case "accept" -> ClockFact.UNTIL_ACCEPTANCE;
            case "progress" -> ClockFact.UNTIL_PROGRESS;
            case "answer" -> ClockFact.UNTIL_ANSWER;
            default -> ClockFact.UNTIL_CLOSING;
        };
    }

    public boolean is(ClockFact fact) {
        return fact.in(until);
    }
}
