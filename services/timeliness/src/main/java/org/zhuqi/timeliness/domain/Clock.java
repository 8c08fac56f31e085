package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.timeliness.domain.Policy.Allowance;
import org.zhuqi.timeliness.domain.Policy.Stage;

/**
 * One clock of a ticket: what must come, by when, and whether it came.
 *
 * @param key its name within the ticket, such as {@code 1/answer/UNIT/2}
 * @param unit the unit that answers for it now, or answered last; null: the desk
 * @param holding of a unit's clock: the how many-th time that the ticket lay with any unit
 * @param originalDue as first counted; null while the calendar does not know the year
 * @param dueWithoutExtensions with pauses, but without extensions
 * @param due what counts; while paused, as if it went on at once
 * @param pauses that are over, in order
 * @param pauseEndsAt when the pause ends by itself, its cap used up or its day come; null if somebody must end it
 * @param unknownYear the year that the calendar does not know; null if all is known
 * @param namedDue the day that a dispatch named for an assistant's part, which counts in place of the allowance
 */
public record Clock(
        String key,
        Stage stage,
        ClockScope scope,
        int round,
        @Nullable UnitId unit,
        int holding,
        Allowance allowance,
        ClockState state,
        Instant startedAt,
        @Nullable Instant originalDue,
        @Nullable Instant dueWithoutExtensions,
        @Nullable Instant due,
        List<Pause> pauses,
        @Nullable Instant pausedSince,
        @Nullable PauseCause pauseCause,
        @Nullable Instant pauseEndsAt,
        @Nullable Instant endedAt,
        int extensions,
        @Nullable Integer unknownYear,
        Ruler ruler,
        @Nullable LocalDate namedDue) {

    /** A stretch in which the clock stood still. */
    public record Pause(Instant from, Instant to) {}

    /**
     * What the time of an ended clock came to. It adds up: both together are the time from its start to its end.
     *
     * @param counted time that ran, along the clock's own ruler
     * @param stoodStill time that did not
     */
    public record Spent(Duration counted, Duration stoodStill) {}

    public boolean isOpen() {
        return state.isOpen();
    }

    /** Past its due date at this instant, or ended after it. Never while it stands still before it. */
    public boolean isOverdue(Instant now) {
        return switch (state) {
            case LATE -> true;
            case MET, RELEASED -> false;
            case RUNNING -> due != null && now.isAfter(due);
            case PAUSED -> {
                Instant counted = dueIfThePauseEnds();
                yield counted != null && now.isAfter(counted);
            }
        };
    }

    /**
     * The due date, a pause that ends by itself counted in; null if it cannot be said before the pause is over, or would
     * lie in a year that the calendar does not know.
     */
    @Nullable
    Instant dueIfThePauseEnds() {
        if (due == null || pausedSince == null || !pausedSince.isBefore(due)) {
            return due;
        }
        if (pauseEndsAt == null) {
            return null;
        }
        try {
            return ruler.plus(due, ruler.between(pausedSince, pauseEndsAt));
        } catch (UnknownYearException e) {
            return null;
        }
    }

    /** The due date as it stands at this instant: a pause that ended by itself is counted in. Null: it cannot be said. */
    public @Nullable Instant dueAt(Instant now) {
        return pausedSince == null || isStillAt(now) ? due : dueIfThePauseEnds();
    }

    /** Since when it stands still at this instant; null if it runs, also because its pause ended by itself. */
    public @Nullable Instant pausedSinceAt(Instant now) {
        return isStillAt(now) ? pausedSince : null;
    }

    private boolean isStillAt(Instant now) {
        return pausedSince != null && (pauseEndsAt == null || now.isBefore(pauseEndsAt));
    }

    /** From when on it is due soon; null while it cannot be said. */
    public @Nullable Instant soonAt() {
        return Ladder.soon(this);
    }

    /** What is left of an open clock, along its ruler; empty once it is due, or while no due date is known. */
    public Optional<Duration> remaining(Instant now) {
        Instant end = due;
        if (!isOpen() || end == null) {
            return Optional.empty();
        }
        Instant from = isStillAt(now) ? pausedSince : now;
        Instant counted = dueAt(now);
        return counted == null || from == null || !from.isBefore(counted)
                ? Optional.empty()
                : Optional.of(ruler.between(from, counted));
    }

    /** Empty while it is open, and where it reaches into a year that the calendar does not know. */
    public Optional<Spent> spent() {
        Instant end = endedAt;
        if (end == null) {
            return Optional.empty();
        }
        try {
            // What ended it may have happened within a pause, and been recorded only after it.
            Duration counted = runningUpTo(end, pauses);
            return Optional.of(new Spent(counted, ruler.between(startedAt, end).minus(counted)));
        } catch (UnknownYearException e) {
            return Optional.empty();
        }
    }

    /** The time that runs from its start to this instant, these pauses not counted. */
    Duration runningUpTo(Instant until, List<Pause> still) {
        Duration all = ruler.between(startedAt, until);
        for (Pause pause : still) {
            if (pause.from().isBefore(until)) {
                all = all.minus(ruler.between(pause.from(), pause.to().isBefore(until) ? pause.to() : until));
            }
        }
        return all;
    }
}
