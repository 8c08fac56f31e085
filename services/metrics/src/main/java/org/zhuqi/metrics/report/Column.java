package org.zhuqi.metrics.report;

import org.zhuqi.contracts.Sentence;

/**
 * A column of a section.
 *
 * @param kind what most of its cells are; it settles alignment and width. A ratio stands only under {@link Kind#RATIO},
 *     which takes three columns in a workbook: the per cent, its numerator and its denominator. Any other cell may stand
 *     anywhere
 */
public record Column(Sentence name, Kind kind) {
    /** What most cells of a column are. */
    public enum Kind {
        TEXT,
        NUMBER,
        RATIO,
        TIME;

        /** @return whether the cells are compared by their size and so stand under each other, to the right */
        public boolean isNumeric() {
            return this == NUMBER || this == RATIO;
        }
    }

    public static Column of(Kind kind, String english, String chinese) {
        return new Column(new Sentence(english, chinese), kind);
    }
}
