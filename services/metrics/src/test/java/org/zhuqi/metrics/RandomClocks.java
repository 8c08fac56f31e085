package org.zhuqi.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.UnitId;

/** Clocks of one ticket with allowances out of the air: what they say is always consistent, and never what a policy says. */
final class RandomClocks {
    private final Random random;
    private final List<Clock> clocks = new ArrayList<>();

    RandomClocks(Random random) {
        this.random = random;
    }

    private static final class Clock {
        private final String name;
        private final String stage;
        private final ClockScope scope;
        private final int round;
        private final Instant startedAt;
        private final @Nullable Instant originalDue;
        private @Nullable UnitId unit;
        private ClockState state = ClockState.RUNNING;
        private @Nullable Instant dueWithoutExtensions;
        private @Nullable Instant due;
        private @Nullable Instant pausedSince;
        private @Nullable Instant endedAt;
        private int extensions;

        private Clock(
                String name,
                String stage,
                ClockScope scope,
                int round,
                @Nullable UnitId unit,
                Instant startedAt,
                @Nullable Instant due) {
            this.name = name;
            this.stage = stage;
            this.scope = scope;
            this.round = round;
            this.unit = unit;
            this.startedAt = startedAt;
            this.originalDue = due;
            this.dueWithoutExtensions = due;
            this.due = due;
        }

        private void goOn(Instant at) {
            Instant since = pausedSince;
            if (since != null) {
                due = moved(due, since, at);
                dueWithoutExtensions = moved(dueWithoutExtensions, since, at);
                pausedSince = null;
                state = ClockState.RUNNING;
            }
        }

        private static @Nullable Instant moved(@Nullable Instant date, Instant from, Instant to) {
            return date == null || !from.isBefore(date) ? date : date.plus(Duration.between(from, to));
        }

        private ClockReading reading() {
            return new ClockReading(
                    name,
                    stage,
                    stage,
                    scope,
                    round,
                    unit,
                    state,
                    startedAt,
                    originalDue,
                    dueWithoutExtensions,
                    due,
                    null,
                    endedAt,
                    pausedSince,
                    null,
                    null,
                    extensions,
                    due == null ? 2024L : null);
        }
    }

    void start(String stage, ClockScope scope, int round, @Nullable UnitId unit, Instant at) {
        clocks.add(new Clock(
                "%d/%s/%s/%d".formatted(round, stage, scope, clocks.size()),
                stage,
                scope,
                round,
                unit,
                at,
                random.nextInt(20) == 0 ? null : at.plus(allowance())));
    }

    private Duration allowance() {
        return random.nextInt(3) == 0
                ? Duration.ofSeconds(random.nextInt(600))
                : Duration.of(random.nextLong(Duration.ofDays(6).toSeconds() * 1_000_000), ChronoUnit.MICROS);
    }

    boolean has(String stage, ClockScope scope, int round) {
        return clocks.stream().anyMatch(it -> it.stage.equals(stage) && it.scope == scope && it.round == round);
    }

    /** What these stages wait for has come. */
    void meet(Instant at, String... stages) {
        for (Clock clock : open(it -> List.of(stages).contains(it.stage) && it.scope != ClockScope.ASSISTANT)) {
            clock.goOn(at);
            clock.endedAt = at;
            if (clock.due == null) {
                clock.state = random.nextBoolean() ? ClockState.MET : ClockState.RELEASED;
            } else {
                clock.state = at.isAfter(clock.due) ? ClockState.LATE : ClockState.MET;
            }
        }
    }

    void releaseAll(Instant at) {
        release(at, any -> true);
    }

    void releaseOfUnits(Instant at) {
        release(at, it -> it.scope == ClockScope.UNIT);
    }

    private void release(Instant at, Predicate<Clock> which) {
        for (Clock clock : open(which)) {
            clock.goOn(at);
            clock.endedAt = at;
            clock.state = ClockState.RELEASED;
        }
    }

    void pauseAll(Instant at) {
        for (Clock clock : open(it -> it.state == ClockState.RUNNING)) {
            clock.state = ClockState.PAUSED;
            clock.pausedSince = at;
        }
    }

    void goOn(Instant at) {
        open(any -> true).forEach(clock -> clock.goOn(at));
    }

    /** The ticket's time is the new lead unit's to keep. */
    void handOver(UnitId unit) {
        open(it -> it.scope == ClockScope.TICKET && !it.stage.equals("close")).forEach(clock -> clock.unit = unit);
    }

    /** A date that is later than those of all answers that are waited for. */
    Instant later(Instant at) {
        Instant latest = at;
        for (Clock clock : extendable()) {
            if (clock.due != null && clock.due.isAfter(latest)) {
                latest = clock.due;
            }
        }
        return latest.plus(random.nextLong(Duration.ofDays(4).toSeconds() * 1_000_000) + 1, ChronoUnit.MICROS);
    }

    /** All answers that are waited for are due then. */
    void extend(Instant until) {
        for (Clock clock : extendable()) {
            clock.due = until;
            clock.extensions++;
        }
    }

    private List<Clock> extendable() {
        return open(it -> it.stage.equals("answer") && it.scope != ClockScope.ASSISTANT);
    }

    private List<Clock> open(Predicate<Clock> which) {
        return clocks.stream().filter(it -> it.state.isOpen()).filter(which).toList();
    }

    List<ClockReading> readings() {
        return clocks.stream().map(Clock::reading).toList();
    }
}
