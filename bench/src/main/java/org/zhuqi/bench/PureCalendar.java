package org.zhuqi.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.SpanUnit;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** Arithmetic with the working calendar as it ships, from random instants of two years with holidays and make-up workdays. */
@State(Scope.Thread)
public class PureCalendar {
    private static final int INSTANTS = 1_024;
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Span FIVE_DAYS = Span.parse("5 working days");

    private final WorkingCalendar calendar = WorkingCalendar.of(CalendarRules.shipped());
    private final Instant[] instants = new Instant[INSTANTS];
    private int next;

    public PureCalendar() {
        Random random = new Random(1);
        for (int i = 0; i < INSTANTS; i++) {
            instants[i] = BEGIN.plusSeconds(random.nextInt(700 * 24 * 3_600));
        }
    }

    private Instant any() {
        next = (next + 1) % INSTANTS;
        return instants[next];
    }

    /** When an answer is due. */
    @Benchmark
    public Instant dueInFiveWorkingDays() {
        return calendar.add(any(), FIVE_DAYS, Counting.NEXT_DAY);
    }

    /** A warning that comes so much working time later. */
    @Benchmark
    public Instant twentyWorkingHoursLater() {
        return calendar.plusWorkingTime(any(), Duration.ofHours(20));
    }

    /** What ran on a clock in a week. */
    @Benchmark
    public Duration workingTimeInAWeek() {
        Instant from = any();
        return calendar.workingTime(from, from.plus(Duration.ofDays(7)));
    }

    /** The same in days, over two months, as reports say it. */
    @Benchmark
    public BigDecimal workingDaysInTwoMonths() {
        Instant from = any();
        return calendar.measure(from, from.plus(Duration.ofDays(60)), SpanUnit.WORKING_DAY);
    }
}
