package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.intake.importing.EventLog.UnreadableLogException;

class EventLogTest {
    private final Mapping mapping = Resources.mapping();

    @TempDir
    Path directory;

    @Test
    void everyRowIsInACaseOrReported() throws UnreadableLogException {
        EventLog log = EventLog.read(Resources.log(), mapping);

        assertThat(log.rowCount()).isEqualTo(39);
        assertThat(log.cases())
                .extracting(LoggedCase::key)
                .containsExactly("A-001", "A-002", "A-003", "A-004", "A-005", "A-006");
        assertThat(log.unreadable())
                .extracting(ReportedRow::line, ReportedRow::sentence)
                .containsExactly(
                        tuple(37L, "'2023-04-31 10:00' is not a time as the mapping's file.times writes it"),
                        tuple(41L, "the row names no case"),
                        tuple(42L, "the row has 5 fields, the header has 9"));
    }

    @Test
    void aLateRowComesWhereItBelongs() throws UnreadableLogException {
        assertThat(caseOf(EventLog.read(Resources.log(), mapping), "A-006").rows())
                .extracting(LogRow::activity, LogRow::line)
                .startsWith(tuple("登记", 43L), tuple("派单", 39L));
    }

    @Test
    void aFieldWithLineBreaksAndQuotesIsOneFieldAndLinesAreCountedOn() throws UnreadableLogException {
        LogRow row =
                caseOf(EventLog.read(Resources.log(), mapping), "A-001").rows().get(3);

        assertThat(row.line()).isEqualTo(5);
        assertThat(row.column("words")).isEqualTo("已电话联系企业；\r\n材料清单如下：\r\n1. 护照\r\n2. \"学历认证\"");
    }

    @Test
    void aPackedLogIsRead() throws IOException, UnreadableLogException {
        Path packed = directory.resolve("requests.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(Resources.log(), out);
        }

        assertThat(EventLog.read(packed, mapping)).isEqualTo(EventLog.read(Resources.log(), mapping));
    }

    @Test
    void anotherCharsetIsReadIfTheMappingSaysSoAndRefusedIfNot() throws IOException, UnreadableLogException {
        String text = Files.readString(Resources.log(), StandardCharsets.UTF_8).substring(1);
        Path file = Files.writeString(directory.resolve("gb.csv"), text, Charset.forName("GB18030"));
        String yaml = Files.readString(Resources.mappingFile());

        assertThat(EventLog.read(file, Resources.mapping(yaml.replace("file:\n", "file:\n  charset: GB18030\n")))
                        .cases())
                .hasSize(6);
        assertThatThrownBy(() -> EventLog.read(file, mapping))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageEndingWith("is not UTF-8: say in the mapping's file.charset how it is written");
    }

    @Test
    void aLogWithoutTheMappingsColumnsIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("other.csv"), "单号,环节,时间,环节\n");

        assertThatThrownBy(() -> EventLog.read(file, mapping))
                .hasMessage("the log has two columns '环节' (columns.activity of the mapping): which one is meant?");
    }

    @Test
    void aQuoteThatNeverEndsSwallowsNothingInSilence() throws IOException {
        String text = Files.readString(Resources.log()) + "A-007,\"登记,2023-06-01 09:00\nA-008,登记\n";
        Path file = Files.writeString(directory.resolve("open.csv"), text);

        assertThatThrownBy(() -> EventLog.read(file, mapping)).isInstanceOf(UnreadableLogException.class);
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.csv"), "");

        assertThatThrownBy(() -> EventLog.read(file, mapping))
                .hasMessage("the log is empty: not even a header is there");
    }

    private static LoggedCase caseOf(EventLog log, String key) {
        return log.cases().stream()
                .filter(logged -> logged.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
