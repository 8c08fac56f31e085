package org.zhuqi.desk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.UnitId;

/** Clocks as the tests need them. Soon is the day before the due date. */
public final class Readings {
    private Readings() {}

    public static String name(String stage) {
        return "1/" + stage + "/TICKET";
    }

    public static ClockReading running(String stage, Instant due) {
        return reading(stage, ClockScope.TICKET, null, ClockState.RUNNING, due, null, null, 0, null);
    }

    public static ClockReading extended(String stage, Instant due) {
        return reading(stage, ClockScope.TICKET, null, ClockState.RUNNING, due, null, null, 1, null);
    }

    public static ClockReading paused(String stage, Instant due, Instant since) {
        return reading(stage, ClockScope.TICKET, null, ClockState.PAUSED, due, since, PauseCause.SUSPENDED, 0, null);
    }

    /** Another ticket goes on for it. */
    public static ClockReading merged(String stage, Instant due, Instant since) {
        return reading(stage, ClockScope.TICKET, null, ClockState.PAUSED, due, since, PauseCause.MERGED, 0, null);
    }

    public static ClockReading met(String stage, Instant due) {
        return reading(stage, ClockScope.TICKET, null, ClockState.MET, due, null, null, 0, null);
    }

    public static ClockReading unknown(String stage, long year) {
        return reading(stage, ClockScope.TICKET, null, ClockState.RUNNING, null, null, null, 0, year);
    }

    public static ClockReading ofUnit(String stage, UnitId unit, Instant due) {
        return reading(stage, ClockScope.UNIT, unit, ClockState.RUNNING, due, null, null, 0, null);
    }

    private static ClockReading reading(
            String stage,
            ClockScope scope,
            @Nullable UnitId unit,
            ClockState state,
            @Nullable Instant due,
            @Nullable Instant pausedSince,
            @Nullable PauseCause pauseCause,
            int extensions,
            @Nullable Long unknownYear) {
        return new ClockReading(
                "1/" + stage + "/" + scope,
                stage,
                "环节" + stage,
                scope,
                1,
                unit,
                state,
                Stories.MONDAY,
                due,
                due,
                due,
                due == null ? null : due.minus(Duration.ofDays(1)),
                state.isOpen() ? null : due,
                pausedSince,
                null,
                pauseCause,
                extensions,
                unknownYear);
    }
}
