package org.zhuqi.notification.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until a test moves it. */
final class MovableTime implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-02T01:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }
}
