package org.zhuqi.metrics.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * A figure of the registry.
 *
 * @param key such as {@code on-time}; never changed
 * @param definitions the ways to count it; the first is meant where nothing is said
 * @param direction what it says if it rises
 * @param source where the figure comes from: a publication, a rule; null where it is ours
 */
public record Figure(
        String key,
        Sentence name,
        Group group,
        List<Definition> definitions,
        Rounding rounding,
        Direction direction,
        @Nullable String source) {

    /** Under which heading it is shown. */
    public enum Group {
        INTAKE("what came in", "收单"),
        TIMELINESS("timeliness", "时效"),
        RESULT("what came of it", "办理结果"),
        SATISFACTION("what enterprises say", "企业评价"),
        CARE("how it was handled", "办理过程"),
        BESIDE("beside the tickets", "协同");

        private final String en;
        private final String zh;

        Group(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }

        public Sentence words() {
            return new Sentence(en, zh);
        }
    }

    public Definition main() {
        return definitions.getFirst();
    }

    /** @param variant null: the first on this basis; {@code basis} null: the first of this variant */
    public Optional<Definition> definition(@Nullable Basis basis, @Nullable String variant) {
        return definitions.stream()
                .filter(it -> (basis == null || it.basis() == basis)
                        && (variant == null || it.variant().equals(variant)))
                .findFirst();
    }
}
