package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/** What is wrong with the form is said before anything is sent. */
final class FormTest extends TestIntake {
    private int sentBefore;

    @BeforeEach
    void remember() {
        sentBefore = engine().recordCount();
    }

    private void assertNothingWasSent() {
        assertThat(engine().recordCount()).isEqualTo(sentBefore);
    }

    @AfterEach
    void theRestGoesOn() {
        submit(ENTERPRISE, submission()).isAccepted();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("{\"title\":", "line 1, column 10"),
                Arguments.of("{\n  \"title\": 用工\n}", "line 2, column"),
                Arguments.of("{\"title\":\"a\"} x", "line 1, column"),
                Arguments.of("<title/>", "line 1, column 1"),
                Arguments.of("{\"title\":\"\\ud8\"}", "line 1, column"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String json, String where) {
        Answer answer = submit(ENTERPRISE, json).isProblem(400, "bad-request");
        assertThat(answer.text("detail")).startsWith("The body is not JSON (" + where);
        assertNothingWasSent();
    }

    @Test
    void nestedBeyondReason() {
        submit(ENTERPRISE, "[".repeat(5_000)).isProblem(400, "bad-request");
        submit(ENTERPRISE, "{\"title\":".repeat(5_000)).isProblem(400, "bad-request");
        assertNothingWasSent();
    }

    @Test
    void bytesThatAreNoText() {
        byte[] latin = "{\"item\":\"qt-yg\",\"title\":\"é\",\"description\":\"x\"}"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        post(ENTERPRISE, "/api/v1/tickets", BodyPublishers.ofByteArray(latin)).isProblem(400, "bad-request");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "42", "true", "   "})
    void jsonThatIsNoObject(String json) {
        assertThat(submit(ENTERPRISE, json).isProblem(400, "bad-request").text("detail"))
                .isEqualTo("The body must be a JSON object.");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense",
                ""
            })
    void anotherContentType(String type) {
        submit(ENTERPRISE, submission(), "Content-Type", type).isProblem(415, "unsupported-media-type");
        assertNothingWasSent();
    }

    @Test
    void aFormInPartsIsNotTakenForAnEmptyBody() {
        String parts = "--x\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\nabc\r\n--x--\r\n";
        command(ENTERPRISE, CommandType.WITHDRAW, newTicket(), parts, "Content-Type", "multipart/form-data; boundary=x")
                .isProblem(415, "unsupported-media-type");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON"})
    void json(String type) {
        submit(ENTERPRISE, submission(), "Content-Type", type).isAccepted();
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation("a field is missing", CommandType.DISPATCH, Map.of(), "/lead"),
                violation("two are missing", CommandType.SUSPEND, Map.of(), "/reason", "/note"),
                violation("a field is null", CommandType.DISPATCH, nothing("lead"), "/lead"),
                violation("a field is unknown", CommandType.DISPATCH, Map.of("lead", "a", "colour", "red"), "/colour"),
                violation("a text is a number", CommandType.APPEAL, Map.of("reason", 7), "/reason"),
                violation("a text is a list", CommandType.APPEAL, Map.of("reason", List.of("x")), "/reason"),
                violation(
                        "a list is a text",
                        CommandType.DISPATCH,
                        Map.of("lead", "a", "assistants", "b"),
                        "/assistants"),
                violation(
                        "a flag is a text",
                        CommandType.RECORD_PROGRESS,
                        Map.of("note", "x", "internal", "yes"),
                        "/internal"),
                violation("a text is empty", CommandType.APPEAL, Map.of("reason", ""), "/reason"),
                violation("a text is blank", CommandType.APPEAL, Map.of("reason", " \t\n"), "/reason"),
                violation("a text is blank in Chinese", CommandType.APPEAL, Map.of("reason", "　　"), "/reason"),
                violation("a text is too long", CommandType.APPEAL, Map.of("reason", "长".repeat(2_001)), "/reason"),
                violation("an id has blanks", CommandType.DISPATCH, Map.of("lead", "qt rsj"), "/lead"),
                violation("an id is too long", CommandType.DISPATCH, Map.of("lead", "a".repeat(65)), "/lead"),
                violation(
                        "an id in a list",
                        CommandType.DISPATCH,
                        Map.of("lead", "a", "assistants", List.of("b", "c d")),
                        "/assistants/1"),
                violation(
                        "a list is too long",
                        CommandType.DISPATCH,
                        Map.of("lead", "a", "assistants", List.of("abcdefghijklmnopqrstu".split(""))),
                        "/assistants"),
                violation("a value is not listed", CommandType.RATE, Map.of("satisfaction", "HAPPY"), "/satisfaction"),
                violation(
                        "a value in lower case",
                        CommandType.RATE,
                        Map.of("satisfaction", "satisfied"),
                        "/satisfaction"),
                violation("a day is none", CommandType.PUBLISH, Map.of("terms", "x", "until", "2023-02-30"), "/until"),
                violation(
                        "a time is none",
                        CommandType.REQUEST_EXTENSION,
                        Map.of("until", "tomorrow", "reason", "x"),
                        "/until"),
                violation(
                        "a time without offset",
                        CommandType.REQUEST_EXTENSION,
                        Map.of("until", "2023-11-02T03:04:05", "reason", "x"),
                        "/until"),
                violation("a ticket's id is none", CommandType.MERGE, Map.of("into", "QT-2023-000042"), "/into"),
                violation(
                        "a file that is a name",
                        CommandType.PROVIDE_INFORMATION,
                        Map.of("information", "x", "attachments", List.of("图纸.pdf")),
                        "/attachments/0"));
    }

    private static Arguments violation(String what, CommandType type, Map<String, ?> body, String... pointers) {
        return Arguments.of(what, type, Json.MAPPER.writeValueAsString(body), List.of(pointers));
    }

    private static Map<String, Object> nothing(String name) {
        return Map.of(name, Json.MAPPER.nullNode());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void violations(String what, CommandType type, String json, List<String> pointers) {
        var caller = new org.zhuqi.platform.security.Caller(
                ENTERPRISE.account(), roleFor(type), ENTERPRISE.district(), ENTERPRISE.enterprise(), HANDLER.unit());
        Answer english = command(caller, type, newTicket(), json).isProblem(400, "bad-request");
        assertThat(pointers(english)).as("%s: %s", what, english.body()).containsExactlyInAnyOrderElementsOf(pointers);
        Answer chinese = command(caller, type, newTicket(), json, "Accept-Language", "zh-CN")
                .isProblem(400, "bad-request");
        assertThat(pointers(chinese)).containsExactlyInAnyOrderElementsOf(pointers);
        assertThat(chinese.text("detail")).contains("“" + type.zh() + "”");
        chinese.body()
                .path("errors")
                .forEach(error -> assertThat(error.path("detail").asString())
                        .as("a sentence in Chinese")
                        .matches("(?s).*\\p{IsHan}.*"));
        english.body()
                .path("errors")
                .forEach(error -> assertThat(error.path("detail").asString())
                        .as("a sentence in English")
                        .isNotBlank()
                        .doesNotContainPattern("\\p{IsHan}"));
        assertNothingWasSent();
    }

    private static org.zhuqi.contracts.lifecycle.Role roleFor(CommandType type) {
        return Stream.of(org.zhuqi.contracts.lifecycle.Role.values())
                .filter(role -> org.zhuqi.contracts.lifecycle.TicketLifecycle.mayEverSend(role, type))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pointers(Answer answer) {
        List<String> pointers = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        return pointers;
    }

    @Test
    void aTextThatTheDatabaseCouldNotKeep() {
        Answer answer =
                submit(ENTERPRISE, submission(Map.of("title", "a\u0000b"))).isProblem(400, "bad-request");
        assertThat(pointers(answer)).containsExactly("/title");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83c", "\\udfed", "a\\ud83cb", "\\udfed\\ud83c"})
    void halfACharacter(String half) {
        String json = submission(Map.of("title", "TITLE")).replace("TITLE", half);
        Answer answer = submit(ENTERPRISE, json).isProblem(400, "bad-request");
        assertThat(pointers(answer)).containsExactly("/title");
        assertNothingWasSent();
    }

    @Test
    void anyOtherTextArrivesAsItWasWritten() {
        String title = "“企业”说：<b>办不下来</b> \\ \" % ' 🏭 𠮷 \u200b\u202e é \t|";
        Answer answer = submit(ENTERPRISE, submission(Map.of("title", title))).isAccepted();
        assertThat(Wire.readCommand(engine().awaitRecordsOf(answer.text("ticketId"), 1)
                                .getFirst())
                        .command())
                .hasFieldOrPropertyWithValue("title", title);
    }

    @Test
    void charactersAreCountedAsPeopleDo() {
        submit(ENTERPRISE, submission(Map.of("title", "🏭".repeat(120)))).isAccepted();
        assertThat(pointers(submit(ENTERPRISE, submission(Map.of("title", "🏭".repeat(121))))
                        .isProblem(400, "bad-request")))
                .containsExactly("/title");
    }

    /** No token speaks for the system, so its own command never comes through this door. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RELAY_ANSWER")
    void aBodyIsNeededWhereAFieldIs(CommandType type) {
        JsonNode schema = Json.MAPPER.readTree(org.zhuqi.intake.application.CommandBodies.schemaText(type));
        var caller = new org.zhuqi.platform.security.Caller(
                ENTERPRISE.account(), roleFor(type), ENTERPRISE.district(), ENTERPRISE.enterprise(), HANDLER.unit());
        Answer answer = send(request(path(type, newTicket()))
                .header("Authorization", "Bearer " + org.zhuqi.platform.testkit.TestPlatform.token(caller))
                .POST(BodyPublishers.noBody()));
        if (schema.path("required").isEmpty()) {
            answer.isAccepted();
        } else {
            answer.isProblem(400, "bad-request");
            assertThat(pointers(answer)).isNotEmpty();
        }
    }

    @Test
    void fiveMegabytesAnnounced() {
        post(ENTERPRISE, "/api/v1/tickets", BodyPublishers.ofByteArray(large(5 << 20)))
                .isProblem(413, "too-large");
        assertNothingWasSent();
    }

    @Test
    void fiveMegabytesUnannounced() {
        post(
                        ENTERPRISE,
                        "/api/v1/tickets",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large(5 << 20))))
                .isProblem(413, "too-large");
        assertNothingWasSent();
    }

    @Test
    void theLargestRequestThatTheContractsAllowFits() {
        Map<String, Object> file =
                Map.of("id", keep(ENTERPRISE, "名".repeat(200), "m".repeat(100), Long.MAX_VALUE, "a".repeat(64)));
        submit(
                        ENTERPRISE,
                        submission(Map.of(
                                "title", "🏭".repeat(120),
                                "description", "𠮷".repeat(5_000),
                                "attachments", java.util.Collections.nCopies(20, file))))
                .isAccepted();
    }

    private static byte[] large(int bytes) {
        return submission(Map.of("description", "x".repeat(bytes))).getBytes(UTF_8);
    }
}
