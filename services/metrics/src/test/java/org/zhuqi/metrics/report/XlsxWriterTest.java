package org.zhuqi.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhuqi.metrics.report.Reports.MADE;
import static org.zhuqi.metrics.report.Reports.SHANGHAI;
import static org.zhuqi.metrics.report.Reports.ratio;
import static org.zhuqi.metrics.report.Reports.said;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class XlsxWriterTest {
    @Test
    void aSheetOfWhatTheFiguresRestOnAndOneForEachSection() throws IOException {
        try (ReadableWorkbook workbook = read(written(Reports.ofADistrict(), ReportLanguage.CHINESE))) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly("说明", "主要指标", "逐月情况", "各承办单位情况", "诉求单明细");
            List<org.dhatim.fastexcel.reader.Row> about = sheet(workbook, 0);
            assertThat(about.get(0).getCellText(0)).isEqualTo("钱塘区助企工作报告（2023年1月至11月）");
            assertThat(about)
                    .anySatisfy(row -> {
                        assertThat(row.getCellText(0)).isEqualTo("取整规则");
                        assertThat(row.getCellText(1)).isEqualTo("截断保留一位小数");
                    })
                    .anySatisfy(row -> {
                        assertThat(row.getCellText(0)).isEqualTo("生成时间");
                        assertThat(row.getCellText(1)).isEqualTo("2023-12-01 09:00（Asia/Shanghai）");
                    });
        }
    }

    @Test
    void numbersAreNumbersWithTheFormatThatTheyArePrintedIn() throws IOException {
        Section section = new Section(
                said("Everything", "各种"),
                List.of(
                        Column.of(Column.Kind.TEXT, "Name", "名称"),
                        Column.of(Column.Kind.RATIO, "Solved", "解决率"),
                        Column.of(Column.Kind.TIME, "When", "时间")),
                Rows.of(List.of(
                        Row.of(Cell.text("a"), ratio(646, 660), new Cell.Moment(Instant.parse("2023-11-30T16:30:00Z"))),
                        Row.of(
                                Cell.text("b"),
                                new Cell.Amount(new BigDecimal("4.50")),
                                new Cell.Day(LocalDate.of(2023, 12, 1))),
                        Row.total(Cell.blank(), ratio(0, 0), new Cell.Span(Duration.ofHours(36))))));

        try (ReadableWorkbook workbook = read(written(of(section), ReportLanguage.ENGLISH))) {
            List<org.dhatim.fastexcel.reader.Row> rows = sheet(workbook, 1);
            assertThat(texts(rows.get(0)))
                    .containsExactly("Name", "Solved", "Solved: numerator", "Solved: denominator", "When");
            org.dhatim.fastexcel.reader.Row first = rows.get(1);
            assertThat(first.getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("0.978");
            assertThat(first.getCell(1).getDataFormatString()).isEqualTo("0.0%");
            assertThat(first.getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("646");
            assertThat(first.getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("660");
            assertThat(first.getCellAsDate(4)).contains(LocalDateTime.of(2023, 12, 1, 0, 30));
            assertThat(first.getCell(4).getDataFormatString()).isEqualTo("yyyy-mm-dd hh:mm");
            org.dhatim.fastexcel.reader.Row second = rows.get(2);
            assertThat(second.getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("4.5");
            assertThat(second.getCell(1).getDataFormatString()).isEqualTo("#,##0.00");
            assertThat(second.getCellAsDate(4)).contains(LocalDateTime.of(2023, 12, 1, 0, 0));
            org.dhatim.fastexcel.reader.Row total = rows.get(3);
            assertThat(total.getOptionalCell(1)).isEmpty();
            assertThat(total.getCellAsNumber(2).orElseThrow()).isZero();
            assertThat(total.getCellAsNumber(4).orElseThrow()).isEqualByComparingTo("1.5");
            assertThat(total.getCell(4).getDataFormatString()).isEqualTo("[h]:mm");
        }
    }

    @Test
    void aTextStaysATextWhateverItBeginsWith() throws Exception {
        List<String> texts =
                List.of("=1+1", "+1", "-1", "@SUM(A1)", "00123", "1e5", "<&>\"'", "中文 𠮷", "=HYPERLINK(\"http://x\")");
        byte[] file = written(of(ofTexts(texts)), ReportLanguage.ENGLISH);

        try (ReadableWorkbook workbook = read(file)) {
            List<org.dhatim.fastexcel.reader.Row> rows = sheet(workbook, 1);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(rows.get(i + 1).getCell(0).getType()).isEqualTo(CellType.STRING);
                assertThat(rows.get(i + 1).getCellText(0)).isEqualTo(texts.get(i));
            }
        }
        assertThat(part(parts(file), "xl/worksheets/sheet2.xml")
                        .getElementsByTagName("f")
                        .getLength())
                .isZero();
    }

    @Test
    void whatAWorkbookCouldNotHoldIsMadeToFit() throws IOException {
        byte[] file = written(
                of(ofTexts(List.of("a\u0000\u0007b\uD800", "x".repeat(40_000), "_x0041_"))), ReportLanguage.ENGLISH);

        try (ReadableWorkbook workbook = read(file)) {
            List<org.dhatim.fastexcel.reader.Row> rows = sheet(workbook, 1);
            assertThat(rows.get(1).getCellText(0)).isEqualTo("ab");
            assertThat(rows.get(2).getCellText(0)).hasSize(32_767).endsWith("…");
            assertThat(rows.get(3).getCellText(0)).isEqualTo("_x005F_x0041_");
        }
    }

    @Test
    void theHeaderStaysInSightAndFilters() throws Exception {
        Document sheet =
                part(parts(written(of(Reports.tickets(3)), ReportLanguage.CHINESE)), "xl/worksheets/sheet2.xml");

        Element pane = only(sheet, "pane");
        assertThat(pane.getAttribute("state")).isEqualTo("frozen");
        assertThat(pane.getAttribute("topLeftCell")).isEqualTo("A2");
        assertThat(only(sheet, "autoFilter").getAttribute("ref")).isEqualTo("A1:H4");
        NodeList columns = sheet.getElementsByTagName("col");
        assertThat(columns.getLength()).isEqualTo(8);
        assertThat(Double.parseDouble(((Element) columns.item(2)).getAttribute("width")))
                .isGreaterThan(40);
    }

    @Test
    void linksLeadWhereTheyShouldEvenTwice() throws Exception {
        Cell again = new Cell.Link("here", URI.create("https://zhuqi.example/a?b=1&c=2"));
        Section section = new Section(
                said("Links", "链接"),
                List.of(Column.of(Column.Kind.TEXT, "Link", "链接")),
                Rows.of(List.of(Row.of(again), Row.of(again))));
        Map<String, Document> parts = parts(written(of(section), ReportLanguage.ENGLISH));

        Map<String, String> targets = new HashMap<>();
        for (Element relation : elements(part(parts, "xl/worksheets/_rels/sheet2.xml.rels"), "Relationship")) {
            targets.put(relation.getAttribute("Id"), relation.getAttribute("Target"));
        }
        Map<String, String> linked = new TreeMap<>();
        for (Element link : elements(part(parts, "xl/worksheets/sheet2.xml"), "hyperlink")) {
            linked.put(link.getAttribute("ref"), targets.get(link.getAttribute("r:id")));
        }
        assertThat(linked)
                .isEqualTo(Map.of("A2", "https://zhuqi.example/a?b=1&c=2", "A3", "https://zhuqi.example/a?b=1&c=2"));
        assertThat(only(part(parts, "xl/worksheets/sheet1.xml"), "hyperlink").getAttribute("location"))
                .isEqualTo("'Links'!A1");
    }

    @Test
    void moreRowsThanASheetHoldsGoOnInAFurtherOne() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new XlsxWriter(ReportLanguage.ENGLISH, 4).write(of(Reports.tickets(7)), out);

        try (ReadableWorkbook workbook = read(out.toByteArray())) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly("About", "The tickets", "The tickets (2)", "The tickets (3)");
            assertThat(sheet(workbook, 1)).hasSize(4);
            assertThat(sheet(workbook, 2)).hasSize(4);
            assertThat(sheet(workbook, 3)).hasSize(2);
            assertThat(sheet(workbook, 3).get(0).getCellText(0)).isEqualTo("Number");
            assertThat(sheet(workbook, 3).get(1).getCellText(0)).isEqualTo("QT-2023-000007");
        }
    }

    @Test
    void everyPartOfThePackageIsWellFormedAndNamed() throws Exception {
        Map<String, Document> parts = parts(written(Reports.ofADistrict(), ReportLanguage.CHINESE));

        List<String> named = new ArrayList<>();
        for (Element override : elements(part(parts, "[Content_Types].xml"), "Override")) {
            named.add(override.getAttribute("PartName"));
        }
        assertThat(parts.keySet())
                .filteredOn(part -> !part.endsWith(".rels") && !part.equals("[Content_Types].xml"))
                .allSatisfy(part -> assertThat(named).contains("/" + part));
        assertThat(named).allSatisfy(part -> assertThat(parts).containsKey(part.substring(1)));
    }

    @Test
    void aHundredThousandTicketsAreNotHeldAndHaveAsManyLinksAsExcelTakes() throws Exception {
        Path kept = Files.createDirectories(Path.of("target", "reports")).resolve("many.xlsx");
        Rows rows = Reports.upTo(100_000, number -> {
            if (number % 2_000 == 0) {
                // Compressed, a row is more than 25 bytes: what has left keeps up with what was asked for.
                assertThat(kept.toFile().length()).isGreaterThan(25 * (number - 2_000));
            }
            return Reports.ticket(number);
        });

        try (OutputStream out = Files.newOutputStream(kept)) {
            new XlsxWriter(ReportLanguage.ENGLISH).write(of(Reports.ticketsBy(rows)), out);
        }

        Map<String, Integer> elements = new HashMap<>();
        try (ZipFile zip = new ZipFile(kept.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet2.xml"))) {
            XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(sheet);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    elements.merge(reader.getLocalName(), 1, Integer::sum);
                }
            }
        }
        assertThat(elements).containsEntry("row", 100_001).containsEntry("hyperlink", 65_530);
    }

    @Test
    void aReportWhoseRowsBreakOffIsNoWorkbook() throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "reports")).resolve("broken.xlsx");
        Rows rows = Reports.upTo(5_000, number -> {
            if (number == 3_000) {
                throw new IllegalStateException("the database went away");
            }
            return Reports.ticket(number);
        });

        try (OutputStream out = Files.newOutputStream(kept)) {
            assertThatThrownBy(() -> new XlsxWriter(ReportLanguage.ENGLISH).write(of(Reports.ticketsBy(rows)), out))
                    .hasMessage("the database went away");
        }

        assertThat(kept).isNotEmptyFile();
        assertThatThrownBy(() -> new ZipFile(kept.toFile()).close()).isInstanceOf(ZipException.class);
    }

    private static Section ofTexts(List<String> texts) {
        return new Section(
                said("Texts", "文本"),
                List.of(Column.of(Column.Kind.TEXT, "Text", "文本")),
                Rows.of(texts.stream().map(text -> Row.of(Cell.text(text))).toList()));
    }

    private static Report of(Section section) {
        return new Report(said("A section", "一节"), List.of(), List.of(section), MADE, SHANGHAI);
    }

    private static byte[] written(Report report, ReportLanguage language) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new XlsxWriter(language).write(report, out);
        Files.createDirectories(Path.of("target", "reports"));
        Files.write(
                Path.of(
                        "target",
                        "reports",
                        report.sections().getFirst().title().en() + ".xlsx"),
                out.toByteArray());
        return out.toByteArray();
    }

    private static ReadableWorkbook read(byte[] file) throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
    }

    private static List<org.dhatim.fastexcel.reader.Row> sheet(ReadableWorkbook workbook, int index)
            throws IOException {
        return workbook.getSheet(index).orElseThrow().read();
    }

    private static List<String> texts(org.dhatim.fastexcel.reader.Row row) {
        return row.stream().map(org.dhatim.fastexcel.reader.Cell::getText).toList();
    }

    private static SortedMap<String, Document> parts(byte[] file)
            throws IOException, ParserConfigurationException, SAXException {
        SortedMap<String, Document> parts = new TreeMap<>();
        Path kept = Files.write(
                Files.createDirectories(Path.of("target", "reports")).resolve("parts.xlsx"), file);
        try (ZipFile zip = new ZipFile(kept.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(),
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(zip.getInputStream(entry)));
            }
        }
        return parts;
    }

    private static Document part(Map<String, Document> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private static Element only(Document document, String name) {
        List<Element> elements = elements(document, name);
        assertThat(elements).hasSize(1);
        return elements.getFirst();
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
