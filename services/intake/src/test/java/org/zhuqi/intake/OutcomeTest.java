package org.zhuqi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;

/** Keys, versions, and what a caller is told of its command. */
final class OutcomeTest extends TestIntake {
    private static final Caller SOMEBODY_ELSE = new Caller(
            new AccountId("another"), ENTERPRISE.role(), ENTERPRISE.district(), ENTERPRISE.enterprise(), null);

    @Test
    void anAcceptedSubmissionSaysWhereTheTicketIs() {
        Answer answer = submit(ENTERPRISE, submission());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/tickets/" + answer.text("ticketId"));
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.body().propertyNames())
                .containsExactly("commandId", "ticketId", "verdict", "number", "state", "version");
        assertThat(answer.text("verdict")).isEqualTo("ACCEPTED");
        assertThat(answer.text("number")).isEqualTo("QT-2023-000042");
        assertThat(answer.text("state")).isEqualTo("SUBMITTED");
        assertThat(answer.body().path("version").asLong()).isEqualTo(7);
    }

    @Test
    void anAcceptedCommandSaysTheNewVersion() {
        Answer answer = command(COORDINATOR, CommandType.DISPATCH, newTicket(), "{\"lead\":\"qt-rsj\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.text("state")).isEqualTo("DISPATCHED");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 404, not-found",
        "WRONG_STATE, 409, wrong-state",
        "STALE, 412, stale",
        "NOT_ALLOWED, 403, not-allowed",
        "RULE, 422, rule",
        "ID_REUSED, 422, id-reused"
    })
    void aRefusalIsAProblemWithItsSentence(RefusalCode code, int status, String kind) {
        engine().refuses(code, message -> new Sentence("cannot accept it: so it is", "不能接单：就是这样"));
        String ticket = newTicket();

        Answer english = command(HANDLER, CommandType.ACCEPT, ticket, "{}").isProblem(status, kind);
        assertThat(english.text("detail")).isEqualTo("Cannot accept it: so it is.");
        assertThat(english.text("ticketId")).isEqualTo(ticket);
        assertThat(english.text("commandId")).isNotBlank();
        if (code == RefusalCode.NOT_FOUND) {
            assertThat(english.body().propertyNames()).doesNotContain("number", "state", "version");
        } else {
            assertThat(english.text("state")).isEqualTo("DISPATCHED");
            assertThat(english.body().path("version").asLong()).isEqualTo(7);
        }
        assertThat(english.body().has("changedSince")).isEqualTo(code == RefusalCode.STALE);

        Answer chinese =
                command(HANDLER, CommandType.ACCEPT, ticket, "{}", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.1");
        assertThat(chinese.isProblem(status, kind).text("detail")).isEqualTo("不能接单：就是这样。");
    }

    @Test
    void aStaleCallerIsToldWhatChanged() {
        engine().refuses(RefusalCode.STALE, message -> new Sentence("stale", "已变更"));
        Answer answer = command(COORDINATOR, CommandType.UPHOLD, newTicket(), "{}", "If-Match", "\"6\"")
                .isProblem(412, "stale");
        var changes = answer.body().path("changedSince");
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).path("sequence").asLong()).isEqualTo(7);
        assertThat(changes.get(0).path("event").asString()).isEqualTo("dispatched");
        assertThat(changes.get(0).path("by").asString()).isEqualTo("COORDINATOR");
        assertThat(changes.get(0).path("occurredAt").asString()).isEqualTo("2023-11-02T03:04:05Z");
    }

    @Test
    void whatTheEngineCouldNotProcessIsSaid() {
        engine().behaves(EngineDouble::failed);
        command(HANDLER, CommandType.ACCEPT, newTicket(), "{}").isProblem(500, "dead-letter");
    }

    @Test
    void withoutAnOutcomeTheCommandIsStoredAndTheCallerIsToldWhereToLook() {
        engine().isSilent();
        String ticket = newTicket();
        long start = System.nanoTime();
        Answer answer = command(HANDLER, CommandType.ACCEPT, ticket, "{}");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(took).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
        assertThat(answer.text("verdict")).isEqualTo("PENDING");
        assertThat(answer.text("ticketId")).isEqualTo(ticket);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/commands/" + answer.text("commandId"));
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(engine().recordsOf(ticket)).hasSize(1);
    }

    @Test
    void aRepetitionIsToldTheOutcomeThoughTheFirstCallerHasGivenUp() {
        engine().isSilent();
        String ticket = newTicket();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> withKey(ticket, "again"));
        engine().awaitRecordsOf(ticket, 1);
        await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
        CompletableFuture<Answer> second = CompletableFuture.supplyAsync(() -> withKey(ticket, "again"));
        CommandMessage<?> message =
                Wire.readCommand(engine().awaitRecordsOf(ticket, 2).getLast());

        assertThat(first.join().status()).isEqualTo(202);
        engine().tell(EngineDouble.accepted(message));
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void twoWhoWaitForOneCommandAreToldTheSame() {
        engine().isSilent();
        String ticket = newTicket();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> withKey(ticket, "both"));
        CompletableFuture<Answer> second = CompletableFuture.supplyAsync(() -> withKey(ticket, "both"));
        engine().tell(EngineDouble.accepted(
                Wire.readCommand(engine().awaitRecordsOf(ticket, 2).getFirst())));
        assertThat(first.join().isAccepted().body())
                .isEqualTo(second.join().isAccepted().body());
    }

    @Test
    void twoContentsUnderOneKeyAreNotToldEachOthersOutcome() {
        engine().isSilent();
        String ticket = newTicket();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(
                () -> command(HANDLER, CommandType.ACCEPT, ticket, "{\"note\":\"其一\"}", "Idempotency-Key", "confused"));
        engine().awaitRecordsOf(ticket, 1);
        CompletableFuture<Answer> second = CompletableFuture.supplyAsync(
                () -> command(HANDLER, CommandType.ACCEPT, ticket, "{\"note\":\"其二\"}", "Idempotency-Key", "confused"));
        var records = engine().awaitRecordsOf(ticket, 2);
        CommandMessage<?> one = Wire.readCommand(records.getFirst());
        CommandMessage<?> other = Wire.readCommand(records.getLast());
        assertThat(one.commandId()).isEqualTo(other.commandId());
        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());

        engine().tell(EngineDouble.accepted(one));
        engine().tell(EngineDouble.refused(
                other,
                new org.zhuqi.contracts.command.CommandOutcome.Refusal(
                        RefusalCode.ID_REUSED, new Sentence("used before", "已用过"))));
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(422);
    }

    @Test
    void theSameKeyIsTheSameCommandOfTheSameTicket() {
        String key = newTicket();
        Answer first = submit(ENTERPRISE, submission(), "Idempotency-Key", key);
        Answer again = submit(ENTERPRISE, submission(), "Idempotency-Key", key);
        assertThat(again.body()).isEqualTo(first.body());

        Answer anotherKey = submit(ENTERPRISE, submission(), "Idempotency-Key", key + "x");
        Answer anotherAccount = submit(SOMEBODY_ELSE, submission(), "Idempotency-Key", key);
        Answer noKey = submit(ENTERPRISE, submission());
        Answer noKeyAgain = submit(ENTERPRISE, submission());
        for (String id : new String[] {"ticketId", "commandId"}) {
            assertThat(new String[] {
                        first.text(id),
                        anotherKey.text(id),
                        anotherAccount.text(id),
                        noKey.text(id),
                        noKeyAgain.text(id)
                    })
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theSameKeyForAnotherTicketIsAnotherCommand() {
        Answer one = withKey(newTicket(), "same");
        Answer other = withKey(newTicket(), "same");
        assertThat(one.text("commandId")).isNotEqualTo(other.text("commandId"));
    }

    @Test
    void theSameContentHasTheSameFingerprintHoweverItIsWritten() {
        assertThat(fingerprint("{\"lead\":\"a\",\"note\":\"b\"}", "\"1\""))
                .isEqualTo(fingerprint("{ \"note\": \"b\", \"lead\": \"a\" }", "1"))
                .isNotEqualTo(fingerprint("{\"lead\":\"a\",\"note\":\"c\"}", "\"1\""))
                .isNotEqualTo(fingerprint("{\"lead\":\"a\",\"note\":\"b\"}", "\"2\""))
                .isNotEqualTo(fingerprint("{\"lead\":\"a\",\"note\":\"b\"}", "*"));
    }

    private String fingerprint(String json, String ifMatch) {
        Answer answer = command(COORDINATOR, CommandType.DISPATCH, newTicket(), json, "If-Match", ifMatch)
                .isAccepted();
        return String.valueOf(Wire.readCommand(
                        engine().awaitRecordsOf(answer.text("ticketId"), 1).getFirst())
                .fingerprint());
    }

    @Test
    void aKeyOfTheLargestSize() {
        submit(ENTERPRISE, submission(), "Idempotency-Key", "k".repeat(255)).isAccepted();
    }

    static String[] badKeys() {
        return new String[] {"k".repeat(256), "two words", ""};
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("badKeys")
    void aKeyThatIsNone(String key) {
        int before = engine().recordCount();
        assertThat(submit(ENTERPRISE, submission(), "Idempotency-Key", key)
                        .isProblem(400, "bad-request")
                        .text("detail"))
                .isEqualTo("Idempotency-Key must be 1 to 255 visible ASCII characters.");
        assertThat(engine().recordCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"3\"', 3",
                "'W/\"3\"', 3",
                "3, 3",
                "' \"12\" ', 12",
                "'\"999999999999999999\"', 999999999999999999"
            })
    void aVersionAsTheETagGaveIt(String ifMatch, long version) {
        assertThat(expectedVersion(ifMatch)).isEqualTo(version);
    }

    @Test
    void anyVersion() {
        assertThat(expectedVersion("*")).isNull();
    }

    private @org.jspecify.annotations.Nullable Long expectedVersion(String ifMatch) {
        Answer answer = command(COORDINATOR, CommandType.UPHOLD, newTicket(), "{}", "If-Match", ifMatch)
                .isAccepted();
        return Wire.readCommand(
                        engine().awaitRecordsOf(answer.text("ticketId"), 1).getFirst())
                .expectedVersion();
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "\"3\", \"4\"", "-1", "\"\"", "", "3.0", "\"9999999999999999999\"", "0x3"})
    void aVersionThatIsNone(String ifMatch) {
        int before = engine().recordCount();
        command(COORDINATOR, CommandType.UPHOLD, newTicket(), "{}", "If-Match", ifMatch)
                .isProblem(400, "bad-request");
        assertThat(engine().recordCount()).isEqualTo(before);
    }

    private Answer withKey(String ticket, String key) {
        return command(HANDLER, CommandType.ACCEPT, ticket, "{}", "Idempotency-Key", key);
    }
}
