package org.zhuqi.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The time of the desk: that of the machine, unless a test stops it somewhere. */
final class TestTime implements InstantSource {
    private static final InstantSource MACHINE = Clock.systemUTC();

    private volatile @Nullable Instant stopped;

    void stopAt(Instant time) {
        stopped = time;
    }

    void goOn() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant time = stopped;
        return time == null ? MACHINE.instant() : time;
    }
}
