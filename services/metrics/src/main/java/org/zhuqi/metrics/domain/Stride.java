package org.zhuqi.metrics.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** How long a stretch of a series is. Weeks begin on Monday. */
public enum Stride {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    private static final int MONTHS_OF_A_QUARTER = 3;

    private LocalDate next(LocalDate day) {
        return switch (this) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
            case QUARTER ->
                day.withDayOfMonth(1).plusMonths(MONTHS_OF_A_QUARTER - (day.getMonthValue() - 1) % MONTHS_OF_A_QUARTER);
            case YEAR -> day.with(TemporalAdjusters.firstDayOfNextYear());
        };
    }

    /**
     * The stretches of a period, in order; the first and the last are clipped to it.
     *
     * @param most at which to stop
     */
    public List<Period> of(Period period, int most) {
        List<Period> stretches = new ArrayList<>();
        LocalDate start = period.first();
        while (!start.isAfter(period.last()) && stretches.size() < most) {
            LocalDate next = next(start);
            LocalDate end = next.minusDays(1);
            stretches.add(new Period(start, end.isAfter(period.last()) ? period.last() : end));
            start = next;
        }
        return stretches;
    }
}
