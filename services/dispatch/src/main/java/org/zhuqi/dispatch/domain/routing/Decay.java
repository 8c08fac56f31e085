package org.zhuqi.dispatch.domain.routing;

import java.time.Duration;
import java.time.Instant;

/**
 * How much less an old case says than a new one: half as much with every {@link #HALF_LIFE}, since offices change what they
 * do. Counts are kept with weights that grow from a fixed day on (forward decay) and are brought to the present when they
 * are read, so that they can be added in any order, and taken away again.
 */
public final class Decay {
    public static final Duration HALF_LIFE = Duration.ofDays(90);

    private static final Instant LANDMARK = Instant.parse("2020-01-01T00:00:00Z");

    private Decay() {}

    /** What a case of that time adds to a kept sum. */
    public static double grown(Instant at) {
        return Math.exp(Math.log(2) * periods(LANDMARK, at));
    }

    /** By what a kept sum is multiplied to say what it is worth now. */
    public static double present(Instant now) {
        return 1 / grown(now);
    }

    /** What a case of that time is worth now: 1 for a new one. */
    static double worth(Instant at, Instant now) {
        return Math.min(1, Math.exp(-Math.log(2) * periods(at, now)));
    }

    private static double periods(Instant from, Instant to) {
        return (double) Duration.between(from, to).toSeconds() / HALF_LIFE.toSeconds();
    }
}
