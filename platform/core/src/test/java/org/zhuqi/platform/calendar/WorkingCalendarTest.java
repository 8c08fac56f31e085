package org.zhuqi.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.zhuqi.platform.calendar.Calendars.CHINA;
import static org.zhuqi.platform.calendar.Calendars.ROME;
import static org.zhuqi.platform.calendar.Calendars.at;
import static org.zhuqi.platform.calendar.Calendars.china;
import static org.zhuqi.platform.calendar.Calendars.hours;
import static org.zhuqi.platform.calendar.Calendars.off;
import static org.zhuqi.platform.calendar.Calendars.plain;
import static org.zhuqi.platform.calendar.Calendars.worked;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkingCalendarTest {
    @ParameterizedTest(name = "{0} + 1 / 3 / 5 working days: {1}, {2}, {3}")
    @CsvSource({
        "2023-04-28, 2023-05-04, 2023-05-06, 2023-05-09",
        "2023-09-28, 2023-10-07, 2023-10-09, 2023-10-11",
        "2024-02-09, 2024-02-18, 2024-02-20, 2024-02-22",
        "2025-01-24, 2025-01-26, 2025-02-05, 2025-02-07",
        "2026-02-13, 2026-02-14, 2026-02-25, 2026-02-27",
        "2022-12-30, 2023-01-03, 2023-01-05, 2023-01-09"
    })
    void the135CheckValuesHoldWhateverTheHourOfTheStart(
            LocalDate start, LocalDate one, LocalDate three, LocalDate five) {
        for (String time : List.of("T00:00", "T08:30", "T12:45", "T17:30", "T23:59:59.999999999")) {
            Instant from = at(start + time);
            assertThat(fromNextDay(from, "1 working day")).isEqualTo(at(one + "T17:30"));
            assertThat(fromNextDay(from, "3 working days")).isEqualTo(at(three + "T17:30"));
            assertThat(fromNextDay(from, "5 working days")).isEqualTo(at(five + "T17:30"));
            assertThat(CHINA.daysCounted(from, at(five + "T00:00"))).isEqualTo(5);
            assertThat(CHINA.daysCounted(at(five + "T00:00"), from)).isEqualTo(-5);
        }
        assertThat(CHINA.plusWorkingDays(start, 1)).isEqualTo(one);
        assertThat(CHINA.plusWorkingDays(start, 3)).isEqualTo(three);
        assertThat(CHINA.plusWorkingDays(start, 5)).isEqualTo(five);
        assertThat(CHINA.plusWorkingDays(start, 0)).isEqualTo(start);
    }

    @Test
    void naturalDaysFromTheNextDayEndAtCloseOfBusinessOnTheNextWorkingDayAfterDaysOff() {
        assertThat(fromNextDay(at("2023-09-20T10:00"), "7 natural days")).isEqualTo(at("2023-09-27T17:30"));
        // 29 September is the Mid-Autumn Festival; the first day that is worked again is a make-up Saturday.
        assertThat(fromNextDay(at("2023-09-22T10:00"), "7 natural days")).isEqualTo(at("2023-10-07T17:30"));
        assertThat(fromNextDay(at("2023-11-03T10:00"), "1 natural day")).isEqualTo(at("2023-11-06T17:30"));
    }

    @Test
    void noTimeAtAllIsOverAtOnce() {
        Instant sunday = at("2023-11-05T10:00:00.5");
        for (String span : List.of("0 working days", "0 natural days")) {
            assertThat(fromNextDay(sunday, span)).isEqualTo(sunday);
            assertThat(exactly(sunday, span)).isEqualTo(sunday);
        }
        assertThat(exactly(sunday, "0 working minutes")).isEqualTo(sunday);
    }

    @Test
    void minutesAndHoursCannotBeCountedFromTheNextDay() {
        for (String span : List.of("5 working hours", "90 natural minutes", "1 natural hour", "0 working minutes")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fromNextDay(at("2023-11-06T10:00"), span))
                    .withMessage("\"" + span + "\" cannot be counted from the next day: only days can be, minutes and"
                            + " hours are counted exactly.");
        }
    }

    @Test
    void workingDaysAreNotCountedBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHINA.plusWorkingDays(LocalDate.of(2023, 11, 6), -1))
                .withMessage("Working days are counted forwards, and -1 would go backwards.");
    }

    @Test
    void theLunchBreakIsNotWorkingTime() {
        assertThat(exactly(at("2023-11-06T11:30"), "60 working minutes")).isEqualTo(at("2023-11-06T14:00"));
        assertThat(exactly(at("2023-11-06T12:30"), "1 working minute")).isEqualTo(at("2023-11-06T13:31"));
        assertThat(CHINA.workingTime(at("2023-11-06T11:30"), at("2023-11-06T14:00")))
                .isEqualTo(Duration.ofHours(1));
        assertThat(CHINA.workingTime(at("2023-11-06T12:00"), at("2023-11-06T13:30")))
                .isZero();
        assertThat(CHINA.workingTime(at("2023-11-06T14:00"), at("2023-11-06T11:30")))
                .isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void aSpanUsedUpWhenBusinessHoursEndEndsThereAndNotWhenTheyBeginAgain() {
        assertThat(exactly(at("2023-11-06T08:30"), "210 working minutes")).isEqualTo(at("2023-11-06T12:00"));
        assertThat(exactly(at("2023-11-06T16:30"), "1 working hour")).isEqualTo(at("2023-11-06T17:30"));
        assertThat(exactly(at("2023-11-03T18:00"), "1 working day")).isEqualTo(at("2023-11-06T17:30"));
        assertThat(exactly(at("2023-11-03T16:30"), "61 working minutes")).isEqualTo(at("2023-11-06T08:31"));
    }

    @Test
    void goingBackArrivesWhereBusinessHoursBeginAndNeverWhereTheyEnd() {
        Instant monday = at("2023-11-06T13:30");
        assertThat(CHINA.minusWorkingTime(monday, Duration.ofMinutes(210))).isEqualTo(at("2023-11-06T08:30"));
        assertThat(CHINA.minusWorkingTime(monday, Duration.ofMinutes(211))).isEqualTo(at("2023-11-03T17:29"));
        assertThat(CHINA.minusWorkingTime(at("2023-11-06T17:30"), Duration.ofHours(4)))
                .isEqualTo(at("2023-11-06T13:30"));
        assertThat(CHINA.minusWorkingTime(monday, Duration.ZERO)).isEqualTo(monday);
        assertThat(CHINA.minusWorkingTime(monday, Duration.ofHours(-1))).isEqualTo(at("2023-11-06T14:30"));
        assertThat(CHINA.plusWorkingTime(monday, Duration.ofMinutes(-211))).isEqualTo(at("2023-11-03T17:29"));
    }

    @Test
    void oneWorkingDayExactlyIsTheSevenAndAHalfHoursOfAUsualDay() {
        assertThat(CHINA.nominalDay()).isEqualTo(Duration.ofMinutes(450));
        assertThat(CHINA.workingTimeOf(Span.parse("2 working days"))).isEqualTo(Duration.ofHours(15));
        assertThat(exactly(at("2023-11-06T10:00"), "1 working day")).isEqualTo(at("2023-11-07T10:00"));
        // A short day does not make a working day worth less.
        WorkingCalendar shortTuesday = china(worked("2023-11-07", "08:30-10:00"));
        assertThat(shortTuesday.nominalDay()).isEqualTo(Duration.ofMinutes(450));
        assertThat(shortTuesday.add(at("2023-11-06T17:30"), Span.parse("1 working day"), Counting.EXACT))
                .isEqualTo(at("2023-11-08T16:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHINA.workingTimeOf(Span.parse("1 natural day")))
                .withMessageStartingWith("\"1 natural day\" is natural time");
    }

    @Test
    void measuresInEveryUnitToTwoDecimalsHalfUp() {
        Instant friday = at("2023-11-03T15:00");
        Instant tuesday = at("2023-11-07T10:00:18");
        assertThat(CHINA.measure(friday, tuesday, SpanUnit.WORKING_MINUTE)).hasToString("690.30");
        assertThat(CHINA.measure(friday, tuesday, SpanUnit.WORKING_HOUR)).hasToString("11.51");
        assertThat(CHINA.measure(friday, tuesday, SpanUnit.WORKING_DAY)).hasToString("1.53");
        assertThat(CHINA.measure(friday, tuesday, SpanUnit.NATURAL_MINUTE)).hasToString("5460.30");
        assertThat(CHINA.measure(friday, tuesday, SpanUnit.NATURAL_HOUR)).hasToString("91.01");
        assertThat(CHINA.measure(friday, tuesday, SpanUnit.NATURAL_DAY)).hasToString("3.79");
        assertThat(CHINA.measure(tuesday, friday, SpanUnit.NATURAL_HOUR)).hasToString("-91.01");
        assertThat(CHINA.measure(friday, friday, SpanUnit.WORKING_DAY)).hasToString("0.00");
    }

    @Test
    void aMakeUpSaturdayIsWorkedAndAHolidayOnAWeekdayIsNot() {
        LocalDate makeUp = LocalDate.of(2023, 5, 6);
        LocalDate holiday = LocalDate.of(2023, 5, 2);
        LocalDate saturday = LocalDate.of(2023, 5, 13);
        assertThat(CHINA.isWorkingDay(makeUp)).isTrue();
        assertThat(CHINA.hoursOf(makeUp)).isEqualTo(CalendarRules.USUAL_HOURS);
        assertThat(CHINA.dayName(makeUp)).contains("劳动节");
        assertThat(CHINA.isWorkingDay(holiday)).isFalse();
        assertThat(CHINA.hoursOf(holiday)).isEmpty();
        assertThat(CHINA.dayName(holiday)).contains("劳动节");
        assertThat(CHINA.isWorkingDay(saturday)).isFalse();
        assertThat(CHINA.dayName(saturday)).isEmpty();
        assertThat(exactly(at("2023-05-05T17:00"), "1 working hour")).isEqualTo(at("2023-05-06T09:00"));
    }

    @Test
    void aDistrictsOverrideGoesBeforeTheNotice() {
        WorkingCalendar district = china(
                off("2023-05-06", "停电"),
                worked("2023-05-07", "10:00-12:00", "20:00-21:00"),
                worked("2023-05-03"),
                off("2023-05-08", ""));
        assertThat(district.isWorkingDay(LocalDate.of(2023, 5, 6))).isFalse();
        assertThat(district.dayName(LocalDate.of(2023, 5, 6))).contains("停电");
        assertThat(district.dayName(LocalDate.of(2023, 5, 3))).contains("劳动节");
        assertThat(district.hoursOf(LocalDate.of(2023, 5, 3))).isEqualTo(CalendarRules.USUAL_HOURS);
        assertThat(district.hoursOf(LocalDate.of(2023, 5, 7))).isEqualTo(hours("10:00-12:00", "20:00-21:00"));
        assertThat(district.add(at("2023-05-05T09:00"), Span.parse("1 working day"), Counting.NEXT_DAY))
                .as("close of business is when that day's own hours end")
                .isEqualTo(at("2023-05-07T21:00"));
        assertThat(district.add(at("2023-05-05T17:00"), Span.parse("3 working hours"), Counting.EXACT))
                .isEqualTo(at("2023-05-07T20:30"));
        assertThat(district.workingTime(at("2023-05-06T00:00"), at("2023-05-09T00:00")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(district.version()).isNotEqualTo(CHINA.version());
    }

    @Test
    void inRomeBusinessHoursFollowTheWallClockThroughBothChanges() {
        WorkingCalendar rome = plain(ROME, hours("09:00-13:00", "14:00-18:00"));
        Span twoHours = Span.parse("2 working hours");
        assertThat(rome.add(Instant.parse("2024-03-29T16:00:00Z"), twoHours, Counting.EXACT))
                .as("Friday 17:00 in winter to Monday 10:00 in summer")
                .isEqualTo(Instant.parse("2024-04-01T08:00:00Z"));
        assertThat(rome.add(Instant.parse("2024-10-25T15:00:00Z"), twoHours, Counting.EXACT))
                .as("Friday 17:00 in summer to Monday 10:00 in winter")
                .isEqualTo(Instant.parse("2024-10-28T09:00:00Z"));
        assertThat(rome.add(Instant.parse("2024-03-29T16:00:00Z"), Span.parse("1 working day"), Counting.NEXT_DAY))
                .isEqualTo(Instant.parse("2024-04-01T16:00:00Z"));
        assertThat(rome.add(Instant.parse("2024-03-30T16:00:00Z"), Span.parse("1 natural day"), Counting.EXACT))
                .as("a natural day is 24 hours, as 24 natural hours are")
                .isEqualTo(Instant.parse("2024-03-31T16:00:00Z"));
    }

    @Test
    void inRomeANightShiftIsAnHourShorterInSpringAndAnHourLongerInAutumn() {
        WorkingCalendar rome =
                plain(ROME, hours("00:00-06:00"), worked("2024-03-31"), worked("2024-10-27"), worked("2024-04-07"));
        assertThat(rome.workingTime(at("2024-03-31T00:00", ROME), at("2024-03-31T12:00", ROME)))
                .isEqualTo(Duration.ofHours(5));
        assertThat(rome.workingTime(at("2024-10-27T00:00", ROME), at("2024-10-27T12:00", ROME)))
                .isEqualTo(Duration.ofHours(7));
        assertThat(rome.workingTime(at("2024-04-07T00:00", ROME), at("2024-04-07T12:00", ROME)))
                .isEqualTo(rome.nominalDay());
        assertThat(rome.plusWorkingTime(at("2024-03-31T00:00", ROME), Duration.ofHours(3)))
                .isEqualTo(at("2024-03-31T04:00", ROME));
        assertThat(rome.plusWorkingTime(at("2024-10-27T00:00", ROME), Duration.ofHours(5)))
                .isEqualTo(at("2024-10-27T04:00", ROME));
        assertThat(rome.minusWorkingTime(at("2024-03-31T06:00", ROME), Duration.ofHours(4)))
                .isEqualTo(at("2024-03-31T01:00", ROME));
    }

    @Test
    void businessHoursThatTheClockSkipsAltogetherHaveNoLength() {
        WorkingCalendar rome =
                plain(ROME, hours("09:00-17:00"), worked("2024-03-31", "02:10-02:20", "02:20-02:50", "02:55-03:30"));
        assertThat(rome.workingTime(at("2024-03-31T00:00", ROME), at("2024-03-31T12:00", ROME)))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(rome.plusWorkingTime(at("2024-03-31T00:00", ROME), Duration.ofMinutes(10)))
                .isEqualTo(at("2024-03-31T03:10", ROME));
        assertThat(rome.minusWorkingTime(at("2024-03-31T03:30", ROME), Duration.ofMinutes(30)))
                .isEqualTo(at("2024-03-31T03:00", ROME));
    }

    @Test
    void plainWeekdaysKnowEveryYearInBothDirections() {
        WorkingCalendar utc = plain(ZoneOffset.UTC, hours("09:00-17:00"));
        Instant monday = Instant.parse("2026-11-02T12:00:00Z");
        // 100 000 working days are 20 000 weeks.
        assertThat(utc.add(monday, Span.parse("100000 working days"), Counting.NEXT_DAY))
                .isEqualTo(Instant.parse("2410-02-22T17:00:00Z"))
                .isEqualTo(monday.plus(Duration.ofDays(140_000)).plus(Duration.ofHours(5)));
        Duration long400Years = Duration.ofHours(8).multipliedBy(5).multipliedBy(20_000);
        assertThat(utc.plusWorkingTime(monday, long400Years)).isEqualTo(monday.plus(Duration.ofDays(140_000)));
        assertThat(utc.minusWorkingTime(monday.plus(Duration.ofDays(140_000)), long400Years))
                .isEqualTo(monday);
        Duration long100Years = Duration.ofHours(8).multipliedBy(5).multipliedBy(5_000);
        assertThat(utc.minusWorkingTime(monday, long100Years)).isEqualTo(monday.minus(Duration.ofDays(35_000)));
        assertThat(utc.daysCounted(monday, monday.plus(Duration.ofDays(140_000))))
                .isEqualTo(100_000);
        assertThat(utc.workingTime(monday.plus(Duration.ofDays(140_000)), monday))
                .isEqualTo(long400Years.negated());
    }

    @Test
    void plainWeekdaysSayWhereTheyEnd() {
        WorkingCalendar utc = plain(ZoneOffset.UTC, hours("09:00-17:00"));
        Instant monday = Instant.parse("2026-11-02T12:00:00Z");
        String sentence = "The working calendar reaches from 1900 to 2999, and this would need a day outside of that.";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> utc.plusWorkingTime(monday, Duration.ofHours(10_000_000)))
                .withMessage(sentence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> utc.minusWorkingTime(monday, Duration.ofHours(10_000_000)))
                .withMessage(sentence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> utc.plusWorkingDays(LocalDate.of(1850, 1, 1), 1))
                .withMessage(sentence);
    }

    @Test
    void threadsThatLetTheCalendarGrowTogetherAllGetTheSameAnswers() throws InterruptedException, ExecutionException {
        Instant monday = Instant.parse("2026-11-02T12:00:00Z");
        for (int round = 0; round < 5; round++) {
            WorkingCalendar utc = plain(ZoneOffset.UTC, hours("09:00-17:00"));
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<Future<Boolean>> answers = new ArrayList<>();
                for (int weeks = -3_000; weeks <= 3_000; weeks += 50) {
                    Duration working = Duration.ofHours(40L * weeks);
                    Instant expected = monday.plus(Duration.ofDays(7L * weeks));
                    answers.add(threads.submit(
                            () -> utc.plusWorkingTime(monday, working).equals(expected)
                                    && utc.workingTime(monday, expected).equals(working)));
                }
                for (Future<Boolean> answer : answers) {
                    assertThat(answer.get()).isTrue();
                }
            }
        }
    }

    private static Instant fromNextDay(Instant from, String span) {
        return CHINA.add(from, Span.parse(span), Counting.NEXT_DAY);
    }

    private static Instant exactly(Instant from, String span) {
        return CHINA.add(from, Span.parse(span), Counting.EXACT);
    }
}
