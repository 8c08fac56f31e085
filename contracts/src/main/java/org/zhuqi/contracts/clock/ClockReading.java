package org.zhuqi.contracts.clock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** One clock of a ticket as it stands. */
@About("One clock of a ticket as it stands.")
public record ClockReading(
        @About("Its name within the ticket: round, stage, scope and holding, such as 1/answer/UNIT/2.") @Text(max = 120)
        String clock,

        @About("The stage of the policy.") @Text(max = 40) String stage,

        @About("The stage in Chinese.") @Text(max = 40) String stageZh,
        @About("Whose time it measures.") ClockScope scope,
        @About("The round of the ticket.") int round,

        @About("The unit that answers for it now, or answered last.") @Nullable
        UnitId unit,

        @About("Running, paused, or how it ended.") ClockState state,
        @About("When it began.") Instant startedAt,

        @About("The due date as first counted; absent while the calendar does not know the year.") @Nullable
        Instant originalDue,

        @About("The due date with pauses, but without extensions.") @Nullable
        Instant dueWithoutExtensions,

        @About("The due date that counts. While paused: as if it went on at once.") @Nullable
        Instant due,

        @About("From when on it is due soon.") @Nullable Instant soonAt,

        @About("When it ended.") @Nullable Instant endedAt,

        @About("Since when it stands still.") @Nullable Instant pausedSince,

        @About("When the pause ends by itself, because its cap is used up or its day has come.") @Nullable
        Instant pauseEndsAt,

        @About("Why it stands still.") @Nullable PauseCause pauseCause,

        @About("How often its due date was extended.") int extensions,

        @About("The year that the working calendar does not know, so that no due date can be said.") @Nullable
        Long unknownYear,

        @About(
                "Of one that ended: the time that ran up to its end, in seconds of its own ruler, which is working time or all the time there is. Pauses are not counted. Absent also while the working calendar does not know a year in between.")
        @Nullable
        Long countedSeconds,

        @About("Of one that ended: the time that stood still up to its end, in seconds of the same ruler.") @Nullable
        Long stoodStillSeconds,

        @Items(max = 10) @About("What satisfies the stage: any of these.") @Nullable
        List<ClockMilestone> ends) {

    /** One that says neither what its time came to nor what it waits for, as they were told before they could. */
    public ClockReading(
            String clock,
            String stage,
            String stageZh,
            ClockScope scope,
            int round,
            @Nullable UnitId unit,
            ClockState state,
            Instant startedAt,
            @Nullable Instant originalDue,
            @Nullable Instant dueWithoutExtensions,
            @Nullable Instant due,
            @Nullable Instant soonAt,
            @Nullable Instant endedAt,
            @Nullable Instant pausedSince,
            @Nullable Instant pauseEndsAt,
            @Nullable PauseCause pauseCause,
            int extensions,
            @Nullable Long unknownYear) {
        this(
                clock,
                stage,
                stageZh,
                scope,
                round,
                unit,
                state,
                startedAt,
                originalDue,
                dueWithoutExtensions,
                due,
                soonAt,
                endedAt,
                pausedSince,
                pauseEndsAt,
                pauseCause,
                extensions,
                unknownYear,
                null,
                null,
                null);
    }
}
