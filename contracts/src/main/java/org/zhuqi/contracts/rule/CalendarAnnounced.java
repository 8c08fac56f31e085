package org.zhuqi.contracts.rule;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** The working calendar of a district, whole. */
@About("The working calendar of a district, whole.")
public record CalendarAnnounced(
        @About("The district; absent for those that have no calendar of their own.") @Nullable
        DistrictId district,

        @About("The version: a hash of the content.") @Text(max = 100)
        String version,

        @About("The time zone, such as Asia/Shanghai.") @Text(max = 60)
        String zone,

        @About("STATE_COUNCIL_NOTICES or PLAIN_WEEKDAYS.") @Text(max = 40)
        String base,

        @Items(max = 12) @About("The business intervals of a usual day.")
        List<Interval> hours,

        @Items(max = 200) @About("The holiday notices by year; a year without one is unknown.")
        List<Notice> notices,

        @Items(max = 5000) @About("The district's own single days.")
        List<OwnDay> ownDays) {

    public static final String CE_TYPE = "zhuqi.rule.calendar-announced.v1";

    @About("A business interval, local time.")
    public record Interval(
            @About("From, such as 08:30.") @Text(max = 8) String from,
            @About("To, such as 12:00.") @Text(max = 8) String to) {}

    @About("The State Council's notice for a year.")
    public record Notice(
            @About("The year.") int year,

            @About("The version: the year and a hash of the days.") @Text(max = 100)
            String version,

            @Items(max = 20) @About("Where it was published.")
            List<String> papers,

            @Items(max = 200) @About("The days that differ, or lie inside a holiday.")
            List<NoticeDay> days) {}

    @About("A day of a notice.")
    public record NoticeDay(
            @About("The day.") LocalDate date,
            @About("The holiday.") @Text(max = 40) String name,

            @About("True for a day off, false for a make-up workday.")
            boolean off) {}

    @About("A day that a district works or not, whatever the notice says.")
    public record OwnDay(
            @About("The day.") LocalDate date,
            @About("True if it is a working day.") boolean working,

            @Items(max = 12) @About("Its intervals, if not the usual ones.")
            List<Interval> hours,

            @About("Why.") @Text(max = 200) String reason) {}
}
