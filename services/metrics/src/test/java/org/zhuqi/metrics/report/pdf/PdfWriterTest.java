package org.zhuqi.metrics.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.report.Cell;
import org.zhuqi.metrics.report.Chart;
import org.zhuqi.metrics.report.Column;
import org.zhuqi.metrics.report.Report;
import org.zhuqi.metrics.report.ReportLanguage;
import org.zhuqi.metrics.report.Reports;
import org.zhuqi.metrics.report.Row;
import org.zhuqi.metrics.report.Rows;
import org.zhuqi.metrics.report.Section;

class PdfWriterTest {
    /** What was printed stays there to be looked at. */
    private static final Path PRINTED = Path.of("target", "reports");

    @Test
    void saysInChineseWhatTheFiguresAre() throws IOException {
        try (PDDocument document = Loader.loadPDF(printed(Reports.ofADistrict(), ReportLanguage.CHINESE))) {
            String text = text(document);

            assertThat(text)
                    .contains("钱塘区助企工作报告（2023年1月至11月）")
                    .contains("取整规则")
                    .contains("截断保留一位小数")
                    .contains("解决率 97.8% 646/660")
                    .contains("退单率 – 0/0")
                    .contains("最长未结 17天3小时")
                    .contains("规划和自然资源分局")
                    .contains("纵轴从 87.5 开始。")
                    .contains("第 1 页，共 %d 页".formatted(document.getNumberOfPages()))
                    .doesNotContain("□");
        }
    }

    @Test
    void saysTheSameInEnglish() throws IOException {
        try (PDDocument document = Loader.loadPDF(printed(Reports.ofADistrict(), ReportLanguage.ENGLISH))) {
            assertThat(text(document))
                    .contains("Help for enterprises: Qiantang, 2023-01 to 2023-11")
                    .contains("Solved 97.8% 646/660")
                    .contains("Longest open 17 d 3 h")
                    .contains("Page 1 of %d".formatted(document.getNumberOfPages()))
                    .contains("made 2023-12-01 09:00 (Asia/Shanghai)");
        }
    }

    @Test
    void aTableOverManyPagesHasItsHeaderOnEachOfThem() throws IOException {
        Report report = of(Reports.tickets(200));

        try (PDDocument document = Loader.loadPDF(printed(report, ReportLanguage.CHINESE))) {
            assertThat(document.getNumberOfPages()).isBetween(5, 20);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                String text = text(document, page);
                assertThat(text).contains("单号 企业 诉求内容 主办单位 收件时间 应办结日 用时 结果");
                assertThat(text).contains("第 %d 页，共 %d 页".formatted(page, document.getNumberOfPages()));
            }
            assertThat(text(document)).contains("QT-2023-000001").contains("QT-2023-000200");
        }
    }

    @Test
    void printsSoManyRowsAndSaysThatThereAreMore() throws IOException {
        List<Long> asked = new ArrayList<>();
        Rows rows = Reports.upTo(100_000, number -> {
            asked.add(number);
            return Reports.ticket(number);
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        new PdfWriter(ReportLanguage.ENGLISH, 50).write(of(Reports.ticketsBy(rows)), file);

        assertThat(asked).hasSizeBetween(50, 51);
        try (PDDocument document = Loader.loadPDF(file.toByteArray())) {
            assertThat(text(document))
                    .contains("QT-2023-000050")
                    .doesNotContain("QT-2023-000051")
                    .contains("Only the first 50 rows are printed; the workbook has all of them.");
        }
    }

    @Test
    void theSameReportMakesTheSameBytes() throws IOException {
        assertThat(printed(Reports.ofADistrict(), ReportLanguage.CHINESE))
                .isEqualTo(printed(Reports.ofADistrict(), ReportLanguage.CHINESE));
    }

    @Test
    void tellsWhatItIsAndWhereItsSectionsAre() throws IOException {
        try (PDDocument document = Loader.loadPDF(printed(Reports.ofADistrict(), ReportLanguage.CHINESE))) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("钱塘区助企工作报告（2023年1月至11月）");
            assertThat(document.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo(Reports.MADE);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            List<String> bookmarks = new ArrayList<>();
            for (PDOutlineItem item :
                    document.getDocumentCatalog().getDocumentOutline().children()) {
                bookmarks.add(item.getTitle());
                assertThat(item.findDestinationPage(document)).isNotNull();
            }
            assertThat(bookmarks).containsExactly("主要指标", "逐月情况", "各承办单位情况", "诉求单明细");
        }
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void carriesTheCharactersThatItPrintsAndNoPictures(ReportLanguage language) throws IOException {
        byte[] file = printed(Reports.ofADistrict(), language);

        assertThat(file.length).isLessThan(300_000);
        try (PDDocument document = Loader.loadPDF(file)) {
            for (PDPage page : document.getPages()) {
                assertThat(page.getResources().getXObjectNames()).isEmpty();
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).isTrue();
                    assertThat(font.getName()).endsWith("+NotoSansSC-Regular");
                }
            }
        }
    }

    @Test
    void aTicketsNumberLeadsToTheTicket() throws IOException {
        try (PDDocument document = Loader.loadPDF(printed(of(Reports.tickets(2)), ReportLanguage.ENGLISH))) {
            List<String> targets = new ArrayList<>();
            for (PDAnnotation annotation : document.getPage(0).getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI action) {
                    targets.add(action.getURI());
                }
            }
            assertThat(targets)
                    .containsExactly(
                            "https://zhuqi.example/tickets/QT-2023-000001",
                            "https://zhuqi.example/tickets/QT-2023-000002");
        }
    }

    @Test
    void whatTheFontDoesNotHaveIsABoxAndWhatIsTooLongIsBroken() throws IOException {
        String endless = "https://zhuqi.example/" + "a0".repeat(400);
        String essay = "企业反映的问题涉及多个部门。".repeat(600);
        Report report = of(new Section(
                Reports.said("Odd texts", "特殊文本"),
                List.of(Column.of(Column.Kind.TEXT, "Name", "名称"), Column.of(Column.Kind.TEXT, "Text", "内容")),
                Rows.of(List.of(
                        Row.of(Cell.text("⽂⼭ 𠮷 \u0007\t😀 שלום\uFE0F"), Cell.text("a\nb")),
                        Row.of(Cell.text("endless"), Cell.text(endless)),
                        Row.of(Cell.text("essay"), Cell.text(essay)),
                        Row.of(Cell.text("last"), Cell.text("office fluffy"))))));

        try (PDDocument document = Loader.loadPDF(printed(report, ReportLanguage.CHINESE))) {
            String text = text(document);
            assertThat(text).contains("□").contains("last").contains("office fluffy");
            assertThat(text.replaceAll("\\s", "")).contains("a0".repeat(400));
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            PDFTextStripper places = new PDFTextStripper() {
                @Override
                protected void writeString(String string, List<TextPosition> positions) {
                    positions.forEach(position -> {
                        assertThat(position.getX() + position.getWidth()).isLessThan(position.getPageWidth() - 49);
                        assertThat(position.getY()).isLessThan(position.getPageHeight() - 25);
                    });
                }
            };
            places.getText(document);
        }
    }

    @ParameterizedTest
    @EnumSource(Chart.Form.class)
    void namesEverySeriesOfAChartAndStopsWhereNothingIsKnown(Chart.Form form) throws IOException {
        List<Sentence> labels = new ArrayList<>();
        List<Chart.Series> series = new ArrayList<>();
        for (int month = 0; month < 24; month++) {
            String name = "%d-%02d".formatted(2022 + month / 12, 1 + month % 12);
            labels.add(Reports.said(name, name));
        }
        for (int one = 0; one < Chart.MOST_SERIES; one++) {
            List<@Nullable BigDecimal> values = new ArrayList<>();
            for (int month = 0; month < 24; month++) {
                boolean known = one != 2 || month % 9 != 4;
                values.add(known ? BigDecimal.valueOf(1_000 + 37L * ((month * (one + 3)) % 11) + 6L * one) : null);
            }
            series.add(new Chart.Series(Reports.said("Series " + one, "第%d组企业".formatted(one)), values));
        }
        Section section = new Section(
                Reports.said("Chart as " + form, "图"),
                null,
                List.of(Column.of(Column.Kind.TEXT, "Month", "月份")),
                Rows.of(List.of(Row.total(Cell.text("2022")))),
                new Chart(
                        Reports.said("Five series", "五组对比"), form, Reports.said("Tickets", "诉求单（件）"), labels, series));

        try (PDDocument document = Loader.loadPDF(printed(of(section), ReportLanguage.CHINESE))) {
            assertThat(text(document))
                    .contains("五组对比")
                    .contains("第0组企业", "第1组企业", "第2组企业", "第3组企业", "第4组企业")
                    .contains("2022-01")
                    .contains("1,2");
        }
    }

    @Test
    void aSectionWithoutRowsSaysSo() throws IOException {
        try (PDDocument document = Loader.loadPDF(printed(of(Reports.tickets(0)), ReportLanguage.CHINESE))) {
            assertThat(text(document)).contains("单号").contains("没有记录。");
        }
    }

    private static Report of(Section section) {
        return new Report(Reports.said("A section", "一节"), List.of(), List.of(section), Reports.MADE, Reports.SHANGHAI);
    }

    private static byte[] printed(Report report, ReportLanguage language) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new PdfWriter(language).write(report, file);
        Files.createDirectories(PRINTED);
        Files.write(
                PRINTED.resolve("%s-%s.pdf"
                        .formatted(report.sections().getFirst().title().en(), language.locale())),
                file.toByteArray());
        return file.toByteArray();
    }

    private static String text(PDDocument document) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document);
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }
}
