package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Rounding;

/**
 * What is to be counted anew, and how.
 *
 * @param from the period's first day
 * @param to its last day
 * @param at the cut-off
 * @param zone of the district, in which its days begin
 * @param figures keys; none: all
 * @param basis null: each figure's first
 */
public record RecomputationTerms(
        LocalDate from,
        LocalDate to,
        Instant at,
        String zone,
        List<String> figures,
        @Nullable Basis basis,
        Alternative under) {
    public RecomputationTerms {
        figures = List.copyOf(figures);
    }

    /**
     * What is to be other than it is.
     *
     * @param policyVersion such as {@code 135-tiered@1}; null: the clocks stay as they are
     * @param variants by the figure's key
     * @param decimals of shares; null: as it is
     */
    public record Alternative(
            @Nullable String policyVersion,
            Map<String, String> variants,
            @Nullable Integer decimals,
            Rounding.@Nullable Mode rounding) {
        public Alternative {
            variants = Map.copyOf(variants);
        }
    }

    /** A figure as it is counted, and as it would be. */
    public record Pair(
            Figure figure, Definition before, Definition after, Rounding roundingBefore, Rounding roundingAfter) {}

    /** Those that are asked for, in order; a figure that is not counted that way is left out. */
    public List<Pair> pairs() {
        return (figures.isEmpty() ? Figures.ALL.stream().map(Figure::key) : figures.stream())
                .flatMap(key -> pair(key).stream())
                .toList();
    }

    /** Empty if there is no such figure, or it is not counted that way. */
    public Optional<Pair> pair(String key) {
        return Figures.find(key)
                .flatMap(figure -> before(figure)
                        .flatMap(before -> after(figure, before)
                                .map(after -> new Pair(
                                        figure, before, after, figure.rounding(), rounding(figure.rounding())))));
    }

    /** Where all figures are asked for, one without such a basis is counted on its first. */
    private Optional<Definition> before(Figure figure) {
        Optional<Definition> asked = figure.definition(basis, null);
        return asked.isEmpty() && figures.isEmpty() ? Optional.of(figure.main()) : asked;
    }

    /** Of the same kind as before, so that they can be compared one by one. */
    private Optional<Definition> after(Figure figure, Definition before) {
        String variant = under.variants().get(figure.key());
        return variant == null
                ? Optional.of(before)
                : figure.definitions().stream()
                        .filter(it -> it.variant().equals(variant)
                                && it.basis() == before.basis()
                                && it.population() == before.population()
                                && it.isShare() == before.isShare())
                        .findFirst();
    }

    private Rounding rounding(Rounding otherwise) {
        Integer decimals = under.decimals();
        Rounding.Mode mode = under.rounding();
        return new Rounding(decimals == null ? otherwise.decimals() : decimals, mode == null ? otherwise.mode() : mode);
    }

    /** @param scope the part of the district that is counted */
    public Question question(Scope scope) {
        ZoneId days = ZoneId.of(zone);
        return new Question(
                scope,
                from.atStartOfDay(days).toInstant(),
                to.plusDays(1).atStartOfDay(days).toInstant(),
                at,
                List.of(),
                List.of());
    }
}
