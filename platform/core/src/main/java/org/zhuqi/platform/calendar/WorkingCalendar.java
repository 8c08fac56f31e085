package org.zhuqi.platform.calendar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Lays spans of time along working days and business hours, and measures along the same ruler. Immutable and safe for
 * many threads; no operation takes longer for a longer span.
 *
 * <p>Every operation throws {@link UnknownYearException} if, and only if, its result would depend on a day of a year
 * without a holiday notice.
 */
public final class WorkingCalendar {
    /** How much a table of plain weekdays grows at a time, at least. */
    private static final int DAYS_AT_A_TIME = 10 * 366;

    private static final LocalDate FIRST = LocalDate.of(CalendarRules.FIRST_YEAR, 1, 1);
    private static final LocalDate END = LocalDate.of(CalendarRules.LAST_YEAR + 1, 1, 1);

    private final CalendarRules rules;
    private final String version;
    private final Days days;
    private final Duration nominalDay;

    /**
     * All that is known, where notices say it. Plain weekdays have no end, so there the table grows with what is asked;
     * threads that let it grow at the same time lose each other's work, never a result.
     */
    private volatile DayTable table;

    private WorkingCalendar(CalendarRules rules) {
        this.rules = rules;
        version = rules.version();
        days = new Days(rules);
        nominalDay = BusinessInterval.length(rules.hours());
        LocalDate anywhere = LocalDate.of(2020, 1, 1);
        table = new DayTable(
                days,
                rules.zone(),
                isPlain()
                        ? new Days.DayRange(anywhere, anywhere.plusDays(DAYS_AT_A_TIME))
                        : days.spokenOf().orElse(new Days.DayRange(anywhere, anywhere)));
    }

    public static WorkingCalendar of(CalendarRules rules) {
        return new WorkingCalendar(rules);
    }

    /** The version of the rules: to be kept beside every result. */
    public String version() {
        return version;
    }

    public ZoneId zone() {
        return rules.zone();
    }

    public CalendarRules rules() {
        return rules;
    }

    public boolean isWorkingDay(LocalDate date) {
        return days.isWorking(date);
    }

    /** The reason of the override, else the name of the holiday that this day off or make-up workday belongs to. */
    public Optional<String> dayName(LocalDate date) {
        return days.name(date);
    }

    /** Empty on a day off. */
    public List<BusinessInterval> hoursOf(LocalDate date) {
        return days.hours(date);
    }

    /**
     * The nth working day after this one, which does not count; for 0 the day itself, worked or not.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public LocalDate plusWorkingDays(LocalDate from, long days) {
        if (days < 0) {
            throw new IllegalArgumentException(
                    "Working days are counted forwards, and " + days + " would go backwards.");
        }
        return days == 0 ? from : nthWorkingDay(from.plusDays(1), days);
    }

    /**
     * When a span that starts here is over. No time at all is over at once, under either counting.
     *
     * <p>Exactly counted, a working day is the nominal working time of one day ({@link #nominalDay}) and a natural day is
     * 24 hours, so that days, hours and minutes always agree; a span of working time that is used up just when business
     * hours end, ends there and not when they begin again. For {@link Counting#NEXT_DAY} see there.
     *
     * @throws IllegalArgumentException for minutes or hours from the next day
     */
    public Instant add(Instant from, Span span, Counting counting) {
        return switch (counting) {
            case NEXT_DAY -> addFromNextDay(from, span);
            case EXACT ->
                span.unit().isWorking()
                        ? plusWorkingTime(from, workingTimeOf(span))
                        : from.plus(length(span.unit()).multipliedBy(span.amount()));
        };
    }

    private Instant addFromNextDay(Instant from, Span span) {
        if (!span.unit().isDay()) {
            throw new IllegalArgumentException("\"" + span + "\" cannot be counted from the next day: only days can be,"
                    + " minutes and hours are counted exactly.");
        }
        if (span.amount() == 0) {
            return from;
        }
        LocalDate start = date(from);
        return closeOfBusiness(
                span.unit().isWorking()
                        ? plusWorkingDays(start, span.amount())
                        : nthWorkingDay(start.plusDays(span.amount()), 1));
    }

    /** When business ends on this day; on a day off, on the next working day. */
    public Instant closeOfBusinessOn(LocalDate day) {
        return closeOfBusiness(nthWorkingDay(day, 1));
    }

    private Instant closeOfBusiness(LocalDate workingDay) {
        return days.instant(workingDay, days.hours(workingDay).getLast().to());
    }

    /** Working time between the two, negative if the second is the earlier one. */
    public Duration workingTime(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return workingTime(to, from).negated();
        }
        if (from.equals(to)) {
            return Duration.ZERO;
        }
        DayTable known = tableWith(date(from), date(to));
        known.requireKnown(known.day(from), known.dayBefore(to));
        return known.workingTimeBefore(to).minus(known.workingTimeBefore(from));
    }

    /**
     * The first instant by which this much working time has passed; for none, the start itself. A negative duration goes
     * back, as {@link #minusWorkingTime} does.
     */
    public Instant plusWorkingTime(Instant from, Duration workingTime) {
        if (workingTime.isNegative()) {
            return minusWorkingTime(from, workingTime.negated());
        }
        if (workingTime.isZero()) {
            return from;
        }
        DayTable known = tableWith(date(from), date(from));
        long start = known.day(from);
        known.requireKnown(start, start);
        Duration wanted = known.workingTimeBefore(from).plus(workingTime);
        // A table that grows at its end still counts from the same beginning, so what is wanted stays what it is.
        while (isPlain() && wanted.compareTo(known.workingTime()) > 0) {
            known = growLater(known);
        }
        if (wanted.compareTo(known.workingTime()) > 0) {
            throw known.unknownFrom(start);
        }
        Instant reached = known.firstAfter(wanted);
        known.requireKnown(start, known.dayBefore(reached));
        return reached;
    }

    /**
     * The last instant at which one can start and still have this much working time before the given one, so that {@code
     * workingTime(minusWorkingTime(to, d), to)} is {@code d}. It lies within business hours or where they begin, never
     * where they end. For no time it is the instant itself. A negative duration goes forward, as {@link #plusWorkingTime}
     * does.
     */
    public Instant minusWorkingTime(Instant to, Duration workingTime) {
        if (workingTime.isNegative()) {
            return plusWorkingTime(to, workingTime.negated());
        }
        if (workingTime.isZero()) {
            return to;
        }
        DayTable known = tableWith(date(to), date(to));
        long end = known.dayBefore(to);
        known.requireKnown(end, end);
        Duration left = known.workingTimeBefore(to).minus(workingTime);
        while (isPlain() && left.isNegative()) {
            known = growEarlier(known);
            left = known.workingTimeBefore(to).minus(workingTime);
            end = known.dayBefore(to);
        }
        if (left.isNegative()) {
            throw known.unknownBackFrom(end);
        }
        Instant reached = known.lastAfter(left);
        known.requireKnownBackwards(end, known.day(reached));
        return reached;
    }

    /** The working time of a day with the usual hours: what "one working day" is worth when counted exactly. */
    public Duration nominalDay() {
        return nominalDay;
    }

    /**
     * The working time of a span, when counted exactly.
     *
     * @throws IllegalArgumentException if the span is of natural time, which has no working time of its own
     */
    public Duration workingTimeOf(Span span) {
        if (!span.unit().isWorking()) {
            throw new IllegalArgumentException(
                    "\"" + span + "\" is natural time: how much of it is working time depends" + " on when it starts.");
        }
        return length(span.unit()).multipliedBy(span.amount());
    }

    /**
     * How many working days after the day of the start, up to and including the day of the end: what {@link
     * Counting#NEXT_DAY} counts. Negative if the day of the end is the earlier one.
     */
    public long daysCounted(Instant from, Instant to) {
        LocalDate start = date(from);
        LocalDate end = date(to);
        return end.isBefore(start) ? -workingDaysAfter(end, start) : workingDaysAfter(start, end);
    }

    /**
     * The time between the two in this unit, exactly counted, to two decimals, half up; negative if the second is the
     * earlier one. What {@link #add} adds, this gives back.
     */
    public BigDecimal measure(Instant from, Instant to, SpanUnit unit) {
        Duration time = unit.isWorking() ? workingTime(from, to) : Duration.between(from, to);
        return BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .divide(BigDecimal.valueOf(length(unit).toSeconds()), 2, RoundingMode.HALF_UP);
    }

    private Duration length(SpanUnit unit) {
        return switch (unit) {
            case WORKING_MINUTE, NATURAL_MINUTE -> Duration.ofMinutes(1);
            case WORKING_HOUR, NATURAL_HOUR -> Duration.ofHours(1);
            case WORKING_DAY -> nominalDay;
            case NATURAL_DAY -> Duration.ofHours(24);
        };
    }

    private LocalDate date(Instant instant) {
        return instant.atZone(rules.zone()).toLocalDate();
    }

    /** The nth working day, counted from this day, which may be it; n is at least 1. */
    private LocalDate nthWorkingDay(LocalDate from, long n) {
        DayTable known = tableWith(from, from);
        long start = known.day(from);
        known.requireKnown(start, start);
        while (isPlain() && known.workingDaysFrom(start) < n) {
            known = growLater(known);
        }
        if (known.workingDaysFrom(start) < n) {
            throw known.unknownFrom(start);
        }
        long day = known.nthWorkingDay(start, n);
        known.requireKnown(start, day);
        return known.date(day);
    }

    private long workingDaysAfter(LocalDate start, LocalDate end) {
        if (start.equals(end)) {
            return 0;
        }
        DayTable known = tableWith(start, end);
        long first = known.day(start) + 1;
        long last = known.day(end);
        known.requireKnown(first, last);
        return known.workingDays(first, last);
    }

    private boolean isPlain() {
        return rules.base() == CalendarBase.PLAIN_WEEKDAYS;
    }

    /** A table with these days and one more on either side, if they can be known. */
    private DayTable tableWith(LocalDate from, LocalDate to) {
        DayTable known = table;
        while (isPlain() && !from.isAfter(known.range().first())) {
            known = growEarlier(known);
        }
        while (isPlain() && !to.plusDays(1).isBefore(known.range().end())) {
            known = growLater(known);
        }
        return known;
    }

    private DayTable growLater(DayTable known) {
        LocalDate first = known.range().first();
        LocalDate end = known.range().end();
        if (!end.isBefore(END)) {
            throw outOfReach();
        }
        return grow(first, earlier(END, end.plusDays(Math.max(DAYS_AT_A_TIME, known.size()))));
    }

    private DayTable growEarlier(DayTable known) {
        LocalDate first = known.range().first();
        LocalDate end = known.range().end();
        if (!first.isAfter(FIRST)) {
            throw outOfReach();
        }
        return grow(later(FIRST, first.minusDays(Math.max(DAYS_AT_A_TIME, known.size()))), end);
    }

    private DayTable grow(LocalDate first, LocalDate end) {
        DayTable grown = new DayTable(days, rules.zone(), new Days.DayRange(first, end));
        table = grown;
        return grown;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static IllegalArgumentException outOfReach() {
        return new IllegalArgumentException("The working calendar reaches from " + CalendarRules.FIRST_YEAR + " to "
                + CalendarRules.LAST_YEAR + ", and this would need a day outside of that.");
    }
}
