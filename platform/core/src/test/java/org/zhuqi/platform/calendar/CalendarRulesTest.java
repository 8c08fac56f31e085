package org.zhuqi.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.zhuqi.platform.calendar.Calendars.hours;
import static org.zhuqi.platform.calendar.Calendars.off;
import static org.zhuqi.platform.calendar.Calendars.shipped;
import static org.zhuqi.platform.calendar.Calendars.worked;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into a calendar: spans, hours, notices, overrides, and the version of it all. */
final class CalendarRulesTest {
    @ParameterizedTest
    @CsvSource({
        "5 working days, 5, WORKING_DAY",
        "1 working day, 1, WORKING_DAY",
        "90 natural minutes, 90, NATURAL_MINUTE",
        "24 natural hours, 24, NATURAL_HOUR",
        "1 working days, 1, WORKING_DAY",
        "2 Working  Hour, 2, WORKING_HOUR",
        "0 working minutes, 0, WORKING_MINUTE",
        "100000 natural days, 100000, NATURAL_DAY"
    })
    void readsASpanInWords(String words, long amount, SpanUnit unit) {
        assertThat(Span.parse(words)).isEqualTo(new Span(amount, unit));
    }

    @ParameterizedTest
    @EnumSource
    void writesEverySpanAsItReadsIt(SpanUnit unit) {
        for (long amount : List.of(0L, 1L, 2L, 100_000L)) {
            assertThat(Span.parse(new Span(amount, unit).toString())).isEqualTo(new Span(amount, unit));
        }
        assertThat(new Span(1, unit).toString()).doesNotEndWith("s");
        assertThat(new Span(5, unit)).hasToString("5 " + unit.en());
        assertThat(unit.en()).startsWith(unit.isWorking() ? "working " : "natural ");
        assertThat(unit.zh()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5 days",
                "24 hours",
                "five working days",
                "1.5 working days",
                "-1 working days",
                "5 working weeks",
                "5working days",
                "5 working days or so"
            })
    void refusesASpanThatIsNoneWithExamples(String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Span.parse(words))
                .withMessage(
                        "\"" + words + "\" is not a span of time. A span is a whole number, then working or natural,"
                                + " then minutes, hours or days: \"5 working days\", \"1 working day\", \"90 natural minutes\","
                                + " \"24 natural hours\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100001", "99999999999999999999999999"})
    void refusesASpanBeyondAllMeasure(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Span.parse(amount + " working days"))
                .withMessage("A span is 0 to 100000 working days, and " + amount + " is outside of that.");
    }

    @Test
    void refusesANegativeSpan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Span(-1, SpanUnit.NATURAL_HOUR))
                .withMessage("A span is 0 to 100000 natural hours, and -1 is outside of that.");
    }

    @Test
    void businessHoursEndAfterTheyBeginInOrderAndInWholeSeconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hours("12:00-12:00"))
                .withMessage("Business hours end after they begin, on the same day, and 12:00–12:00 do not.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BusinessInterval(LocalTime.NOON, LocalTime.MAX))
                .withMessageStartingWith("Business hours are given in whole seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules(hours("13:30-17:30", "08:30-12:00")))
                .withMessage(
                        "Business hours come in order and do not overlap, and 08:30–12:00 begins before 13:30–17:30"
                                + " has ended.");
        assertThatIllegalArgumentException().isThrownBy(() -> worked("2026-03-03", "08:30-12:00", "11:59-13:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules(List.of()))
                .withMessage("A working calendar needs business hours, such as 08:30–12:00.");
        assertThat(rules(hours("08:30-12:00", "12:00-13:00")).hours()).hasSize(2);
    }

    @Test
    void aDayOffHasNoBusinessHours() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DayOverride(LocalDate.of(2026, 3, 3), false, hours("08:30-12:00"), ""))
                .withMessage("2026-03-03 is overridden as a day off, so it can have no business hours.");
    }

    @Test
    void aYearHasOneNoticeAndADayOneOverride() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules(List.of(shipped(2026), shipped(2025), shipped(2026)), List.of()))
                .withMessage("A working calendar has one holiday notice a year, and there are two for 2026.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules(List.of(), List.of(off("2026-03-03", ""), worked("2026-03-03"))))
                .withMessage("A working calendar has one override a day, and there are two for 2026-03-03.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules(List.of(), List.of(off("3026-03-03", ""))))
                .withMessage("A working calendar reaches from 1900 to 2999, so 3026-03-03 cannot be overridden.");
    }

    @Test
    void equalContentHasAnEqualVersionInWhicheverOrderItWasGiven() {
        List<HolidayNotice> reversed = new ArrayList<>(HolidayNotice.shipped());
        Collections.reverse(reversed);
        CalendarRules one = rules(HolidayNotice.shipped(), List.of(off("2026-03-03", "a"), worked("2026-03-07")));
        CalendarRules other = rules(reversed, List.of(worked("2026-03-07"), off("2026-03-03", "a")));
        assertThat(other).isEqualTo(one);
        assertThat(other.version()).isEqualTo(one.version()).matches("[0-9a-f]{12}");
        assertThat(WorkingCalendar.of(other).version()).isEqualTo(one.version());
        assertThat(WorkingCalendar.of(one).rules()).isEqualTo(one);
        assertThat(WorkingCalendar.of(one).zone()).isEqualTo(CalendarRules.CHINA);
    }

    @Test
    void everyDifferenceGivesAnotherVersion() {
        List<HolidayNotice> notices = HolidayNotice.shipped();
        Set<String> versions = new HashSet<>();
        List<CalendarRules> different = List.of(
                CalendarRules.shipped(),
                rules(hours("08:30-12:00")),
                rules(hours("08:30-12:00", "13:30-17:31")),
                rules(notices.subList(0, 4), List.of()),
                rules(notices, List.of(off("2026-03-03", ""))),
                rules(notices, List.of(off("2026-03-03", "a"))),
                rules(notices, List.of(off("2026-03-04", ""))),
                rules(notices, List.of(worked("2026-03-03"))),
                rules(notices, List.of(worked("2026-03-03", "08:30-12:00"))),
                new CalendarRules(
                        CalendarBase.PLAIN_WEEKDAYS,
                        CalendarRules.CHINA,
                        CalendarRules.USUAL_HOURS,
                        notices,
                        List.of()),
                new CalendarRules(
                        CalendarBase.STATE_COUNCIL_NOTICES,
                        Calendars.ROME,
                        CalendarRules.USUAL_HOURS,
                        notices,
                        List.of()));
        different.forEach(rules -> versions.add(rules.version()));
        assertThat(versions).hasSameSizeAs(different);
    }

    @Test
    void theVersionOfTheShippedCalendarStaysWhatItIs() {
        // Tickets carry it: if this fails, the shipped holidays or the way of hashing have changed.
        assertThat(CalendarRules.shipped().version()).isEqualTo("b2d7aaf1c052");
        assertThat(HolidayNotice.shipped())
                .extracting(HolidayNotice::version)
                .containsExactly("2022-fc0abb32", "2023-752906fa", "2024-45dafa1a", "2025-4fc74afc", "2026-fe67ce92");
    }

    @Test
    void shipsTheNoticesOf2022To2026AndSaysWhereTheyComeFrom() throws IOException {
        assertThat(HolidayNotice.shipped())
                .extracting(HolidayNotice::year)
                .containsExactly(2022, 2023, 2024, 2025, 2026);
        assertThat(HolidayNotice.shipped())
                .allSatisfy(notice ->
                        assertThat(notice.papers()).singleElement().asString().contains(".gov.cn/"));
        try (InputStream notice =
                Objects.requireNonNull(HolidayNotice.class.getResourceAsStream("holidays-cn.NOTICE.txt"))) {
            assertThat(new String(notice.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("MIT License", "Copyright (c) 2019 NateScarlet", "isOffDay");
        }
    }

    @Test
    void readsANoticeInTheFormOfTheDataSetWhateverTheOrderOfItsDays() {
        String json = """
                {"year": 2027, "papers": ["https://www.gov.cn/x"], "days": [
                 {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
                 {"name": "元旦", "date": "2026-12-27", "isOffDay": false}]}
                """;
        HolidayNotice notice = HolidayNotice.read(2027, json);
        assertThat(notice.days())
                .containsExactly(
                        new HolidayNotice.Day(LocalDate.of(2026, 12, 27), "元旦", false),
                        new HolidayNotice.Day(LocalDate.of(2027, 1, 1), "元旦", true));
        assertThat(notice.papers()).containsExactly("https://www.gov.cn/x");
        assertThat(notice.version()).matches("2027-[0-9a-f]{8}");
        List<HolidayNotice.Day> reversed = new ArrayList<>(notice.days());
        Collections.reverse(reversed);
        assertThat(HolidayNotice.of(2027, notice.papers(), reversed)).isEqualTo(notice);
        assertThat(HolidayNotice.read(
                                2027,
                                json.replace(
                                        "\"2027-01-01\", \"isOffDay\": true", "\"2027-01-01\", \"isOffDay\": false"))
                        .version())
                .isNotEqualTo(notice.version());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    nonsense                                                | The holiday notice for 2027 is not JSON:
                    []                                                      | The holiday notice for 2027 is not of the form {"papers":
                    ``                                                      | The holiday notice for 2027 is not of the form {"papers":
                    {"days": []}                                            | The holiday notice for 2027 has no list "papers".
                    {"papers": [3], "days": []}                             | The holiday notice for 2027 has an entry in "papers" that is not a text: 3.
                    {"papers": []}                                          | The holiday notice for 2027 has no list "days".
                    {"papers": [], "days": []}                              | The holiday notice for 2027 names no days.
                    {"papers": [], "days": [], "year": 2026}                | This is the holiday notice for 2026, not for 2027, which it was given as.
                    {"papers": [], "days": [{"date": "2027-01-01", "isOffDay": true}]} | The holiday notice for 2027 has no "name", a text, in its day 1: {
                    {"papers": [], "days": [{"name": "元旦", "isOffDay": true}]} | The holiday notice for 2027 has no "date", a text such as "2027-01-01", in its day 1: {
                    {"papers": [], "days": [{"name": "元旦", "date": "2027-01-01"}]} | The holiday notice for 2027 has no "isOffDay", true or false, in its day 1: {
                    {"papers": [], "days": [{"name": "元旦", "date": "2027-02-30", "isOffDay": true}]} | The holiday notice for 2027 has "2027-02-30" as the date of its day 1, which is no date; one looks like 2027-01-01.
                    {"papers": [], "days": [{"name": "元旦", "date": "2026-11-30", "isOffDay": true}]} | The holiday notice for 2027 names 2026-11-30, and a notice names days of its own year and of the December before only.
                    {"papers": [], "days": [{"name": "元旦", "date": "2028-01-01", "isOffDay": true}]} | The holiday notice for 2027 names 2028-01-01, and
                    {"papers": [], "days": [{"name": "a", "date": "2027-01-01", "isOffDay": true}, {"name": "b", "date": "2027-01-01", "isOffDay": true}]} | The holiday notice for 2027 names 2027-01-01 twice.
                    """)
    void refusesWhatIsNoNoticeWithASentence(String json, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HolidayNotice.read(2027, json))
                .withMessageStartingWith(sentence);
    }

    private static CalendarRules rules(List<BusinessInterval> hours) {
        return new CalendarRules(
                CalendarBase.STATE_COUNCIL_NOTICES, CalendarRules.CHINA, hours, HolidayNotice.shipped(), List.of());
    }

    private static CalendarRules rules(List<HolidayNotice> notices, List<DayOverride> overrides) {
        return new CalendarRules(
                CalendarBase.STATE_COUNCIL_NOTICES, CalendarRules.CHINA, CalendarRules.USUAL_HOURS, notices, overrides);
    }
}
