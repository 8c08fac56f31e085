package org.zhuqi.allinone.demo.qiantang;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.SpanUnit;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** The business hours of 2023 as the State Council's notice gives them: 450 minutes each working day. */
final class OfficeHours {
    static final ZoneId CHINA = CalendarRules.CHINA;

    private static final WorkingCalendar CALENDAR = WorkingCalendar.of(CalendarRules.shipped());
    private static final int MORNING = 210;

    private OfficeHours() {}

    /** Both days included. */
    static List<LocalDate> days(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).filter(CALENDAR::isWorkingDay).toList();
    }

    /** @param minute of the working day, 0 to 449 */
    static Instant at(LocalDate day, int minute) {
        return day.atTime(minute < MORNING ? 8 : 13, 30)
                .plusMinutes(minute < MORNING ? minute : minute - MORNING)
                .atZone(CHINA)
                .toInstant();
    }

    static Instant later(Instant from, long minutes) {
        return CALENDAR.plusWorkingTime(from, Duration.ofMinutes(minutes));
    }

    static Instant later(Instant from, Duration workingTime) {
        return CALENDAR.plusWorkingTime(from, workingTime);
    }

    static Duration between(Instant from, Instant to) {
        return CALENDAR.workingTime(from, to);
    }

    static LocalDate plusDays(LocalDate day, int workingDays) {
        return CALENDAR.plusWorkingDays(day, workingDays);
    }

    static LocalDate dayOf(Instant at) {
        return at.atZone(CHINA).toLocalDate();
    }

    /** When so many working days are over, counted from the next day, due at close of business. */
    static Instant due(Instant from, int workingDays) {
        return CALENDAR.add(from, new Span(workingDays, SpanUnit.WORKING_DAY), Counting.NEXT_DAY);
    }

    static Instant closeOfBusiness(LocalDate workingDay) {
        return CALENDAR.closeOfBusinessOn(workingDay);
    }
}
