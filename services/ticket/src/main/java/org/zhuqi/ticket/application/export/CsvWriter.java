package org.zhuqi.ticket.application.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line per event. Ids and words of lists alone, so that no cell can begin a formula. */
final class CsvWriter {
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            "case",
                            "number",
                            "sequence",
                            "activity",
                            "timestamp",
                            "recorded",
                            "role",
                            "resource",
                            "state",
                            "round",
                            "policy",
                            "imported",
                            "enterprise",
                            "units"),
                    LoggedEvent.FACTS.stream())
            .toList();

    private CsvWriter() {}

    static void write(EventLog.Reading log, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(line(NAMES));
        writer.flush();
        try {
            log.events(event -> {
                try {
                    writer.write(line(cells(event)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private static List<@Nullable String> cells(LoggedEvent event) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(event.ticket().text());
        cells.add(event.number().text());
        cells.add(Long.toString(event.sequence()));
        cells.add(event.activity());
        cells.add(event.occurredAt().toString());
        cells.add(event.recordedAt().toString());
        cells.add(event.role().name());
        cells.add(event.unit() == null ? null : event.unit().text());
        cells.add(event.state().name());
        cells.add(Integer.toString(event.round()));
        cells.add(event.policy());
        cells.add(Boolean.toString(event.imported()));
        cells.add(joined(event, LoggedEvent.Involved.ENTERPRISE));
        cells.add(joined(event, LoggedEvent.Involved.UNIT));
        LoggedEvent.FACTS.forEach(name -> cells.add(event.fact(name)));
        return cells;
    }

    private static String joined(LoggedEvent event, String type) {
        return event.involved(type).map(LoggedEvent.Involved::id).distinct().collect(Collectors.joining(" "));
    }

    private static String line(List<? extends @Nullable String> cells) {
        return cells.stream().map(CsvWriter::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
