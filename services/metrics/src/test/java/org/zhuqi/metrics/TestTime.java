package org.zhuqi.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The time of day, until a test makes it stand still. */
final class TestTime implements InstantSource {
    private static final InstantSource SYSTEM = Clock.systemUTC();

    private volatile @Nullable Instant now;

    @Override
    public Instant instant() {
        Instant standing = now;
        return standing == null ? SYSTEM.instant() : standing;
    }

    void is(String at) {
        now = Instant.parse(at);
    }

    void passes(Duration time) {
        now = instant().plus(time);
    }

    void goesByItself() {
        now = null;
    }
}
