package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.timeliness.domain.Policy.Allowance;
import org.zhuqi.timeliness.domain.Policy.Stage;

/** A clock while the history is walked through. */
final class ClockDraft {
    final String key;
    final Stage stage;
    final ClockScope scope;
    final int round;
    final int holding;
    private final Allowance allowance;
    private final Ruler ruler;
    private final @Nullable LocalDate namedDue;
    final Instant startedAt;
    private final List<Clock.Pause> pauses = new ArrayList<>();

    @Nullable
    UnitId unit;

    private @Nullable Instant originalDue;
    private @Nullable Instant dueWithoutExtensions;
    private @Nullable Instant due;
    private @Nullable Integer unknownYear;
    private @Nullable Instant pausedSince;
    private @Nullable PauseCause pauseCause;
    private @Nullable Instant endedAt;
    private ClockState state = ClockState.RUNNING;
    private int extensions;

    /** @param namedDue the day that was named for it, in place of the allowance */
    ClockDraft(
            String key,
            Stage stage,
            ClockScope scope,
            int round,
            int holding,
            @Nullable UnitId unit,
            Allowance allowance,
            Ruler ruler,
            Instant startedAt,
            @Nullable LocalDate namedDue) {
        this.key = key;
        this.stage = stage;
        this.scope = scope;
        this.round = round;
        this.holding = holding;
        this.unit = unit;
        this.allowance = allowance;
        this.ruler = ruler;
        this.namedDue = namedDue;
        this.startedAt = startedAt;
        originalDue = reckon(() -> namedDue == null
                ? ruler.calendar().add(startedAt, allowance.within(), allowance.counting())
                : later(ruler.calendar().closeOfBusinessOn(namedDue), startedAt));
        dueWithoutExtensions = originalDue;
        due = originalDue;
    }

    boolean isOpen() {
        return state.isOpen();
    }

    @Nullable
    Instant due() {
        return due;
    }

    @Nullable
    Instant dueWithoutExtensions() {
        return dueWithoutExtensions;
    }

    boolean isPaused() {
        return state == ClockState.PAUSED;
    }

    void pause(Instant at, PauseCause cause) {
        if (state == ClockState.RUNNING) {
            pausedSince = later(at, startedAt);
            pauseCause = cause;
            state = ClockState.PAUSED;
        }
    }

    /** Moves what is not yet due by the time that it stood still, no more and no less. */
    void resume(Instant at) {
        if (state != ClockState.PAUSED || pausedSince == null) {
            return;
        }
        Instant from = pausedSince;
        Instant to = later(at, from);
        pauses.add(new Clock.Pause(from, to));
        due = moved(due, from, to);
        dueWithoutExtensions = moved(dueWithoutExtensions, from, to);
        pausedSince = null;
        pauseCause = null;
        state = ClockState.RUNNING;
    }

    private @Nullable Instant moved(@Nullable Instant date, Instant from, Instant to) {
        return date == null || !from.isBefore(date) ? date : reckon(() -> ruler.plus(date, ruler.between(from, to)));
    }

    void meet(Instant at) {
        Instant end = later(at, startedAt);
        resume(end);
        endedAt = end;
        if (due != null) {
            state = end.isAfter(due) ? ClockState.LATE : ClockState.MET;
        } else {
            // Due in a year that nobody knows yet: what came before that year came in time, of the rest none can tell.
            boolean before =
                    unknownYear == null || end.atZone(ruler.calendar().zone()).getYear() < unknownYear;
            state = before ? ClockState.MET : ClockState.RELEASED;
        }
    }

    void release(Instant at) {
        resume(at);
        endedAt = later(at, startedAt);
        state = ClockState.RELEASED;
    }

    void extendTo(Instant until) {
        if (due == null || until.isAfter(due)) {
            due = until;
            extensions++;
        }
    }

    private @Nullable Instant reckon(Supplier<Instant> sum) {
        try {
            return sum.get();
        } catch (UnknownYearException e) {
            unknownYear = e.year();
            return null;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    Clock finish(@Nullable Instant pauseEndsAt) {
        return new Clock(
                key,
                stage,
                scope,
                round,
                unit,
                holding,
                allowance,
                state,
                startedAt,
                originalDue,
                dueWithoutExtensions,
                due,
                List.copyOf(pauses),
                pausedSince,
                pauseCause,
                pauseCause == PauseCause.SUSPENDED ? pauseEndsAt : null,
                endedAt,
                extensions,
                due == null ? unknownYear : null,
                ruler,
                namedDue);
    }
}
