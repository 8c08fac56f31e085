package org.zhuqi.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.TestPlatform;

/** The people around a ticket, speaking to the engine over its topics: {@code desk.ticket().dispatchTo(unit).accept()}. */
final class Helpdesk implements AutoCloseable {
    static final DistrictId QT = new DistrictId("QT");
    static final EnterpriseId ENTERPRISE = new EnterpriseId("ent-0001");
    static final UnitId UNIT = new UnitId("qt-zrzy");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Producer<String, byte[]> producer = TestPlatform.kafka().producer("helpdesk", 0);
    private final List<CommandOutcome> outcomes = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> events = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();
    private final List<TopicTail> tails = List.of(
            new TopicTail(
                    TestPlatform.kafka(),
                    Topics.OUTCOMES,
                    "helpdesk-outcomes",
                    TopicTail.From.END,
                    records -> records.forEach(record -> outcomes.add(Wire.readOutcome(record)))),
            new TopicTail(TestPlatform.kafka(), Topics.EVENTS, "helpdesk-events", TopicTail.From.END, events::addAll),
            new TopicTail(
                    TestPlatform.kafka(),
                    Topics.DEAD_COMMANDS,
                    "helpdesk-dead",
                    TopicTail.From.END,
                    deadLetters::addAll));

    Helpdesk() {
        tails.forEach(TopicTail::start);
    }

    static Actor enterprise() {
        return new Actor(new AccountId("acc-enterprise"), Role.ENTERPRISE, ENTERPRISE, null);
    }

    static Actor coordinator() {
        return new Actor(new AccountId("acc-coordinator"), Role.COORDINATOR, null, null);
    }

    static Actor handler() {
        return new Actor(new AccountId("acc-handler"), Role.HANDLER, null, UNIT);
    }

    TicketSteps ticket() {
        return ticket(QT);
    }

    TicketSteps ticket(DistrictId district) {
        TicketSteps ticket = new TicketSteps(new TicketId(UUID.randomUUID()), district);
        ticket.send(enterprise(), submission());
        return ticket;
    }

    static TicketCommand.Submit submission() {
        return new TicketCommand.Submit(
                ENTERPRISE, "产权证办理", "厂房已竣工，请协助办证。", new CatalogueItemId("qt-yd"), null, null, null, null, null);
    }

    void send(CommandMessage<?> message) {
        send(Wire.command(message, "/zhuqi/test"));
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    CommandOutcome outcomeOf(CommandId command) {
        return Objects.requireNonNull(Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> outcomes.stream()
                                .filter(outcome -> outcome.commandId().equals(command))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull));
    }

    List<CommandOutcome> outcomesOf(CommandId command) {
        return outcomes.stream()
                .filter(outcome -> outcome.commandId().equals(command))
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> eventRecords(TicketId ticket) {
        return events.stream()
                .filter(record -> ticket.text().equals(record.key()))
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> deadLetters() {
        return deadLetters;
    }

    final class TicketSteps {
        final TicketId id;
        private final DistrictId district;
        private final List<CommandId> sent = new ArrayList<>();

        TicketSteps(TicketId id, DistrictId district) {
            this.id = id;
            this.district = district;
        }

        TicketSteps dispatchTo(UnitId unit) {
            return send(coordinator(), new TicketCommand.Dispatch(unit, null, null, null));
        }

        TicketSteps accept() {
            return send(handler(), new TicketCommand.Accept(null, null));
        }

        TicketSteps objectAt(Instant time) {
            CommandMessage<?> now = message(
                    handler(), new TicketCommand.RaiseObjection(ObjectionGround.NOT_COMPETENT, "不属本单位", null), null);
            Helpdesk.this.send(new CommandMessage<>(
                    now.commandId(), id, district, now.actor(), time, null, null, null, null, now.command()));
            return this;
        }

        TicketSteps recordProgress(String note) {
            return send(handler(), new TicketCommand.RecordProgress(note, false, null));
        }

        TicketSteps answer() {
            return send(handler(), new TicketCommand.Answer(AnswerOutcome.SOLVED, "已办结", null, null));
        }

        TicketSteps confirm() {
            return send(enterprise(), new TicketCommand.Confirm(null));
        }

        TicketSteps send(Actor actor, TicketCommand command) {
            return send(actor, command, null);
        }

        TicketSteps send(Actor actor, TicketCommand command, @Nullable Long version) {
            CommandMessage<?> message = message(actor, command, version);
            Helpdesk.this.send(message);
            return this;
        }

        CommandMessage<?> message(Actor actor, TicketCommand command, @Nullable Long version) {
            CommandId commandId = new CommandId(UUID.randomUUID());
            sent.add(commandId);
            return new CommandMessage<>(
                    commandId,
                    id,
                    district,
                    actor,
                    Instant.parse("2023-11-02T03:00:00Z"),
                    null,
                    version,
                    null,
                    null,
                    command);
        }

        /** What became of the command sent last. */
        CommandOutcome outcome() {
            return outcomeOf(sent.getLast());
        }

        /** The published events, once there are so many. */
        List<EventMessage<?>> events(int count) {
            Awaitility.await().atMost(PATIENCE).until(() -> eventRecords(id).size() >= count);
            List<EventMessage<?>> read = new ArrayList<>();
            eventRecords(id).forEach(record -> read.add(Wire.readEvent(record)));
            return read;
        }
    }

    @Override
    public void close() {
        tails.forEach(TopicTail::stop);
        producer.close();
    }
}
