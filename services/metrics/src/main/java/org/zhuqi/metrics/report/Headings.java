package org.zhuqi.metrics.report;

import java.util.ArrayList;
import java.util.List;

/** The heading of every column of a file in which a ratio takes three: the per cent, its numerator, its denominator. */
final class Headings {
    private Headings() {}

    /** @param numeric whether what stands below is compared by its size */
    record Heading(String text, boolean numeric) {}

    static List<Heading> of(Section section, ReportLanguage language) {
        List<Heading> headings = new ArrayList<>();
        for (Column column : section.columns()) {
            String name = language.of(column.name());
            headings.add(new Heading(name, column.kind().isNumeric()));
            if (column.kind() == Column.Kind.RATIO) {
                headings.add(new Heading(name + language.of(": numerator", "：分子"), true));
                headings.add(new Heading(name + language.of(": denominator", "：分母"), true));
            }
        }
        return headings;
    }
}
