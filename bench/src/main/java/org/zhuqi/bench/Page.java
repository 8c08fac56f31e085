package org.zhuqi.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Markdown that is shown while it is written, and kept for the report. */
final class Page {
    private final StringBuilder text = new StringBuilder();

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

    String text() {
        return text.toString();
    }
}
