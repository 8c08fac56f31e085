package org.zhuqi.metrics.application.export;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** How often a report is made, and of which period each time: the last whole one before. */
public sealed interface Cadence {
    LocalTime time();

    /** The day of the same month or week on which it is made. */
    LocalDate dayNear(LocalDate date);

    LocalDate following(LocalDate day);

    Period before(LocalDate day);

    /** Both days belong to it. */
    record Period(LocalDate from, LocalDate to) {}

    /** The first time after an instant. */
    default Instant next(Instant after, ZoneId zone) {
        LocalDate near = dayNear(after.atZone(zone).toLocalDate());
        Instant at = at(near, zone);
        return at.isAfter(after) ? at : at(following(near), zone);
    }

    private Instant at(LocalDate day, ZoneId zone) {
        return day.atTime(time()).atZone(zone).toInstant();
    }

    /** @param day 1 to 28, so that every month has it */
    record Monthly(int day, LocalTime time) implements Cadence {
        public static final int LAST_DAY = 28;

        public Monthly {
            if (day < 1 || day > LAST_DAY) {
                throw new IllegalArgumentException("1 to %d, not %d".formatted(LAST_DAY, day));
            }
        }

        @Override
        public LocalDate dayNear(LocalDate date) {
            return date.withDayOfMonth(day);
        }

        @Override
        public LocalDate following(LocalDate before) {
            return before.plusMonths(1);
        }

        @Override
        public Period before(LocalDate made) {
            YearMonth month = YearMonth.from(made).minusMonths(1);
            return new Period(month.atDay(1), month.atEndOfMonth());
        }
    }

    /** Weeks begin on Monday (ISO 8601). */
    record Weekly(DayOfWeek weekday, LocalTime time) implements Cadence {
        @Override
        public LocalDate dayNear(LocalDate date) {
            return monday(date).plusDays(weekday.getValue() - 1L);
        }

        @Override
        public LocalDate following(LocalDate before) {
            return before.plusWeeks(1);
        }

        @Override
        public Period before(LocalDate made) {
            LocalDate monday = monday(made).minusWeeks(1);
            return new Period(monday, monday.plusDays(6));
        }

        private static LocalDate monday(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }
}
