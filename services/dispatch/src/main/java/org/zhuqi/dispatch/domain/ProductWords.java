package org.zhuqi.dispatch.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words with which a product or service is named. Chinese sets no blanks between words, so Chinese ones are compared by
 * the pairs of characters they are made of, others whole.
 *
 * @param tokens what the words fall into, runs of Chinese characters and of others apart
 * @param named those of them that stand in the category, where each names a product
 * @param grams pairs of Chinese characters, and other words whole
 */
public record ProductWords(List<String> tokens, Set<String> named, Set<String> grams) {
    private static final Pattern TOKEN = Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
    /** They say what is done with the product, on one side or the other, not what it is. */
    private static final Pattern DEALING = Pattern.compile("供应|采购|求购|收购|需求|需要|急需|提供|出售|销售|寻求|寻找|对接|合作|长期|大量|优质");

    /** So many Chinese characters in common mean the same thing wherever they stand; two alone may be 设备 or 材料. */
    private static final int TELLING = 3;

    public static ProductWords of(String category, String title) {
        List<String> named = tokens(category);
        Set<String> all = new LinkedHashSet<>(named);
        all.addAll(tokens(title));
        Set<String> grams = new LinkedHashSet<>();
        all.forEach(token -> grams.addAll(grams(token)));
        return new ProductWords(List.copyOf(all), Set.copyOf(named), Set.copyOf(grams));
    }

    private static List<String> tokens(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Matcher token = TOKEN.matcher(DEALING.matcher(plain).replaceAll(" "));
        List<String> tokens = new ArrayList<>();
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }

    private static List<String> grams(String token) {
        if (!isChinese(token) || token.length() <= 2) {
            return List.of(token);
        }
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + 2 <= token.length(); i++) {
            grams.add(token.substring(i, i + 2));
        }
        return grams;
    }

    private static boolean isChinese(String token) {
        return Character.UnicodeScript.of(token.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    /** What both name, the longest first; none if it is no more than a pair of characters that neither names by itself. */
    public List<String> shared(ProductWords other) {
        Set<String> runs = new LinkedHashSet<>();
        for (String token : tokens) {
            collect(token, other, runs);
        }
        return runs.stream()
                .filter(run ->
                        !isChinese(run) || run.length() >= TELLING || named.contains(run) || other.named.contains(run))
                .sorted((one, two) -> Integer.compare(two.length(), one.length()))
                .toList();
    }

    private static void collect(String token, ProductWords other, Set<String> runs) {
        if (!isChinese(token) || token.length() <= 2) {
            if (other.grams.contains(token)) {
                runs.add(token);
            }
            return;
        }
        int start = -1;
        for (int i = 0; i + 2 <= token.length(); i++) {
            boolean common = other.grams.contains(token.substring(i, i + 2));
            if (common && start < 0) {
                start = i;
            } else if (!common && start >= 0) {
                runs.add(token.substring(start, i + 1));
                start = -1;
            }
        }
        if (start >= 0) {
            runs.add(token.substring(start));
        }
    }

    /** How much of the shorter one is in the longer one: from 0, nothing, to 1, all of it. */
    public double overlap(ProductWords other) {
        int least = Math.min(grams.size(), other.grams.size());
        if (least == 0) {
            return 0;
        }
        long common = grams.stream().filter(other.grams::contains).count();
        return (double) common / least;
    }
}
