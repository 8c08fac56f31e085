package org.zhuqi.metrics.report;

import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one section as RFC 4180 has it, in UTF-8 and with a byte order mark, without which Excel takes Chinese for
 * something else. A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
 * Instants are ISO 8601 with offset, to the second; durations are hours and minutes; of a link its text is written.
 */
public final class CsvWriter {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String TAKEN_FOR_FORMULA = "=+-@\t\r\n＝＋－＠";

    private final ReportLanguage language;

    public CsvWriter(ReportLanguage language) {
        this.language = language;
    }

    /** @param out stays open */
    public void write(Section section, ZoneId zone, OutputStream out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        // Not closed: that would close what belongs to the caller.
        @SuppressWarnings("resource")
        de.siegmar.fastcsv.writer.CsvWriter csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out, StandardCharsets.UTF_8);
        csv.writeRecord(Headings.of(section, language).stream()
                .map(heading -> harmless(heading.text()))
                .toList());
        try (Stream<Row> rows = section.rows().open()) {
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                csv.writeRecord(fields(section, section.fitting(each.next()), zone));
            }
        }
        csv.flush();
    }

    private List<String> fields(Section section, Row row, ZoneId zone) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            fields.add(field(cell, zone));
            if (section.columns().get(i).kind() == Column.Kind.RATIO) {
                fields.add(cell instanceof Cell.Ratio ratio ? Long.toString(ratio.numerator()) : "");
                fields.add(cell instanceof Cell.Ratio ratio ? Long.toString(ratio.denominator()) : "");
            }
        }
        return fields;
    }

    private String field(Cell cell, ZoneId zone) {
        return switch (cell) {
            case Cell.Text text -> harmless(text.text());
            case Cell.Said said -> harmless(language.of(said.sentence()));
            case Cell.Count count -> Long.toString(count.count());
            case Cell.Amount amount -> amount.amount().toPlainString();
            case Cell.Ratio ratio -> percent(ratio.percent());
            case Cell.Moment moment ->
                moment.instant()
                        .atZone(zone)
                        .toOffsetDateTime()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case Cell.Day day -> day.date().toString();
            case Cell.Span span -> hoursAndMinutes(span.duration());
            case Cell.Link link -> harmless(link.text());
            case Cell.Blank ignored -> "";
        };
    }

    private static String percent(@Nullable BigDecimal percent) {
        return percent == null ? "" : percent.toPlainString() + "%";
    }

    private static String hoursAndMinutes(Duration duration) {
        Duration size = duration.abs();
        return "%s%d:%02d".formatted(duration.isNegative() ? "-" : "", size.toHours(), size.toMinutesPart());
    }

    private static String harmless(String text) {
        return !text.isEmpty() && TAKEN_FOR_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
