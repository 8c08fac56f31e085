package org.zhuqi.platform.limits;

import java.time.Duration;

/**
 * How often something may be done: {@code burst} times at once, and {@code refill} times more in each {@code period}.
 */
public record Rate(int burst, int refill, Duration period) {
    public Rate {
        if (burst < 1 || refill < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("no rate: %d at once, %d in %s".formatted(burst, refill, period));
        }
    }

    public static Rate perSecond(int refill, int burst) {
        return new Rate(burst, refill, Duration.ofSeconds(1));
    }

    /** Seconds until an empty bucket is full again, rounded up. */
    long secondsToRefill() {
        return Math.ceilDiv(period.toMillis() * burst, 1_000L * refill);
    }
}
