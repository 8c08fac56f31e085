package org.zhuqi.desk.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.WarningLevel;

/**
 * What a list needs of the clocks of a ticket. Only the clocks of the whole ticket count here: those of single units are
 * between the units.
 *
 * @param due of the clock that is due next; null if none is open, or none of the due dates is known
 * @param finalDue of the clock that is due last; null as long as one of them is not known
 * @param stage of the clock that is due next; null if none is open
 * @param soonAt from when on it is due soon
 * @param pausedSince since when it stands still
 * @param unknownYear the year that the calendar does not know, so that not every due date can be said
 * @param extensions how often an open clock was extended, at most
 * @param warning the highest that was told of any clock that is still open
 * @param ended there were clocks, and none is open any more
 */
public record Timing(
        @Nullable Instant due,
        @Nullable Instant finalDue,
        @Nullable String stage,
        @Nullable String stageZh,
        @Nullable Instant soonAt,
        @Nullable Instant pausedSince,
        @Nullable Long unknownYear,
        int extensions,
        @Nullable WarningLevel warning,
        boolean ended,
        @Nullable String policyVersion,
        @Nullable String calendarVersion) {

    /** Nothing was counted yet. */
    public static final Timing NONE = new Timing(null, null, null, null, null, null, null, 0, null, false, null, null);

    /** {@code StandingSql} says the same as SQL; a test holds the two together. Null before anything was counted. */
    public @Nullable Standing standing(Instant now) {
        if (stage == null) {
            return ended ? Standing.DONE : null;
        }
        if (due == null) {
            return Standing.UNKNOWN;
        }
        if (pausedSince != null && pausedSince.isBefore(due)) {
            return Standing.PAUSED;
        }
        // What comes at the due date itself is in time.
        if (now.isAfter(due)) {
            return Standing.OVERDUE;
        }
        return soonAt != null && !now.isBefore(soonAt) ? Standing.SOON : Standing.ON_TIME;
    }
}
