package org.zhuqi.platform.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one single day is: an override says so, else a notice, else the weekday. */
final class Days {
    private final CalendarBase base;
    private final ZoneId zone;
    private final List<BusinessInterval> usualHours;
    private final Map<LocalDate, DayOverride> overrides = new HashMap<>();
    private final Map<LocalDate, HolidayNotice.Day> announced = new HashMap<>();
    private final Set<Integer> announcedYears = new HashSet<>();

    Days(CalendarRules rules) {
        base = rules.base();
        zone = rules.zone();
        usualHours = rules.hours();
        rules.overrides().forEach(override -> overrides.put(override.date(), override));
        if (base == CalendarBase.STATE_COUNCIL_NOTICES) {
            // In the order of their years: on a day in December that two notices name, the later one has the last word.
            for (HolidayNotice notice : rules.notices()) {
                announcedYears.add(notice.year());
                notice.days().forEach(day -> announced.put(day.date(), day));
            }
        }
    }

    boolean isKnown(LocalDate date) {
        return base == CalendarBase.PLAIN_WEEKDAYS
                || announcedYears.contains(date.getYear())
                || announced.containsKey(date)
                || overrides.containsKey(date);
    }

    boolean isWorking(LocalDate date) {
        requireKnown(date);
        DayOverride override = overrides.get(date);
        if (override != null) {
            return override.working();
        }
        HolidayNotice.Day day = announced.get(date);
        if (day != null) {
            return !day.off();
        }
        DayOfWeek weekday = date.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY;
    }

    Optional<String> name(LocalDate date) {
        requireKnown(date);
        DayOverride override = overrides.get(date);
        if (override != null && !override.reason().isBlank()) {
            return Optional.of(override.reason());
        }
        return Optional.ofNullable(announced.get(date)).map(HolidayNotice.Day::name);
    }

    /** Empty on a day off. */
    List<BusinessInterval> hours(LocalDate date) {
        if (!isWorking(date)) {
            return List.of();
        }
        DayOverride override = overrides.get(date);
        return override == null || override.hours().isEmpty() ? usualHours : override.hours();
    }

    /**
     * When a clock on the wall shows this time. Where the clock skips it, the moment of the skip; where the clock shows it
     * twice, the first time: so a later time of day is never an earlier moment.
     */
    Instant instant(LocalDate date, LocalTime time) {
        LocalDateTime wall = date.atTime(time);
        @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        if (change == null) {
            return wall.toInstant(zone.getRules().getOffset(wall));
        }
        return change.isGap() ? change.getInstant() : wall.toInstant(change.getOffsetBefore());
    }

    private void requireKnown(LocalDate date) {
        if (!isKnown(date)) {
            throw new UnknownYearException(date.getYear());
        }
    }

    /** The days from the first to the last that any rule speaks of; empty if none does. */
    Optional<DayRange> spokenOf() {
        @Nullable LocalDate first = null;
        @Nullable LocalDate last = null;
        for (int year : announcedYears) {
            first = earlier(first, LocalDate.ofYearDay(year, 1));
            last = later(last, LocalDate.ofYearDay(year + 1, 1).minusDays(1));
        }
        for (LocalDate date : announced.keySet()) {
            first = earlier(first, date);
            last = later(last, date);
        }
        for (LocalDate date : overrides.keySet()) {
            first = earlier(first, date);
            last = later(last, date);
        }
        return first == null || last == null ? Optional.empty() : Optional.of(new DayRange(first, last.plusDays(1)));
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** @param end the day after the last */
    record DayRange(LocalDate first, LocalDate end) {}
}
