package org.zhuqi.metrics.application.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.PrintRules;
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

    /** @param rules how the district prints where nothing is asked for */
    public Rounding rounding(Figure figure, PrintRules rules) {
        Rounding usual = rules.rounding(figure);
        return new Rounding(decimals == null ? usual.decimals() : decimals, rounding == null ? usual.mode() : rounding);
    }

    /** Every figure once. Where a figure has no such basis, the one that the district means, or its first. */
    List<Asked> figures(PrintRules rules) {
        return Figures.ALL.stream()
                .map(figure -> new Asked(
                        figure,
                        rules.definition(figure, basis, null)
                                .or(() -> rules.definition(figure, null, null))
                                .orElseGet(figure::main)))
                .toList();
    }
}
