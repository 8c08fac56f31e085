package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.demo.Demo;
import org.zhuqi.allinone.fuzz.Sent.Header;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.json.Json;

/**
 * What {@code zhuqi fuzz} does with more requests, on a system of its own: it changes everything that can be changed. And
 * what it has found, one by one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final int REQUESTS = 3_000;
    private static final int MESSAGES = 600;

    private final DataFolder folder = TestFolders.fresh("fuzz");

    @SuppressWarnings("NullAway.Init")
    private Installation installation;

    @BeforeAll
    void start() throws Exception {
        installation = Installation.start(folder, 0, WholeSystem.UNLIMITED);
        new Demo(installation.address(), installation::token).tell();
    }

    @AfterAll
    void stop() {
        installation.close();
        TestFolders.delete(folder);
    }

    @Test
    void nothingThatIsSentMakesItFail() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        HttpFuzz fuzz = new HttpFuzz(
                installation.address(), installation::token, 20_260_105, 2, new PrintStream(told, true, UTF_8));
        Tally tally = fuzz.run(REQUESTS);

        assertThat(fuzz.findings()).as(told.toString(UTF_8)).isEmpty();
        assertThat(tally.requests()).isEqualTo(REQUESTS);
        assertThat(tally.ofClass(2))
                .as("some come through: %s", tally.byStatus())
                .isGreaterThan(REQUESTS / 10);
        assertThat(tally.ofClass(4))
                .as("most are refused: %s", tally.byStatus())
                .isGreaterThan(REQUESTS / 4);
    }

    @Test
    void nothingOnItsTopicsStopsIt() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        MessageFuzz fuzz = new MessageFuzz(
                WholeSystem.kafka(installation.servers()), 20_260_105, new PrintStream(told, true, UTF_8));
        Map<String, Long> taken = fuzz.run(MESSAGES);
        Aftermath aftermath =
                new Aftermath(installation.address(), installation.servers(), folder, installation::token);

        assertThat(aftermath.faults()).as(told.toString(UTF_8)).isEmpty();
        assertThat(taken).containsKeys(Topics.COMMANDS, Topics.EVENTS, Topics.DIRECTORY, Topics.TRIALS);
        assertThat(aftermath.deadLetters()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/tickets?q=%ED%A0%80,                    , , 400",
        "GET,  /api/v1/tickets?=1,                             , , 400",
        "GET,  /api/v1/tickets?q=%,                            , , 400",
        "POST, /api/v1/tickets,                                */*, {}, 415",
        "POST, /api/v1/tickets,                                application/*, {}, 415",
        "POST, /api/v1/attachments,                            multipart/form-data, x, 400",
        "POST, /api/v1/attachments,                            multipart/form-data; boundary=b, --b, 400",
        "PUT,  /api/v1/me/preferences/x,                       application/x-www-form-urlencoded, a, 400",
        "PUT,  /api/v1/me/preferences/x,                       application/x-www-form-urlencoded, a=%zz, 400",
        "GET,  /api/v1/tickets?q=a|b,                          , , 400",
        "GET,  /api/v1/tickets[0],                             , , 400",
        "GET,  /%zz,                                           , , 400"
    })
    void isRefusedInTheSameFormAsEverythingElse(
            String method, String target, @Nullable String type, @Nullable String body, int status) {
        List<Header> headers = type == null ? List.of() : List.of(new Header("Content-Type", type));
        Answer answer = ask(new Sent("", method, target, null, headers, body == null ? null : body.getBytes(UTF_8)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        var problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString("")).isNotBlank();
        assertThat(problem.path("traceId").asString("")).matches("[0-9a-f]{32}");
    }

    @Test
    void aHeaderThatCannotBeIsRefusedSoAsWell() {
        Answer answer = ask(new Sent("", "GET", "/api/v1/tickets", null, List.of(new Header("Expect", "x")), null));
        assertThat(answer.status()).isEqualTo(417);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void twoDocumentsAreNoHolidayNotice() {
        String token = installation.token(Account.named("qt-admin").orElseThrow());
        try (Wire wire = new Wire(installation.address(), Duration.ofSeconds(30))) {
            List<Header> json = List.of(new Header("Content-Type", "application/json"));
            Answer answer = wire.send(
                    new Sent("", "POST", "/api/v1/calendar/notices", null, json, "{}{}".getBytes(UTF_8)), token);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("line 1").doesNotContain("jackson");
        }
    }

    /** It was answered as two parts, under the length of the whole. */
    @Test
    void whoAsksForPartsGetsTheWhole() {
        String token = installation.token(Account.named("qt-supervisor").orElseThrow());
        try (Wire wire = new Wire(installation.address(), Duration.ofSeconds(30))) {
            List<Header> parts = List.of(new Header("Range", "bytes=0-0,2-2,4-4"));
            Answer answer = wire.send(
                    new Sent("", "GET", "/api/v1/metrics/export.csv?figure=tickets", null, parts, null), token);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.body()).hasSizeGreaterThan(3);
        }
    }

    /** A type with a control character is only read when the file is there: the refusal came under the length of the file. */
    @ParameterizedTest
    @ValueSource(strings = {"export.csv", "export.pdf", "export.xlsx"})
    void aFileThatIsRefusedAtTheLastMomentIsRefusedWholly(String file) {
        String token = installation.token(Account.named("qt-supervisor").orElseThrow());
        try (Wire wire = new Wire(installation.address(), Duration.ofSeconds(30))) {
            List<Header> unreadable = List.of(new Header("Content-Type", "\u009b"));
            Answer answer = wire.send(new Sent("", "GET", "/api/v1/metrics/" + file, null, unreadable, null), token);
            assertThat(answer.status()).as(answer.text()).isBetween(400, 415);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.header("Content-Disposition")).isEmpty();
            assertThat(Json.MAPPER.readTree(answer.body()).path("status").asInt())
                    .isEqualTo(answer.status());
        }
    }

    private Answer ask(Sent sent) {
        String token = installation.token(Account.named("qt-enterprise").orElseThrow());
        try (Wire wire = new Wire(installation.address(), Duration.ofSeconds(30))) {
            return wire.send(sent, token);
        }
    }

    @Test
    void theSameSeedMakesTheSameRequest() {
        assertThat(Chance.of(7, 42).uuid()).isEqualTo(Chance.of(7, 42).uuid());
        assertThat(Chance.of(7, 43).uuid()).isNotEqualTo(Chance.of(7, 42).uuid());
        Map<String, String> once = Map.of("a", Nasty.text(Chance.of(1, 2)));
        assertThat(once).containsEntry("a", Nasty.text(Chance.of(1, 2)));
    }
}
