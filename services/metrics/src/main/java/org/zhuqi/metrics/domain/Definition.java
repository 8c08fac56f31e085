package org.zhuqi.metrics.domain;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * One way to count a figure.
 *
 * @param variant its name among the figure's ways on the same basis
 * @param denominator null if it is a count and no share
 * @param sentence what it says, in full
 */
public record Definition(
        Basis basis,
        String variant,
        Population population,
        Condition numerator,
        @Nullable Condition denominator,
        Sentence sentence) {

    /** The shares' tickets: of those that are in neither part of a share, none is asked for. */
    public enum Part {
        NUMERATOR,
        DENOMINATOR,
        /** In the denominator and not in the numerator: what is missing to a hundred per cent. */
        REST
    }

    public boolean isShare() {
        return denominator != null;
    }

    /** Whether one with these facts is in this part. The numerator is always within the denominator. */
    public boolean holds(Part part, long facts) {
        boolean within = denominator == null || denominator.holds(facts);
        boolean counted = within && numerator.holds(facts);
        return switch (part) {
            case NUMERATOR -> counted;
            case DENOMINATOR -> within;
            case REST -> within && !counted;
        };
    }

    /** The same in SQL, over a column of bits. */
    public String sql(Part part, String column) {
        String within = denominator == null ? "true" : denominator.sql(column);
        return switch (part) {
            case NUMERATOR -> "(%s and %s)".formatted(within, numerator.sql(column));
            case DENOMINATOR -> within;
            case REST -> "(%s and not %s)".formatted(within, numerator.sql(column));
        };
    }
}
