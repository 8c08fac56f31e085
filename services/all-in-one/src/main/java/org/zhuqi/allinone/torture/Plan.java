package org.zhuqi.allinone.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What strikes in a round, and when. The same for the same seed and round.
 *
 * @param work how long callers work, whatever happens to them
 */
record Plan(Duration work, List<Strike> strikes) {
    /**
     * @param after the beginning of the round, or the end of the strike before if that lasts longer
     * @param lasts how long it stays so, before somebody mends it
     */
    record Strike(Fault fault, Duration after, Duration lasts) {}

    /** @param possible here */
    static Plan of(long seed, int round, Set<Fault> possible) {
        Random random = new Random(seed * 1_000_003 + round);
        List<Fault> choice = new ArrayList<>(possible);
        choice.sort(null);
        List<Strike> strikes = new ArrayList<>();
        long at = 0;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            at += 800 + random.nextInt(3_500);
            strikes.add(new Strike(
                    choice.get(random.nextInt(choice.size())),
                    Duration.ofMillis(at),
                    Duration.ofMillis(200 + random.nextInt(random.nextInt(4) == 0 ? 12_000 : 3_000))));
        }
        return new Plan(Duration.ofMillis(at + 2_000 + random.nextInt(4_000)), List.copyOf(strikes));
    }
}
