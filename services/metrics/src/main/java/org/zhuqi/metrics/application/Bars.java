package org.zhuqi.metrics.application;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Where the bars of a chart of times begin: evenly from nothing on, by a width that people know from clocks. */
final class Bars {
    private static final int MOST = 20;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final List<Long> WIDTHS = LongStream.of(
                    1,
                    5,
                    15,
                    MINUTE,
                    5 * MINUTE,
                    15 * MINUTE,
                    HOUR / 2,
                    HOUR,
                    2 * HOUR,
                    4 * HOUR,
                    8 * HOUR,
                    DAY,
                    2 * DAY,
                    7 * DAY,
                    14 * DAY,
                    28 * DAY,
                    91 * DAY,
                    365 * DAY)
            .boxed()
            .toList();

    private Bars() {}

    /**
     * In seconds. The last bar has no end: it holds what is so much longer than nearly all that the others would become one.
     *
     * @param nearlyAll no more than a few are longer
     * @param max the longest
     */
    static List<Long> edges(long nearlyAll, long max) {
        long width = WIDTHS.stream()
                .filter(it -> nearlyAll / it < MOST)
                .findFirst()
                .orElseGet(() -> (nearlyAll / MOST / DAY + 1) * DAY);
        List<Long> edges = new ArrayList<>();
        for (long edge = 0; edge <= nearlyAll; edge += width) {
            edges.add(edge);
        }
        if (max >= edges.getLast() + width) {
            edges.add(edges.getLast() + width);
        }
        return edges;
    }
}
