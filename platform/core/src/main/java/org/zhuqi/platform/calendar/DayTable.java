package org.zhuqi.platform.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Running sums over an unbroken range of days, so that a span is laid or measured by two binary searches, however long it
 * is. Days are numbered from 0, the first day of the range; an unknown day counts as nothing, and whoever uses a result
 * that rests on one must ask {@link #requireKnown} first.
 */
final class DayTable {
    private final Days days;
    private final ZoneId zone;
    private final LocalDate first;
    private final int size;
    /** When each day begins, in epoch seconds; one more entry for the end of the last day. */
    private final long[] begins;
    /** Of all days before this one; one more entry for all days. The same for the two below. */
    private final long[] workingSeconds;

    private final int[] workingDays;
    private final int[] unknownDays;

    DayTable(Days days, ZoneId zone, Days.DayRange range) {
        this.days = days;
        this.zone = zone;
        first = range.first();
        size = Math.toIntExact(range.end().toEpochDay() - first.toEpochDay());
        begins = new long[size + 1];
        workingSeconds = new long[size + 1];
        workingDays = new int[size + 1];
        unknownDays = new int[size + 1];
        LocalDate date = first;
        for (int day = 0; day < size; day++, date = date.plusDays(1)) {
            begins[day] = days.instant(date, LocalTime.MIDNIGHT).getEpochSecond();
            boolean known = days.isKnown(date);
            boolean working = known && days.isWorking(date);
            unknownDays[day + 1] = unknownDays[day] + (known ? 0 : 1);
            workingDays[day + 1] = workingDays[day] + (working ? 1 : 0);
            workingSeconds[day + 1] = workingSeconds[day] + (working ? length(date) : 0);
        }
        begins[size] = days.instant(date, LocalTime.MIDNIGHT).getEpochSecond();
    }

    private long length(LocalDate date) {
        long seconds = 0;
        for (BusinessInterval interval : days.hours(date)) {
            seconds += Duration.between(days.instant(date, interval.from()), days.instant(date, interval.to()))
                    .toSeconds();
        }
        return seconds;
    }

    int size() {
        return size;
    }

    Days.DayRange range() {
        return new Days.DayRange(first, date(size));
    }

    LocalDate date(long day) {
        return first.plusDays(day);
    }

    long day(LocalDate date) {
        return date.toEpochDay() - first.toEpochDay();
    }

    /** The day in which this instant lies, also outside of the table. */
    long day(Instant instant) {
        long second = instant.getEpochSecond();
        if (second >= begins[0] && second < begins[size]) {
            return last(begins, second);
        }
        long outside = day(instant.atZone(zone).toLocalDate());
        return second < begins[0] ? Math.min(outside, -1) : Math.max(outside, size);
    }

    /** The last day of which something lies before this instant. */
    long dayBefore(Instant end) {
        return day(end.minusNanos(1));
    }

    /** Throws an {@link UnknownYearException} if one of these days is unknown; it names the year of the first such day. */
    void requireKnown(long from, long to) {
        if (from < 0 || to >= size || unknownDays[(int) to + 1] > unknownDays[(int) from]) {
            throw unknownFrom(from);
        }
    }

    /** The same, asked by someone who comes from the later day: it names the year of the last such day. */
    void requireKnownBackwards(long to, long from) {
        if (from < 0 || to >= size || unknownDays[(int) to + 1] > unknownDays[(int) from]) {
            throw unknownBackFrom(to);
        }
    }

    /** Names the year of the first unknown day from this one on. */
    UnknownYearException unknownFrom(long day) {
        if (day < 0 || day >= size) {
            return new UnknownYearException(date(day).getYear());
        }
        int sought = unknownDays[(int) day] + 1;
        return new UnknownYearException(date(sought > unknownDays[size] ? size : reaching(unknownDays, sought) - 1L)
                .getYear());
    }

    /** Names the year of the last unknown day up to this one. */
    UnknownYearException unknownBackFrom(long day) {
        if (day < 0 || day >= size) {
            return new UnknownYearException(date(day).getYear());
        }
        int unknown = unknownDays[(int) day + 1];
        return new UnknownYearException(
                date(reaching(unknownDays, unknown) - 1L).getYear());
    }

    /** Working time from the beginning of the table up to this instant, which lies in the table or where it ends. */
    Duration workingTimeBefore(Instant instant) {
        if (instant.getEpochSecond() >= begins[size]) {
            return workingTime();
        }
        int day = (int) day(instant);
        Duration sum = Duration.ofSeconds(workingSeconds[day]);
        if (isOff(day)) {
            return sum;
        }
        LocalDate date = date(day);
        for (BusinessInterval interval : days.hours(date)) {
            Instant from = days.instant(date, interval.from());
            if (!from.isBefore(instant)) {
                break;
            }
            Instant to = days.instant(date, interval.to());
            sum = sum.plus(Duration.between(from, to.isBefore(instant) ? to : instant));
        }
        return sum;
    }

    Duration workingTime() {
        return Duration.ofSeconds(workingSeconds[size]);
    }

    /** The first instant before which there is this much working time: more than none, and no more than the table has. */
    Instant firstAfter(Duration workingTime) {
        long wholeSeconds = workingTime.getSeconds() + (workingTime.getNano() > 0 ? 1 : 0);
        int day = reaching(workingSeconds, wholeSeconds) - 1;
        Duration left = workingTime.minusSeconds(workingSeconds[day]);
        LocalDate date = date(day);
        Instant reached = Instant.ofEpochSecond(begins[day]);
        for (BusinessInterval interval : days.hours(date)) {
            Instant from = days.instant(date, interval.from());
            Duration length = Duration.between(from, days.instant(date, interval.to()));
            reached = from.plus(left);
            if (left.compareTo(length) <= 0) {
                break;
            }
            left = left.minus(length);
        }
        return reached;
    }

    /** The last instant before which there is only this much working time: not negative, and less than the table has. */
    Instant lastAfter(Duration workingTime) {
        int day = last(workingSeconds, workingTime.toSeconds());
        Duration left = workingTime.minusSeconds(workingSeconds[day]);
        LocalDate date = date(day);
        Instant reached = Instant.ofEpochSecond(begins[day]);
        for (BusinessInterval interval : days.hours(date)) {
            Instant from = days.instant(date, interval.from());
            Duration length = Duration.between(from, days.instant(date, interval.to()));
            reached = from.plus(left);
            if (left.compareTo(length) < 0) {
                break;
            }
            left = left.minus(length);
        }
        return reached;
    }

    /** How many of these days are worked, the first and the last included; both in the table. */
    int workingDays(long from, long to) {
        return workingDays[(int) to + 1] - workingDays[(int) from];
    }

    /** How many days of the table are worked, from this one on. */
    int workingDaysFrom(long day) {
        return workingDays(day, size - 1L);
    }

    /** The nth day that is worked, n at least 1, counted from this day, which may be it; the table has so many. */
    long nthWorkingDay(long from, long n) {
        return reaching(workingDays, (int) (workingDays[(int) from] + n)) - 1L;
    }

    private boolean isOff(int day) {
        return workingDays[day] == workingDays[day + 1];
    }

    /** The last entry that is no more than the value; there is one. */
    private static int last(long[] rising, long value) {
        return reaching(rising, value + 1) - 1;
    }

    /** The first entry that is at least the value, the length of the table if none is. */
    private static int reaching(long[] rising, long value) {
        int low = 0;
        int high = rising.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int reaching(int[] rising, int value) {
        int low = 0;
        int high = rising.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
