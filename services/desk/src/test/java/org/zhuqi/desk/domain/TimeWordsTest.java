package org.zhuqi.desk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** A working day is 8:30 to 12:00 and 13:30 to 17:30: seven hours and a half. */
final class TimeWordsTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.of(CalendarRules.shipped());

    @Test
    void saysHowMuchIsLeft() {
        assertSaid("2023-04-10T17:30", "2023-04-12T17:30", "2 working days left", "还剩 2 个工作日");
        assertSaid("2023-04-10T17:30", "2023-04-11T17:30", "1 working day left", "还剩 1 个工作日");
        assertSaid("2023-04-10T16:00", "2023-04-12T17:30", "2.2 working days left", "还剩 2.2 个工作日");
        assertSaid("2023-04-10T16:00", "2023-04-11T10:00", "3 working hours left", "还剩 3 小时（工作时间）");
        assertSaid("2023-04-10T17:00", "2023-04-11T09:35", "1.5 working hours left", "还剩 1.5 小时（工作时间）");
        assertSaid("2023-04-10T17:00", "2023-04-11T08:45", "45 working minutes left", "还剩 45 分钟（工作时间）");
        assertSaid("2023-04-10T17:29", "2023-04-11T08:30", "1 working minute left", "还剩 1 分钟（工作时间）");
        assertSaid("2023-04-15T17:00", "2023-04-16T08:45", "due 2023-04-16 08:45", "2023-04-16 08:45 到期");
    }

    @Test
    void saysTheHourOnTheDay() {
        assertSaid("2023-04-10T08:00", "2023-04-10T17:30", "due today 17:30", "今天 17:30 到期");
        assertSaid("2023-04-10T17:30", "2023-04-10T17:30", "due today 17:30", "今天 17:30 到期");
    }

    @Test
    void saysHowMuchWasMissed() {
        assertSaid("2023-04-11T17:30", "2023-04-10T17:30", "overdue by 1 working day", "已超时 1 个工作日");
        assertSaid("2023-04-11T10:00", "2023-04-10T16:00", "overdue by 3 working hours", "已超时 3 小时（工作时间）");
        assertSaid("2023-04-10T17:31", "2023-04-10T17:30", "overdue", "已超时");
    }

    @Test
    void leavesWeekendsAndHolidaysOutAndMakeUpDaysIn() {
        // 29 April to 3 May 2023 were off, Sunday the 23rd of April and Saturday the 6th of May were worked.
        assertSaid("2023-04-28T17:30", "2023-05-04T17:30", "1 working day left", "还剩 1 个工作日");
        assertSaid("2023-04-28T17:30", "2023-05-06T17:30", "3 working days left", "还剩 3 个工作日");
        assertSaid("2023-04-21T17:30", "2023-04-23T17:30", "1 working day left", "还剩 1 个工作日");
        assertSaid("2023-05-04T17:30", "2023-04-28T17:30", "overdue by 1 working day", "已超时 1 个工作日");
    }

    @Test
    void saysWhatStandsStill() {
        Timing stopped = timing(at("2023-04-12T17:30"), at("2023-04-10T13:30"));
        assertThat(words(stopped, CALENDAR, at("2023-06-01T09:00")))
                .isEqualTo(new Sentence("stopped with 2.5 working days left", "已停表，剩余 2.5 个工作日"));
    }

    @Test
    void saysWhatItDoesNotKnow() {
        Timing due = timing(at("2027-01-05T17:30"), null);
        assertThat(words(due, CALENDAR, at("2026-12-31T09:00")))
                .isEqualTo(new Sentence("due 2027-01-05 17:30", "2027-01-05 17:30 到期"));
        assertThat(words(due, null, at("2026-12-31T09:00")))
                .isEqualTo(new Sentence("due 2027-01-05 17:30", "2027-01-05 17:30 到期"));
        assertThat(words(due, CALENDAR, at("2027-01-07T09:00"))).isEqualTo(new Sentence("overdue", "已超时"));
        Timing unknown = new Timing(null, null, "answer", "办结", null, null, 2027L, 0, null, false, "135-staged@1", "c");
        assertThat(words(unknown, CALENDAR, at("2026-12-31T09:00")))
                .isEqualTo(new Sentence(
                        "the due date is not known yet: the holidays of 2027 are not announced",
                        "到期日尚未确定：2027 年放假安排未公布"));
    }

    @Test
    void saysThatNothingRuns() {
        assertThat(words(Timing.NONE, CALENDAR, at("2023-04-10T09:00")))
                .isEqualTo(new Sentence("no clock runs yet", "尚未计时"));
        Timing done = new Timing(null, null, null, null, null, null, null, 0, null, true, "135-staged@1", "c");
        assertThat(words(done, CALENDAR, at("2023-04-10T09:00")))
                .isEqualTo(new Sentence("no clock runs any more", "计时已结束"));
    }

    private static void assertSaid(String now, String due, String en, String zh) {
        assertThat(words(timing(at(due), null), CALENDAR, at(now))).isEqualTo(new Sentence(en, zh));
    }

    private static Sentence words(Timing timing, @Nullable WorkingCalendar calendar, Instant now) {
        Duration left = Remaining.of(timing, calendar, now);
        return TimeWords.of(timing, left, calendar, now);
    }

    private static Timing timing(Instant due, @Nullable Instant pausedSince) {
        return new Timing(due, due, "answer", "办结", null, pausedSince, null, 0, null, false, "135-staged@1", "c");
    }

    private static Instant at(String local) {
        String[] parts = local.split("T", -1);
        return ZonedDateTime.of(LocalDate.parse(parts[0]), LocalTime.parse(parts[1]), CalendarRules.CHINA)
                .toInstant();
    }
}
