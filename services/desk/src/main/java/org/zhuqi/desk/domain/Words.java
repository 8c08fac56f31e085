package org.zhuqi.desk.domain;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How texts are looked through. Chinese has no blanks between words, so an index of words would find little: kept are the
 * single characters and the pairs of neighbouring letters, digits and ideographs, as numbers. A text that has all pairs of
 * what was asked for is a candidate; whether it has them in one piece is then looked up in the text itself, so two pairs
 * may share a number.
 */
public final class Words {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    /** Spreads the second character over what the first leaves free (2^32 divided by the golden ratio). */
    private static final int SPREAD = 0x9E3779B9;

    private Words() {}

    /** One spelling for what looks alike: full-width forms as plain ones, capitals as small ones. */
    public static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** What was asked for, piece by piece. Each must occur. */
    public static List<String> asked(String query) {
        return BLANKS.splitAsStream(normalised(query))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** Of a normalised text: all that can be asked for. */
    public static Set<Integer> grams(String text) {
        Set<Integer> grams = new LinkedHashSet<>();
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int at = text.codePointAt(i);
            i += Character.charCount(at);
            if (!Character.isWhitespace(at)) {
                grams.add(at);
            }
            boolean joins = Character.isLetterOrDigit(at);
            if (joins && before >= 0) {
                grams.add(pair(before, at));
            }
            before = joins ? at : -1;
        }
        return grams;
    }

    /** Of a normalised word: what a text must have to contain it. The pairs say more than the characters in them. */
    public static Set<Integer> required(String word) {
        Set<Integer> grams = grams(word);
        Set<Integer> paired = new HashSet<>();
        int before = -1;
        for (int at : word.codePoints().toArray()) {
            boolean joins = Character.isLetterOrDigit(at);
            if (joins && before >= 0) {
                paired.add(before);
                paired.add(at);
            }
            before = joins ? at : -1;
        }
        grams.removeAll(paired);
        return grams;
    }

    /** Never the number of a single character: those have no sign bit. */
    private static int pair(int first, int second) {
        return (first + second * SPREAD) | Integer.MIN_VALUE;
    }
}
