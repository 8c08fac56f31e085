package org.zhuqi.platform.calendar;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.zhuqi.contracts.rule.CalendarAnnounced;

/** A working calendar out of what was announced of it. */
public final class AnnouncedCalendar {
    private AnnouncedCalendar() {}

    /** @throws IllegalArgumentException with a sentence, if what was announced is no calendar */
    public static CalendarRules rules(CalendarAnnounced announced) {
        return new CalendarRules(
                CalendarBase.valueOf(announced.base()),
                ZoneId.of(announced.zone()),
                hours(announced.hours()),
                announced.notices().stream()
                        .map(notice -> HolidayNotice.of(
                                notice.year(),
                                notice.papers(),
                                notice.days().stream()
                                        .map(day -> new HolidayNotice.Day(day.date(), day.name(), day.off()))
                                        .toList()))
                        .toList(),
                announced.ownDays().stream()
                        .map(own -> new DayOverride(own.date(), own.working(), hours(own.hours()), own.reason()))
                        .toList());
    }

    private static List<BusinessInterval> hours(List<CalendarAnnounced.Interval> hours) {
        return hours.stream()
                .map(each -> new BusinessInterval(LocalTime.parse(each.from()), LocalTime.parse(each.to())))
                .toList();
    }
}
