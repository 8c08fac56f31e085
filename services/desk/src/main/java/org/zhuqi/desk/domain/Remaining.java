package org.zhuqi.desk.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** Working time up to a due date. */
public final class Remaining {
    private Remaining() {}

    /**
     * Negative if it is overdue; while it stands still, what was left when it stopped. Null if there is no due date, or if a
     * day in between is of a year that the calendar does not know.
     */
    public static @Nullable Duration of(Timing timing, @Nullable WorkingCalendar calendar, Instant now) {
        Instant due = timing.due();
        if (due == null || calendar == null) {
            return null;
        }
        Instant stopped = timing.standing(now) == Standing.PAUSED ? timing.pausedSince() : null;
        try {
            return calendar.workingTime(stopped == null ? now : stopped, due);
        } catch (UnknownYearException e) {
            return null;
        }
    }
}
