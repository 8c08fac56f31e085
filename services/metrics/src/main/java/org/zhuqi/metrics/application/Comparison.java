package org.zhuqi.metrics.application;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Change;
import org.zhuqi.metrics.domain.Rounding;

/**
 * Figures as they are and as they would be.
 *
 * @param untried how many tickets count as they are because nothing is known of their other clocks
 */
public record Comparison(List<Line> figures, long untried) {
    public Comparison {
        figures = List.copyOf(figures);
    }

    /** @param changes how many change sides, by how; none of those that are not named */
    public record Line(String figure, Side before, Side after, Map<Change, Long> changes) {
        public Line {
            changes = Map.copyOf(changes);
        }
    }

    /** @param denominator null if it is a count and no share */
    public record Side(
            Basis basis,
            String variant,
            long numerator,
            @Nullable Long denominator,
            Rounding rounding) {}
}
