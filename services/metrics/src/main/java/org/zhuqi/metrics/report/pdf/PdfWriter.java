package org.zhuqi.metrics.report.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.report.Chart;
import org.zhuqi.metrics.report.Report;
import org.zhuqi.metrics.report.ReportLanguage;
import org.zhuqi.metrics.report.Row;
import org.zhuqi.metrics.report.Section;

/**
 * Writes a report to be printed: A4, charts drawn, its font in it, a bookmark per section. The same report makes the same
 * bytes. Sections too wide for an upright page lie across. A section is printed up to a number of rows and says so if
 * there are more: nobody reads a thousand pages, and the workbook has them all.
 */
public final class PdfWriter {
    /** Rows of a section that are printed, about forty pages. */
    public static final int MOST_ROWS = 2_000;

    private final ReportLanguage language;
    private final int mostRows;

    public PdfWriter(ReportLanguage language) {
        this(language, MOST_ROWS);
    }

    /** @param mostRows rows of a section that are printed */
    public PdfWriter(ReportLanguage language, int mostRows) {
        this.language = language;
        this.mostRows = mostRows;
    }

    /** @param out stays open */
    public void write(Report report, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument();
                Typeface typeface = Typeface.embeddedIn(document, language.locale())) {
            describe(document, report);
            Pages pages = new Pages(document, typeface);
            PDDocumentOutline bookmarks = new PDDocumentOutline();
            boolean begun = false;
            for (Section section : report.sections()) {
                Measured measured = measured(typeface, section, report.zone());
                pages.turn(measured.table().isWide());
                if (!begun) {
                    title(pages, report);
                    begun = true;
                }
                section(pages, measured, bookmarks);
            }
            if (!begun) {
                title(pages, report);
            }
            document.getDocumentCatalog().setDocumentOutline(bookmarks);
            pages.finish(language.of(report.title()) + " · " + made(report), this::number);
            document.save(out);
        }
    }

    private void describe(PDDocument document, Report report) {
        // PDFBox makes the file's identifier from this and the information below; otherwise from the time of day.
        document.setDocumentId(report.made().toEpochMilli());
        Calendar made = GregorianCalendar.from(report.made().atZone(report.zone()));
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(language.of(report.title()));
        information.setCreator("Zhuqi");
        information.setCreationDate(made);
        information.setModificationDate(made);
        document.setDocumentInformation(information);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setLanguage(language.locale().toLanguageTag());
        catalog.setPageMode(PageMode.USE_OUTLINES);
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
    }

    private String made(Report report) {
        return language.of("made %s (%s)", "生成于 %s（%s）")
                .formatted(Printed.minute(report.made(), report.zone()), report.zone());
    }

    private String number(int page, int pages) {
        return String.format(Locale.ROOT, language.of("Page %d of %d", "第 %d 页，共 %d 页"), page, pages);
    }

    private void title(Pages pages, Report report) throws IOException {
        for (String line : pages.typeface().lines(language.of(report.title()), 20, pages.width())) {
            pages.bold(line, pages.left(), pages.y() - 20, 20, Ink.TEXT);
            pages.down(28);
        }
        pages.rule(pages.left(), pages.y(), pages.left() + pages.width(), pages.y(), 1.6f, Ink.ACCENT);
        pages.down(10);
        float names = 0;
        for (Report.Fact fact : report.facts()) {
            String name = pages.typeface().printable(language.of(fact.name()));
            names = Math.max(names, pages.typeface().width(name, 9));
        }
        names = Math.min(names, pages.width() / 3) + 16;
        for (Report.Fact fact : report.facts()) {
            fact(pages, fact, names);
        }
        pages.down(14);
    }

    private void fact(Pages pages, Report.Fact fact, float names) throws IOException {
        List<String> name = pages.typeface().lines(language.of(fact.name()), 9, names - 16);
        List<String> value = pages.typeface().lines(language.of(fact.value()), 9, pages.width() - names);
        for (int line = 0; line < Math.max(name.size(), value.size()); line++) {
            pages.need(14);
            if (line < name.size()) {
                pages.text(name.get(line), pages.left(), pages.y() - 9.5f, 9, Ink.QUIET);
            }
            if (line < value.size()) {
                pages.text(value.get(line), pages.left() + names, pages.y() - 9.5f, 9, Ink.TEXT);
            }
            pages.down(13.5f);
        }
    }

    /** A section whose rows were fetched and measured. */
    private record Measured(Section section, TableDrawing table, int rows, boolean more) {}

    private Measured measured(Typeface typeface, Section section, ZoneId zone) {
        List<TableDrawing.PrintedRow> rows = new ArrayList<>();
        boolean more;
        try (Stream<Row> stream = section.rows().open()) {
            Iterator<Row> each = stream.iterator();
            while (rows.size() < mostRows && each.hasNext()) {
                rows.add(printed(section, each.next(), zone));
            }
            more = each.hasNext();
        }
        List<String> headings = section.columns().stream()
                .map(column -> language.of(column.name()))
                .toList();
        return new Measured(section, new TableDrawing(typeface, section.columns(), headings, rows), rows.size(), more);
    }

    private void section(Pages pages, Measured measured, PDDocumentOutline bookmarks) throws IOException {
        Section section = measured.section();
        TableDrawing table = measured.table();
        Chart chart = section.chart();
        heading(
                pages,
                section,
                chart == null ? table.beginning(pages) : drawing(pages, chart).beginning(),
                bookmarks);
        if (chart != null) {
            drawing(pages, chart).draw();
            pages.down(8);
            pages.need(table.beginning(pages));
        }
        table.draw(pages);
        if (measured.rows() == 0) {
            note(pages, new Sentence("None.", "没有记录。"));
        } else if (measured.more()) {
            note(
                    pages,
                    new Sentence(
                            "Only the first %,d rows are printed; the workbook has all of them.".formatted(mostRows),
                            "此处仅打印前 %,d 行，全部内容见 Excel 工作簿。".formatted(mostRows)));
        }
        pages.down(20);
    }

    private ChartDrawing drawing(Pages pages, Chart chart) {
        return ChartDrawing.of(pages, chart, language);
    }

    private TableDrawing.PrintedRow printed(Section section, Row row, ZoneId zone) {
        Row fitting = section.fitting(row);
        return new TableDrawing.PrintedRow(
                fitting.cells().stream()
                        .map(cell -> Printed.of(cell, language, zone))
                        .toList(),
                fitting.total());
    }

    private void heading(Pages pages, Section section, float below, PDDocumentOutline bookmarks) throws IOException {
        List<String> title = pages.typeface().lines(language.of(section.title()), 13, pages.width());
        Sentence remark = section.remark();
        List<String> remarks =
                remark == null ? List.of() : pages.typeface().lines(language.of(remark), 8.5f, pages.width());
        pages.need(title.size() * 18 + remarks.size() * 12 + 8 + below);
        PDOutlineItem bookmark = new PDOutlineItem();
        bookmark.setTitle(language.of(section.title()));
        bookmark.setDestination(pages.here(6));
        bookmarks.addLast(bookmark);
        for (String line : title) {
            pages.bold(line, pages.left(), pages.y() - 13, 13, Ink.ACCENT);
            pages.down(18);
        }
        for (String line : remarks) {
            pages.text(line, pages.left(), pages.y() - 9, 8.5f, Ink.QUIET);
            pages.down(12);
        }
        pages.down(6);
    }

    private void note(Pages pages, Sentence sentence) throws IOException {
        pages.down(4);
        for (String line : pages.typeface().lines(language.of(sentence), 8.5f, pages.width())) {
            pages.need(12);
            pages.text(line, pages.left(), pages.y() - 9, 8.5f, Ink.QUIET);
            pages.down(12);
        }
    }
}
