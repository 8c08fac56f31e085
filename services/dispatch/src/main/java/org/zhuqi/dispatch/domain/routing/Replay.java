package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;

/**
 * A past gone through again in the order of time: each ticket is suggested for as it came in, with what was known then, and
 * learned from when it was over. Nothing of the future is in a suggestion.
 */
public final class Replay {
    private final MemoryEvidence evidence;
    private final List<Ranking> variants;

    /** @param variants that are asked about the same tickets with the same experience */
    public Replay(MemoryEvidence evidence, List<Ranking> variants) {
        this.evidence = evidence;
        this.variants = List.copyOf(variants);
    }

    /**
     * @param matter as it came in
     * @param taught what it taught in the end; its time is the submission's
     * @param taughtAt when
     */
    public record Past(TicketId ticket, Matter matter, Menu.@Nullable Dish dish, Experience taught, Instant taughtAt) {}

    /** What each variant suggested, the best first. */
    public record Suggested(Past past, List<List<UnitId>> byVariant) {
        public @Nullable UnitId first(int variant) {
            List<UnitId> units = byVariant.get(variant);
            return units.isEmpty() ? null : units.getFirst();
        }

        public boolean hits(int variant, int amongFirst) {
            return past.taught().solver() != null
                    && byVariant.get(variant).stream()
                            .limit(amongFirst)
                            .anyMatch(past.taught().solver()::equals);
        }

        /** The first suggestion is a unit from which it did come back, or that did not have it in the end. */
        public boolean misses(int variant) {
            UnitId first = first(variant);
            return first != null && !first.equals(past.taught().solver());
        }
    }

    /**
     * @param before only to be learned from, each at its time
     * @param history in any order
     */
    public List<Suggested> run(List<Past> before, List<Past> history) {
        List<Past> inOrder = history.stream()
                .sorted(Comparator.comparing((Past past) -> past.taught().at())
                        .thenComparing(past -> past.ticket().value()))
                .toList();
        PriorityQueue<Past> open = new PriorityQueue<>(Comparator.comparing(Past::taughtAt)
                .thenComparing(past -> past.ticket().value()));
        open.addAll(before);
        List<Suggested> suggested = new ArrayList<>();
        for (Past past : inOrder) {
            Instant now = past.taught().at();
            while (!open.isEmpty() && !open.element().taughtAt().isAfter(now)) {
                learn(open.remove());
            }
            Evidence known = new Remembered(evidence, past.matter());
            suggested.add(new Suggested(
                    past,
                    variants.stream()
                            .map(variant -> variant.of(past.matter().asBefore(), past.dish(), known, now).stream()
                                    .map(Suggestion::unit)
                                    .toList())
                            .toList()));
            open.add(past);
        }
        return suggested;
    }

    private void learn(Past past) {
        evidence.learn(past.ticket(), past.taught());
    }
}
