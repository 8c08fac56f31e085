package org.zhuqi.platform.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that a calendar is made of. Notices and overrides are kept in the order of their dates, so that rules of
 * equal content are equal, in whichever order they were given.
 *
 * @param hours the usual business hours of a working day
 * @param notices at most one a year
 * @param overrides at most one a day
 */
public record CalendarRules(
        CalendarBase base,
        ZoneId zone,
        List<BusinessInterval> hours,
        List<HolidayNotice> notices,
        List<DayOverride> overrides) {
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    public static final List<BusinessInterval> USUAL_HOURS = List.of(
            new BusinessInterval(LocalTime.of(8, 30), LocalTime.of(12, 0)),
            new BusinessInterval(LocalTime.of(13, 30), LocalTime.of(17, 30)));

    /** Wide enough for everything, and narrow enough that a slip in a date cannot ask for a table of a million years. */
    static final int FIRST_YEAR = 1900;

    static final int LAST_YEAR = 2999;

    public CalendarRules {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("A working calendar needs business hours, such as 08:30–12:00.");
        }
        hours = BusinessInterval.requireOrdered(hours);
        notices = notices.stream()
                .sorted(Comparator.comparingInt(HolidayNotice::year))
                .toList();
        Set<Integer> years = new HashSet<>();
        for (HolidayNotice notice : notices) {
            if (!years.add(notice.year())) {
                throw new IllegalArgumentException(
                        "A working calendar has one holiday notice a year, and there are two for " + notice.year()
                                + ".");
            }
        }
        overrides = overrides.stream()
                .sorted(Comparator.comparing(DayOverride::date))
                .toList();
        Set<LocalDate> dates = new HashSet<>();
        for (DayOverride override : overrides) {
            int year = override.date().getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                throw new IllegalArgumentException("A working calendar reaches from " + FIRST_YEAR + " to " + LAST_YEAR
                        + ", so " + override.date() + " cannot be overridden.");
            }
            if (!dates.add(override.date())) {
                throw new IllegalArgumentException(
                        "A working calendar has one override a day, and there are two for " + override.date() + ".");
            }
        }
    }

    /** China as it ships: the State Council's notices, the usual hours, nothing overridden. */
    public static CalendarRules shipped() {
        return new CalendarRules(
                CalendarBase.STATE_COUNCIL_NOTICES, CHINA, USUAL_HOURS, HolidayNotice.shipped(), List.of());
    }

    /** Short and stable: equal content has an equal version, on every machine. */
    public String version() {
        Fingerprint content = new Fingerprint().part(base.name()).part(zone.getId());
        describe(content, hours);
        content.size(notices);
        notices.forEach(notice -> notice.describe(content));
        content.size(overrides);
        for (DayOverride override : overrides) {
            content.part(override.date()).part(override.working()).part(override.reason());
            describe(content, override.hours());
        }
        return content.hex(12);
    }

    private static void describe(Fingerprint content, List<BusinessInterval> hours) {
        content.size(hours);
        hours.forEach(interval -> content.part(interval.from()).part(interval.to()));
    }
}
