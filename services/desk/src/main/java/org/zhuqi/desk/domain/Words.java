package org.zhuqi.desk.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How texts are looked through. Chinese has no blanks between words, so an index of words would find little: kept are the
 * single ideographs and the pairs of neighbouring letters, digits and ideographs. A text that has all pairs of what was
 * asked for is a candidate; whether it has them in one piece is then looked up in the text itself.
 */
public final class Words {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

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
    public static Set<String> grams(String text) {
        return grams(text, true);
    }

    /** Of a normalised word: what a text must have to contain it. Empty for a single letter, digit or sign. */
    public static Set<String> required(String word) {
        Set<String> pairs = new LinkedHashSet<>();
        for (String run : runs(word)) {
            pairs.addAll(grams(run, run.codePointCount(0, run.length()) == 1));
        }
        return pairs;
    }

    private static Set<String> grams(String text, boolean withSingles) {
        Set<String> grams = new LinkedHashSet<>();
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int at = text.codePointAt(i);
            i += Character.charCount(at);
            if (!Character.isLetterOrDigit(at)) {
                before = -1;
                continue;
            }
            if (withSingles && Character.isIdeographic(at)) {
                grams.add(Character.toString(at));
            }
            if (before >= 0) {
                grams.add(Character.toString(before) + Character.toString(at));
            }
            before = at;
        }
        return grams;
    }

    private static List<String> runs(String word) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        word.codePoints().forEach(at -> {
            if (Character.isLetterOrDigit(at)) {
                run.appendCodePoint(at);
            } else if (!run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
            }
        });
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return runs;
    }
}
