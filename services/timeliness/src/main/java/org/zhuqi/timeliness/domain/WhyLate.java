package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.calendar.UnknownYearException;

/**
 * Where the time of a clock went: stretch by stretch, so that it adds up. The lines lie end to end from the clock's start to
 * its end or to now; what was counted and what stood still make up the whole.
 *
 * @param counted time that ran, along the clock's own ruler
 * @param stoodStill time that did not
 * @param allowed all there was to the due date that counts, pauses not counted; null while no due date is known
 * @param overdue time that ran behind the due date; zero if it is kept so far
 */
public record WhyLate(
        Clock clock,
        Instant until,
        List<Line> lines,
        Duration counted,
        Duration stoodStill,
        @Nullable Duration allowed,
        Duration overdue) {

    /**
     * @param runs false while the clock stands still
     * @param overdue it lies behind the due date
     * @param time its length along the clock's own ruler: working time, or all the time there is
     */
    public record Line(Instant from, Instant to, Segment segment, boolean runs, boolean overdue, Duration time) {}

    /** @throws UnknownYearException if it reaches into a year that the calendar does not know */
    public static WhyLate of(Ledger ledger, Clock clock, Instant now) {
        Instant end = clock.endedAt() != null ? clock.endedAt() : later(now, clock.startedAt());
        Instant due = clock.due();
        List<Line> lines = new ArrayList<>();
        List<Clock.Pause> still = pauses(clock, end);
        for (Segment segment : ledger.segments()) {
            Instant from = later(segment.from(), clock.startedAt());
            Instant to = segment.to() == null ? end : earlier(segment.to(), end);
            // By the clock's own pauses, by which it was judged: one that a step recorded late has started was not
            // there
            // to be stopped, and one judged by an earlier calendar kept that one's cap.
            for (Clock.Pause pause : still) {
                Instant stops = later(pause.from(), from);
                Instant goesOn = earlier(pause.to(), to);
                if (stops.isBefore(goesOn)) {
                    add(lines, segment, from, stops, true, due, clock.ruler());
                    add(lines, segment, stops, goesOn, false, due, clock.ruler());
                    from = goesOn;
                }
            }
            add(lines, segment, from, to, true, due, clock.ruler());
        }
        return new WhyLate(
                clock,
                end,
                List.copyOf(lines),
                sum(lines.stream().filter(Line::runs).toList()),
                sum(lines.stream().filter(line -> !line.runs()).toList()),
                due == null ? null : clock.runningUpTo(due, clock.pauses()),
                sum(lines.stream().filter(line -> line.runs() && line.overdue()).toList()));
    }

    /** The present one lasts until now, unless it has used up its cap. */
    private static List<Clock.Pause> pauses(Clock clock, Instant end) {
        if (clock.pausedSince() == null) {
            return clock.pauses();
        }
        List<Clock.Pause> all = new ArrayList<>(clock.pauses());
        all.add(new Clock.Pause(clock.pausedSince(), clock.pauseEndsAt() == null ? end : clock.pauseEndsAt()));
        return all;
    }

    private static void add(
            List<Line> lines,
            Segment segment,
            Instant from,
            Instant to,
            boolean runs,
            @Nullable Instant due,
            Ruler ruler) {
        if (!from.isBefore(to)) {
            return;
        }
        if (runs && due != null && from.isBefore(due) && due.isBefore(to)) {
            lines.add(new Line(from, due, segment, true, false, ruler.between(from, due)));
            lines.add(new Line(due, to, segment, true, true, ruler.between(due, to)));
        } else {
            boolean overdue = runs && due != null && !from.isBefore(due);
            lines.add(new Line(from, to, segment, runs, overdue, ruler.between(from, to)));
        }
    }

    private static Duration sum(List<Line> lines) {
        return lines.stream().map(Line::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
