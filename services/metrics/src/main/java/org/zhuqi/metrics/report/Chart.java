package org.zhuqi.metrics.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * A drawing of some of a section's numbers; the table beside it has them all.
 *
 * @param axis what is measured, with its unit
 * @param labels what stands along the other axis: months for lines, anything for bars
 * @param series at most {@value #MOST_SERIES}: more can't be told apart without colours
 */
public record Chart(Sentence title, Form form, Sentence axis, List<Sentence> labels, List<Series> series) {
    public static final int MOST_SERIES = 5;

    /** How the numbers are drawn. */
    public enum Form {
        /** Of each label one bar per series, beside each other. */
        GROUPED_BARS,
        /** Of each label one bar, whose parts are the series; no part is negative. */
        STACKED_BARS,
        /** Of each series one line from label to label. */
        LINES
    }

    /** @param values one per label, null where nothing is known: the line stops, the bar is missing */
    public record Series(Sentence name, List<@Nullable BigDecimal> values) {
        // Spelled out: of a compact constructor the compiler does not pass on that a value may be missing.
        public Series(Sentence name, List<@Nullable BigDecimal> values) {
            this.name = name;
            this.values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    public Chart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
        if (labels.isEmpty() || series.isEmpty() || series.size() > MOST_SERIES) {
            throw new IllegalArgumentException(
                    "a chart of %d labels and %d series".formatted(labels.size(), series.size()));
        }
        for (Series one : series) {
            if (one.values().size() != labels.size()) {
                throw new IllegalArgumentException("%d values for %d labels: %s"
                        .formatted(
                                one.values().size(), labels.size(), one.name().en()));
            }
        }
    }
}
