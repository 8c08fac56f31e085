package org.zhuqi.metrics.application.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.report.ReportLanguage;

/**
 * How figures are counted and printed, where it is not left to each figure.
 *
 * @param basis null: the first of each figure
 * @param decimals null: those of each figure
 * @param rounding null: that of each figure
 */
public record Manner(
        @Nullable Basis basis, @Nullable Integer decimals, Rounding.@Nullable Mode rounding, ReportLanguage language) {

    public Rounding rounding(Figure figure) {
        return new Rounding(
                decimals == null ? figure.rounding().decimals() : decimals,
                rounding == null ? figure.rounding().mode() : rounding);
    }

    /** Every figure once. Where a figure has no such basis, its first is meant. */
    List<Asked> figures() {
        return Figures.ALL.stream()
                .map(figure -> new Asked(figure, figure.definition(basis, null).orElseGet(figure::main)))
                .toList();
    }
}
