package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Markdown that is shown while it is written, and kept for the report with its charts and what it says of the budgets. */
final class Page {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Bars> charts = new LinkedHashMap<>();
    private final List<Object[]> budgets = new ArrayList<>();

    void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }

    void header(Object... cells) {
        line("");
        row(cells);
        line("|" + "---|".repeat(cells.length));
    }

    void row(Object... cells) {
        line(Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** Here, and again among the first lines of a report. */
    void budget(String what, Budget budget, double measured) {
        String kept = budget.isKept(measured) ? "kept" : "**missed**";
        line("");
        line("%s: **%s** (budget: %s, %s).".formatted(what, budget.inWords(measured), budget, kept.replace("*", "")));
        budgets.add(new Object[] {what, budget, budget.inWords(measured), kept});
    }

    /** @param name of its file, beside the report */
    void chart(String name, Bars bars) {
        charts.put(name, bars);
        line("");
        line("![%s](%s.svg)".formatted(bars.title(), name));
    }

    String text() {
        return text.toString();
    }

    Map<String, Bars> charts() {
        return charts;
    }

    List<Object[]> budgets() {
        return budgets;
    }
}
