package org.zhuqi.timeliness.application;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.platform.calendar.BusinessInterval;
import org.zhuqi.platform.calendar.CalendarRules;

/** Calendars as the contract announces them; the way back is the platform's. */
final class CalendarDocuments {
    private CalendarDocuments() {}

    static CalendarAnnounced of(CalendarRules rules, @Nullable DistrictId district) {
        return new CalendarAnnounced(
                district,
                rules.version(),
                rules.zone().getId(),
                rules.base().name(),
                intervals(rules.hours()),
                rules.notices().stream()
                        .map(notice -> new CalendarAnnounced.Notice(
                                notice.year(),
                                notice.version(),
                                notice.papers(),
                                notice.days().stream()
                                        .map(day -> new CalendarAnnounced.NoticeDay(day.date(), day.name(), day.off()))
                                        .toList()))
                        .toList(),
                rules.overrides().stream()
                        .map(own -> new CalendarAnnounced.OwnDay(
                                own.date(), own.working(), intervals(own.hours()), own.reason()))
                        .toList());
    }

    private static List<CalendarAnnounced.Interval> intervals(List<BusinessInterval> hours) {
        return hours.stream()
                .map(interval -> new CalendarAnnounced.Interval(text(interval.from()), text(interval.to())))
                .toList();
    }

    private static String text(LocalTime time) {
        return time.toString();
    }
}
