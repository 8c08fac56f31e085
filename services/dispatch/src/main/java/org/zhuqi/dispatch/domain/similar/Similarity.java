package org.zhuqi.dispatch.domain.similar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * How likely two requests are about the same matter, from 0 (nothing in common) to 1 (the same text), as the sum of parts that
 * a person can read. What is written decides; who writes, of which item, where and when only strengthens what the texts say:
 * the part of each is largest where the texts leave doubt, and none where they have nothing in common.
 */
public record Similarity(double score, List<Part> parts) {
    /** From here on two requests are shown as alike. Measured with the pairs of {@code pairs.tsv}. */
    public static final double ALIKE = 0.50;

    private static final double ITEM = 0.35;
    private static final double ENTERPRISE = 0.25;
    private static final double TIME = 0.25;
    private static final double PLACE = 0.15;
    private static final Duration CLOSE = Duration.ofDays(90);

    /** What speaks for it, the strongest first. */
    public enum Kind {
        MATTER("They name the same matter", "诉求事由相同"),
        WORDS("They use the same words", "用词相近"),
        ITEM("They order the same item of the menu", "事项相同"),
        ENTERPRISE("They come from the same enterprise", "同一企业"),
        TIME("They were filed close to each other", "提交时间相近"),
        PLACE("They come from the same place or chain", "同一镇街园区或产业链");

        private final String en;
        private final String zh;

        Kind(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }

        public Sentence sentence() {
            return new Sentence(en, zh);
        }
    }

    /** @param points what it adds to the score */
    public record Part(Kind kind, double points) {}

    public static Similarity between(Request one, Request other, Rarity rarity) {
        double text = one.features().likeness(other.features(), rarity);
        List<Part> parts = new ArrayList<>();
        double matter = Math.min(text, one.features().matters(other.features()) / 2);
        add(parts, Kind.MATTER, matter);
        add(parts, Kind.WORDS, text - matter);
        double doubt = text * (1 - text);
        add(parts, Kind.ITEM, same(one.item(), other.item()) ? ITEM * doubt : 0);
        add(parts, Kind.ENTERPRISE, same(one.enterprise(), other.enterprise()) ? ENTERPRISE * doubt : 0);
        add(parts, Kind.TIME, TIME * doubt * closeness(one, other));
        boolean together = same(one.place(), other.place()) || same(one.chain(), other.chain());
        add(parts, Kind.PLACE, together ? PLACE * doubt : 0);
        parts.sort(Comparator.comparingDouble(Part::points).reversed().thenComparing(Part::kind));
        double score = parts.stream().mapToDouble(Part::points).sum();
        return new Similarity(rounded(Math.min(1, score)), List.copyOf(parts));
    }

    private static double closeness(Request one, Request other) {
        Duration apart = Duration.between(one.at(), other.at()).abs();
        return Math.max(0, 1 - (double) apart.toSeconds() / CLOSE.toSeconds());
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one != null && Objects.equals(one, other);
    }

    private static void add(List<Part> parts, Kind kind, double points) {
        double shown = rounded(points);
        if (shown > 0) {
            parts.add(new Part(kind, shown));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    public boolean isAlike() {
        return score >= ALIKE;
    }
}
