package org.zhuqi.notification.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.platform.calendar.BusinessInterval;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** When something may be sent, by a district's working calendar. Where the calendar knows nothing, at once. */
public final class SendingTimes {
    /** Longer than any holidays. */
    private static final int DAYS_TO_LOOK_AHEAD = 40;

    private final CalendarTable calendars;

    public SendingTimes(CalendarTable calendars) {
        this.calendars = calendars;
    }

    public ZoneId zone(DistrictId district) {
        WorkingCalendar calendar = calendars.of(district);
        return calendar == null ? CalendarRules.CHINA : calendar.zone();
    }

    /** The same instant, or when the hours of quiet end. */
    public Instant afterQuiet(DistrictId district, RuleBook.@Nullable Hours quiet, Instant at) {
        ZonedDateTime local = at.atZone(zone(district));
        if (quiet == null || !quiet.hold(local.toLocalTime())) {
            return at;
        }
        ZonedDateTime end = local.with(quiet.end());
        return (end.isAfter(local) ? end : local.plusDays(1).with(quiet.end())).toInstant();
    }

    /** The same instant, or when business begins again. */
    public Instant withinWork(DistrictId district, Instant at) {
        WorkingCalendar calendar = calendars.of(district);
        if (calendar == null) {
            return at;
        }
        try {
            ZonedDateTime local = at.atZone(calendar.zone());
            LocalTime time = local.toLocalTime();
            for (int days = 0; days < DAYS_TO_LOOK_AHEAD; days++) {
                LocalDate day = local.toLocalDate().plusDays(days);
                LocalTime from = days == 0 ? time : LocalTime.MIN;
                Optional<BusinessInterval> next = calendar.hoursOf(day).stream()
                        .filter(hours -> from.isBefore(hours.to()))
                        .findFirst();
                if (next.isPresent()) {
                    LocalTime begins = next.get().from();
                    return days == 0 && !time.isBefore(begins)
                            ? at
                            : day.atTime(begins).atZone(calendar.zone()).toInstant();
                }
            }
            return at;
        } catch (UnknownYearException e) {
            return at;
        }
    }

    /** Whether people of the district work on this day; where that is not known, on all but weekends. */
    public boolean isWorkingDay(DistrictId district, LocalDate day) {
        WorkingCalendar calendar = calendars.of(district);
        try {
            return calendar == null ? day.getDayOfWeek().getValue() <= 5 : calendar.isWorkingDay(day);
        } catch (UnknownYearException e) {
            return day.getDayOfWeek().getValue() <= 5;
        }
    }

    /** The working day after this day. */
    public LocalDate nextWorkingDay(DistrictId district, LocalDate day) {
        LocalDate next = day.plusDays(1);
        for (int days = 0; days < DAYS_TO_LOOK_AHEAD && !isWorkingDay(district, next); days++) {
            next = next.plusDays(1);
        }
        return next;
    }
}
