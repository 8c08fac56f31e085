package org.zhuqi.metrics.report;

import java.util.List;

/**
 * One row of a section.
 *
 * @param total whether it sums up the others, and so stands out
 */
public record Row(List<Cell> cells, boolean total) {
    public Row {
        cells = List.copyOf(cells);
    }

    public static Row of(Cell... cells) {
        return new Row(List.of(cells), false);
    }

    public static Row total(Cell... cells) {
        return new Row(List.of(cells), true);
    }
}
