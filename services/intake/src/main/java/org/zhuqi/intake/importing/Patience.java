package org.zhuqi.intake.importing;

import java.time.Duration;

/**
 * How long the client tries again.
 *
 * @param first the first pause; each further one is twice as long
 * @param longest no pause is longer
 * @param inTrouble how long to pause altogether while the server cannot be reached or is overloaded
 * @param whilePending how long to pause altogether while the server takes commands in but decides none
 */
public record Patience(Duration first, Duration longest, Duration inTrouble, Duration whilePending) {
    public static final Patience USUAL =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** @param failures how many tries have failed in a row, at least 1 */
    Duration pauseAfter(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
