package org.zhuqi.directory.sheet;

import java.util.List;

/** A table as it was sent: rows of texts, each with the number that a spreadsheet shows. Empty rows are left out. */
public record Sheet(List<Line> lines) {
    /** @param cells trimmed, full-width letters and digits made half-width; empty at the end left out */
    public record Line(int number, List<String> cells) {}
}
