package org.zhuqi.directory.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's time, moved on by what a test lets pass. */
final class MovableTime implements InstantSource {
    private volatile Duration passed = Duration.ZERO;

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(passed);
    }

    void passes(Duration time) {
        passed = passed.plus(time);
    }
}
