package org.zhuqi.directory.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * Reads XLSX, and CSV in UTF-8 or GB18030, by looking at the bytes rather than at a name. Of a workbook the first sheet
 * counts, of a formula the value that was saved with it. What looks like a formula in a text stays a text.
 */
public final class SheetReader {
    public static final int MOST_ROWS = 20_000;
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_CELL = 30_000;
    /** Bytes. A small file can unfold to any size. */
    private static final long MOST_UNPACKED = 200L * 1024 * 1024;

    private static final Charset GB18030 = Charset.forName("GB18030");

    private SheetReader() {}

    public sealed interface Reading {
        record Good(Sheet sheet) implements Reading {}

        record Bad(Sentence sentence) implements Reading {}
    }

    public static Reading read(byte[] file) {
        List<Sheet.Line> lines = new ArrayList<>();
        Optional<Sentence> fault;
        if (startsWith(file, 0x50, 0x4b, 0x03, 0x04)) {
            fault = workbook(file, lines);
        } else if (startsWith(file, 0xd0, 0xcf, 0x11, 0xe0)) {
            fault = Optional.of(new Sentence(
                    "This is a workbook of the old form (.xls): save it as .xlsx.", "这是旧版 Excel 文件（.xls），请另存为 .xlsx。"));
        } else {
            fault = text(file, lines);
        }
        return fault.<Reading>map(Reading.Bad::new).orElseGet(() -> new Reading.Good(new Sheet(lines)));
    }

    private static boolean startsWith(byte[] file, int... bytes) {
        if (file.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    // -- XLSX -------------------------------------------------------------------------------------------------------

    private static Optional<Sentence> workbook(byte[] file, List<Sheet.Line> lines) {
        try {
            if (unpackedSize(file) > MOST_UNPACKED) {
                return Optional.of(new Sentence("The workbook unfolds to more than 200 MB.", "工作簿解压后超过 200 MB。"));
            }
            try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                    Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                    Row row = each.next();
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS + 1); i++) {
                        cells.add(text(row.getCell(i)));
                    }
                    Optional<Sentence> fault = add(row.getRowNum(), cells, lines);
                    if (fault.isPresent()) {
                        return fault;
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | ExcelReaderException e) {
            return Optional.of(new Sentence(
                    "The workbook cannot be read: it is damaged, or protected by a password.", "工作簿无法读取：文件已损坏或设有密码。"));
        }
    }

    private static long unpackedSize(byte[] file) throws IOException {
        long size = 0;
        byte[] buffer = new byte[64 * 1024];
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                        size += count;
                        if (size > MOST_UNPACKED) {
                            return size;
                        }
                    }
                }
            }
        }
        return size;
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getRawValue() == null) {
            return "";
        }
        if (cell.getType() == CellType.STRING) {
            return cell.asString();
        }
        return cell.getType() == CellType.BOOLEAN ? cell.getText() : number(cell.getRawValue());
    }

    /** A long number is kept by spreadsheets as 1.3812345678E10; nobody typed that. */
    private static String number(String raw) {
        try {
            return new BigDecimal(raw).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    // -- CSV --------------------------------------------------------------------------------------------------------

    private static Optional<Sentence> text(byte[] file, List<Sheet.Line> lines) {
        Optional<String> text = decoded(file, StandardCharsets.UTF_8).or(() -> decoded(file, GB18030));
        if (text.isEmpty() || text.get().indexOf('\0') >= 0) {
            return Optional.of(new Sentence(
                    "The file is neither a workbook (.xlsx) nor a text in UTF-8 or GB18030.",
                    "文件既不是 .xlsx 工作簿，也不是 UTF-8 或 GB18030 编码的文本。"));
        }
        String content = text.get().startsWith("\ufeff") ? text.get().substring(1) : text.get();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator(content))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(content)) {
            for (CsvRecord line : csv) {
                Optional<Sentence> fault = add((int) line.getStartingLineNumber(), line.getFields(), lines);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        } catch (CsvParseException | IOException e) {
            return Optional.of(new Sentence(
                    "The file is no CSV: a quotation mark is not closed, or something stands behind one.",
                    "文件不是有效的 CSV：引号未闭合，或引号后有多余内容。"));
        }
    }

    private static Optional<String> decoded(byte[] file, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static char separator(String content) {
        String first =
                content.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char character) {
        return text.chars().filter(each -> each == character).count();
    }

    // -- both -------------------------------------------------------------------------------------------------------

    private static Optional<Sentence> add(int number, List<String> raw, List<Sheet.Line> lines) {
        List<String> cells =
                new ArrayList<>(raw.stream().map(SheetReader::clean).toList());
        while (!cells.isEmpty() && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        if (cells.size() > MOST_COLUMNS || cells.stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
            return Optional.of(new Sentence(
                    "Row %d has more than %d columns, or a cell of more than %d characters."
                            .formatted(number, MOST_COLUMNS, LONGEST_CELL),
                    "第 %d 行超过 %d 列，或有单元格超过 %d 个字。".formatted(number, MOST_COLUMNS, LONGEST_CELL)));
        }
        // One for the header.
        if (lines.size() > MOST_ROWS) {
            return Optional.of(
                    new Sentence("The file has more than 20,000 rows: send it in parts.", "文件超过 20000 行，请分批导入。"));
        }
        lines.add(new Sheet.Line(number, List.copyOf(cells)));
        return Optional.empty();
    }

    /** Full-width brackets and commas belong to Chinese names; full-width letters and digits are a matter of typing. */
    private static String clean(String cell) {
        StringBuilder text = new StringBuilder(cell.length());
        cell.codePoints().forEach(c -> {
            boolean letterOrDigit =
                    (c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a);
            if (letterOrDigit) {
                text.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else if (c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xa0) {
                text.append(' ');
            } else if (c != 0xfeff && c != 0x200b) {
                text.appendCodePoint(c);
            }
        });
        return text.toString().strip();
    }
}
