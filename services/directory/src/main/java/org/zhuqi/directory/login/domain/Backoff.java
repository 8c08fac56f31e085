package org.zhuqi.directory.login.domain;

import java.time.Duration;

/**
 * How long an account rests after wrong attempts: four are free, the fifth costs a minute, each further one twice as much,
 * at most an hour (NIST SP 800-63B, 5.2.2: rate limiting by increasing delays).
 */
public final class Backoff {
    public static final int FREE_ATTEMPTS = 4;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Backoff() {}

    /** @param failures in a row, this one counted */
    public static Duration after(int failures) {
        if (failures <= FREE_ATTEMPTS) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - FREE_ATTEMPTS - 1, 6);
        Duration rest = FIRST.multipliedBy(1L << doublings);
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
