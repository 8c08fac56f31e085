package org.zhuqi.metrics.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * One table of a report, with a chart of it.
 *
 * @param remark how the table is to be read
 */
public record Section(
        Sentence title,
        @Nullable Sentence remark,
        List<Column> columns,
        Rows rows,
        @Nullable Chart chart) {
    public Section {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a section without columns: " + title.en());
        }
    }

    public Section(Sentence title, List<Column> columns, Rows rows) {
        this(title, null, columns, rows, null);
    }

    /** @throws IllegalArgumentException if the row does not fit the columns */
    public Row fitting(Row row) {
        if (row.cells().size() != columns.size()) {
            throw new IllegalArgumentException("a row of %d cells under %d columns: %s"
                    .formatted(row.cells().size(), columns.size(), title.en()));
        }
        for (int i = 0; i < columns.size(); i++) {
            if (row.cells().get(i) instanceof Cell.Ratio && columns.get(i).kind() != Column.Kind.RATIO) {
                throw new IllegalArgumentException("a ratio under a column of other cells: "
                        + columns.get(i).name().en());
            }
        }
        return row;
    }
}
