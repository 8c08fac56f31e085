package org.zhuqi.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhuqi.metrics.report.Reports.SHANGHAI;
import static org.zhuqi.metrics.report.Reports.ratio;
import static org.zhuqi.metrics.report.Reports.said;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {
    @Test
    void writesEveryKindOfCellByteForByte() throws IOException {
        Section section = new Section(
                said("Everything", "各种"),
                List.of(
                        Column.of(Column.Kind.TEXT, "Name", "名称"),
                        Column.of(Column.Kind.RATIO, "Solved", "解决率"),
                        Column.of(Column.Kind.TIME, "When", "时间")),
                Rows.of(List.of(
                        Row.of(
                                Cell.text("中文, \"quoted\"\nand broken"),
                                ratio(646, 660),
                                new Cell.Moment(Instant.parse("2023-11-30T16:00:00.123Z"))),
                        Row.of(
                                new Cell.Link("QT-2023-000001", URI.create("https://zhuqi.example/1")),
                                ratio(0, 0),
                                new Cell.Day(LocalDate.of(2023, 12, 1))),
                        Row.of(
                                new Cell.Said(said("Mean", "平均")),
                                new Cell.Amount(new BigDecimal("-4.50")),
                                new Cell.Span(Duration.ofMinutes(-1565))),
                        Row.total(Cell.blank(), Cell.count(-3), new Cell.Span(Duration.ofMinutes(1565))))));

        String expected = """
                \uFEFF名称,解决率,解决率：分子,解决率：分母,时间\r
                "中文, ""quoted""
                and broken",97.8%,646,660,2023-12-01T00:00:00+08:00\r
                QT-2023-000001,,0,0,2023-12-01\r
                平均,-4.50,,,-26:05\r
                ,-3,,,26:05\r
                """;
        assertThat(written(section)).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠a"})
    void whatASpreadsheetWouldWorkOutStaysAText(String text) throws IOException {
        Section section = new Section(
                said("Texts", "文本"),
                List.of(Column.of(Column.Kind.TEXT, "Text", "文本")),
                Rows.of(List.of(Row.of(Cell.text(text)))));

        assertThat(new String(written(section), StandardCharsets.UTF_8)).contains("'" + text);
    }

    @Test
    void holdsNoRowsAndClosesWhatItOpened() throws IOException {
        AtomicLong asked = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        AtomicBoolean closed = new AtomicBoolean();
        Rows rows = Reports.upTo(100_000, number -> {
            // What was written so far has left: at most what a buffer holds is behind the rows asked for.
            assertThat(bytes.get()).isGreaterThan(120 * (asked.get() - 200));
            asked.incrementAndGet();
            return Reports.ticket(number);
        });
        Rows closing = () -> rows.open().onClose(() -> closed.set(true));

        new CsvWriter(ReportLanguage.ENGLISH).write(Reports.ticketsBy(closing), SHANGHAI, counting(bytes));

        assertThat(asked).hasValue(100_000);
        assertThat(closed).isTrue();
    }

    @Test
    void aRowThatDoesNotFitItsColumnsIsAMistakeOfTheProgram() {
        Section section = new Section(
                said("Wrong", "错误"),
                List.of(Column.of(Column.Kind.TEXT, "Text", "文本")),
                () -> Stream.of(Row.of(Cell.text("a"), Cell.text("b"))));

        assertThatThrownBy(() -> written(section))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 2 cells under 1 columns: Wrong");
    }

    private static byte[] written(Section section) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvWriter(ReportLanguage.CHINESE).write(section, SHANGHAI, out);
        return out.toByteArray();
    }

    private static OutputStream counting(AtomicLong bytes) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                bytes.incrementAndGet();
            }

            @Override
            public void write(byte[] some, int offset, int length) {
                bytes.addAndGet(length);
            }
        };
    }
}
