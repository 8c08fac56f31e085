package org.zhuqi.metrics.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of a section, brought one after the other, because a hundred thousand tickets are not held in memory. A writer
 * opens them once, asks for the next row only when it has dealt with the last, and closes the stream.
 */
@FunctionalInterface
public interface Rows {
    Stream<Row> open();

    static Rows of(List<Row> rows) {
        List<Row> kept = List.copyOf(rows);
        return kept::stream;
    }
}
