package org.zhuqi.metrics.report;

import java.util.ArrayList;
import java.util.List;

/** The heading of every column of a file in which a ratio takes three: the per cent, its numerator, its denominator. */
final class Headings {
    private Headings() {}

    static List<String> of(Section section, ReportLanguage language) {
        List<String> headings = new ArrayList<>();
        for (Column column : section.columns()) {
            String name = language.of(column.name());
            headings.add(name);
            if (column.kind() == Column.Kind.RATIO) {
                headings.add(name + language.of(": numerator", "：分子"));
                headings.add(name + language.of(": denominator", "：分母"));
            }
        }
        return headings;
    }
}
