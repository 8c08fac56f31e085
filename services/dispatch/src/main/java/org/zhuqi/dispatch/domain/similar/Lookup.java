package org.zhuqi.dispatch.domain.similar;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.zhuqi.contracts.id.DistrictId;

/**
 * By what an index is asked for texts that may be like one: any of the words that are rare enough, or the rarest words all
 * together where even those are common; and the rarest matter that is named.
 *
 * @param rare empty if the text says nothing
 * @param together whether all of them must occur
 * @param matter empty if none is named
 */
public record Lookup(List<Integer> rare, boolean together, List<Integer> matter) {
    private static final int MOST_WORDS = 24;
    private static final int TOGETHER = 3;

    /** @param budget how many texts may be looked at for the words */
    public static Lookup of(DistrictId district, Features features, Rarity rarity, double scale, int budget) {
        int[] title = features.title();
        List<Integer> words = Arrays.stream(features.grams())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(rarity::count)
                        .thenComparing(gram -> Arrays.binarySearch(title, gram) < 0)
                        .thenComparing(gram -> gram))
                .limit(MOST_WORDS)
                .toList();
        int some = 0;
        double found = 0;
        while (some < words.size() && found + rarity.count(words.get(some)) * scale <= budget) {
            found += rarity.count(words.get(some)) * scale;
            some++;
        }
        List<Integer> matter = features.matters().stream()
                .map(name -> Features.key(district, name))
                .min(Comparator.<Integer>comparingInt(rarity::count).thenComparing(key -> key))
                .stream()
                .toList();
        return some == 0
                ? new Lookup(words.subList(0, Math.min(TOGETHER, words.size())), true, matter)
                : new Lookup(words.subList(0, some), false, matter);
    }
}
