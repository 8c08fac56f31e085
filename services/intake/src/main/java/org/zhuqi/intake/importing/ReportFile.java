package org.zhuqi.intake.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The rows that are not in the system, for people to look at: a CSV file that spreadsheets open as UTF-8. */
final class ReportFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ReportFile() {}

    static void write(Path file, List<ReportedRow> rows) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".part");
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (Writer writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            writer.write(BYTE_ORDER_MARK);
            CsvWriter csv = CsvWriter.builder().build(writer);
            csv.writeRecord("line", "case", "activity", "time", "reason");
            for (ReportedRow row : rows) {
                csv.writeRecord(Long.toString(row.line()), row.caseKey(), row.activity(), row.time(), row.sentence());
            }
            csv.close();
        }
        Files.move(unfinished, absolute, StandardCopyOption.REPLACE_EXISTING);
    }
}
