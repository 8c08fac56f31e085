package org.zhuqi.dispatch.domain.routing;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text as its pairs of neighbouring characters, which needs no dictionary and suits Chinese, whose words are mostly of two.
 * What stands between words separates them; the title counts {@value #TITLE_COUNTS} times.
 */
final class Bigrams {
    /** Further text says less and less, and is kept out of memory. */
    static final int LONGEST = 400;

    private static final int TITLE_COUNTS = 2;

    private final int[] grams;
    private final double[] counts;

    private Bigrams(int[] grams, double[] counts) {
        this.grams = grams;
        this.counts = counts;
    }

    static Bigrams of(String title, String description) {
        SortedMap<Integer, Integer> found = new TreeMap<>();
        add(found, title, TITLE_COUNTS);
        add(found, description, 1);
        int[] grams = new int[found.size()];
        double[] counts = new double[found.size()];
        int next = 0;
        for (var entry : found.entrySet()) {
            grams[next] = entry.getKey();
            counts[next++] = 1 + Math.log(entry.getValue());
        }
        return new Bigrams(grams, counts);
    }

    private static void add(SortedMap<Integer, Integer> found, String text, int times) {
        String folded = Matter.folded(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        char before = ' ';
        for (int i = 0; i < folded.length(); i++) {
            char here = folded.charAt(i);
            boolean counts = Character.isLetterOrDigit(here) || Character.isSurrogate(here);
            if (counts && before != ' ') {
                found.merge(before << 16 | here, times, Integer::sum);
            }
            before = counts ? here : ' ';
        }
    }

    /** How many different pairs there are. */
    int size() {
        return grams.length;
    }

    /** Two UTF-16 units, in ascending order, each once. */
    int gram(int index) {
        return grams[index];
    }

    /** How much it occurs, dampened: 1 + ln(count). */
    double count(int index) {
        return counts[index];
    }

    /** The length of the vector, were all pairs equally rare. */
    double length() {
        double sum = 0;
        for (double count : counts) {
            sum += count * count;
        }
        return Math.sqrt(sum);
    }
}
