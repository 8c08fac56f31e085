package org.zhuqi.platform.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * What a district says of one day, before anything a notice says: worked or not, and between which hours.
 *
 * @param hours empty for the calendar's usual hours; always empty on a day that is not worked
 * @param reason why, for people to read; may be empty
 */
public record DayOverride(LocalDate date, boolean working, List<BusinessInterval> hours, String reason) {
    public DayOverride {
        if (!working && !hours.isEmpty()) {
            throw new IllegalArgumentException(date + " is overridden as a day off, so it can have no business hours.");
        }
        hours = BusinessInterval.requireOrdered(hours);
    }
}
