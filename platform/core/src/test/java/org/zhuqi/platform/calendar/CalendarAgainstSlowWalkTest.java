package org.zhuqi.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every day of the shipped years against a walk that shares no code with the calendar: it reads the file with a pattern,
 * knows China's clock as eight hours ahead, and goes minute by minute.
 */
final class CalendarAgainstSlowWalkTest {
    private static final int DAY = 24 * 60;
    private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);
    private static final int DAYS = 1826;
    private static final long EPOCH = FIRST.toEpochDay() * 86_400 - 8 * 3_600;
    private static final boolean[] WORKED = new boolean[DAYS];
    private static final boolean[] OPEN = new boolean[DAYS * DAY];
    private static final int[] STARTS = {
        0, 8 * 60 + 29, 8 * 60 + 30, 11 * 60 + 59, 12 * 60, 13 * 60, 13 * 60 + 30, 15 * 60 + 7, 17 * 60 + 30, DAY - 1
    };
    private static final int[] MINUTES = {1, 30, 90, 210, 211, 240, 241, 450, 451, 899, 1350, 2250};

    @BeforeAll
    static void openEveryMinuteThatIsWorked() throws IOException {
        String json;
        try (InputStream file = Objects.requireNonNull(CalendarRules.class.getResourceAsStream("holidays-cn.json"))) {
            json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> announced = new HashMap<>();
        Matcher day = Pattern.compile("\"date\": \"([0-9-]+)\",\\s*\"isOffDay\": (true|false)")
                .matcher(json);
        while (day.find()) {
            announced.put(day.group(1), day.group(2));
        }
        assertThat(announced).hasSize(38 + 34 + 36 + 33 + 39);
        for (int i = 0; i < DAYS; i++) {
            LocalDate date = FIRST.plusDays(i);
            String off = announced.getOrDefault(
                    date.toString(), date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? "true" : "false");
            WORKED[i] = off.equals("false");
            for (int minute = 8 * 60 + 30; WORKED[i] && minute < 17 * 60 + 30; minute++) {
                OPEN[i * DAY + minute] = minute < 12 * 60 || minute >= 13 * 60 + 30;
            }
        }
    }

    @Test
    void everyDayIsWorkedOrNotAsTheFileSays() {
        for (int i = 0; i < DAYS; i++) {
            assertThat(Calendars.CHINA.isWorkingDay(FIRST.plusDays(i)))
                    .as("%s", FIRST.plusDays(i))
                    .isEqualTo(WORKED[i]);
        }
    }

    @Test
    void oneThreeAndFiveDaysFromTheNextDayAreDueAsWalkedFromEveryDay() {
        for (int i = 0; i < DAYS; i++) {
            for (int amount : List.of(1, 3, 5)) {
                int due = i;
                for (int left = amount; left > 0 && due < DAYS; ) {
                    due++;
                    left -= due < DAYS && WORKED[due] ? 1 : 0;
                }
                int naturallyDue = i + amount;
                while (naturallyDue < DAYS && !WORKED[naturallyDue]) {
                    naturallyDue++;
                }
                for (int minute : List.of(0, 10 * 60, DAY - 1)) {
                    Instant from = instant(i * DAY + minute);
                    Span working = new Span(amount, SpanUnit.WORKING_DAY);
                    Span natural = new Span(amount, SpanUnit.NATURAL_DAY);
                    compare(
                            from,
                            working,
                            due * DAY + 17 * 60 + 30,
                            () -> Calendars.CHINA.add(from, working, Counting.NEXT_DAY));
                    compare(
                            from,
                            natural,
                            naturallyDue * DAY + 17 * 60 + 30,
                            () -> Calendars.CHINA.add(from, natural, Counting.NEXT_DAY));
                    if (due < DAYS && Calendars.CHINA.daysCounted(from, instant(due * DAY)) != amount) {
                        fail("%s days from %s, counted", amount, from);
                    }
                }
            }
        }
    }

    @Test
    void minutesAndDaysExactlyCountedEndAsWalkedFromEveryDay() {
        for (int i = 0; i < DAYS; i++) {
            for (int start : STARTS) {
                int minute = i * DAY + start;
                Instant from = instant(minute);
                for (int amount : MINUTES) {
                    int due = walk(minute, amount);
                    Span span = amount % 450 == 0
                            ? new Span(amount / 450, SpanUnit.WORKING_DAY)
                            : new Span(amount, SpanUnit.WORKING_MINUTE);
                    compare(from, span, due, () -> Calendars.CHINA.add(from, span, Counting.EXACT));
                }
            }
        }
    }

    @Test
    void goingBackArrivesAsWalkedFromEveryDay() {
        for (int i = 30; i < DAYS; i++) {
            for (int start : STARTS) {
                int minute = i * DAY + start;
                for (int amount : List.of(1, 30, 210, 211, 450, 1350)) {
                    int back = minute;
                    for (int left = amount; left > 0; back--) {
                        left -= OPEN[back - 1] ? 1 : 0;
                    }
                    Instant reached = Calendars.CHINA.minusWorkingTime(instant(minute), Duration.ofMinutes(amount));
                    if (!reached.equals(instant(back))) {
                        fail("%s minutes back from %s: %s, not %s", amount, instant(minute), reached, instant(back));
                    }
                }
            }
        }
    }

    @Test
    void workingTimeIsTheNumberOfOpenMinutesBetweenAnyTwoDays() {
        int[] before = new int[OPEN.length + 1];
        for (int minute = 0; minute < OPEN.length; minute++) {
            before[minute + 1] = before[minute] + (OPEN[minute] ? 1 : 0);
        }
        for (int from = 0; from < OPEN.length; from += 1_777) {
            for (int to = from; to < OPEN.length; to += 9_973) {
                Duration time = Calendars.CHINA.workingTime(instant(from), instant(to));
                if (time.toMinutes() != before[to] - before[from]) {
                    fail("from %s to %s: %s", instant(from), instant(to), time);
                }
            }
        }
    }

    @Test
    void inRomeEveryMinuteOfTheWallClockCountsOnceAroundBothChanges() {
        List<BusinessInterval> hours = Calendars.hours("00:00-06:00", "09:00-13:00", "22:30-23:45");
        WorkingCalendar rome = Calendars.plain(
                Calendars.ROME,
                hours,
                Calendars.worked("2024-03-31"),
                Calendars.worked("2024-10-27"),
                Calendars.off("2024-10-29", ""));
        for (String around : List.of("2024-03-28T00:00", "2024-10-24T00:00")) {
            Instant begin = Calendars.at(around, Calendars.ROME);
            List<Instant> open = new ArrayList<>();
            for (int minute = 0; minute < 7 * DAY; minute++) {
                Instant instant = begin.plus(Duration.ofMinutes(minute));
                ZonedDateTime wall = instant.atZone(Calendars.ROME);
                LocalTime time = wall.toLocalTime();
                boolean changing = wall.toLocalDate().equals(LocalDate.of(2024, 3, 31))
                        || wall.toLocalDate().equals(LocalDate.of(2024, 10, 27));
                boolean worked = (changing || wall.getDayOfWeek().getValue() <= 5)
                        && !wall.toLocalDate().equals(LocalDate.of(2024, 10, 29));
                if (worked
                        && hours.stream()
                                .anyMatch(
                                        interval -> !time.isBefore(interval.from()) && time.isBefore(interval.to()))) {
                    open.add(instant);
                }
            }
            for (int i = 0; i < open.size(); i++) {
                assertThat(rome.workingTime(begin, open.get(i))).isEqualTo(Duration.ofMinutes(i));
                assertThat(rome.plusWorkingTime(begin, Duration.ofMinutes(i + 1L)))
                        .isEqualTo(open.get(i).plus(Duration.ofMinutes(1)));
                assertThat(rome.minusWorkingTime(
                                begin.plus(Duration.ofMinutes(7 * DAY)), Duration.ofMinutes(open.size() - i)))
                        .isEqualTo(open.get(i));
            }
        }
    }

    /** Where the walk ends; beyond the last known minute if it does not. */
    private static int walk(int from, int minutes) {
        int at = from;
        for (int left = minutes; left > 0; at++) {
            if (at >= OPEN.length) {
                return Integer.MAX_VALUE;
            }
            left -= OPEN[at] ? 1 : 0;
        }
        return at;
    }

    private static void compare(Instant from, Span span, int due, Supplier<Instant> calendar) {
        if (due > OPEN.length) {
            assertThatExceptionOfType(UnknownYearException.class)
                    .isThrownBy(calendar::get)
                    .satisfies(unknown -> assertThat(unknown.year()).isEqualTo(2027));
        } else if (!calendar.get().equals(instant(due))) {
            fail("%s from %s: %s, not %s", span, from, calendar.get(), instant(due));
        }
    }

    private static Instant instant(int minute) {
        return Instant.ofEpochSecond(EPOCH + minute * 60L);
    }
}
