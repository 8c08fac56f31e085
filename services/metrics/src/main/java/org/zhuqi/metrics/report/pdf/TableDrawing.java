package org.zhuqi.metrics.report.pdf;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.zhuqi.metrics.report.Column;

/**
 * Draws a section's table. Its header stands on every page that it reaches; a row is kept together unless it is longer
 * than a page. Columns are as wide as their contents ask for; what can be broken gives way first.
 */
final class TableDrawing {
    private static final float SIZE = 8.5f;
    private static final float SMALL = 7.2f;
    private static final float LEADING = 12;
    private static final float ASCENT = 8.8f;
    private static final float PAD_X = 5;
    private static final float APART = 6;
    private static final float PAD_Y = 2.6f;
    private static final float BESIDE = 6;
    private static final float WIDEST_HEADING = 88;
    private static final float WIDEST_WORD = 150;

    /** A text that asks for more reads well in several lines, and is no reason to turn the page. */
    private static final float WIDEST_TEXT = 260;

    /** A text that is shorter is not broken, even where Chinese might be. */
    private static final float SHORT = 60;

    /** A table that takes no more of a page is not begun on one and ended on the next. */
    private static final float KEPT_TOGETHER = 0.4f;

    private static final int FEWEST_TOGETHER = 3;

    private final Typeface typeface;
    private final List<Column> columns;
    private final List<String> headings;
    private final List<PrintedRow> rows;
    private final float[] natural;
    private final float[] narrowest;
    private final float[] beside;

    /** A row as it is printed. */
    record PrintedRow(List<Printed> cells, boolean total) {}

    TableDrawing(Typeface typeface, List<Column> columns, List<String> headings, List<PrintedRow> rows) {
        this.typeface = typeface;
        this.columns = columns;
        this.headings = headings;
        this.rows = rows;
        this.natural = new float[columns.size()];
        this.narrowest = new float[columns.size()];
        this.beside = new float[columns.size()];
        for (int column = 0; column < columns.size(); column++) {
            measure(column);
        }
    }

    private void measure(int column) {
        boolean broken = columns.get(column).kind() == Column.Kind.TEXT;
        float widest = 0;
        float word = 0;
        for (PrintedRow row : rows) {
            Printed cell = row.cells().get(column);
            if (!cell.beside().isEmpty()) {
                beside[column] = Math.max(beside[column], BESIDE + width(cell.beside(), SMALL));
            }
            float whole = width(cell.text(), SIZE);
            widest = Math.max(widest, whole);
            boolean kept = !broken || cell.link() != null || whole <= SHORT;
            word = Math.max(word, kept ? whole : typeface.widestWord(cell.text(), SIZE));
        }
        float heading = width(headings.get(column), SIZE);
        float headingWord = typeface.widestWord(headings.get(column), SIZE);
        float edges = 2 * PAD_X + (broken ? 1 : APART);
        natural[column] = Math.max(widest + beside[column], Math.min(heading, WIDEST_HEADING)) + edges;
        narrowest[column] =
                Math.max(Math.min(word, WIDEST_WORD) + beside[column], Math.min(headingWord, WIDEST_HEADING)) + edges;
    }

    private float width(String text, float size) {
        return typeface.width(typeface.printable(text), size);
    }

    /** @return whether the table is too wide for an upright page */
    boolean isWide() {
        float upright = Pages.widthUpright();
        float wanted = 0;
        for (float width : natural) {
            wanted += Math.min(width, WIDEST_TEXT);
        }
        return sum(narrowest) > upright || wanted > 1.3f * upright;
    }

    /** @return what has to fit on a page for the table to begin there: its header and a few rows, or all if it is short */
    float beginning(Pages pages) {
        float[] widths = widths(pages.width());
        float whole = height(heading(widths));
        float few = whole;
        for (int row = 0; row < rows.size() && whole <= pages.roomOfEmpty(); row++) {
            whole += height(lines(rows.get(row), widths));
            few = row < FEWEST_TOGETHER ? whole : few;
        }
        float most = pages.roomOfEmpty() * KEPT_TOGETHER;
        return whole <= most ? whole : Math.min(few, most);
    }

    void draw(Pages pages) throws IOException {
        float[] widths = widths(pages.width());
        List<List<String>> heading = heading(widths);
        header(pages, heading, widths);
        for (PrintedRow row : rows) {
            List<List<String>> lines = lines(row, widths);
            float height = height(lines);
            if (height > pages.room() && height + height(heading) <= pages.roomOfEmpty()) {
                continued(pages, heading, widths);
            }
            int drawn = 0;
            int longest = longest(lines);
            while (drawn < longest) {
                int fitting = (int) ((pages.room() - 2 * PAD_Y) / LEADING);
                if (fitting < 1) {
                    continued(pages, heading, widths);
                    fitting = (int) ((pages.room() - 2 * PAD_Y) / LEADING);
                }
                int upTo = Math.min(longest, drawn + Math.max(1, fitting));
                slice(pages, row, lines, widths, drawn, upTo);
                drawn = upTo;
            }
        }
    }

    private void continued(Pages pages, List<List<String>> heading, float[] widths) throws IOException {
        pages.next();
        header(pages, heading, widths);
    }

    private void header(Pages pages, List<List<String>> heading, float[] widths) throws IOException {
        float height = height(heading);
        pages.fill(pages.left(), pages.y() - height, pages.width(), height, Ink.SHADE);
        float x = pages.left();
        for (int column = 0; column < widths.length; column++) {
            float baseline =
                    pages.y() - height + PAD_Y + LEADING * heading.get(column).size() - ASCENT;
            for (String line : heading.get(column)) {
                pages.bold(line, aligned(column, x, widths[column], line, SIZE, 0), baseline, SIZE, Ink.TEXT);
                baseline -= LEADING;
            }
            x += widths[column];
        }
        pages.rule(
                pages.left(), pages.y() - height, pages.left() + pages.width(), pages.y() - height, 0.9f, Ink.ACCENT);
        pages.down(height);
    }

    private void slice(Pages pages, PrintedRow row, List<List<String>> lines, float[] widths, int from, int to)
            throws IOException {
        float height = (to - from) * LEADING + 2 * PAD_Y;
        float x = pages.left();
        if (row.total()) {
            pages.rule(x, pages.y(), x + pages.width(), pages.y(), 0.9f, Ink.QUIET);
        }
        for (int column = 0; column < widths.length; column++) {
            Printed cell = row.cells().get(column);
            float baseline = pages.y() - PAD_Y - ASCENT;
            for (int line = from; line < Math.min(to, lines.get(column).size()); line++) {
                String text = lines.get(column).get(line);
                float at = aligned(column, x, widths[column], text, SIZE, beside[column]);
                Color ink = cell.link() == null ? Ink.TEXT : Ink.ACCENT;
                if (row.total()) {
                    pages.bold(text, at, baseline, SIZE, ink);
                } else {
                    pages.text(text, at, baseline, SIZE, ink);
                }
                if (cell.link() != null) {
                    pages.link(cell.link(), at, baseline - 2, typeface.width(text, SIZE), LEADING);
                }
                if (line == 0 && !cell.beside().isEmpty()) {
                    String small = typeface.printable(cell.beside());
                    pages.text(small, aligned(column, x, widths[column], small, SMALL, 0), baseline, SMALL, Ink.QUIET);
                }
                baseline -= LEADING;
            }
            x += widths[column];
        }
        pages.rule(pages.left(), pages.y() - height, x, pages.y() - height, 0.4f, Ink.RULE);
        pages.down(height);
    }

    private float aligned(int column, float x, float width, String text, float size, float keptFree) {
        return columns.get(column).kind().isNumeric()
                ? x + width - PAD_X - keptFree - typeface.width(text, size)
                : x + PAD_X;
    }

    private List<List<String>> heading(float[] widths) {
        List<List<String>> lines = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            lines.add(typeface.lines(headings.get(column), SIZE, widths[column] - 2 * PAD_X));
        }
        return lines;
    }

    private List<List<String>> lines(PrintedRow row, float[] widths) {
        List<List<String>> lines = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            float room = Math.max(SIZE, widths[column] - 2 * PAD_X - beside[column]);
            lines.add(typeface.lines(row.cells().get(column).text(), SIZE, room));
        }
        return lines;
    }

    private static int longest(List<List<String>> lines) {
        return lines.stream().mapToInt(List::size).max().orElse(1);
    }

    private static float height(List<List<String>> lines) {
        return longest(lines) * LEADING + 2 * PAD_Y;
    }

    private float[] widths(float room) {
        float wanted = sum(natural);
        float least = sum(narrowest);
        float[] widths = narrowest.clone();
        if (wanted <= room) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = natural[column] + (room - wanted) * share(column);
            }
        } else if (least <= room) {
            widen(widths, room - least);
        } else {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = narrowest[column] * room / least;
            }
        }
        return widths;
    }

    /** Gives to all alike until each has what it asks for, so that names stay whole and long texts take what is left. */
    private void widen(float[] widths, float over) {
        float left = over;
        int hungry = 1;
        while (left > 0.1f && hungry > 0) {
            hungry = 0;
            for (int column = 0; column < widths.length; column++) {
                hungry += widths[column] < natural[column] ? 1 : 0;
            }
            float each = left / Math.max(1, hungry);
            for (int column = 0; column < widths.length; column++) {
                float given = Math.max(0, Math.min(each, natural[column] - widths[column]));
                widths[column] += given;
                left -= given;
            }
        }
    }

    /** What is over goes to all of them by their width, to texts twice as much. */
    private float share(int column) {
        float all = 0;
        for (int i = 0; i < natural.length; i++) {
            all += weight(i);
        }
        return weight(column) / all;
    }

    private float weight(int column) {
        return columns.get(column).kind() == Column.Kind.TEXT ? 2 * natural[column] : natural[column];
    }

    private static float sum(float[] widths) {
        float sum = 0;
        for (float width : widths) {
            sum += width;
        }
        return sum;
    }
}
