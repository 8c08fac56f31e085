package org.zhuqi.intake.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A log as it was read: every row is in one of the cases or among the unreadable ones. It is held in memory, since the
 * rows of a case may lie anywhere in the file.
 *
 * @param cases in the order in which they began
 */
record EventLog(List<LoggedCase> cases, List<ReportedRow> unreadable) {
    /** What a provenance holds. */
    private static final int MAX_CASE = 200;

    int rowCount() {
        return unreadable.size()
                + cases.stream().mapToInt(logged -> logged.rows().size()).sum();
    }

    /** Only the first cases, and nothing of the others. */
    EventLog limitedTo(int count) {
        return new EventLog(cases.stream().limit(count).toList(), unreadable);
    }

    /**
     * Reads a CSV file, packed with gzip or not.
     *
     * @throws UnreadableLogException with a sentence, if it is no such file or does not have the mapping's columns
     */
    static EventLog read(Path file, Mapping mapping) throws UnreadableLogException {
        try (Reader reader = open(file, mapping.file().charset())) {
            return new Reading(mapping).read(reader);
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            if (isCausedByCharset(e)) {
                throw new UnreadableLogException("%s is not %s: say in the mapping's file.charset how it is written"
                        .formatted(file, mapping.file().charset()));
            }
            throw new UnreadableLogException("cannot read %s: %s".formatted(file, rootMessage(e)));
        }
    }

    private static Reader open(Path file, Charset charset) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            InputStream plain = packed ? new GZIPInputStream(bytes) : bytes;
            BufferedReader reader = new BufferedReader(new InputStreamReader(plain, charset.newDecoder()));
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return reader;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static boolean isCausedByCharset(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** A log that cannot be read at all, as opposed to single rows of it. */
    static final class UnreadableLogException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableLogException(String sentence) {
            super(sentence);
        }
    }

    private static final class Reading {
        private final Mapping mapping;
        private final Map<String, List<LogRow>> cases = new LinkedHashMap<>();
        private final List<ReportedRow> unreadable = new ArrayList<>();
        private final Map<String, Integer> positions = new LinkedHashMap<>();
        private int width;

        Reading(Mapping mapping) {
            this.mapping = mapping;
        }

        EventLog read(Reader reader) throws IOException, UnreadableLogException {
            try (CsvReader<CsvRecord> csv = CsvReader.builder()
                    .fieldSeparator(mapping.file().delimiter())
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(reader)) {
                boolean header = true;
                for (CsvRecord line : csv) {
                    if (header) {
                        header(line.getFields());
                        header = false;
                    } else {
                        row(line.getStartingLineNumber(), line.getFields());
                    }
                }
                if (header) {
                    throw new UnreadableLogException("the log is empty: not even a header is there");
                }
            }
            return new EventLog(
                    cases.entrySet().stream()
                            .map(entry -> new LoggedCase(entry.getKey(), entry.getValue()))
                            .sorted(LoggedCase.BY_BEGINNING)
                            .toList(),
                    List.copyOf(unreadable));
        }

        private void header(List<String> header) throws UnreadableLogException {
            width = header.size();
            List<String> names = header.stream().map(String::strip).toList();
            for (Map.Entry<String, String> column : mapping.columns().entrySet()) {
                int position = names.indexOf(column.getValue());
                if (position < 0) {
                    throw new UnreadableLogException(
                            "the log has no column '%s' (columns.%s of the mapping); it has: %s"
                                    .formatted(column.getValue(), column.getKey(), String.join(", ", names)));
                }
                if (position != names.lastIndexOf(column.getValue())) {
                    throw new UnreadableLogException(
                            "the log has two columns '%s' (columns.%s of the mapping): which one is meant?"
                                    .formatted(column.getValue(), column.getKey()));
                }
                positions.put(column.getKey(), position);
            }
        }

        private void row(long line, List<String> fields) {
            Map<String, String> columns = new LinkedHashMap<>();
            positions.forEach(
                    (name, position) -> columns.put(name, position < fields.size() ? fields.get(position) : ""));
            String caseKey = columns.getOrDefault(Mapping.CASE, "").strip();
            String activity = columns.getOrDefault(Mapping.ACTIVITY, "").strip();
            String timeText = columns.getOrDefault(Mapping.TIME, "").strip();
            Optional<Instant> time = mapping.times().parse(timeText);
            if (fields.size() != width) {
                unreadable.add(new ReportedRow(
                        line,
                        caseKey,
                        activity,
                        timeText,
                        "the row has too few or too many fields",
                        "the row has %d fields, the header has %d".formatted(fields.size(), width)));
            } else if (caseKey.isEmpty()) {
                unreadable.add(new ReportedRow(
                        line, caseKey, activity, timeText, "the row names no case", "the row names no case"));
            } else if (caseKey.length() > MAX_CASE) {
                unreadable.add(new ReportedRow(
                        line,
                        caseKey,
                        activity,
                        timeText,
                        "the case's key is too long",
                        "the case's key has %d characters, at most %d are allowed"
                                .formatted(caseKey.length(), MAX_CASE)));
            } else if (time.isEmpty()) {
                unreadable.add(new ReportedRow(
                        line,
                        caseKey,
                        activity,
                        timeText,
                        "the time cannot be read",
                        "'%s' is not a time as the mapping's file.times writes it".formatted(timeText)));
            } else {
                cases.computeIfAbsent(caseKey, key -> new ArrayList<>())
                        .add(new LogRow(line, caseKey, activity, time.get(), timeText, Map.copyOf(columns)));
            }
        }
    }
}
