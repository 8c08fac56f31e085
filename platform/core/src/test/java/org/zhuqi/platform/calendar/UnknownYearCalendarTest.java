package org.zhuqi.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.zhuqi.platform.calendar.Calendars.CHINA;
import static org.zhuqi.platform.calendar.Calendars.at;
import static org.zhuqi.platform.calendar.Calendars.china;
import static org.zhuqi.platform.calendar.Calendars.date;
import static org.zhuqi.platform.calendar.Calendars.knowing;
import static org.zhuqi.platform.calendar.Calendars.off;
import static org.zhuqi.platform.calendar.Calendars.shipped;
import static org.zhuqi.platform.calendar.Calendars.worked;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Unknown is never "no holidays"; and what does not depend on the unknown is answered. */
final class UnknownYearCalendarTest {
    private static final Span ONE_DAY = Span.parse("1 working day");
    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    @Test
    void aDueDateThatReachesIntoAYearWithoutNoticeIsAnErrorThatSaysWhatToDo() {
        assertThatExceptionOfType(UnknownYearException.class)
                .isThrownBy(() -> CHINA.add(at("2026-12-30T10:00"), Span.parse("5 working days"), Counting.NEXT_DAY))
                .withMessage(
                        "The working calendar has no holiday notice for 2027: load it with `./zhuqi calendar load 2027"
                                + " FILE` or POST /api/v1/calendar/notices")
                .satisfies(unknown -> assertThat(unknown.year()).isEqualTo(2027));
        assertThat(date(CHINA.add(at("2026-12-28T10:00"), ONE_DAY, Counting.NEXT_DAY)))
                .isEqualTo("2026-12-29");
        assertThat(date(CHINA.add(at("2026-12-30T10:00"), ONE_DAY, Counting.NEXT_DAY)))
                .isEqualTo("2026-12-31");
    }

    @Test
    void everyQuestionAboutAnUnknownDayFails() {
        assertUnknown(2027, () -> CHINA.isWorkingDay(NEW_YEAR));
        assertUnknown(2027, () -> CHINA.hoursOf(NEW_YEAR));
        assertUnknown(2027, () -> CHINA.dayName(NEW_YEAR));
        assertUnknown(2027, () -> CHINA.plusWorkingDays(NEW_YEAR.minusDays(1), 1));
        assertUnknown(2027, () -> CHINA.plusWorkingTime(at("2026-12-31T17:00"), Duration.ofMinutes(31)));
        assertUnknown(2027, () -> CHINA.plusWorkingTime(at("2027-01-01T00:00"), Duration.ofNanos(1)));
        assertUnknown(2027, () -> CHINA.minusWorkingTime(at("2027-01-01T00:00:01"), Duration.ofNanos(1)));
        assertUnknown(2027, () -> CHINA.workingTime(at("2026-12-31T17:00"), at("2027-01-01T00:00:01")));
        assertUnknown(2027, () -> CHINA.workingTime(at("2027-01-01T00:00:01"), at("2026-12-31T17:00")));
        assertUnknown(2027, () -> CHINA.measure(at("2026-12-31T17:00"), at("2027-02-01T00:00"), SpanUnit.WORKING_HOUR));
        assertUnknown(2027, () -> CHINA.daysCounted(at("2026-12-31T17:00"), at("2027-01-01T00:00")));
        assertUnknown(2027, () -> CHINA.add(at("2026-12-30T10:00"), Span.parse("7 natural days"), Counting.NEXT_DAY));
        assertUnknown(2021, () -> CHINA.workingTime(at("2021-12-31T23:00"), at("2022-01-05T00:00")));
        assertUnknown(2021, () -> CHINA.minusWorkingTime(at("2022-01-04T09:00"), Duration.ofMinutes(31)));
        assertUnknown(2020, () -> CHINA.daysCounted(at("2020-05-01T00:00"), at("2022-01-05T00:00")));
        assertUnknown(2030, () -> CHINA.plusWorkingDays(LocalDate.of(2029, 12, 31), 3));
    }

    @Test
    void whatNeedsNoUnknownDayIsAnswered() {
        assertThat(CHINA.plusWorkingTime(at("2026-12-31T17:00"), Duration.ofMinutes(30)))
                .isEqualTo(at("2026-12-31T17:30"));
        assertThat(CHINA.workingTime(at("2026-12-31T17:00"), at("2027-01-01T00:00")))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(CHINA.minusWorkingTime(at("2027-01-01T00:00"), Duration.ofMinutes(30)))
                .isEqualTo(at("2026-12-31T17:00"));
        assertThat(CHINA.minusWorkingTime(at("2022-01-04T09:00"), Duration.ofMinutes(30)))
                .isEqualTo(at("2022-01-04T08:30"));
        assertThat(CHINA.daysCounted(at("2027-05-01T00:00"), at("2027-05-01T23:00")))
                .isZero();
        assertThat(CHINA.workingTime(at("2027-05-01T00:00"), at("2027-05-01T00:00")))
                .isZero();
        assertThat(CHINA.add(at("2026-12-31T10:00"), Span.parse("9 natural days"), Counting.EXACT))
                .isEqualTo(at("2027-01-09T10:00"));
        // The day of the start does not count, so nothing of 2021 is asked; 1 to 3 January 2022 are off.
        assertThat(CHINA.add(at("2021-12-31T10:00"), ONE_DAY, Counting.NEXT_DAY))
                .isEqualTo(at("2022-01-04T17:30"));
    }

    @Test
    void aMissingYearBetweenTwoNoticesIsNamedFromWhicheverSideOneComes() {
        WorkingCalendar gap = knowing(shipped(2022), shipped(2025));
        assertUnknown(2023, () -> gap.plusWorkingTime(at("2022-12-30T10:00"), Duration.ofHours(3_001)));
        assertUnknown(2023, () -> gap.plusWorkingDays(LocalDate.of(2022, 12, 30), 9));
        assertUnknown(2023, () -> gap.workingTime(at("2022-06-01T00:00"), at("2025-06-01T00:00")));
        assertUnknown(2023, () -> gap.daysCounted(at("2022-06-01T00:00"), at("2025-06-01T00:00")));
        assertUnknown(2024, () -> gap.minusWorkingTime(at("2025-01-03T10:00"), Duration.ofHours(30)));
        assertUnknown(2026, () -> gap.plusWorkingDays(LocalDate.of(2025, 12, 30), 9));
        assertUnknown(2021, () -> gap.minusWorkingTime(at("2022-01-04T10:00"), Duration.ofHours(3)));
        assertThat(gap.plusWorkingDays(LocalDate.of(2025, 1, 24), 3)).isEqualTo("2025-02-05");
    }

    @Test
    void withoutAnyNoticeNothingIsKnown() {
        WorkingCalendar nothing = knowing();
        assertUnknown(2026, () -> nothing.isWorkingDay(LocalDate.of(2026, 3, 3)));
        assertUnknown(2026, () -> nothing.plusWorkingTime(at("2026-03-03T10:00"), Duration.ofHours(1)));
        assertUnknown(2026, () -> nothing.minusWorkingTime(at("2026-03-03T10:00"), Duration.ofHours(1)));
        assertUnknown(2026, () -> nothing.plusWorkingDays(LocalDate.of(2026, 3, 3), 1));
        assertUnknown(2026, () -> nothing.workingTime(at("2026-03-03T10:00"), at("2026-03-03T11:00")));
    }

    @Test
    void aDayInDecemberIsKnownByItsOwnYearAndChangedByTheNextYearsNotice() {
        LocalDate newYearsEve = LocalDate.of(2026, 12, 31);
        HolidayNotice next = HolidayNotice.of(
                2027, List.of(), List.of(new HolidayNotice.Day(newYearsEve, "元旦", true), day("2027-01-01")));
        WorkingCalendar before = knowing(shipped(2026));
        WorkingCalendar after = knowing(next, shipped(2026));
        assertThat(before.isWorkingDay(newYearsEve)).isTrue();
        assertThat(after.isWorkingDay(newYearsEve)).isFalse();
        assertThat(after.dayName(newYearsEve)).contains("元旦");
        assertThat(after.plusWorkingDays(LocalDate.of(2026, 12, 30), 1)).isEqualTo("2027-01-04");
        assertUnknown(2026, () -> knowing(next).isWorkingDay(LocalDate.of(2026, 12, 30)));
        assertThat(knowing(next).isWorkingDay(newYearsEve))
                .as("named by a notice, although its own year has none")
                .isFalse();
    }

    @Test
    void anOverrideMakesItsOwnDayKnownAndNoOther() {
        WorkingCalendar district = china(off("2027-01-01", "元旦"), worked("2027-01-02"), worked("2031-05-05"));
        assertThat(district.plusWorkingDays(LocalDate.of(2026, 12, 31), 1)).isEqualTo("2027-01-02");
        assertThat(district.plusWorkingTime(at("2026-12-31T17:30"), Duration.ofHours(1)))
                .isEqualTo(at("2027-01-02T09:30"));
        assertUnknown(2027, () -> district.isWorkingDay(LocalDate.of(2027, 1, 3)));
        assertUnknown(2027, () -> district.plusWorkingDays(LocalDate.of(2026, 12, 31), 2));
        assertUnknown(2027, () -> district.workingTime(at("2026-12-31T00:00"), at("2031-05-06T00:00")));
        assertUnknown(2031, () -> district.minusWorkingTime(at("2031-05-05T17:30"), Duration.ofHours(8)));
        assertThat(district.workingTime(at("2031-05-05T00:00"), at("2031-05-06T00:00")))
                .isEqualTo(district.nominalDay());
    }

    private static HolidayNotice.Day day(String date) {
        return new HolidayNotice.Day(LocalDate.parse(date), "元旦", true);
    }

    private static void assertUnknown(int year, ThrowingCallable question) {
        assertThatExceptionOfType(UnknownYearException.class)
                .isThrownBy(question)
                .satisfies(unknown -> assertThat(unknown.year()).isEqualTo(year));
    }
}
