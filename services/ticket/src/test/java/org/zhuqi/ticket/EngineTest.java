package org.zhuqi.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import org.zhuqi.ticket.Helpdesk.TicketSteps;
import org.zhuqi.ticket.application.AuditedTicket;
import org.zhuqi.ticket.application.AuditingTickets;
import org.zhuqi.ticket.application.DeadLetter;
import org.zhuqi.ticket.application.DeadLetters;
import org.zhuqi.ticket.application.DeadLetters.Entry;
import org.zhuqi.ticket.application.DeadLetters.Status;
import org.zhuqi.ticket.application.PoliciesInForce;
import org.zhuqi.ticket.application.ProcessingCommands;
import org.zhuqi.ticket.application.Publisher;
import org.zhuqi.ticket.domain.Ticket;
import org.zhuqi.ticket.postgres.PostgresTicketLog;

/** The engine over real Kafka and real PostgreSQL. */
@SpringBootTest(classes = EngineApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatformInitializer.class)
class EngineTest {
    private static Helpdesk desk;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private InstantSource now;

    @Autowired
    private DeadLetters letters;

    @Autowired
    private PoliciesInForce policies;

    @Autowired
    private AuditingTickets auditing;

    @BeforeAll
    static void open(@Autowired ProcessingCommands engineRuns) {
        desk = new Helpdesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void takesATicketFromOrderToWriteOff() {
        TicketSteps ticket = desk.ticket()
                .dispatchTo(Helpdesk.UNIT)
                .accept()
                .recordProgress("测绘成果已审核")
                .answer()
                .confirm();

        CommandOutcome outcome = ticket.outcome();
        assertThat(outcome.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(outcome.state()).isEqualTo(TicketState.CLOSED);
        assertThat(outcome.version()).isEqualTo(6);
        assertThat(Objects.requireNonNull(outcome.number()).text()).matches("QT-2023-\\d{6}");
        List<EventMessage<?>> events = ticket.events(6);
        assertThat(events).extracting(EventMessage::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(events)
                .extracting(event -> event.type().wireName())
                .containsExactly("submitted", "dispatched", "accepted", "progress-recorded", "answered", "confirmed");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.number()).isEqualTo(outcome.number());
            assertThat(event.occurredAt()).isEqualTo("2023-11-02T03:00:00Z");
            assertThat(event.recordedAt()).isAfter("2026-01-01T00:00:00Z");
        });
    }

    /** What is sent again is the same command, wherever it is sent from then. */
    @Test
    void tellsFromWhichNetworkItWasConfirmedAndRatedFirst() {
        Origin office = new Origin("0f".repeat(16));
        Origin elsewhere = new Origin("1e".repeat(16));
        TicketSteps ticket = desk.ticket()
                .dispatchTo(Helpdesk.UNIT)
                .accept()
                .answer()
                .send(Helpdesk.enterprise(), new TicketCommand.Confirm("已解决", office));
        CommandMessage<?> rated = withFingerprint(
                ticket.message(
                        Helpdesk.enterprise(), new TicketCommand.Rate(Satisfaction.SATISFIED, null, office), null),
                "a".repeat(64),
                null);
        desk.send(rated);
        desk.outcomeOf(rated.commandId());
        desk.send(new CommandMessage<>(
                rated.commandId(),
                ticket.id,
                rated.district(),
                rated.actor(),
                rated.receivedAt(),
                null,
                null,
                rated.fingerprint(),
                null,
                new TicketCommand.Rate(Satisfaction.SATISFIED, null, elsewhere)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> desk.outcomesOf(rated.commandId()).size() == 2);

        assertThat(desk.outcomesOf(rated.commandId()))
                .allSatisfy(outcome -> assertThat(outcome.verdict()).isEqualTo(Verdict.ACCEPTED));
        assertThat(ticket.events(6))
                .<TicketEvent>extracting(EventMessage::event)
                .contains(
                        new TicketEvent.Confirmed("已解决", office),
                        new TicketEvent.Rated(Satisfaction.SATISFIED, null, office))
                .doesNotContain(new TicketEvent.Rated(Satisfaction.SATISFIED, null, elsewhere));
    }

    @Test
    void anAuditSeesWhatWasChangedAfterwards() {
        TicketSteps ticket = desk.ticket().dispatchTo(Helpdesk.UNIT).accept().recordProgress("测绘成果已审核");
        ticket.events(4);
        Caller auditor = Callers.inRole("auditor", Role.AUDITOR);
        AuditedTicket sound = auditing.audit(auditor, ticket.id.text()).orElseThrow();
        assertThat(sound.sound()).isTrue();
        assertThat(sound.version()).isEqualTo(4);
        assertThat(sound.entries())
                .extracting(AuditedTicket.Entry::type)
                .containsExactly(
                        "zhuqi.ticket.submitted.v1",
                        "zhuqi.ticket.dispatched.v1",
                        "zhuqi.ticket.accepted.v1",
                        "zhuqi.ticket.progress-recorded.v1");
        assertThat(sound.entries().getFirst().previousHash()).isEqualTo("00".repeat(32));
        assertThat(auditing.audit(auditor, sound.number().text())).contains(sound);
        assertThat(auditing.audit(Callers.in("XX", auditor), ticket.id.text())).isEmpty();
        assertThat(auditing.audit(auditor, "QT-1999-000001")).isEmpty();

        change(ticket.id, "审核", "不合格");
        AuditedTicket changed = auditing.audit(auditor, ticket.id.text()).orElseThrow();
        assertThat(changed.sound()).isFalse();
        assertThat(changed.entries()).extracting(AuditedTicket.Entry::sound).containsExactly(true, true, true, false);
        change(ticket.id, "不合格", "审核");
        assertThat(auditing.audit(auditor, ticket.id.text())).contains(sound);
    }

    private void change(TicketId ticket, String from, String to) {
        db.sql("update ticket.event set body = replace(body, ?, ?) where ticket_id = ? and sequence = 4")
                .params(from, to, ticket.value())
                .update();
    }

    @Test
    void publishesWhatItStoredAndTheHashesChain() {
        TicketSteps ticket = desk.ticket().dispatchTo(Helpdesk.UNIT).accept();
        ticket.events(3);
        byte[] hash = HashChain.start();
        for (ConsumerRecord<String, byte[]> record : desk.eventRecords(ticket.id)) {
            assertThat(header(record, CloudEventHeaders.PREVIOUS_HASH))
                    .isEqualTo(HexFormat.of().formatHex(hash));
            hash = HashChain.next(hash, record.value());
            assertThat(header(record, CloudEventHeaders.HASH))
                    .isEqualTo(HexFormat.of().formatHex(hash));
        }
        List<StoredEvent> stored = db.sql("""
                        select ticket_id, sequence, type, occurred_at, body, previous_hash, hash
                        from ticket.event where ticket_id = ? order by sequence
                        """)
                .param(ticket.id.value())
                .query((rs, row) -> PostgresTicketLog.storedEvent(rs, 1))
                .list();
        assertThat(stored).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(stored.get(i).body())
                    .isEqualTo(desk.eventRecords(ticket.id).get(i).value());
        }
    }

    @Test
    void theSameCommandAgainTakesEffectOnceAndIsAnsweredTheSame() {
        TicketSteps ticket = desk.ticket();
        CommandMessage<?> dispatch = ticket.message(
                Helpdesk.coordinator(), new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null), null);
        desk.send(dispatch);
        desk.outcomeOf(dispatch.commandId());
        desk.send(dispatch);
        TicketSteps later = ticket.accept();
        later.outcome();

        assertThat(desk.outcomesOf(dispatch.commandId())).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome.verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(outcome.version()).isEqualTo(2);
        });
        assertThat(ticket.events(3))
                .extracting(EventMessage::sequence)
                .contains(1L, 2L, 3L)
                .doesNotContain(4L);
    }

    @Test
    void aRefusedCommandStaysRefusedWhenItComesAgain() {
        TicketSteps ticket = desk.ticket();
        CommandMessage<?> accept = ticket.message(Helpdesk.enterprise(), new TicketCommand.Confirm(null), null);
        desk.send(accept);
        assertThat(desk.outcomeOf(accept.commandId()).verdict()).isEqualTo(Verdict.REFUSED);
        ticket.dispatchTo(Helpdesk.UNIT).accept().answer().outcome();

        desk.send(accept);
        ticket.confirm();
        assertThat(ticket.outcome().state()).isEqualTo(TicketState.CLOSED);
        assertThat(desk.outcomesOf(accept.commandId()))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED));
    }

    @Test
    void anIdUsedForSomethingElseIsRefused() {
        TicketSteps ticket = desk.ticket();
        CommandMessage<?> first = withFingerprint(
                ticket.message(
                        Helpdesk.coordinator(), new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null), null),
                "a".repeat(64),
                null);
        desk.send(first);
        desk.outcomeOf(first.commandId());
        desk.send(withFingerprint(first, "b".repeat(64), null));
        Awaitility.await().until(() -> desk.outcomesOf(first.commandId()).size() == 2);
        assertThat(Objects.requireNonNull(
                                desk.outcomesOf(first.commandId()).getLast().refusal())
                        .code())
                .isEqualTo(RefusalCode.ID_REUSED);

        TicketSteps other = desk.ticket();
        other.outcome();
        CommandMessage<?> stolen = withFingerprint(first, "a".repeat(64), other.id);
        desk.send(stolen);
        Awaitility.await().until(() -> desk.outcomesOf(first.commandId()).size() == 3);
        assertThat(other.accept().outcome().verdict())
                .as("the other ticket was not dispatched by it")
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void aStaleCommandIsToldWhatChanged() {
        TicketSteps ticket = desk.ticket().dispatchTo(Helpdesk.UNIT).accept();
        ticket.outcome();
        ticket.send(
                Helpdesk.coordinator(),
                new TicketCommand.Redispatch(new org.zhuqi.contracts.id.UnitId("qt-zjj"), null, "改派"),
                1L);
        CommandOutcome outcome = ticket.outcome();
        assertThat(Objects.requireNonNull(outcome.refusal()).code()).isEqualTo(RefusalCode.STALE);
        assertThat(outcome.version()).isEqualTo(3);
        assertThat(outcome.changedSince()).extracting(EventSummary::event).containsExactly("dispatched", "accepted");
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheRestGoesOn() {
        UUID mark = UUID.randomUUID();
        desk.send(new ProducerRecord<>(
                Topics.COMMANDS, mark.toString(), "no JSON, no headers".getBytes(StandardCharsets.UTF_8)));
        TicketSteps ticket = desk.ticket();
        ProducerRecord<String, byte[]> broken = Wire.command(
                ticket.message(Helpdesk.coordinator(), new TicketCommand.Uphold(null), null), "/zhuqi/test");
        desk.send(new ProducerRecord<>(
                Topics.COMMANDS, null, ticket.id.text(), new byte[] {(byte) 0xc3, 0x28, 0}, broken.headers()));
        ticket.dispatchTo(Helpdesk.UNIT);

        assertThat(ticket.outcome().verdict()).isEqualTo(Verdict.ACCEPTED);
        Awaitility.await()
                .until(() -> desk.deadLetters().stream()
                                .filter(record -> record.key().equals(mark.toString())
                                        || record.key().equals(ticket.id.text()))
                                .count()
                        == 2);
        assertThat(desk.deadLetters())
                .filteredOn(record -> record.key().equals(mark.toString()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(header(record, "dlt-reason")).isEqualTo("the record has no header 'ce_type'");
                    assertThat(header(record, "dlt-origin")).startsWith(Topics.COMMANDS + "/");
                });
        Entry entry = letters.list(Status.OPEN, null, 100).stream()
                .filter(found -> mark.toString().equals(found.ticketId()))
                .findFirst()
                .orElseThrow();
        assertThat(entry.body()).isEqualTo("no JSON, no headers");
        assertThat(letters.discard(entry.id(), new AccountId("acc-admin"), "测试"))
                .isTrue();
        assertThat(letters.discard(entry.id(), new AccountId("acc-admin"), "测试"))
                .isFalse();
    }

    @Test
    void aDeadLetterThatWasMendedIsDrivenAgain() {
        TicketSteps ticket = desk.ticket();
        CommandMessage<?> dispatch = ticket.message(
                Helpdesk.coordinator(), new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null), null);
        ProducerRecord<String, byte[]> record = Wire.command(dispatch, "/zhuqi/test");
        ConsumerRecord<String, byte[]> dead = new ConsumerRecord<>(
                Topics.COMMANDS,
                99,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                java.util.Optional.empty());
        new PostgresTicketLog(db).bury(List.of(new DeadLetter(dead, "a bug, since mended")), Instant.EPOCH);
        long id = letters.list(Status.OPEN, null, 100).stream()
                .filter(entry -> ticket.id.text().equals(entry.ticketId()))
                .findFirst()
                .orElseThrow()
                .id();

        assertThat(letters.redrive(id, new AccountId("acc-admin"), null)).isTrue();

        assertThat(desk.outcomeOf(dispatch.commandId()).state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(letters.redrive(id, new AccountId("acc-admin"), null))
                .as("only once")
                .isFalse();
    }

    @Test
    void dyingBetweenCommitAndPublishingCostsARepetition() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        List<ConsumerRecord<String, byte[]>> batch = List.of(
                received(ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null)),
                received(ticket.message(
                        Helpdesk.coordinator(), new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null), null)));
        ProcessingCommands dying = engine((events, outcomes, dead) -> {
            throw new IllegalStateException("killed here");
        });
        assertThatThrownBy(() -> dying.process(batch)).hasMessage("killed here");

        List<StoredEvent> published = new ArrayList<>();
        List<CommandOutcome> told = new ArrayList<>();
        engine((events, outcomes, dead) -> {
                    published.addAll(events);
                    told.addAll(outcomes);
                })
                .process(batch);

        assertThat(published).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
        assertThat(told).extracting(CommandOutcome::verdict).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
        assertThat(told).extracting(CommandOutcome::version).containsExactly(1L, 2L);
        assertThat(eventCount(ticket.id)).isEqualTo(2);
    }

    @Test
    void whatComesAgainIsPublishedBeforeWhatIsNew() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        ConsumerRecord<String, byte[]> submit =
                received(ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null));
        engine((events, outcomes, dead) -> {}).process(List.of(submit));
        ConsumerRecord<String, byte[]> dispatch = received(ticket.message(
                Helpdesk.coordinator(), new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null), null));
        List<StoredEvent> published = new ArrayList<>();
        engine((events, outcomes, dead) -> published.addAll(events)).process(List.of(submit, dispatch));
        assertThat(published).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    }

    @Test
    void halfACharacterIsADeadLetterAndNothingWaitsForIt() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        ConsumerRecord<String, byte[]> submit =
                received(ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null));
        ConsumerRecord<String, byte[]> half = new ConsumerRecord<>(
                submit.topic(),
                0,
                1,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                submit.key(),
                new String(submit.value(), StandardCharsets.UTF_8)
                        .replace("产权证办理", "\\ud83d")
                        .getBytes(StandardCharsets.UTF_8),
                submit.headers(),
                java.util.Optional.empty());
        List<DeadLetter> dead = new ArrayList<>();
        engine((events, outcomes, letters) -> dead.addAll(letters)).process(List.of(half));
        assertThat(dead)
                .extracting(DeadLetter::reason)
                .containsExactly("field 'command.title' contains half a character");
    }

    @Test
    void aCommandTwiceInOneBatchTakesEffectOnce() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        ConsumerRecord<String, byte[]> submit =
                received(ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null));
        List<CommandOutcome> told = new ArrayList<>();
        engine((events, outcomes, dead) -> told.addAll(outcomes)).process(List.of(submit, submit));
        assertThat(told).hasSize(1);
        assertThat(eventCount(ticket.id)).isEqualTo(1);
    }

    @Test
    void aRefusalInTheBatchOfTheSubmissionKnowsTheNumber() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        List<CommandOutcome> told = new ArrayList<>();
        engine((events, outcomes, dead) -> told.addAll(outcomes))
                .process(List.of(
                        received(ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null)),
                        received(ticket.message(Helpdesk.enterprise(), new TicketCommand.Confirm(null), null))));
        CommandOutcome refused = told.getLast();
        assertThat(Objects.requireNonNull(refused.refusal()).sentence().en())
                .isEqualTo("cannot confirm ticket " + refused.number()
                        + ": it is SUBMITTED since 2023-11-02; that takes ANSWERED");
    }

    @Test
    void aRefusalNamesTheStateForWhichItWasRefusedWhateverCameAfterItInTheBatch() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        CommandMessage<?> early = ticket.message(Helpdesk.enterprise(), new TicketCommand.Confirm(null), null);
        CommandMessage<?> stale =
                ticket.message(Helpdesk.coordinator(), new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null), 1L);
        List<CommandOutcome> told = new ArrayList<>();
        engine((events, outcomes, dead) -> told.addAll(outcomes))
                .process(List.of(
                        received(ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null)),
                        received(early),
                        received(ticket.message(
                                Helpdesk.coordinator(),
                                new TicketCommand.Dispatch(Helpdesk.UNIT, null, null, null),
                                null)),
                        received(stale),
                        received(ticket.message(Helpdesk.handler(), new TicketCommand.Accept(null, null), null))));

        CommandOutcome refused = outcomeOf(early, told);
        assertThat(refused.state()).isEqualTo(TicketState.SUBMITTED);
        assertThat(refused.version()).isEqualTo(1);
        CommandOutcome changed = outcomeOf(stale, told);
        assertThat(changed.state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.changedSince()).extracting(EventSummary::event).containsExactly("dispatched");
    }

    @Test
    void whatTheDatabaseRefusesDoesNotHoldUpTheOthers() {
        TicketSteps bad = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        TicketSteps good = desk.new TicketSteps(new TicketId(UUID.randomUUID()), Helpdesk.QT);
        db.sql("""
                insert into ticket.ticket (id, district, number, state, version, snapshot, last_hash, updated_at)
                values (?, 'QT', ?, 'SUBMITTED', 0, 'not JSON at all', ''::bytea, now())
                """).params(bad.id.value(), "BROKEN-" + bad.id).update();
        // A row that breaks the reading of one ticket is no data error of the statement: it must not be taken for one.
        List<DeadLetter> dead = new ArrayList<>();
        ProcessingCommands engine = engine((events, outcomes, letters) -> dead.addAll(letters));
        assertThatThrownBy(() -> engine.process(List.of(
                        received(good.message(Helpdesk.enterprise(), Helpdesk.submission(), null)),
                        received(bad.message(Helpdesk.enterprise(), new TicketCommand.Confirm(null), null)))))
                .isInstanceOf(RuntimeException.class);
        db.sql("delete from ticket.ticket where id = ?").param(bad.id.value()).update();

        // A number that is taken already breaks a constraint: the batch is taken singly, only that one goes down.
        db.sql("""
                insert into ticket.event (ticket_id, sequence, type, command_id, occurred_at, recorded_at, body, previous_hash, hash)
                values (?, 1, 'zhuqi.ticket.submitted.v1', ?, now(), now(), '{}', ''::bytea, ''::bytea)
                """).params(bad.id.value(), UUID.randomUUID()).update();
        assertThatThrownBy(() -> engine.process(List.of(
                        received(good.message(Helpdesk.enterprise(), Helpdesk.submission(), null)),
                        received(bad.message(Helpdesk.enterprise(), Helpdesk.submission(), null)))))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        assertThat(eventCount(good.id))
                .as("the good one was written all the same")
                .isEqualTo(1);
        db.sql("delete from ticket.event where ticket_id = ?")
                .param(bad.id.value())
                .update();
    }

    @Test
    void twoEnginesNeverGiveOneNumberTwice() {
        DistrictId district = new DistrictId("NUM");
        int each = 300;
        List<String> numbers = java.util.Collections.synchronizedList(new ArrayList<>());
        Publisher collecting = (events, outcomes, dead) -> outcomes.forEach(
                outcome -> numbers.add(Objects.requireNonNull(outcome.number()).text()));
        List<CompletableFuture<Void>> engines = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            ProcessingCommands engine = engine(collecting);
            engines.add(CompletableFuture.runAsync(() -> {
                for (int batch = 0; batch < each / 10; batch++) {
                    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                    for (int one = 0; one < 10; one++) {
                        records.add(received(desk.new TicketSteps(new TicketId(UUID.randomUUID()), district)
                                .message(Helpdesk.enterprise(), Helpdesk.submission(), null)));
                    }
                    engine.process(records);
                }
            }));
        }
        CompletableFuture.allOf(engines.toArray(CompletableFuture[]::new)).join();
        assertThat(numbers).hasSize(4 * each).doesNotHaveDuplicates();
        assertThat(numbers.stream().sorted().toList().getLast()).isEqualTo("NUM-2023-%06d".formatted(4 * each));
    }

    @Test
    void theYearOfTheNumberIsTheDistrictsYear() {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), new DistrictId("NYE"));
        CommandMessage<?> message = ticket.message(Helpdesk.enterprise(), Helpdesk.submission(), null);
        CommandMessage<?> newYearsEve = new CommandMessage<>(
                message.commandId(),
                message.ticketId(),
                message.district(),
                message.actor(),
                Instant.parse("2023-12-31T16:30:00Z"),
                null,
                null,
                null,
                null,
                message.command());
        desk.send(newYearsEve);
        assertThat(Objects.requireNonNull(desk.outcomeOf(message.commandId()).number())
                        .text())
                .as("half past midnight in Hangzhou")
                .isEqualTo("NYE-2024-000001");
    }

    @Test
    void thePolicyInForceIsFrozenOntoTheTicketWithItsSubmission() {
        DistrictId district = new DistrictId("PF");
        announce(district, "pf-135@1", Instant.EPOCH);
        TicketSteps before = desk.ticket(district);
        before.outcome();

        announce(district, "pf-135@2", Instant.EPOCH.plusSeconds(1));
        TicketSteps after = desk.ticket(district);
        after.outcome();
        before.dispatchTo(Helpdesk.UNIT);
        before.outcome();

        assertThat(policiesOn(before, 2)).containsExactly("pf-135@1", "pf-135@1");
        assertThat(policiesOn(after, 1)).containsExactly("pf-135@2");
    }

    @Test
    void anItemMayAskForAPolicyByName() {
        DistrictId district = new DistrictId("PA");
        announce(district, "pa-135@1", Instant.EPOCH);
        String tiered = "pa-tiered@1";
        desk.send(Wire.rule(
                "policy/" + tiered,
                PolicyAnnounced.CE_TYPE,
                new PolicyAnnounced(tiered, district, Instant.EPOCH.plusSeconds(1), true, null),
                Instant.EPOCH));
        Awaitility.await()
                .atMost(Helpdesk.PATIENCE)
                .until(() -> tiered.equals(policies.version(district, now.instant(), "pa-tiered")));

        assertThat(policiesOn(ordered(district, "pa-tiered"), 1)).containsExactly(tiered);
        assertThat(policiesOn(ordered(district, null), 1)).containsExactly("pa-135@1");
        assertThat(policiesOn(ordered(district, "pa-nobodys"), 1)).containsExactly("pa-135@1");
        assertThat(policies.version(new DistrictId("PB"), now.instant(), "pa-tiered"))
                .as("another district's is not its own")
                .isEqualTo(policies.version(new DistrictId("PB"), now.instant(), null));
    }

    private static TicketSteps ordered(DistrictId district, @Nullable String policy) {
        TicketSteps ticket = desk.new TicketSteps(new TicketId(UUID.randomUUID()), district);
        ticket.send(Helpdesk.enterprise(), Helpdesk.submission().stamped(1L, policy));
        return ticket;
    }

    private static List<@Nullable String> policiesOn(TicketSteps ticket, int events) {
        Awaitility.await()
                .atMost(Helpdesk.PATIENCE)
                .until(() -> desk.eventRecords(ticket.id).size() == events);
        List<@Nullable String> policies = new ArrayList<>();
        desk.eventRecords(ticket.id)
                .forEach(record -> policies.add(Wire.readEvent(record).policyVersion()));
        return policies;
    }

    private void announce(DistrictId district, String version, Instant from) {
        desk.send(Wire.rule(
                "policy/" + version,
                PolicyAnnounced.CE_TYPE,
                new PolicyAnnounced(version, district, from.truncatedTo(ChronoUnit.MICROS)),
                from));
        Awaitility.await()
                .atMost(Helpdesk.PATIENCE)
                .until(() -> version.equals(policies.version(district, now.instant(), null)));
    }

    /** Thursday, 2 November 2023, 11:00: one working day ends with the business hours of the Friday. */
    @Test
    void anObjectionIsJudgedByThePolicysTimeAndTheDistrictsCalendar() {
        DistrictId district = new DistrictId("OBJ");
        TicketSteps unlimited = desk.ticket(district);
        unlimited.outcome();
        desk.send(Wire.rule(
                "calendar/OBJ",
                CalendarAnnounced.CE_TYPE,
                new CalendarAnnounced(
                        district,
                        "plain",
                        "Asia/Shanghai",
                        "PLAIN_WEEKDAYS",
                        List.of(new CalendarAnnounced.Interval("09:00", "17:00")),
                        List.of(),
                        List.of()),
                Instant.EPOCH));
        desk.send(Wire.rule(
                "policy/obj-135@1",
                PolicyAnnounced.CE_TYPE,
                new PolicyAnnounced(
                        "obj-135@1",
                        district,
                        Instant.EPOCH,
                        null,
                        new PolicyAnnounced.ObjectionWindow("1 working day", "NEXT_DAY")),
                Instant.EPOCH));
        Awaitility.await()
                .atMost(Helpdesk.PATIENCE)
                .until(() -> "obj-135@1".equals(policies.version(district, now.instant(), null)));

        TicketSteps inTime = desk.ticket(district).dispatchTo(Helpdesk.UNIT);
        inTime.objectAt(Instant.parse("2023-11-03T09:00:00Z"));
        assertThat(inTime.outcome().state()).isEqualTo(TicketState.OBJECTED);

        TicketSteps late = desk.ticket(district).dispatchTo(Helpdesk.UNIT);
        late.objectAt(Instant.parse("2023-11-03T09:00:00.001Z"));
        assertThat(Objects.requireNonNull(late.outcome().refusal()).sentence().en())
                .endsWith(": objections were possible until 2023-11-03 17:00");

        unlimited.dispatchTo(Helpdesk.UNIT);
        unlimited.objectAt(Instant.parse("2024-11-03T09:00:00Z"));
        assertThat(unlimited.outcome().state()).as("no policy, no window").isEqualTo(TicketState.OBJECTED);
    }

    /** Folds as an earlier version kept them become what a fold of their events would be today. */
    @Test
    void theMigrationsKnowWhatTheEventsSay() throws IOException {
        TicketSteps raised = desk.ticket().dispatchTo(Helpdesk.UNIT);
        raised.send(Helpdesk.coordinator(), new TicketCommand.Escalate(EscalationLevel.DISTRICT_OFFICE, "多部门"));
        raised.send(Helpdesk.coordinator(), new TicketCommand.Escalate(EscalationLevel.CITY, "多部门"));
        raised.outcome();
        TicketSteps call = desk.ticket();
        call.send(Helpdesk.coordinator(), new TicketCommand.Publish("要求", LocalDate.of(2023, 12, 1)));
        call.outcome();
        TicketSteps claimed = desk.ticket();
        claimed.send(Helpdesk.coordinator(), new TicketCommand.Publish("要求", null));
        claimed.send(Helpdesk.handler(), new TicketCommand.Claim(Helpdesk.UNIT, "甲"));
        claimed.outcome();
        List<TicketId> tickets = List.of(raised.id, call.id, claimed.id);
        List<Ticket> today = tickets.stream().map(this::kept).toList();

        for (TicketId ticket : tickets) {
            db.sql("""
                    update ticket.ticket set snapshot = (snapshot::jsonb
                        - '{escalation,leadSince,signedOff,answerRelayed,call}'::text[])::text
                    where id = ?
                    """).param(ticket.value()).update();
        }
        for (String script : List.of("V3__escalation_level", "V4__lead_since", "V5__parts_calls_and_relayed_answers")) {
            try (InputStream file = EngineTest.class.getResourceAsStream("/db/ticket/" + script + ".sql")) {
                db.sql(new String(Objects.requireNonNull(file, script).readAllBytes(), StandardCharsets.UTF_8))
                        .update();
            }
        }

        assertThat(tickets.stream().map(this::kept)).containsExactlyElementsOf(today);
        assertThat(today.getFirst().escalation()).isEqualTo(EscalationLevel.CITY);
        assertThat(today.getFirst().leadSince()).isNotNull();
        assertThat(today.get(1).call()).isNotNull();
    }

    private Ticket kept(TicketId id) {
        return Objects.requireNonNull(
                        new PostgresTicketLog(db).tickets(List.of(id)).get(id))
                .ticket();
    }

    @Test
    void ofTwoUnitsThatClaimAtOnceTheSecondIsTold() {
        TicketSteps ticket = desk.ticket();
        ticket.send(Helpdesk.coordinator(), new TicketCommand.Publish("要求", null));
        ticket.send(Helpdesk.handler(), new TicketCommand.Claim(Helpdesk.UNIT, "甲"));
        ticket.send(competitor(), new TicketCommand.Claim(COMPETITOR, "乙"));

        Refusal refusal = Objects.requireNonNull(ticket.outcome().refusal());
        assertThat(refusal.code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(refusal.sentence().en()).endsWith(": another unit claimed it on 2023-11-02");
        assertThat(ticket.events(3)).hasSize(3);
    }

    @Test
    void whoClaimedMeanwhileIsNotToldToACompetitor() {
        TicketSteps ticket = desk.ticket();
        ticket.send(Helpdesk.coordinator(), new TicketCommand.Publish("要求", null, CallChoice.BEST_PLAN));
        ticket.send(Helpdesk.handler(), new TicketCommand.Claim(Helpdesk.UNIT, "甲"));
        ticket.send(competitor(), new TicketCommand.Claim(COMPETITOR, "乙"), 1L);
        assertThat(ticket.outcome().changedSince())
                .extracting(EventSummary::event)
                .containsExactly("call-published");
        ticket.send(Helpdesk.coordinator(), new TicketCommand.ChooseClaim(Helpdesk.UNIT, "可行"), 1L);
        assertThat(ticket.outcome().changedSince())
                .extracting(EventSummary::event)
                .containsExactly("call-published", "claim-offered");
        assertThat(ticket.outcome().changedSince())
                .extracting(EventSummary::unit)
                .containsExactly(null, Helpdesk.UNIT);

        ticket.send(Helpdesk.coordinator(), new TicketCommand.ChooseClaim(Helpdesk.UNIT, "可行"));
        assertThat(ticket.outcome().state()).isEqualTo(TicketState.IN_PROGRESS);
    }

    private static final UnitId COMPETITOR = new UnitId("qt-competitor");

    private static Actor competitor() {
        return new Actor(new AccountId("acc-competitor"), Role.HANDLER, null, COMPETITOR);
    }

    @Test
    void anotherDistrictDoesNotKnowTheTicket() {
        TicketSteps ticket = desk.ticket();
        ticket.outcome();
        TicketSteps foreign = desk.new TicketSteps(ticket.id, new DistrictId("SY"));
        foreign.dispatchTo(Helpdesk.UNIT);
        assertThat(Objects.requireNonNull(foreign.outcome().refusal()).code()).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(foreign.outcome().number()).isNull();
    }

    private ProcessingCommands engine(Publisher publisher) {
        return new ProcessingCommands(
                new PostgresTicketLog(db),
                publisher,
                transaction,
                now,
                policies,
                ZoneId.of("Asia/Shanghai"),
                new SimpleMeterRegistry());
    }

    private static CommandOutcome outcomeOf(CommandMessage<?> command, List<CommandOutcome> told) {
        return told.stream()
                .filter(outcome -> outcome.commandId().equals(command.commandId()))
                .findAny()
                .orElseThrow();
    }

    private long eventCount(TicketId ticket) {
        return db.sql("select count(*) from ticket.event where ticket_id = ?")
                .param(ticket.value())
                .query(Long.class)
                .single();
    }

    private static ConsumerRecord<String, byte[]> received(CommandMessage<?> message) {
        ProducerRecord<String, byte[]> record = Wire.command(message, "/zhuqi/test");
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                java.util.Optional.empty());
    }

    private static CommandMessage<?> withFingerprint(
            CommandMessage<?> message, String fingerprint, @org.jspecify.annotations.Nullable TicketId ticket) {
        return new CommandMessage<>(
                new CommandId(message.commandId().value()),
                ticket == null ? message.ticketId() : ticket,
                message.district(),
                message.actor(),
                message.receivedAt(),
                null,
                null,
                fingerprint,
                null,
                message.command());
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return Objects.requireNonNull(CloudEventHeaders.text(record.headers(), name));
    }

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
    }
}
