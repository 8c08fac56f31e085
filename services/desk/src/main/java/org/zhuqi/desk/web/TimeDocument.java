package org.zhuqi.desk.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.desk.domain.Remaining;
import org.zhuqi.desk.domain.Standing;
import org.zhuqi.desk.domain.TimeWords;
import org.zhuqi.desk.domain.Timing;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.security.Caller;

/** How the time of a ticket stands, by its own clocks; those of single units are not in it. */
record TimeDocument(
        @Schema(
                description =
                        "When the next of its open clocks is due. While it stands still: as if it went on at once.")
        @Nullable
        Instant due,

        @Schema(description = "When the last of its open clocks is due; absent while one of them is not known.")
        @Nullable
        Instant finalDue,

        @Schema(description = "The stage that is due next.", example = "answer") @Nullable
        String stage,

        @Schema(description = "That stage in Chinese.", example = "办结") @Nullable
        String stageZh,

        @Schema(description = "Absent before anything was counted.") @Nullable
        Standing standing,

        @Schema(
                description =
                        "Working time up to the due date, in seconds; negative: overdue by so much. While it stands still, what was left. Absent while it cannot be said.")
        @Nullable
        Long remainingWorkingSeconds,

        @Schema(description = "What one working day is worth, in seconds of working time.") @Nullable
        Long workingDaySeconds,

        @Schema(description = "All this as people say it.") Sentence words,

        @Schema(description = "Since when the clock that is due next stands still.") @Nullable
        Instant pausedSince,

        @Schema(description = "The year whose holidays are not announced, so that a due date cannot be said.") @Nullable
        Long unknownYear,

        @Schema(description = "How often an open clock was extended.")
        int extensions,

        @Schema(description = "The highest warning that was told of a clock that is still open; not for enterprises.")
        @Nullable
        WarningLevel warning,

        @Schema(description = "The timeliness policy that holds for the ticket.", example = "135-staged@1") @Nullable
        String policy,

        @Schema(description = "The version of the working calendar by which the due dates were counted.") @Nullable
        String calendar) {

    static TimeDocument of(Timing timing, @Nullable WorkingCalendar calendar, Instant now, Caller caller) {
        Duration left = Remaining.of(timing, calendar, now);
        return new TimeDocument(
                timing.due(),
                timing.finalDue(),
                timing.stage(),
                timing.stageZh(),
                timing.standing(now),
                left == null ? null : left.toSeconds(),
                calendar == null ? null : calendar.nominalDay().toSeconds(),
                TimeWords.of(timing, left, calendar, now),
                timing.pausedSince(),
                timing.unknownYear(),
                timing.extensions(),
                caller.role() == Role.ENTERPRISE ? null : timing.warning(),
                timing.policyVersion(),
                timing.calendarVersion());
    }
}
