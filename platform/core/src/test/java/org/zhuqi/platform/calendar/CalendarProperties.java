package org.zhuqi.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.platform.calendar.Calendars.CHINA;
import static org.zhuqi.platform.calendar.Calendars.ROME;
import static org.zhuqi.platform.calendar.Calendars.china;
import static org.zhuqi.platform.calendar.Calendars.hours;
import static org.zhuqi.platform.calendar.Calendars.off;
import static org.zhuqi.platform.calendar.Calendars.plain;
import static org.zhuqi.platform.calendar.Calendars.worked;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;

/** Laws of the ruler, on calendars of every kind. */
class CalendarProperties {
    private static final List<WorkingCalendar> CALENDARS = List.of(
            CHINA,
            china(
                    off("2023-05-06", "停电"),
                    worked("2023-05-07", "10:00-12:00", "20:00-21:00"),
                    worked("2024-02-10"),
                    worked("2025-07-01", "00:00-23:59:59")),
            plain(ROME, hours("09:00-13:00", "14:00-18:00")),
            plain(ROME, hours("00:00-06:00"), worked("2024-03-31"), worked("2024-10-27"), worked("2025-03-30")),
            plain(ZoneId.of("America/St_Johns"), hours("07:00:01-07:00:08", "12:00-12:01", "12:01-19:45:30")),
            plain(ZoneId.of("America/Havana"), hours("00:00-23:59:59"), worked("2024-03-10"), worked("2024-11-03")));

    @Provide
    Arbitrary<WorkingCalendar> calendars() {
        return Arbitraries.of(CALENDARS);
    }

    /** 2022-01-04 to 2026-06-01, the edges of business hours more often than chance would have it. */
    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> anywhere = Combinators.combine(
                        Arbitraries.longs().between(1_641_254_400L, 1_780_272_000L),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 123_456_789)))
                .as(Instant::ofEpochSecond);
        Arbitrary<Instant> edges = Combinators.combine(
                        Arbitraries.integers().between(0, 1_600),
                        Arbitraries.of("00:00", "06:00", "08:30", "09:00", "12:00", "13:30", "14:00", "17:30", "18:00"),
                        Arbitraries.of(CalendarRules.CHINA, ROME))
                .as((day, time, zone) -> LocalDate.of(2022, 1, 5)
                        .plusDays(day)
                        .atTime(LocalTime.parse(time))
                        .atZone(zone)
                        .toInstant());
        return Arbitraries.oneOf(anywhere, edges);
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 300_000_000_000_000L).map(Duration::ofNanos),
                Arbitraries.longs().between(0, 60).map(halves -> Duration.ofMinutes(30 * halves)));
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void whatIsAddedIsMeasuredBack(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll SpanUnit unit,
            @ForAll @LongRange(max = 40) long amount) {
        Instant due = calendar.add(from, new Span(amount, unit), Counting.EXACT);
        assertThat(due).isAfterOrEqualTo(from);
        assertThat(calendar.measure(from, due, unit))
                .isEqualTo(BigDecimal.valueOf(amount).setScale(2));
        assertThat(calendar.measure(due, from, unit))
                .isEqualTo(BigDecimal.valueOf(-amount).setScale(2));
    }

    @Property(tries = 1000)
    void daysFromTheNextDayAreCountedBack(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @LongRange(max = 60) long amount) {
        Instant due = calendar.add(from, new Span(amount, SpanUnit.WORKING_DAY), Counting.NEXT_DAY);
        assertThat(calendar.daysCounted(from, due)).isEqualTo(amount);
        assertThat(calendar.daysCounted(due, from)).isEqualTo(-amount);
    }

    @Property(tries = 1000)
    void whatStartsLaterOrLastsLongerIsNeverDueEarlier(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant one,
            @ForAll("instants") Instant other,
            @ForAll SpanUnit unit,
            @ForAll Counting counting,
            @ForAll @LongRange(max = 40) long amount,
            @ForAll @LongRange(max = 5) long more) {
        if (counting == Counting.NEXT_DAY && unit != SpanUnit.WORKING_DAY && unit != SpanUnit.NATURAL_DAY) {
            return;
        }
        Instant earlier = one.isBefore(other) ? one : other;
        Instant later = one.isBefore(other) ? other : one;
        Span span = new Span(amount, unit);
        assertThat(calendar.add(later, span, counting)).isAfterOrEqualTo(calendar.add(earlier, span, counting));
        assertThat(calendar.add(earlier, new Span(amount + more, unit), counting))
                .isAfterOrEqualTo(calendar.add(earlier, span, counting));
    }

    @Property(tries = 2000)
    void aSpanInTwoPartsIsTheWholeSpan(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll("durations") Duration one,
            @ForAll("durations") Duration other,
            @ForAll @LongRange(max = 20) long days,
            @ForAll @LongRange(max = 20) long moreDays) {
        assertThat(calendar.plusWorkingTime(calendar.plusWorkingTime(from, one), other))
                .isEqualTo(calendar.plusWorkingTime(from, one.plus(other)));
        Span first = new Span(days, SpanUnit.WORKING_DAY);
        Span second = new Span(moreDays, SpanUnit.WORKING_DAY);
        Span both = new Span(days + moreDays, SpanUnit.WORKING_DAY);
        assertThat(calendar.add(calendar.add(from, first, Counting.EXACT), second, Counting.EXACT))
                .isEqualTo(calendar.add(from, both, Counting.EXACT));
        if (moreDays > 0) {
            assertThat(calendar.add(calendar.add(from, first, Counting.NEXT_DAY), second, Counting.NEXT_DAY))
                    .isEqualTo(calendar.add(from, both, Counting.NEXT_DAY));
        }
    }

    @Property(tries = 1000)
    void workingTimeOverAMomentBetweenIsTheSumAndBackwardsItIsNegative(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant one,
            @ForAll("instants") Instant two,
            @ForAll("instants") Instant three) {
        assertThat(calendar.workingTime(one, two).plus(calendar.workingTime(two, three)))
                .isEqualTo(calendar.workingTime(one, three));
        assertThat(calendar.workingTime(one, two))
                .isEqualTo(calendar.workingTime(two, one).negated());
        assertThat(calendar.workingTime(one, two).abs())
                .isLessThanOrEqualTo(Duration.between(one, two).abs());
    }

    @Property(tries = 3000)
    void thereAndBackLosesNothingButTimeThatIsNotWorked(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll("durations") Duration time) {
        Instant later = calendar.plusWorkingTime(from, time);
        Instant back = calendar.minusWorkingTime(later, time);
        assertThat(calendar.workingTime(from, later)).isEqualTo(time);
        assertThat(calendar.workingTime(back, later)).isEqualTo(time);
        assertThat(back).isAfterOrEqualTo(from);
        assertThat(calendar.workingTime(from, back)).isZero();
        if (isOpen(calendar, from)) {
            assertThat(back).isEqualTo(from);
        }
        assertThat(calendar.plusWorkingTime(back, time)).isEqualTo(later);
    }

    @Property(tries = 3000)
    void backAndThereLosesNothingButTimeThatIsNotWorked(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll @LongRange(min = 1_672_531_200L, max = 1_780_272_000L) long second,
            @ForAll("durations") Duration time) {
        Instant to = Instant.ofEpochSecond(second);
        Instant earlier = calendar.minusWorkingTime(to, time);
        assertThat(calendar.workingTime(earlier, to)).isEqualTo(time);
        assertThat(time.isZero() || isOpen(calendar, earlier)).isTrue();
        Instant again = calendar.plusWorkingTime(earlier, time);
        assertThat(again).isBeforeOrEqualTo(to);
        assertThat(calendar.workingTime(again, to)).isZero();
    }

    @Property(tries = 1000)
    void daysHoursAndMinutesAreOneRuler(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll @LongRange(max = 40) long amount) {
        Span days = new Span(amount, SpanUnit.WORKING_DAY);
        Instant due = calendar.add(from, days, Counting.EXACT);
        assertThat(due)
                .isEqualTo(calendar.plusWorkingTime(from, calendar.nominalDay().multipliedBy(amount)));
        if (calendar.nominalDay().toSecondsPart() == 0) {
            Span minutes = new Span(calendar.workingTimeOf(days).toMinutes(), SpanUnit.WORKING_MINUTE);
            assertThat(calendar.add(from, minutes, Counting.EXACT)).isEqualTo(due);
        }
        assertThat(calendar.add(from, new Span(amount, SpanUnit.WORKING_HOUR), Counting.EXACT))
                .isEqualTo(calendar.add(from, new Span(amount * 60, SpanUnit.WORKING_MINUTE), Counting.EXACT));
        assertThat(calendar.add(from, new Span(amount, SpanUnit.NATURAL_DAY), Counting.EXACT))
                .isEqualTo(calendar.add(from, new Span(amount * 24, SpanUnit.NATURAL_HOUR), Counting.EXACT));
    }

    @Property(tries = 1000)
    void workingTimeEndsWithinBusinessHoursOrWithTheirEnd(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll("durations") Duration time) {
        if (!time.isZero()) {
            assertThat(isOpen(calendar, calendar.plusWorkingTime(from, time).minusNanos(1)))
                    .isTrue();
        }
    }

    private static boolean isOpen(WorkingCalendar calendar, Instant instant) {
        return !calendar.workingTime(instant, instant.plusNanos(1)).isZero();
    }
}
