package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.intake.importing.ImportRun;
import tools.jackson.databind.JsonNode;

/** The small log of intake's own tests, imported into the whole system over HTTP. */
class ImportTest {
    private static final Path LOG = Path.of("../intake/src/test/resources/importing");

    private final Helpdesk helpdesk = WholeSystem.helpdesk();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void whatTheLogTellsIsInTheBooksOnceHoweverOftenItIsImported() throws Exception {
        assertThat(importIt()).isEqualTo(ImportRun.FINISHED);
        String summary = withoutTimes();
        assertThat(summary)
                .contains("rows read                            39")
                .contains("rows applied                         31")
                .contains("rows reported                         8")
                .contains("commands                             36   of which inferred         5")
                .doesNotContain("the server says");
        Map<String, Long> events = importedEvents();
        assertThat(events.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(36);
        assertThat(events).containsEntry("zhuqi.ticket.submitted.v1", 6L);

        out.reset();
        assertThat(importIt()).isEqualTo(ImportRun.FINISHED);
        assertThat(withoutTimes()).as("it counts the same").isEqualTo(summary);
        assertThat(importedEvents()).as("and changes nothing").isEqualTo(events);
        WholeSystem.assertEverythingAgrees();

        JsonNode imported = helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets?imported=true&q=外籍工程师")
                .body()
                .path("items");
        assertThat(imported).hasSize(1);
        JsonNode ticket = imported.get(0);
        assertThat(ticket.path("number").asString())
                .as("the year in which it was filed")
                .startsWith("QT-2023-");
        assertThat(ticket.path("submittedAt").asString()).isEqualTo("2023-03-01T01:00:00Z");
        assertThat(ticket.path("satisfaction").asString()).isEqualTo("SATISFIED");
        JsonNode timeline = helpdesk.get(
                        Helpdesk.COORDINATOR,
                        "/api/v1/tickets/" + ticket.path("id").asString() + "/timeline")
                .body()
                .path("items");
        assertThat(Helpdesk.elements(timeline))
                .allSatisfy(
                        entry -> assertThat(entry.path("imported").asBoolean()).isTrue());
        assertThat(Helpdesk.elements(timeline)
                        .filter(entry -> entry.path("inferred").asBoolean())
                        .map(entry -> entry.path("event").asString()))
                .as("marked where a rule filled it in")
                .containsExactly("resumed");
    }

    private int importIt() {
        return ImportRun.run(
                new ImportRun.Options(
                        LOG.resolve("requests.csv"),
                        LOG.resolve("requests.yaml"),
                        URI.create(helpdesk.address()),
                        helpdesk.token("qt-importer"),
                        directory.resolve("report.csv"),
                        false,
                        null,
                        false),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private String withoutTimes() throws IOException {
        assertThat(Files.readAllLines(directory.resolve("report.csv"))).hasSize(9);
        return out.toString(StandardCharsets.UTF_8).replaceAll("(?m)^elapsed .*$", "elapsed");
    }

    private static Map<String, Long> importedEvents() {
        Map<String, Long> events = new TreeMap<>();
        WholeSystem.database().sql("""
                        select type, count(*) from ticket.event
                        where body::json -> 'provenance' ->> 'source' = 'requests-2023' group by type
                        """).query(rs -> {
            events.put(rs.getString(1), rs.getLong(2));
        });
        return events;
    }
}
