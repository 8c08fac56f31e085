package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.TopicTap;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/**
 * Duplicate delivery, a stale If-Match, an unknown command, a malformed body, a body of 5 MB, an unknown ticket, a command in
 * the wrong state, a poison message on the topic: each gets its answer, the rest goes on.
 */
class AnswersTest {
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    private final Helpdesk helpdesk = WholeSystem.helpdesk();
    private final TopicTap topics = WholeSystem.topics();

    @AfterEach
    void theRestGoesOn() {
        TicketSteps another = helpdesk.ticket("下一单").dispatchTo("qt-rsj").accept();
        assertThat(another.onTheListOf(Helpdesk.ENTERPRISE).path("state").asString())
                .isEqualTo("IN_PROGRESS");
    }

    @AfterAll
    static void andEverythingAgrees() throws InterruptedException {
        WholeSystem.assertEverythingAgrees();
    }

    @Test
    void aRequestSentTwiceTakesEffectOnceAndIsAnsweredTheSame() {
        Map<String, String> key = Map.of("Idempotency-Key", "twice-" + UUID.randomUUID());
        Answer first = helpdesk.post(Helpdesk.ENTERPRISE, "/api/v1/tickets", Helpdesk.submission("重复提交"), key);
        Answer again = helpdesk.post(Helpdesk.ENTERPRISE, "/api/v1/tickets", Helpdesk.submission("重复提交"), key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        TicketSteps ticket = helpdesk.known(first.text("ticketId"));

        Answer dispatched = ticket.send(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", "qt-rsj"), key);
        ticket.take(Helpdesk.handlerOf("qt-rsj"), "accept", Map.of());
        Answer repeated = ticket.send(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", "qt-rsj"), key);
        assertThat(repeated.status())
                .as("told as it was decided, though the ticket has moved on")
                .isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(dispatched.body());
        assertThat(ticket.timelineOf(Helpdesk.COORDINATOR)).containsExactly("submitted", "dispatched", "accepted");
    }

    @Test
    void aKeyUsedForSomethingElseIsRefused() {
        Map<String, String> key = Map.of("Idempotency-Key", "other-" + UUID.randomUUID());
        Answer first = helpdesk.post(Helpdesk.ENTERPRISE, "/api/v1/tickets", Helpdesk.submission("其一"), key);
        Answer other = helpdesk.post(Helpdesk.ENTERPRISE, "/api/v1/tickets", Helpdesk.submission("其二"), key);
        assertProblem(other, 422, "id-reused");
        assertThat(other.text("detail")).endsWith("was used before for something else.");
        TicketSteps ticket = helpdesk.known(first.text("ticketId"));
        assertThat(ticket.shownTo(Helpdesk.ENTERPRISE).text("title")).isEqualTo("其一");
    }

    @Test
    void aRecordDeliveredTwiceTakesEffectOnce() {
        TicketSteps ticket = helpdesk.ticket().dispatchTo("qt-zrzy").accept();
        List<ConsumerRecord<String, byte[]>> commands = topics.records(Topics.COMMANDS, ticket.id());
        assertThat(commands).hasSize(3);
        commands.forEach(topics::again);
        ticket.recordProgress("后来的一步");

        assertThat(ticket.timelineOf(Helpdesk.COORDINATOR))
                .containsExactly("submitted", "dispatched", "accepted", "progress-recorded");
        assertThat(topics.records(Topics.OUTCOMES, ticket.id()))
                .as("whoever sent it again is told what came of it")
                .hasSize(7)
                .allSatisfy(
                        record -> assertThat(Wire.readOutcome(record).verdict()).hasToString("ACCEPTED"));
    }

    @Test
    void aStalePageCannotOverwriteAndIsToldWhatChanged() {
        TicketSteps ticket = helpdesk.ticket();
        Map<String, String> asItWasSeen = Map.of("If-Match", "\"" + ticket.version() + "\"");
        ticket.dispatchTo("qt-zrzy");

        Answer stale = ticket.send(Helpdesk.ENTERPRISE, "withdraw", Map.of(), asItWasSeen);
        assertProblem(stale, 412, "stale");
        assertThat(stale.text("detail"))
                .contains(ticket.number())
                .contains("you decided on version 1, it is at version 2 now (DISPATCHED)");
        assertThat(stale.body().path("version").asLong()).isEqualTo(2);
        JsonNode changed = stale.body().path("changedSince");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).path("event").asString()).isEqualTo("dispatched");
        assertThat(changed.get(0).path("by").asString()).isEqualTo("COORDINATOR");
        assertThat(ticket.onTheListOf(Helpdesk.ENTERPRISE).path("state").asString())
                .isEqualTo("DISPATCHED");

        ticket.take(Helpdesk.handlerOf("qt-zrzy"), "object", Map.of("ground", "NOT_COMPETENT", "reason", "不属本单位职责"));
        JsonNode since = ticket.send(Helpdesk.ENTERPRISE, "withdraw", Map.of(), asItWasSeen)
                .body()
                .path("changedSince");
        assertThat(since.findValuesAsString("event")).containsExactly("dispatched", "objected");
        assertThat(since.findValuesAsString("by")).containsExactly("COORDINATOR", "HANDLER");
        assertThat(since.get(0).has("unit")).as("a coordinator of no unit").isFalse();
        assertThat(since.get(1).path("unit").asString()).isEqualTo("qt-zrzy");
        assertThat(since.get(1).path("occurredAt").asString()).isNotEmpty();
    }

    @Test
    void ofTwoCoordinatorsWhoDispatchAtOnceOneIsToldWhatTheOtherDid() throws Exception {
        TicketSteps ticket = helpdesk.ticket();
        Map<String, String> asBothSawIt = Map.of("If-Match", "\"" + ticket.version() + "\"");
        CyclicBarrier together = new CyclicBarrier(2);
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService coordinators = Executors.newFixedThreadPool(2)) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (String unit : List.of("qt-zrzy", "qt-rsj")) {
                sent.add(coordinators.submit(() -> {
                    together.await();
                    return ticket.send(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", unit), asBothSawIt);
                }));
            }
            for (Future<Answer> each : sent) {
                answers.add(each.get());
            }
        }
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        Answer late = answers.get(0).status() == 412 ? answers.get(0) : answers.get(1);
        JsonNode changed = late.body().path("changedSince");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).path("sequence").asLong()).isEqualTo(2);
        assertThat(changed.get(0).path("event").asString()).isEqualTo("dispatched");
        assertThat(changed.get(0).path("by").asString()).isEqualTo("COORDINATOR");
        assertThat(changed.get(0).path("occurredAt").asString()).isNotEmpty();
    }

    @Test
    void aFreshPageMayGoOn() {
        TicketSteps ticket = helpdesk.ticket().dispatchTo("qt-zrzy");
        Answer fresh = ticket.send(Helpdesk.ENTERPRISE, "withdraw", Map.of(), Map.of("If-Match", "\"2\""));
        assertThat(fresh.status()).isEqualTo(200);
    }

    @Test
    void anUnknownCommand() {
        TicketSteps ticket = helpdesk.ticket();
        Answer unknown = ticket.send(Helpdesk.ENTERPRISE, "explode", Map.of(), Map.of());
        assertProblem(unknown, 404, "not-found");
        assertThat(unknown.text("detail"))
                .isEqualTo("There is no command 'explode'; GET /api/v1/lifecycle lists them.");
        assertThat(topics.records(Topics.COMMANDS, ticket.id()))
                .as("nothing was sent")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"lead\":", "", "null", "[]", "\"lead\"", "{\"lead\":\"qt-rsj\"} trailing", "{'lead':1}"})
    void aMalformedBody(String body) throws Exception {
        TicketSteps ticket = helpdesk.ticket();
        Answer malformed = raw(
                Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "/dispatch", BodyPublishers.ofString(body));
        assertProblem(malformed, 400, "bad-request");
        assertThat(ticket.onTheListOf(Helpdesk.COORDINATOR).path("state").asString())
                .isEqualTo("SUBMITTED");
    }

    @Test
    void aBodyThatDoesNotSayWhatItMust() {
        Answer faulty = helpdesk.post(
                Helpdesk.ENTERPRISE,
                "/api/v1/tickets",
                Map.of("item", "qt yd", "title", " ", "colour", "red"),
                Map.of());
        assertProblem(faulty, 400, "bad-request");
        assertThat(Helpdesk.elements(faulty.body().path("errors"))
                        .map(error -> error.path("pointer").asString()))
                .contains("/description", "/item", "/title", "/colour");
    }

    @Test
    void aTextWithHalfACharacterWhichNoTableCouldKeep() throws Exception {
        String half =
                Json.MAPPER.writeValueAsString(Helpdesk.submission("HALF")).replace("HALF", "\\ud83c");
        assertProblem(raw(Helpdesk.ENTERPRISE, "/api/v1/tickets", BodyPublishers.ofString(half)), 400, "bad-request");
    }

    @Test
    void aBodyOfFiveMegabytesAnnounced() throws Exception {
        assertProblem(
                raw(Helpdesk.ENTERPRISE, "/api/v1/tickets", BodyPublishers.ofByteArray(large())), 413, "too-large");
    }

    @Test
    void aBodyOfFiveMegabytesThatDoesNotSaySo() throws Exception {
        assertProblem(
                raw(
                        Helpdesk.ENTERPRISE,
                        "/api/v1/tickets",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large()))),
                413,
                "too-large");
    }

    @Test
    void anUnknownTicket() {
        String nobody = UUID.randomUUID().toString();
        Answer unknown = helpdesk.known(nobody).send(Helpdesk.COORDINATOR, "uphold", Map.of(), Map.of());
        assertProblem(unknown, 404, "not-found");
        assertThat(unknown.text("detail")).isEqualTo("There is no ticket " + nobody + ".");
        assertProblem(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + nobody), 404, "not-found");
        assertProblem(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/QT-1999-000001"), 404, "not-found");
        assertProblem(
                helpdesk.known("QT-1999-000001").send(Helpdesk.COORDINATOR, "uphold", Map.of(), Map.of()),
                404,
                "not-found");
    }

    @Test
    void aCommandInTheWrongState() {
        TicketSteps ticket = helpdesk.ticket();
        Answer early = ticket.send(Helpdesk.ENTERPRISE, "confirm", Map.of(), Map.of());
        assertProblem(early, 409, "wrong-state");
        assertThat(early.text("detail"))
                .contains("onfirm ticket " + ticket.number())
                .contains("it is SUBMITTED since ")
                .endsWith("that takes ANSWERED.");
        assertThat(early.text("state")).isEqualTo("SUBMITTED");
        ticket.dispatchTo("qt-rsj").accept().answer("已办结").confirm();
        assertThat(ticket.state()).isEqualTo(TicketState.CLOSED);
        assertProblem(ticket.send(Helpdesk.ENTERPRISE, "confirm", Map.of(), Map.of()), 409, "wrong-state");
    }

    @Test
    void aRefusalInChinese() throws Exception {
        TicketSteps ticket = helpdesk.ticket();
        Answer early = ticket.send(
                Helpdesk.ENTERPRISE, "confirm", Map.of(), Map.of("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"));
        assertProblem(early, 409, "wrong-state");
        assertThat(early.text("detail"))
                .startsWith("不能对诉求单 " + ticket.number() + " 执行“确认”")
                .contains("待派单")
                .endsWith("。");
    }

    /** A character between 0x80 and 0x9f is a control character, which the firewall finds only when all lines are read. */
    @Test
    void whateverLanguageIsAskedForARefusalIsSaidInOne() throws Exception {
        URI address = URI.create(helpdesk.address());
        for (String path : List.of("/api/v1/tickets", "/api/v1/nowhere")) {
            for (String languages : List.of(
                    "Accept-Language: zh\r\nAccept-Language: \u0085",
                    "Accept-Language: \u0085\r\nAccept-Language: zh",
                    "Accept-Language: en\r\nAccept-Language: zh\u0001")) {
                try (Socket line = new Socket(address.getHost(), address.getPort())) {
                    line.setSoTimeout(10_000);
                    line.getOutputStream()
                            .write(
                                    "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\nConnection: close\r\n\r\n"
                                            .formatted(
                                                    path,
                                                    address.getAuthority(),
                                                    helpdesk.token(Helpdesk.ENTERPRISE),
                                                    languages)
                                            .getBytes(ISO_8859_1));
                    String answer = new String(line.getInputStream().readAllBytes(), UTF_8);
                    assertThat(answer)
                            .as("%s %s", path, languages)
                            .startsWith("HTTP/1.1 40")
                            .contains("application/problem+json", "\"detail\":\"");
                }
            }
        }
    }

    @Test
    void aFieldOfAnotherTypeIsNamedInWordsOfOurs() throws Exception {
        for (String language : List.of("en", "zh")) {
            Answer number = helpdesk.post(
                    Helpdesk.ENTERPRISE,
                    "/api/v1/tickets",
                    Map.of("item", List.of("qt-yd"), "title", "标题", "description", "说明"),
                    Map.of("Accept-Language", language));
            assertProblem(number, 400, "bad-request");
            assertThat(number.body().path("errors").toString()).contains("/item");
            assertWordsOfOurs(number.body().toString());
        }
    }

    @Test
    void aLineOfAnImportThatIsNoneIsToldWhatIsExpected() throws Exception {
        for (String line : List.of(
                "{\"commandId\": ",
                "{\"commandId\": \"x\", \"ticketId\": 7}",
                "{\"commandId\": [1]}",
                "{\"occurredAt\": \"yesterday\"}",
                "{\"actor\": \"me\"}",
                "{\"actor\": {\"role\": \"KING\"}}",
                "{\"provenance\": {\"line\": \"x\"}}",
                "[]",
                "{}")) {
            String language = line.length() % 2 == 0 ? "en" : "zh-CN";
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(helpdesk.address() + "/api/v1/imports"))
                                    .header("Authorization", "Bearer " + helpdesk.token("qt-importer"))
                                    .header("Content-Type", "application/x-ndjson")
                                    .header("Accept-Language", language)
                                    .POST(HttpRequest.BodyPublishers.ofString(line + "\n"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(line).contains("\"verdict\":\"INVALID\"");
            assertThat(answer.body()).contains(language.equals("en") ? "The line is not" : "该行");
            assertWordsOfOurs(answer.body());
        }
    }

    private static void assertWordsOfOurs(String body) {
        assertThat(body)
                .doesNotContain(
                        "deserialize", "java.", "org.zhuqi", "tools.jackson", "Unexpected", "JsonNode", "Source:");
    }

    @Test
    void whoMayNotIsToldWhoMay() {
        TicketSteps ticket = helpdesk.ticket().dispatchTo("qt-zrzy", "qt-zjj");
        Answer assistant = ticket.send("qt-handler-zjj", "accept", Map.of(), Map.of());
        assertProblem(assistant, 403, "not-allowed");
        assertThat(assistant.text("detail")).contains("that takes a handler of the lead unit");
    }

    @Test
    void aRuleThatStandsAgainstIt() {
        TicketSteps ticket = helpdesk.ticket().dispatchTo("qt-rsj").accept();
        Answer unexplained = ticket.send(
                Helpdesk.handlerOf("qt-rsj"), "answer", Map.of("outcome", "UNSOLVED", "text", "办不了"), Map.of());
        assertProblem(unexplained, 422, "rule");
        assertThat(unexplained.text("detail")).endsWith("an answer that is not wholly solved must give the reason.");
    }

    static Stream<Arguments> poison() {
        byte[] dispatch = "{\"commandId\":\"%s\"}".formatted(UUID.randomUUID()).getBytes(UTF_8);
        return Stream.of(
                Arguments.of("no JSON, no headers", "no JSON, no headers".getBytes(UTF_8), new RecordHeaders()),
                Arguments.of("no value", null, headers(CommandType.DISPATCH.ceType())),
                Arguments.of("no text", new byte[] {(byte) 0xc3, 0x28, 0}, headers(CommandType.DISPATCH.ceType())),
                Arguments.of("half a message", dispatch, headers(CommandType.DISPATCH.ceType())),
                Arguments.of("an unknown type", dispatch, headers("zhuqi.ticket.explode.v1")),
                Arguments.of("a type of tomorrow", dispatch, headers("zhuqi.ticket.dispatch.v2")),
                Arguments.of("JSON null", "null".getBytes(UTF_8), headers(CommandType.DISPATCH.ceType())),
                Arguments.of(
                        "nested a thousand times",
                        ("[".repeat(2_000) + "]".repeat(2_000)).getBytes(UTF_8),
                        headers(CommandType.DISPATCH.ceType())),
                Arguments.of(
                        "a header that is no text",
                        dispatch,
                        new RecordHeaders().add(CloudEventHeaders.TYPE, new byte[] {0, (byte) 0xff})),
                Arguments.of(
                        "900 KB of nothing",
                        " ".repeat(900_000).getBytes(UTF_8),
                        headers(CommandType.DISPATCH.ceType())));
    }

    private static Headers headers(String type) {
        Headers headers = new RecordHeaders();
        CloudEventHeaders.put(headers, CloudEventHeaders.ID, UUID.randomUUID().toString());
        CloudEventHeaders.put(headers, CloudEventHeaders.TYPE, type);
        return headers;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void poison(String what, byte @Nullable [] value, Headers headers) {
        TicketSteps ticket = helpdesk.ticket(what);
        RecordMetadata place = topics.write(new ProducerRecord<>(Topics.COMMANDS, null, ticket.id(), value, headers));
        ticket.dispatchTo("qt-zrzy");

        JsonNode letter = letterAt(place);
        assertThat(letter.path("status").asString()).isEqualTo("OPEN");
        assertThat(letter.path("ticketId").asString()).isEqualTo(ticket.id());
        assertThat(letter.path("reason").asString()).isNotBlank();
        assertThat(topics.records(Topics.DEAD_COMMANDS, ticket.id()))
                .singleElement()
                .satisfies(record -> assertThat(TopicTap.header(record, "dlt-origin"))
                        .isEqualTo(place.topic() + "/" + place.partition() + "/" + place.offset()));
        assertThat(ticket.timelineOf(Helpdesk.COORDINATOR)).containsExactly("submitted", "dispatched");
    }

    @Test
    void poisonWithoutAKey() {
        List<RecordMetadata> places = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            places.add(topics.write(new ProducerRecord<>(Topics.COMMANDS, partition, null, "?".getBytes(UTF_8))));
        }
        assertThat(places)
                .allSatisfy(place -> assertThat(letterAt(place).path("reason").asString())
                        .isEqualTo("the record has no header 'ce_type'"));
    }

    @Test
    void aCommandUnderAnotherTicketsKey() {
        TicketSteps mine = helpdesk.ticket();
        TicketSteps other = helpdesk.ticket();
        ConsumerRecord<String, byte[]> submit =
                topics.records(Topics.COMMANDS, mine.id()).getFirst();
        RecordMetadata place =
                topics.write(new ProducerRecord<>(Topics.COMMANDS, null, other.id(), submit.value(), submit.headers()));
        assertThat(letterAt(place).path("reason").asString())
                .isEqualTo("the record's key '%s' is not its ticket %s".formatted(other.id(), mine.id()));
    }

    private JsonNode letterAt(RecordMetadata place) {
        return await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> Helpdesk.elements(helpdesk.get(Helpdesk.OPERATOR, "/api/v1/dead-letters?limit=200")
                                        .body()
                                        .path("items"))
                                .filter(letter -> letter.path("partition").asInt() == place.partition()
                                        && letter.path("offset").asLong() == place.offset())
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static byte[] large() {
        return ("{\"item\":\"qt-yd\",\"title\":\"大\",\"description\":\"" + "x".repeat(FIVE_MEGABYTES) + "\"}")
                .getBytes(UTF_8);
    }

    private Answer raw(String account, String path, BodyPublisher body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create(helpdesk.address() + path))
                            .header("Authorization", "Bearer " + helpdesk.token(account))
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    Map.of(
                            "Content-Type",
                            response.headers().firstValue("Content-Type").orElse("")),
                    Json.MAPPER.readTree(response.body()));
        }
    }

    private static void assertProblem(Answer answer, int status, String kind) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
        assertThat(Helpdesk.header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:zhuqi:problem:" + kind);
        assertThat(answer.text("detail")).isNotBlank();
    }
}
