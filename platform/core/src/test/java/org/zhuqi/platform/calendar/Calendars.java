package org.zhuqi.platform.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Calendars that the tests talk about, and short words for times in them. */
final class Calendars {
    static final ZoneId ROME = ZoneId.of("Europe/Rome");
    static final WorkingCalendar CHINA = WorkingCalendar.of(CalendarRules.shipped());

    private Calendars() {}

    /** China's notices, with a district's own days. */
    static WorkingCalendar china(DayOverride... overrides) {
        return WorkingCalendar.of(new CalendarRules(
                CalendarBase.STATE_COUNCIL_NOTICES,
                CalendarRules.CHINA,
                CalendarRules.USUAL_HOURS,
                HolidayNotice.shipped(),
                List.of(overrides)));
    }

    /** China with the notices of these years only. */
    static WorkingCalendar knowing(HolidayNotice... notices) {
        return WorkingCalendar.of(new CalendarRules(
                CalendarBase.STATE_COUNCIL_NOTICES,
                CalendarRules.CHINA,
                CalendarRules.USUAL_HOURS,
                List.of(notices),
                List.of()));
    }

    static HolidayNotice shipped(int year) {
        return HolidayNotice.shipped().stream()
                .filter(notice -> notice.year() == year)
                .findAny()
                .orElseThrow();
    }

    static WorkingCalendar plain(ZoneId zone, List<BusinessInterval> hours, DayOverride... overrides) {
        return WorkingCalendar.of(
                new CalendarRules(CalendarBase.PLAIN_WEEKDAYS, zone, hours, List.of(), List.of(overrides)));
    }

    static List<BusinessInterval> hours(String... intervals) {
        return List.of(intervals).stream()
                .map(interval -> new BusinessInterval(
                        LocalTime.parse(interval.split("-")[0]), LocalTime.parse(interval.split("-")[1])))
                .toList();
    }

    static DayOverride worked(String date, String... intervals) {
        return new DayOverride(LocalDate.parse(date), true, hours(intervals), "");
    }

    static DayOverride off(String date, String reason) {
        return new DayOverride(LocalDate.parse(date), false, List.of(), reason);
    }

    static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    /** In China. */
    static Instant at(String local) {
        return at(local, CalendarRules.CHINA);
    }

    static LocalDate date(Instant instant) {
        return instant.atZone(CalendarRules.CHINA).toLocalDate();
    }
}
