package org.zhuqi.timeliness.application;

import java.util.List;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.Ledger;

/** Clocks as the contract tells them. */
public final class Readings {
    private Readings() {}

    static List<ClockReading> of(Ledger ledger) {
        return ledger.clocks().stream().map(Readings::of).toList();
    }

    public static ClockReading of(Clock clock) {
        Clock.Spent spent = clock.spent().orElse(null);
        return new ClockReading(
                clock.key(),
                clock.stage().key(),
                clock.stage().name().zh(),
                clock.scope(),
                clock.round(),
                clock.unit(),
                clock.state(),
                clock.startedAt(),
                clock.originalDue(),
                clock.dueWithoutExtensions(),
                clock.due(),
                clock.soonAt(),
                clock.endedAt(),
                clock.pausedSince(),
                clock.pauseEndsAt(),
                clock.pauseCause(),
                clock.extensions(),
                clock.unknownYear() == null ? null : clock.unknownYear().longValue(),
                spent == null ? null : spent.counted().toSeconds(),
                spent == null ? null : spent.stoodStill().toSeconds(),
                clock.stage().ends().stream().sorted().toList());
    }
}
