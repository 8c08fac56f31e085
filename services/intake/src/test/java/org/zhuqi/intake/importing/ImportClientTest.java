package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhuqi.intake.importing.StubServer.Misbehaviour;
import tools.jackson.databind.JsonNode;

/** The client against a server that misbehaves. */
class ImportClientTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(5));

    private final StubServer server = new StubServer();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final ImportClient client = new ImportClient(server.uri(), "secret", PATIENCE, pauses::add);

    private final List<PlannedCommand> commands = Log.of("A")
            .row("登记")
            .row("派单")
            .row("签收")
            .row("办理进展")
            .row("答复")
            .row("企业确认")
            .plan()
            .commands();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void everyCommandIsALineWithItsProvenance() throws Exception {
        client.send(Log.of("A").row("派单").plan().commands());

        assertThat(server.authorization()).isEqualTo("Bearer secret");
        JsonNode submit = server.requests().getFirst().getFirst();
        assertThat(submit.path("command").asString()).isEqualTo("submit");
        assertThat(submit.path("occurredAt").asString()).isEqualTo("2023-03-01T01:02:00Z");
        assertThat(submit.path("actor").toString())
                .isEqualTo("{\"account\":\"ent-qtjg\",\"role\":\"ENTERPRISE\",\"enterprise\":\"ent-qtjg\"}");
        assertThat(submit.path("provenance").toString())
                .isEqualTo("{\"source\":\"requests-2023\",\"sourceCase\":\"A\",\"inferred\":true}");
        JsonNode dispatch = server.requests().getFirst().get(1);
        assertThat(dispatch.path("provenance").toString())
                .isEqualTo("{\"source\":\"requests-2023\",\"sourceCase\":\"A\",\"line\":2,\"inferred\":false}");
        assertThat(dispatch.path("body").toString()).isEqualTo("{\"lead\":\"rsj\"}");
    }

    @Test
    void pendingCommandsAreSentAgainWithTheSameIdsUntilTheyAreDecided() throws Exception {
        server.thenOnce(new Misbehaviour.Pending(2)).thenOnce(new Misbehaviour.Pending(0));

        assertThat(client.send(commands)).allMatch(answer -> answer.verdict() == Answer.Verdict.ACCEPTED);
        assertThat(server.requests()).extracting(List::size).containsExactly(6, 4, 4);
        assertThat(server.applied()).containsExactlyElementsOf(ids(commands));
        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void commandsThatAreNeverDecidedStopTheImport() {
        for (int times = 0; times < 50; times++) {
            server.thenOnce(new Misbehaviour.Pending(0));
        }

        assertThatThrownBy(() -> client.send(commands))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessage(
                        "the server has taken in 6 commands but decided none for 6 s: is its ticket engine running?");
    }

    @Test
    void anOverloadedServerIsTriedAgainWithGrowingPauses() throws Exception {
        server.thenOnce(new Misbehaviour.Status(503, "", Map.of()))
                .thenOnce(new Misbehaviour.Status(500, "", Map.of()))
                .thenOnce(new Misbehaviour.Status(429, "", Map.of("Retry-After", "2")));

        assertThat(client.send(commands)).hasSize(6);
        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofSeconds(2));
    }

    @Test
    void aServerThatStaysOverloadedStopsTheImportWithItsOwnWords() {
        for (int times = 0; times < 10; times++) {
            server.thenOnce(new Misbehaviour.Status(503, "{\"detail\":\"the log is full\"}", Map.of()));
        }

        assertThatThrownBy(() -> client.send(commands))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessage(server.uri() + "api/v1/imports answers 503: the log is full; tried 5 times over 3 s");
        assertThat(server.applied()).isEmpty();
    }

    @Test
    void aConnectionLostBeforeOrAfterTheWorkWasDoneAppliesNothingTwice() throws Exception {
        server.thenOnce(new Misbehaviour.HangUp(false)).thenOnce(new Misbehaviour.HangUp(true));

        assertThat(client.send(commands)).allMatch(answer -> answer.verdict() == Answer.Verdict.ACCEPTED);
        assertThat(server.applied()).containsExactlyElementsOf(ids(commands));
    }

    @Test
    void aServerThatIsNotThereStopsTheImport() {
        server.close();

        assertThatThrownBy(() -> client.send(commands))
                .isInstanceOf(ImportStoppedException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageEndingWith("tried 5 times over 3 s");
    }

    @Test
    void linesWithoutAnAnswerAreSentAgain() throws Exception {
        server.thenOnce(new Misbehaviour.CutShort(2));

        assertThat(client.send(commands))
                .extracting(Answer::commandId)
                .containsExactlyElementsOf(
                        commands.stream().map(PlannedCommand::commandId).toList());
        assertThat(server.requests()).extracting(List::size).containsExactly(6, 4);
    }

    @Test
    void refusalsAreAnswersAndKeepTheirPlace() throws Exception {
        server.refusing(line -> line.path("command").asString().equals("answer"));

        assertThat(client.send(commands))
                .extracting(Answer::verdict)
                .containsExactly(
                        Answer.Verdict.ACCEPTED,
                        Answer.Verdict.ACCEPTED,
                        Answer.Verdict.ACCEPTED,
                        Answer.Verdict.ACCEPTED,
                        Answer.Verdict.REFUSED,
                        Answer.Verdict.REFUSED);
    }

    @Test
    void aLineThatTheServerCannotReadIsAnsweredInItsPlace() throws Exception {
        server.thenOnce(new Misbehaviour.CannotRead());

        List<Answer> answers = client.send(Log.of("A").row("派单").plan().commands());

        assertThat(answers).extracting(Answer::verdict).containsExactly(Answer.Verdict.INVALID, Answer.Verdict.REFUSED);
        assertThat(answers.getFirst().reason()).isEqualTo("no JSON");
    }

    @Test
    void aLongCaseGoesInSeveralRequestsOneAfterTheOther() throws Exception {
        Log log = Log.of("A").row("签收");
        for (int row = 0; row < 1_100; row++) {
            log.row("办理进展");
        }
        server.thenOnce(new Misbehaviour.Pending(400));

        client.send(log.plan().commands());

        assertThat(server.requests()).extracting(List::size).containsExactly(500, 100, 500, 103);
        assertThat(server.applied()).containsExactlyElementsOf(ids(log.plan().commands()));
    }

    @Test
    void aTokenOrAccountThatMayNotImportStopsTheImportAtOnce() {
        server.thenOnce(new Misbehaviour.Status(401, "", Map.of()))
                .thenOnce(new Misbehaviour.Status(403, "{\"detail\":\"you are a HANDLER\"}", Map.of()));

        assertThatThrownBy(() -> client.send(commands))
                .hasMessage(server.uri() + "api/v1/imports does not accept the token");
        assertThatThrownBy(() -> client.send(commands))
                .hasMessage(server.uri() + "api/v1/imports does not let this account import: "
                        + "it needs the role IMPORTER: you are a HANDLER");
        assertThat(pauses).isEmpty();
    }

    @Test
    void anythingElseThanAnAnswerStopsTheImport() {
        server.thenOnce(new Misbehaviour.Says("text/html", "<html>"))
                .thenOnce(new Misbehaviour.Says("application/x-ndjson", "{\"commandId\":1"))
                .thenOnce(new Misbehaviour.Says("application/x-ndjson", "{\"verdict\":\"ACCEPTED\"}"));

        assertThatThrownBy(() -> client.send(commands))
                .hasMessageEndingWith(
                        "answers with text/html instead of application/x-ndjson: is this the address of Zhuqi?");
        assertThatThrownBy(() -> client.send(commands))
                .hasMessageEndingWith("answers a line that is not understood: {\"commandId\":1");
        assertThatThrownBy(() -> client.send(commands))
                .hasMessageEndingWith("answers a line that is not understood: {\"verdict\":\"ACCEPTED\"}");
    }

    private static List<String> ids(List<PlannedCommand> commands) {
        return commands.stream().map(command -> command.commandId().text()).toList();
    }
}
