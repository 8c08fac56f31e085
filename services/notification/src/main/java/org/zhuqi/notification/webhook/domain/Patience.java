package org.zhuqi.notification.webhook.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is waited until something is tried again.
 *
 * @param first the pause after the first failure; each further one is four times as long
 * @param longest no pause is longer
 * @param giveUpAfter how long an event is tried, from its first attempt on
 * @param longestRest a receiver that takes nothing at all is left alone no longer than this
 */
public record Patience(Duration first, Duration longest, Duration giveUpAfter, Duration longestRest) {
    private static final int FACTOR = 4;
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final double JITTER = 0.2;

    /** Until the event is tried again, give or take a fifth, so that what failed together does not come back together. */
    public Duration pause(int failures, RandomGenerator random) {
        return jittered(grown(first, FACTOR, failures, longest), random);
    }

    /** Until anything is sent to the receiver again. */
    public Duration rest(int failures) {
        return grown(FIRST_REST.compareTo(longestRest) < 0 ? FIRST_REST : longestRest, 2, failures, longestRest);
    }

    private static Duration grown(Duration from, int factor, int failures, Duration most) {
        Duration pause = from;
        for (int i = 1; i < failures && pause.compareTo(most) < 0; i++) {
            pause = pause.multipliedBy(factor);
        }
        return pause.compareTo(most) < 0 ? pause : most;
    }

    private static Duration jittered(Duration pause, RandomGenerator random) {
        return Duration.ofMillis((long) (pause.toMillis() * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }
}
