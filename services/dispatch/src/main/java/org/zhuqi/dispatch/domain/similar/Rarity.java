package org.zhuqi.dispatch.domain.similar;

import java.util.Arrays;
import java.util.Map;

/** How rare words are in a district: a rare one that two requests share says more than a common one. */
public final class Rarity {
    /** As if so many requests had been seen before, each word in one of them: a new district has no rare words yet. */
    private static final double SEEN_BEFORE = 500;

    public static final Rarity UNKNOWN = new Rarity(0, Map.of());

    private final long requests;
    private final int[] grams;
    private final int[] counts;

    /**
     * @param requests that were counted
     * @param counts in how many of them a word occurs
     */
    public Rarity(long requests, Map<Integer, Integer> counts) {
        this.requests = requests;
        this.grams =
                counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        this.counts =
                Arrays.stream(grams).map(gram -> counts.getOrDefault(gram, 0)).toArray();
    }

    public long requests() {
        return requests;
    }

    /** In how many of the counted requests it occurs. */
    public int count(int gram) {
        int place = Arrays.binarySearch(grams, gram);
        return place < 0 ? 0 : counts[place];
    }

    double of(int gram) {
        return Math.log1p((requests + SEEN_BEFORE) / (count(gram) + 1));
    }
}
