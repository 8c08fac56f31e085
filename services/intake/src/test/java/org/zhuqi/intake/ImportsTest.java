package org.zhuqi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** The door for the history of another system. */
final class ImportsTest extends TestIntake {
    private static final Caller IMPORTER = Callers.inRole("importer", Role.IMPORTER);
    private static final String NDJSON = "application/x-ndjson";

    @Test
    void takesACommandAtItsOwnTimeByItsOwnActorAndSaysWhereItIsFrom() {
        Line line = line().with("occurredAt", "2023-03-01T09:00:00+08:00");
        JsonNode result = one(line);

        assertThat(result.path("verdict").asString()).isEqualTo("ACCEPTED");
        assertThat(result.path("commandId").asString()).isEqualTo(line.id());
        assertThat(result.path("number").asString()).isEqualTo("QT-2023-000042");
        assertThat(result.path("state").asString()).isEqualTo("DISPATCHED");
        var record = engine().awaitRecordsOf(line.ticket(), 1).getFirst();
        CommandMessage<?> message = Wire.readCommand(record);
        assertThat(message.commandId()).hasToString(line.id());
        assertThat(message.occurredAt()).isEqualTo("2023-03-01T01:00:00Z");
        assertThat(message.receivedAt()).isAfter("2026-01-01T00:00:00Z");
        assertThat(message.actor().account()).hasToString("staff-7");
        assertThat(message.actor().role()).isEqualTo(Role.COORDINATOR);
        assertThat(message.district()).isEqualTo(IMPORTER.district());
        assertThat(message.provenance()).isEqualTo(new Provenance("台账.csv", "A-001", 17L, true, IMPORTER.account()));
        assertThat(CloudEventHeaders.text(record.headers(), CloudEventHeaders.TIME))
                .isEqualTo("2023-03-01T01:00:00Z");
    }

    /** Where the importer sits is not where the enterprise sat, and what the line says nobody can vouch for. */
    @Test
    void whatIsImportedHasNoOrigin() {
        Line line = line().with("command", "rate")
                .with("actor", Map.of("account", "boss-7", "role", "ENTERPRISE", "enterprise", "huacai"))
                .with("body", Map.of("satisfaction", "SATISFIED", "origin", "0f".repeat(16)));
        assertThat(one(line).path("verdict").asString()).isEqualTo("ACCEPTED");
        assertThat(Wire.readCommand(engine().awaitRecordsOf(line.ticket(), 1).getFirst())
                        .command())
                .isEqualTo(new TicketCommand.Rate(Satisfaction.SATISFIED, null));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"IMPORTER", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void isOpenToImportersOnly(Role role) {
        int before = engine().recordCount();
        assertThat(imports(Callers.inRole("somebody", role), line().text())
                        .isProblem(403, "forbidden")
                        .text("detail"))
                .isEqualTo("Only IMPORTER may import a history; you are %s.".formatted(role));
        assertThat(engine().recordCount()).isEqualTo(before);
    }

    @Test
    void anImporterMayNotSendCommandsOfItsOwn() {
        submit(IMPORTER, submission()).isProblem(403, "forbidden");
    }

    @Test
    void keepsTheOrderOfEachTicketAndAnswersLineByLine() {
        List<String> tickets = List.of(newTicket(), newTicket(), newTicket());
        List<Line> lines = new ArrayList<>();
        for (int step = 0; step < 10; step++) {
            for (String ticket : tickets) {
                lines.add(line().with("ticketId", ticket));
            }
        }
        List<JsonNode> results = results(imports(IMPORTER, text(lines)));

        assertThat(results)
                .extracting(result -> result.path("commandId").asString())
                .isEqualTo(lines.stream().map(Line::id).toList());
        for (String ticket : tickets) {
            assertThat(engine().awaitRecordsOf(ticket, 10))
                    .extracting(record -> CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID))
                    .isEqualTo(lines.stream()
                            .filter(line -> line.ticket().equals(ticket))
                            .map(Line::id)
                            .toList());
        }
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("command", "explode", "There is no command 'explode'."),
                Arguments.of(
                        "occurredAt", "2099-01-01T00:00:00Z", "occurredAt 2099-01-01T00:00:00Z lies in the future."),
                Arguments.of("actor", Map.of("account", "a", "role", "AUDITOR"), "AUDITOR may not dispatch tickets."),
                Arguments.of("actor", Map.of("account", "a", "role", "IMPORTER"), "IMPORTER may not dispatch tickets."),
                Arguments.of("body", Map.of("lead", "a b"), "1 field of 'dispatch' is not valid."),
                Arguments.of("body", List.of(), "The body must be a JSON object."),
                Arguments.of(
                        "provenance",
                        Map.of("source", "s".repeat(201), "sourceCase", "A", "line", 1, "inferred", false),
                        "The line is not valid: field 'provenance.source' has 201 characters, at most 200 are allowed"),
                Arguments.of(
                        "provenance",
                        Map.of("source", " ", "sourceCase", "A", "line", 1, "inferred", false),
                        "The line is not valid: field 'provenance.source' is blank"));
    }

    @ParameterizedTest
    @MethodSource
    void invalid(String field, Object value, String sentence) {
        Line wrong = line().with(field, value);
        Line right = line();
        List<JsonNode> results = results(imports(IMPORTER, text(List.of(wrong, right))));

        assertThat(results.getFirst().path("verdict").asString()).isEqualTo("INVALID");
        assertThat(results.getFirst().path("commandId").asString()).isEqualTo(wrong.id());
        assertThat(results.getFirst().path("sentence").asString()).isEqualTo(sentence);
        assertThat(results.getLast().path("verdict").asString())
                .as("the rest goes on")
                .isEqualTo("ACCEPTED");
        assertThat(engine().recordsOf(wrong.ticket())).isEmpty();
    }

    @Test
    void namesTheFieldsOfABodyThatAreWrong() {
        JsonNode result = one(line().with("body", Map.of("assistants", "x")));
        assertThat(result.path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/lead", "/assistants");
    }

    static Stream<String> garbage() {
        return Stream.of(
                "garbage",
                "{",
                "{}",
                "[]",
                "null",
                "42",
                line().without("commandId").text(),
                line().without("ticketId").text(),
                line().without("command").text(),
                line().without("occurredAt").text(),
                line().without("actor").text(),
                line().without("provenance").text(),
                line().without("body").text(),
                line().with("commandId", "no-uuid").text(),
                line().with("occurredAt", "yesterday").text(),
                line().with("actor", Map.of("account", "a", "role", "KING")).text(),
                line().with("actor", Map.of("role", "COORDINATOR")).text(),
                line().text() + " trailing");
    }

    @ParameterizedTest
    @MethodSource
    void garbage(String garbage) {
        Line right = line();
        List<JsonNode> results = results(imports(IMPORTER, garbage + "\n" + right.text()));
        assertThat(results).hasSize(2);
        assertThat(results.getFirst().path("verdict").asString()).isEqualTo("INVALID");
        assertThat(results.getFirst().path("sentence").asString()).startsWith("The line ");
        assertThat(results.getLast().path("verdict").asString()).isEqualTo("ACCEPTED");
    }

    @Test
    void halfACharacterInALineIsItsOwnFaultOnly() {
        Line right = line();
        List<JsonNode> results = results(imports(
                IMPORTER,
                Stream.of(
                                line().with(
                                                "provenance",
                                                Map.of("source", "HALF", "sourceCase", "A", "inferred", false)),
                                line().with("body", Map.of("lead", "qt-rsj", "note", "HALF")))
                        .map(line -> line.text().replace("HALF", "\\ud83c") + "\n")
                        .collect(Collectors.joining("", right.text() + "\n", ""))));
        assertThat(results)
                .extracting(result -> result.path("verdict").asString())
                .containsExactly("ACCEPTED", "INVALID", "INVALID");
    }

    @Test
    void takesAThousandLinesAndNotOneMore() {
        List<Line> thousand =
                IntStream.range(0, 1_000).mapToObj(number -> line()).toList();
        assertThat(results(imports(IMPORTER, text(thousand))))
                .hasSize(1_000)
                .allMatch(result -> result.path("verdict").asString().equals("ACCEPTED"));

        int before = engine().recordCount();
        List<Line> more = new ArrayList<>(thousand);
        more.add(line());
        assertThat(imports(IMPORTER, text(more)).isProblem(400, "bad-request").text("detail"))
                .isEqualTo("At most 1000 lines are taken at once, these are 1001.");
        assertThat(engine().recordCount()).isEqualTo(before);
    }

    @Test
    void takesMoreThanASingleCommandWouldBeButNotEverything() {
        String padding = " ".repeat(3 << 20);
        assertThat(results(imports(IMPORTER, padding + line().text()))).hasSize(1);
        imports(IMPORTER, " ".repeat(9 << 20)).isProblem(413, "too-large");
    }

    @Test
    void isNdjson() {
        post(IMPORTER, "/api/v1/imports", BodyPublishers.ofString(line().text()))
                .isProblem(415, "unsupported-media-type");
        Answer answer = imports(IMPORTER, line().text());
        assertThat(answer.header("Content-Type")).startsWith(NDJSON);
    }

    @Test
    void blankLinesAreNoLines() {
        assertThat(results(imports(IMPORTER, "\n\n" + line().text() + "\r\n  \n")))
                .hasSize(1);
        assertThat(results(imports(IMPORTER, "\n"))).isEmpty();
    }

    @Test
    void aRefusalIsToldWithItsSentence() {
        engine().refuses(RefusalCode.WRONG_STATE, message -> new Sentence("cannot dispatch it", "不能派单"));
        JsonNode result = one(line());
        assertThat(result.path("verdict").asString()).isEqualTo("REFUSED");
        assertThat(result.path("sentence").asString()).isEqualTo("cannot dispatch it");
        assertThat(result.path("state").asString()).isEqualTo("DISPATCHED");
    }

    @Test
    void whatIsNotDecidedInTimeIsPending() {
        Line silent = line();
        engine().behaves(message ->
                message.ticketId().text().equals(silent.ticket()) ? null : EngineDouble.accepted(message));
        long start = System.nanoTime();
        List<JsonNode> results = results(imports(IMPORTER, text(List.of(line(), silent, line()))));
        assertThat(results)
                .extracting(result -> result.path("verdict").asString())
                .containsExactly("ACCEPTED", "PENDING", "ACCEPTED");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(25));
    }

    @Test
    void twoLinesUnderOneIdAreToldWhatBecameOfEach() {
        Line first = line();
        Line second = line().with("commandId", first.id());
        engine().behaves(message -> message.ticketId().text().equals(first.ticket())
                ? EngineDouble.accepted(message)
                : EngineDouble.refused(
                        message, new Refusal(RefusalCode.ID_REUSED, new Sentence("used before", "已用过"))));
        assertThat(results(imports(
                        IMPORTER,
                        text(List.of(
                                first.with("body", Map.of("lead", "qt-rsj", "note", "其一")),
                                second.with("body", Map.of("lead", "qt-rsj", "note", "其二")))))))
                .extracting(result -> result.path("verdict").asString())
                .containsExactly("ACCEPTED", "REFUSED");
    }

    /** A line as the importer writes it, with any field another way. */
    private record Line(Map<String, Object> fields) {
        Line with(String field, Object value) {
            Map<String, Object> changed = new LinkedHashMap<>(fields);
            changed.put(field, value);
            return new Line(changed);
        }

        Line without(String field) {
            Map<String, Object> changed = new LinkedHashMap<>(fields);
            changed.remove(field);
            return new Line(changed);
        }

        String id() {
            return Objects.requireNonNull(fields.get("commandId")).toString();
        }

        String ticket() {
            return Objects.requireNonNull(fields.get("ticketId")).toString();
        }

        String text() {
            return Json.MAPPER.writeValueAsString(fields);
        }
    }

    private static Line line() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("commandId", UUID.randomUUID().toString());
        fields.put("ticketId", newTicket());
        fields.put("command", "dispatch");
        fields.put("occurredAt", Instant.parse("2023-03-01T01:00:00Z").toString());
        fields.put("actor", Map.of("account", "staff-7", "role", "COORDINATOR"));
        fields.put("provenance", Map.of("source", "台账.csv", "sourceCase", "A-001", "line", 17, "inferred", true));
        fields.put("body", Map.of("lead", "qt-rsj"));
        return new Line(fields);
    }

    private static String text(List<Line> lines) {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private JsonNode one(Line line) {
        List<JsonNode> results = results(imports(IMPORTER, line.text()));
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private Answer imports(Caller caller, String lines) {
        return send(request("/api/v1/imports")
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .header("Content-Type", NDJSON)
                .POST(BodyPublishers.ofString(lines)));
    }

    private static List<JsonNode> results(Answer answer) {
        String text = new String(answer.response().body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(answer.status()).as(text).isEqualTo(200);
        return text.lines().map(Json.MAPPER::readTree).toList();
    }
}
