package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** Along what a clock's time is laid and measured: working time, or all the time there is. */
record Ruler(WorkingCalendar calendar, boolean working) {
    Instant plus(Instant from, Duration time) {
        return working ? calendar.plusWorkingTime(from, time) : from.plus(time);
    }

    Duration between(Instant from, Instant to) {
        return working ? calendar.workingTime(from, to) : Duration.between(from, to);
    }
}
