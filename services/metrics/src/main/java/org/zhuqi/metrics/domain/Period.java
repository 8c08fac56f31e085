package org.zhuqi.metrics.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.function.UnaryOperator;

/**
 * Days in a row, from the first to the last.
 *
 * @param last not before {@code first}
 */
public record Period(LocalDate first, LocalDate last) {

    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("ends on %s, before it begins on %s".formatted(last, first));
        }
    }

    public Instant from(ZoneId zone) {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first instant behind it. */
    public Instant to(ZoneId zone) {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    boolean isWholeMonths() {
        return first.getDayOfMonth() == 1 && isEndOfMonth(last);
    }

    /**
     * The one before: whole months, and so quarters and years, go back by as many months, any other period by as many days as it
     * has.
     */
    Period previous() {
        return new Period(back(first), first.minusDays(1));
    }

    /** The same a year before; what ends with February ends with February there too. */
    Period yearBefore() {
        LocalDate end = last.minusYears(1);
        return new Period(first.minusYears(1), isWholeMonths() ? end.with(TemporalAdjusters.lastDayOfMonth()) : end);
    }

    private LocalDate back(LocalDate day) {
        return isWholeMonths() ? day.minusMonths(months()) : day.minusDays(days());
    }

    private long months() {
        return ChronoUnit.MONTHS.between(first, last.plusDays(1));
    }

    /**
     * Where a cut-off of this period lies for an earlier one, at the same time of the day: from its last day on by as many days
     * behind the other's last day, before it by the calendar.
     */
    Instant moved(Instant at, Period other, UnaryOperator<LocalDate> byCalendar, ZoneId zone) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        LocalDate day = local.toLocalDate();
        LocalDate moved =
                day.isBefore(last) ? byCalendar.apply(day) : other.last.plusDays(ChronoUnit.DAYS.between(last, day));
        return moved.atTime(local.toLocalTime()).atZone(zone).toInstant();
    }

    Instant movedToPrevious(Instant at, ZoneId zone) {
        return moved(at, previous(), this::back, zone);
    }

    Instant movedToYearBefore(Instant at, ZoneId zone) {
        return moved(at, yearBefore(), day -> day.minusYears(1), zone);
    }

    private static boolean isEndOfMonth(LocalDate day) {
        return day.getDayOfMonth() == day.lengthOfMonth();
    }
}
