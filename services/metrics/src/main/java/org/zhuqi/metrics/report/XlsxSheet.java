package org.zhuqi.metrics.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/** One sheet of rows under a header that stays in sight and filters. What is written is let go of every few hundred rows. */
final class XlsxSheet {
    private static final int FLUSHED_TOGETHER = 256;
    private static final int NARROWEST = 8;
    private static final int WIDEST = 60;
    private static final int FILTER_BUTTON = 3;

    /** Links of a sheet, as Excel has them; those beyond are written as plain texts, else it would call the file broken. */
    private static final int MOST_LINKS = 65_530;

    private final Worksheet sheet;
    private final Section section;
    private final ReportLanguage language;
    private final ZoneId zone;
    private final int[] widths;
    private final Set<HyperLink> links = new HashSet<>();
    private int rows;

    XlsxSheet(Worksheet sheet, Section section, List<Headings.Heading> headings, ReportLanguage language, ZoneId zone) {
        this.sheet = sheet;
        this.section = section;
        this.language = language;
        this.zone = zone;
        this.widths = new int[headings.size()];
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        for (int column = 0; column < headings.size(); column++) {
            text(column, headings.get(column).text());
            widths[column] += FILTER_BUTTON;
            sheet.style(0, column)
                    .bold()
                    .fillColor("FFE7ECF1")
                    .horizontalAlignment(headings.get(column).numeric() ? "right" : "left")
                    .verticalAlignment("center")
                    .set();
        }
        rows = 1;
    }

    int rows() {
        return rows;
    }

    void write(Row row) throws IOException {
        int column = 0;
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            cell(column++, cell, row.total());
            if (section.columns().get(i).kind() == Column.Kind.RATIO) {
                if (cell instanceof Cell.Ratio ratio) {
                    number(column, ratio.numerator(), "#,##0", row.total());
                    number(column + 1, ratio.denominator(), "#,##0", row.total());
                }
                column += 2;
            }
        }
        rows++;
        if (rows % FLUSHED_TOGETHER == 0) {
            flush();
        }
    }

    void finish() throws IOException {
        sheet.setAutoFilter(0, 0, rows - 1, widths.length - 1);
        flush();
        sheet.finish();
    }

    private void flush() throws IOException {
        // The columns stand before the rows in the file, so only the first flush can say how wide they are.
        if (rows <= FLUSHED_TOGETHER) {
            for (int column = 0; column < widths.length; column++) {
                sheet.width(column, Math.clamp(widths[column] + 1L, NARROWEST, WIDEST));
            }
        }
        sheet.flush();
    }

    private void cell(int column, Cell cell, boolean total) {
        switch (cell) {
            case Cell.Text text -> text(column, text.text(), total);
            case Cell.Said said -> text(column, language.of(said.sentence()), total);
            case Cell.Count count -> number(column, count.count(), "#,##0", total);
            case Cell.Amount amount -> number(column, amount.amount(), "#,##0" + decimals(amount.amount()), total);
            case Cell.Ratio ratio -> percent(column, ratio, total);
            case Cell.Moment moment -> moment(column, LocalDateTime.ofInstant(moment.instant(), zone), total);
            case Cell.Day day -> {
                sheet.value(rows, column, day.date());
                looks(column, "yyyy-mm-dd", 10, total);
            }
            case Cell.Span span -> span(column, span.duration(), total);
            case Cell.Link link -> link(column, link, total);
            case Cell.Blank ignored -> {}
        }
    }

    private void percent(int column, Cell.Ratio ratio, boolean total) {
        BigDecimal percent = ratio.percent();
        if (percent != null) {
            number(column, percent.movePointLeft(2), "0" + decimals(percent) + "%", total);
        }
    }

    private void moment(int column, LocalDateTime time, boolean total) {
        sheet.value(rows, column, time);
        looks(column, "yyyy-mm-dd hh:mm", 16, total);
    }

    private void span(int column, Duration duration, boolean total) {
        if (duration.isNegative()) {
            // Excel has no time before its first day and would show only hashes.
            Duration size = duration.abs();
            text(column, "-%d:%02d".formatted(size.toHours(), size.toMinutesPart()), total);
        } else {
            sheet.value(rows, column, duration.toSeconds() / 86_400.0);
            looks(column, "[h]:mm", 9, total);
        }
    }

    private void link(int column, Cell.Link link, boolean total) {
        text(column, link.text(), total);
        if (links.size() < MOST_LINKS) {
            String target = link.target().toASCIIString();
            // A sheet keeps one place per text and target; the same link at a second place needs another text, if
            // unseen.
            HyperLink first = new HyperLink(target, XlsxTexts.fitting(link.text()));
            HyperLink here = links.add(first) ? first : new HyperLink(target, "%d:%d".formatted(rows, column));
            links.add(here);
            sheet.hyperlink(rows, column, here);
            sheet.inlineString(rows, column, XlsxTexts.fitting(link.text()));
            sheet.style(rows, column)
                    .fontColor(XlsxTexts.LINK_COLOUR)
                    .underlined()
                    .set();
        }
    }

    private void text(int column, String text, boolean total) {
        text(column, text);
        looks(column, "@", 0, total);
    }

    private void text(int column, String text) {
        String fitting = XlsxTexts.fitting(text);
        sheet.inlineString(rows, column, fitting);
        widths[column] = Math.max(widths[column], Math.min(WIDEST, XlsxTexts.width(fitting)));
    }

    private void number(int column, Number number, String format, boolean total) {
        sheet.value(rows, column, number);
        looks(column, format, number.toString().length() + 2, total);
    }

    private void looks(int column, String format, int width, boolean total) {
        widths[column] = Math.max(widths[column], Math.min(WIDEST, width));
        StyleSetter style = sheet.style(rows, column);
        style.format(format);
        if (total) {
            style.bold();
        }
        style.set();
    }

    private static String decimals(BigDecimal number) {
        return number.scale() > 0 ? "." + "0".repeat(number.scale()) : "";
    }
}
