package org.zhuqi.notification.domain;

import java.time.Duration;

/**
 * How long to wait after a failure: twice as long each time, up to a bound, give or take a fifth, so that what failed together
 * does not come again together.
 */
public record BackOff(Duration first, Duration longest) {
    private static final double SPREAD = 0.2;

    /**
     * @param attempt that failed; 1 for the first
     * @param chance between 0 and 1
     */
    public Duration after(int attempt, double chance) {
        double wanted = (double) first.toMillis() * Math.pow(2, Math.min(attempt, 40) - 1.0);
        double bounded = Math.min(wanted, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - SPREAD + 2 * SPREAD * chance)));
    }
}
