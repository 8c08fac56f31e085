package org.zhuqi.metrics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.zhuqi.contracts.Sentence;

/**
 * Writes a report as an Office Open XML workbook (ECMA-376): a sheet that says what the figures rest on and where they
 * are, then one sheet per section. Numbers, dates and per cents are real ones; a text stays a text whatever it begins
 * with. Charts are left to the printed report.
 *
 * <p>Rows are written as they come. A section of more rows than a sheet can hold goes on in a further sheet.
 */
public final class XlsxWriter {
    /** Rows of a sheet, as Excel has them: 2^20. */
    private static final int MOST_ROWS = 1_048_576;

    private static final Sentence ABOUT = new Sentence("About", "说明");

    private static final int NAMES = 32;
    private static final int VALUES = 90;
    private static final double LINE = 15;

    private final ReportLanguage language;
    private final int mostRows;

    public XlsxWriter(ReportLanguage language) {
        this(language, MOST_ROWS);
    }

    XlsxWriter(ReportLanguage language, int mostRows) {
        this.language = language;
        this.mostRows = mostRows;
    }

    /** @param out stays open */
    public void write(Report report, OutputStream out) throws IOException {
        SheetNames names = new SheetNames();
        String about = names.next(language.of(ABOUT));
        List<String> sheets = report.sections().stream()
                .map(section -> names.next(language.of(section.title())))
                .toList();
        // Not closed when a row can't be had: closing would end the file, and half a report would look like a whole
        // one.
        Workbook workbook = new Workbook(out, "Zhuqi", "1.0");
        workbook.properties().setTitle(language.of(report.title()));
        about(workbook.newWorksheet(about), report, sheets);
        for (int i = 0; i < sheets.size(); i++) {
            section(workbook, names, sheets.get(i), report, report.sections().get(i));
        }
        workbook.finish();
    }

    private void about(Worksheet sheet, Report report, List<String> sheets) throws IOException {
        sheet.width(0, NAMES);
        sheet.width(1, VALUES);
        paper(sheet);
        int row = 0;
        sheet.inlineString(row, 0, XlsxTexts.fitting(language.of(report.title())));
        sheet.style(row, 0).bold().fontSize(16).set();
        row += 2;
        for (Report.Fact fact : report.facts()) {
            about(sheet, row++, language.of(fact.name()), language.of(fact.value()));
        }
        about(
                sheet,
                row++,
                language.of("Made", "生成时间"),
                language.of("%s (%s)", "%s（%s）")
                        .formatted(XlsxTexts.minute(report.made(), report.zone()), report.zone()));
        row++;
        for (int i = 0; i < sheets.size(); i++) {
            Section section = report.sections().get(i);
            Sentence remark = section.remark();
            String title = language.of(section.title());
            about(sheet, row, sheets.get(i), remark == null ? title : title + "\n" + language.of(remark));
            sheet.hyperlink(row, 0, HyperLink.internal("'%s'!A1".formatted(sheets.get(i)), sheets.get(i)));
            sheet.style(row, 0).fontColor(XlsxTexts.LINK_COLOUR).set();
            row++;
        }
        sheet.finish();
    }

    private static void about(Worksheet sheet, int row, String name, String value) {
        sheet.inlineString(row, 0, XlsxTexts.fitting(name));
        sheet.style(row, 0).bold().verticalAlignment("top").set();
        sheet.inlineString(row, 1, XlsxTexts.fitting(value));
        sheet.style(row, 1).format("@").wrapText(true).verticalAlignment("top").set();
        // Not every program works out by itself how high a row of broken lines has to be.
        int lines = value.lines()
                .mapToInt(line -> 1 + XlsxTexts.width(line) / (VALUES - 2))
                .sum();
        sheet.rowHeight(row, LINE * Math.clamp(lines, 1, 20));
    }

    private void section(Workbook workbook, SheetNames names, String name, Report report, Section section)
            throws IOException {
        List<Headings.Heading> headings = Headings.of(section, language);
        try (Stream<Row> rows = section.rows().open()) {
            Iterator<Row> each = rows.iterator();
            sheet(workbook.newWorksheet(name), headings, report, section, each);
            while (each.hasNext()) {
                sheet(workbook.newWorksheet(names.next(name)), headings, report, section, each);
            }
        }
    }

    private void sheet(
            Worksheet worksheet, List<Headings.Heading> headings, Report report, Section section, Iterator<Row> each)
            throws IOException {
        paper(worksheet);
        XlsxSheet sheet = new XlsxSheet(worksheet, section, headings, language, report.zone());
        while (sheet.rows() < mostRows && each.hasNext()) {
            sheet.write(section.fitting(each.next()));
        }
        sheet.finish();
    }

    private void paper(Worksheet sheet) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.footer(language.of("Page &P of &N", "第 &P 页，共 &N 页"), Position.CENTER, 9);
    }
}
