package org.zhuqi.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialEnded;
import org.zhuqi.contracts.trial.TrialReadings;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;

final class WireTest {
    private static final TicketId TICKET = TicketId.of("018b9000-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2023-11-02T03:04:05.678901Z");

    static Stream<TicketCommand> everyCommand() {
        return Stream.of(CommandType.values())
                .flatMap(type -> Stream.of(Specimens.full(type.recordType()), Specimens.sparse(type.recordType())));
    }

    static Stream<TicketEvent> everyEvent() {
        return Stream.of(EventType.values())
                .flatMap(type -> Stream.of(Specimens.full(type.recordType()), Specimens.sparse(type.recordType())));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandComesBackAsItWasSent(TicketCommand command) {
        CommandMessage<?> sent = message(command);
        assertThat(Wire.readCommand(EventStory.received(Wire.command(sent, "/zhuqi/intake"))))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventComesBackAsItWasTold(TicketEvent event) {
        EventMessage<?> told = message(event);
        ConsumerRecord<String, byte[]> received = EventStory.received(Wire.event(stored(told)));
        assertThat(Wire.readEvent(received)).isEqualTo(told);
        assertThat(Wire.readEventBody(told.type(), received.value())).isEqualTo(told);
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeComesBackAsItWasDecided(CommandOutcome.Verdict verdict) {
        for (CommandOutcome some :
                List.of(Specimens.full(CommandOutcome.class), Specimens.sparse(CommandOutcome.class))) {
            CommandOutcome decided = new CommandOutcome(
                    some.commandId(),
                    some.ticketId(),
                    some.district(),
                    verdict,
                    some.number(),
                    some.state(),
                    some.version(),
                    some.refusal(),
                    some.changedSince(),
                    some.fingerprint(),
                    some.decidedAt());
            assertThat(Wire.readOutcome(EventStory.received(Wire.outcome(decided))))
                    .isEqualTo(decided);
        }
    }

    @Test
    void everyMessageAboutATrialComesBackAsItWasTold() {
        for (TrialAsked asked : List.of(Specimens.full(TrialAsked.class), Specimens.sparse(TrialAsked.class))) {
            assertThat(Wire.readTrialAsked(EventStory.received(Wire.trialAsked(asked, NOW))))
                    .isEqualTo(asked);
        }
        for (TrialAnswer answer : List.of(
                Specimens.full(TrialReadings.class),
                Specimens.sparse(TrialReadings.class),
                Specimens.full(TrialEnded.class),
                Specimens.sparse(TrialEnded.class))) {
            ConsumerRecord<String, byte[]> received = EventStory.received(Wire.trialAnswer(answer, 7, NOW));
            assertThat(Wire.readTrialAnswer(received)).isEqualTo(answer);
            assertThat(KafkaMessageFactory.createReader(received.headers(), received.value())
                            .toEvent()
                            .getId())
                    .isEqualTo(answer.trial() + "/7");
            assertUnreadable(() -> Wire.readTrialAsked(received)).withMessage("the record does not ask for a trial");
        }
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void anEventIsACloudEventForEveryoneElse(TicketEvent event) {
        EventMessage<?> told = message(event);
        StoredEvent stored = stored(told);
        CloudEvent read = cloudEvent(Wire.event(stored));

        assertThat(read.getId()).isEqualTo(TICKET + "/3");
        assertThat(read.getType()).isEqualTo(told.type().ceType());
        assertThat(read.getSource()).hasToString("/zhuqi/ticket");
        assertThat(read.getSubject()).isEqualTo(TICKET.text());
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC));
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(Objects.requireNonNull(read.getData()).toBytes()).isEqualTo(stored.body());
        assertThat(read.getExtension("sequence")).isEqualTo("3");
        assertThat(read.getExtension("previoushash")).isEqualTo(HexFormat.of().formatHex(stored.previousHash()));
        assertThat(read.getExtension("hash")).isEqualTo(HexFormat.of().formatHex(stored.hash()));
    }

    @Test
    void commandsAndOutcomesAreCloudEventsToo() {
        CloudEvent command =
                cloudEvent(Wire.command(message(Specimens.sparse(TicketCommand.Dispatch.class)), "/zhuqi/intake"));
        assertThat(command.getType()).isEqualTo("zhuqi.ticket.dispatch.v1");
        assertThat(command.getSource()).hasToString("/zhuqi/intake");
        CloudEvent outcome = cloudEvent(Wire.outcome(Specimens.full(CommandOutcome.class)));
        assertThat(outcome.getType()).isEqualTo(CommandOutcome.CE_TYPE);
        assertThat(outcome.getSubject()).isEqualTo(TICKET.text());
    }

    @Test
    void refusesAnUnknownType() {
        assertUnreadable(() -> Wire.readCommand(retyped(command(), "zhuqi.ticket.explode.v1")))
                .withMessage("there is no command of type 'zhuqi.ticket.explode.v1'");
        assertUnreadable(() -> Wire.readCommand(retyped(command(), EventType.ACCEPTED.ceType())))
                .withMessage("there is no command of type 'zhuqi.ticket.accepted.v1'");
        assertUnreadable(() -> Wire.readEvent(retyped(event(), "zhuqi.ticket.dispatched.v2")))
                .withMessage("there is no event of type 'zhuqi.ticket.dispatched.v2'");
    }

    @Test
    void refusesARecordWithoutType() {
        ConsumerRecord<String, byte[]> untyped = command();
        untyped.headers().remove(CloudEventHeaders.TYPE);
        assertUnreadable(() -> Wire.readCommand(untyped)).withMessage("the record has no header 'ce_type'");
    }

    @Test
    void refusesACommandUnderAnotherTicketsKey() {
        ConsumerRecord<String, byte[]> right = command();
        var wrong = new ConsumerRecord<>(right.topic(), 0, 0L, "another", right.value());
        right.headers().forEach(wrong.headers()::add);
        assertUnreadable(() -> Wire.readCommand(wrong))
                .withMessage("the record's key 'another' is not its ticket " + TICKET);
    }

    @Test
    void refusesACommandUnderAnotherId() {
        ConsumerRecord<String, byte[]> nameless = command();
        nameless.headers().remove(CloudEventHeaders.ID);
        assertUnreadable(() -> Wire.readCommand(nameless)).withMessage("the record has no header 'ce_id'");

        ConsumerRecord<String, byte[]> another = command();
        another.headers().remove(CloudEventHeaders.ID);
        CloudEventHeaders.put(another.headers(), CloudEventHeaders.ID, "another");
        assertUnreadable(() -> Wire.readCommand(another))
                .withMessage("the record's id is not that of its command " + new UUID(1, 2));
    }

    @Test
    void refusesAnEntryUnderAnotherKey() {
        DirectoryEntry.District district = Specimens.full(DirectoryEntry.District.class);
        ConsumerRecord<String, byte[]> entry = EventStory.received(Wire.directoryEntry(district, NOW));
        assertThat(Wire.readDirectoryEntry(entry)).contains(district);
        assertUnreadable(() -> Wire.readDirectoryEntry(under("another", entry)))
                .withMessage("the record's key 'another' is not its entry's " + district.key());
    }

    private static ConsumerRecord<String, byte[]> under(String key, ConsumerRecord<String, byte[]> record) {
        var moved = new ConsumerRecord<>(record.topic(), 0, 0L, key, record.value());
        record.headers().forEach(moved.headers()::add);
        return moved;
    }

    @Test
    void refusesWhatIsNotJson() {
        assertUnreadable(() -> Wire.readCommand(changed(command(), body -> body.substring(0, body.length() / 2))))
                .withMessageContaining("end-of-input");
        assertUnreadable(() -> Wire.readEvent(changed(event(), body -> body + "}")))
                .withMessageContaining("Unexpected close marker");
        assertUnreadable(() -> Wire.readEvent(changed(event(), body -> "null")))
                .withMessage("the record's value is null");
        assertUnreadable(() -> Wire.readEvent(changed(event(), body -> "[]")))
                .withMessageContaining("Cannot deserialize");
    }

    @Test
    void refusesARecordWithoutValue() {
        ConsumerRecord<String, byte[]> right = command();
        @SuppressWarnings("NullAway") // a tombstone, as anybody with access to the topic could write it
        var empty = new ConsumerRecord<String, byte[]>(right.topic(), 0, 0L, right.key(), null);
        right.headers().forEach(empty.headers()::add);
        assertUnreadable(() -> Wire.readCommand(empty)).withMessage("the record has no value");
    }

    @Test
    void refusesAMessageThatBreaksItsContract() {
        assertUnreadable(() -> Wire.readCommand(changed(command(), body -> body.replace("\"lead\"", "\"load\""))))
                .withMessage("field 'command.lead' is missing");
        assertUnreadable(() -> Wire.readCommand(changed(command(), body -> body.replace("some-UnitId", "a b"))))
                .withMessageContaining("'a b' is not a UnitId");
        assertUnreadable(() -> Wire.readCommand(changed(
                        command(), body -> body.replace("\"note\":\"", "\"note\":\"" + "长".repeat(2000)))))
                .withMessageContaining("field 'command.note' has 20")
                .withMessageContaining("at most 2000 are allowed");
        assertUnreadable(() ->
                        Wire.readCommand(changed(command(), body -> body.replace("\"note\":\"", "\"note\":\"\\u0000"))))
                .withMessage("field 'command.note' contains the character U+0000");
        assertUnreadable(() -> Wire.readEvent(changed(event(), body -> body.replace("IN_PROGRESS", "DREAMING"))))
                .withMessageContaining("DREAMING");
    }

    @Test
    void toleratesAFieldOfANewerWriter() {
        ConsumerRecord<String, byte[]> newer =
                changed(event(), body -> "{\"mood\":{\"is\":[1,2]}," + body.substring(1));
        assertThat(Wire.readEvent(newer)).isEqualTo(Wire.readEvent(event()));
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<UnreadableMessageException> assertUnreadable(
            ThrowingCallable reading) {
        return assertThatExceptionOfType(UnreadableMessageException.class).isThrownBy(reading);
    }

    private static CloudEvent cloudEvent(ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> received = EventStory.received(sent);
        return KafkaMessageFactory.createReader(received.headers(), received.value())
                .toEvent();
    }

    private static ConsumerRecord<String, byte[]> command() {
        return EventStory.received(
                Wire.command(message(Specimens.full(TicketCommand.Dispatch.class)), "/zhuqi/intake"));
    }

    private static ConsumerRecord<String, byte[]> event() {
        return EventStory.received(Wire.event(stored(message(Specimens.full(TicketEvent.Accepted.class)))));
    }

    private static ConsumerRecord<String, byte[]> retyped(ConsumerRecord<String, byte[]> record, String type) {
        record.headers().remove(CloudEventHeaders.TYPE);
        CloudEventHeaders.put(record.headers(), CloudEventHeaders.TYPE, type);
        return record;
    }

    private static ConsumerRecord<String, byte[]> changed(
            ConsumerRecord<String, byte[]> record, UnaryOperator<String> change) {
        String body = new String(record.value(), UTF_8);
        String other = change.apply(body);
        assertThat(other).isNotEqualTo(body);
        var changed = new ConsumerRecord<>(record.topic(), 0, 0L, record.key(), other.getBytes(UTF_8));
        record.headers().forEach(changed.headers()::add);
        return changed;
    }

    private static CommandMessage<?> message(TicketCommand command) {
        return new CommandMessage<>(
                new CommandId(new UUID(1, 2)),
                TICKET,
                new DistrictId("QT"),
                Specimens.full(Actor.class),
                NOW,
                null,
                7L,
                null,
                Specimens.sparse(Provenance.class),
                command);
    }

    private static EventMessage<?> message(TicketEvent event) {
        return new EventMessage<>(
                TICKET,
                new TicketNumber("QT-2023-000042"),
                3,
                new DistrictId("QT"),
                new CommandId(new UUID(1, 2)),
                Specimens.full(Actor.class),
                NOW,
                NOW,
                null,
                TicketState.IN_PROGRESS,
                1,
                Specimens.full(Provenance.class),
                event);
    }

    private static StoredEvent stored(EventMessage<?> message) {
        byte[] body = Wire.eventBody(message);
        byte[] before = HashChain.next(HashChain.start(), new byte[] {1});
        return new StoredEvent(
                message.ticketId(),
                message.sequence(),
                message.type(),
                message.occurredAt(),
                body,
                before,
                HashChain.next(before, body));
    }
}
