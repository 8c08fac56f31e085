package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.application.DeadLetter;
import org.zhuqi.ticket.postgres.PostgresTicketLog;
import tools.jackson.databind.JsonNode;

/** What an administrator does with what could not be processed. */
class DeadLettersTest {
    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @AfterAll
    static void andEverythingAgrees() throws InterruptedException {
        WholeSystem.assertEverythingAgrees();
    }

    @Test
    void poisonIsListedAndDiscardedOnceWithAReason() {
        TicketSteps ticket = helpdesk.ticket();
        WholeSystem.topics().write(new ProducerRecord<>(Topics.COMMANDS, ticket.id(), "没有头的消息".getBytes(UTF_8)));
        JsonNode letter = letterOf(ticket, "OPEN");
        assertThat(letter.path("body").asString()).isEqualTo("没有头的消息");
        String discard = "/api/v1/dead-letters/" + letter.path("id").asLong() + "/discard";

        assertThat(settle(discard, Map.of("note", " ")).status()).isEqualTo(400);
        Answer discarded = settle(discard, Map.of("note", "测试写入"));
        assertThat(discarded.status()).isEqualTo(200);
        assertThat(discarded.text("status")).isEqualTo("DISCARDED");
        assertThat(discarded.text("settledBy")).isEqualTo(Helpdesk.OPERATOR);
        assertThat(discarded.text("note")).isEqualTo("测试写入");
        assertThat(settle(discard, Map.of("note", "再来一次")).status()).isEqualTo(409);
        assertThat(lettersOf(ticket, "OPEN")).isEmpty();
        assertThat(lettersOf(ticket, "DISCARDED")).hasSize(1);
    }

    @Test
    void poisonThatIsDrivenAgainComesBackAsANewLetter() {
        TicketSteps ticket = helpdesk.ticket();
        WholeSystem.topics().write(new ProducerRecord<>(Topics.COMMANDS, ticket.id(), "?".getBytes(UTF_8)));
        JsonNode letter = letterOf(ticket, "OPEN");

        assertThat(settle("/api/v1/dead-letters/" + letter.path("id").asLong() + "/redrive", Map.of())
                        .text("status"))
                .isEqualTo("REDRIVEN");
        assertThat(letterOf(ticket, "OPEN").path("offset").asLong())
                .isGreaterThan(letter.path("offset").asLong());
        ticket.dispatchTo("qt-rsj");
    }

    @Test
    void aLetterWhoseCauseWasMendedTakesEffectOnce() {
        TicketSteps ticket = helpdesk.ticket();
        CommandMessage<?> dispatch = new CommandMessage<>(
                new CommandId(UUID.randomUUID()),
                TicketId.of(ticket.id()),
                account(Helpdesk.COORDINATOR).district(),
                actor(Helpdesk.COORDINATOR),
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null,
                null,
                null,
                new TicketCommand.Dispatch(new UnitId("qt-rsj"), null, null, null));
        bury(dispatch);
        long id = letterOf(ticket, "OPEN").path("id").asLong();
        String redrive = "/api/v1/dead-letters/" + id + "/redrive";

        assertThat(settle(redrive, Map.of("note", "已修复")).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id())
                        .text("state")
                        .equals("DISPATCHED"));
        assertThat(settle(redrive, Map.of()).status()).as("only once").isEqualTo(409);
        TicketSteps later = helpdesk.known(ticket.id()).take(Helpdesk.handlerOf("qt-rsj"), "accept", Map.of());
        assertThat(later.timelineOf(Helpdesk.COORDINATOR)).containsExactly("submitted", "dispatched", "accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qt-enterprise", "qt-coordinator", "qt-supervisor", "qt-importer"})
    void areForAdministrators(String account) {
        assertThat(helpdesk.get(account, "/api/v1/dead-letters").status()).isEqualTo(403);
        assertThat(helpdesk.post(account, "/api/v1/dead-letters/1/redrive", Map.of(), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(helpdesk.post(account, "/api/v1/dead-letters/1/discard", Map.of("note", "x"), Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void oneThatIsNotThere() {
        assertThat(settle("/api/v1/dead-letters/999999999/redrive", Map.of()).status())
                .isEqualTo(404);
    }

    private Answer settle(String path, Object body) {
        return helpdesk.post(Helpdesk.OPERATOR, path, body, Map.of());
    }

    private JsonNode letterOf(TicketSteps ticket, String status) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !lettersOf(ticket, status).isEmpty());
        return lettersOf(ticket, status).getFirst();
    }

    private List<JsonNode> lettersOf(TicketSteps ticket, String status) {
        return Helpdesk.elements(helpdesk.get(Helpdesk.OPERATOR, "/api/v1/dead-letters?limit=200&status=" + status)
                        .body()
                        .path("items"))
                .filter(letter -> letter.path("ticketId").asString().equals(ticket.id()))
                .toList();
    }

    /** As the engine does when a bug of its own makes it throw. */
    private static void bury(CommandMessage<?> message) {
        ProducerRecord<String, byte[]> record = Wire.command(message, "/zhuqi/test");
        ConsumerRecord<String, byte[]> dead =
                new ConsumerRecord<>(Topics.COMMANDS, 999, System.nanoTime(), record.key(), record.value());
        record.headers().forEach(dead.headers()::add);
        new PostgresTicketLog(WholeSystem.database())
                .bury(List.of(new DeadLetter(dead, "a bug, since mended")), Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Account account(String name) {
        return Account.named(name).orElseThrow();
    }

    private static Actor actor(String name) {
        return account(name).caller().asActor();
    }
}
