package org.zhuqi.dispatch.domain.similar;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.zhuqi.contracts.id.DistrictId;

/**
 * A text as it is compared and looked for: the numbers of its words, and the matters that it names. The same word has another
 * number in each district, so that an index of all districts finds those of one only. Two words may share a number; among four
 * thousand million that is too rare to matter to a rank.
 */
public final class Features {
    private static final double IN_TITLE = 2;
    private static final double IN_DESCRIPTION = 1;

    /** Sorted, each once. */
    private final int[] grams;

    /** Sorted, a part of {@link #grams}. */
    private final int[] title;

    private final Set<String> matters;

    private Features(int[] grams, int[] title, Set<String> matters) {
        this.grams = grams;
        this.title = title;
        this.matters = matters;
    }

    public static Features of(DistrictId district, String title, String description) {
        Wording head = Wording.of(title);
        Wording body = Wording.of(description);
        Set<String> words = new HashSet<>(head.words());
        words.addAll(body.words());
        Set<String> matters = new TreeSet<>(head.matters());
        matters.addAll(body.matters());
        return new Features(numbers(district, words), numbers(district, head.words()), matters);
    }

    /** As they were stored. */
    public static Features of(int[] grams, int[] title, Collection<String> matters) {
        int[] all = grams.clone();
        int[] some = title.clone();
        Arrays.sort(all);
        Arrays.sort(some);
        return new Features(all, some, new TreeSet<>(matters));
    }

    public int[] grams() {
        return grams.clone();
    }

    public int[] title() {
        return title.clone();
    }

    public Set<String> matters() {
        return Set.copyOf(matters);
    }

    /** By which an index finds a text that names the matter in other words. */
    public static int key(DistrictId district, String matter) {
        return number(district, '#' + matter);
    }

    private static int[] numbers(DistrictId district, Collection<String> words) {
        return words.stream()
                .mapToInt(word -> number(district, word))
                .distinct()
                .sorted()
                .toArray();
    }

    private static int number(DistrictId district, String word) {
        int hash = district.text().hashCode();
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i) * 0x9E3779B9;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    /**
     * How much the two say the same: 0 nothing, 1 all of it. Where both name their matter, that counts as much as the words;
     * where only one does, the other may well be about it.
     */
    double likeness(Features other, Rarity rarity) {
        double words = words(other, rarity);
        if (matters.isEmpty() && other.matters.isEmpty()) {
            return words;
        }
        if (matters.isEmpty() || other.matters.isEmpty()) {
            return words * 0.75;
        }
        return (words + matters(other)) / 2;
    }

    /** The angle between the two, stretched: two people who write of one thing share a quarter of their words at best. */
    double words(Features other, Rarity rarity) {
        double both = 0;
        double mine = 0;
        for (int gram : grams) {
            double weight = weight(gram) * rarity.of(gram);
            mine += weight * weight;
            if (Arrays.binarySearch(other.grams, gram) >= 0) {
                both += weight * other.weight(gram) * rarity.of(gram);
            }
        }
        if (both == 0) {
            return 0;
        }
        double others = 0;
        for (int gram : other.grams) {
            double weight = other.weight(gram) * rarity.of(gram);
            others += weight * weight;
        }
        return Math.sqrt(Math.min(1, both / (Math.sqrt(mine) * Math.sqrt(others))));
    }

    /** Of the matters of both those that they share. */
    double matters(Features other) {
        if (matters.isEmpty() || other.matters.isEmpty()) {
            return 0;
        }
        Set<String> shared = new HashSet<>(matters);
        shared.retainAll(other.matters);
        return shared.size() / Math.sqrt((double) matters.size() * other.matters.size());
    }

    private double weight(int gram) {
        return Arrays.binarySearch(title, gram) >= 0 ? IN_TITLE : IN_DESCRIPTION;
    }
}
