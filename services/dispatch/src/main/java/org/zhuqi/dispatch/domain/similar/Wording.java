package org.zhuqi.dispatch.domain.similar;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a text says: its matters, and its words without those that say nothing. Chinese has no blanks between words, so pairs
 * of neighbouring ideographs stand for them; Latin words and numbers stand for themselves.
 */
record Wording(List<String> runs, Set<String> matters) {
    /** In characters. Whoever writes more has said what it is about by then. */
    private static final int LONGEST = 5_000;

    private enum Kind {
        IDEOGRAPH,
        LETTER,
        DIGIT,
        BREAK;

        static Kind of(char at) {
            if (Character.isDigit(at)) {
                return DIGIT;
            }
            if (Character.isIdeographic(at)) {
                return IDEOGRAPH;
            }
            // Characters beyond the first plane come in halves and are rare enough to be left out.
            return Character.isLetter(at) ? LETTER : BREAK;
        }
    }

    static Wording of(String text) {
        String plain = normalised(text);
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Kind kind = Kind.BREAK;
        for (int i = 0; i < plain.length(); ) {
            int nothing = Vocabulary.SHIPPED.nothingAt(plain, i);
            Kind next = nothing > 0 ? Kind.BREAK : Kind.of(plain.charAt(i));
            if (next != kind && !run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
            }
            if (next != Kind.BREAK) {
                run.append(plain.charAt(i));
            }
            kind = next;
            i += Math.max(1, nothing);
        }
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return new Wording(List.copyOf(runs), Vocabulary.SHIPPED.matters(plain));
    }

    /** One spelling for what looks alike, and line feeds for punctuation, which no pattern reaches across. */
    private static String normalised(String text) {
        String shorter = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return Normalizer.normalize(shorter, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "\n");
    }

    Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        for (String run : runs) {
            if (!Character.isIdeographic(run.charAt(0)) || run.length() == 1) {
                words.add(run);
                continue;
            }
            for (int i = 0; i + 1 < run.length(); i++) {
                words.add(run.substring(i, i + 2));
            }
        }
        return words;
    }
}
