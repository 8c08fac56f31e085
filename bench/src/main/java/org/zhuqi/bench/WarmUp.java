package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same load again and again until it gets no faster: a JVM compiles what it runs for minutes, the longer the more code
 * takes part, and until then compiling takes processors away from what is measured.
 */
final class WarmUp {
    /** Seconds of each round. */
    private static final int ROUND = 20;

    /** A round that is less than so much faster than the best before it is none that got faster. */
    private static final double FASTER = 1.03;

    /** So many rounds in a row have to be no faster. */
    private static final int SETTLED = 2;

    private WarmUp() {}

    /** Called for a round of so many seconds. */
    @FunctionalInterface
    interface Load<E extends Exception> {
        LoadResult during(int seconds) throws E;
    }

    /**
     * @param longest in seconds
     * @return the lifecycles that were completed meanwhile
     */
    static <E extends Exception> long with(Load<E> load, int longest, Page page) throws E {
        List<LoadResult> rounds = new ArrayList<>();
        int left = longest;
        while (left > 0 && !settled(rounds)) {
            int seconds = Math.min(left, ROUND);
            rounds.add(load.during(seconds));
            left -= seconds;
        }
        page.line("");
        page.line("Warm-up in rounds of %d s, commands/s: %s."
                .formatted(
                        Math.min(longest, ROUND),
                        rounds.stream()
                                .map(round -> "%.0f".formatted(round.commandsPerSecond()))
                                .collect(Collectors.joining(", "))));
        return rounds.stream().mapToLong(LoadResult::lifecycles).sum();
    }

    private static boolean settled(List<LoadResult> rounds) {
        double best = 0;
        int inARow = 0;
        for (LoadResult round : rounds) {
            double rate = round.commandsPerSecond();
            inARow = rate < best * FASTER ? inARow + 1 : 0;
            best = Math.max(best, rate);
        }
        return inARow >= SETTLED;
    }
}
