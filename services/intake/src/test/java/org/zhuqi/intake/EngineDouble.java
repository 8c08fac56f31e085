package org.zhuqi.intake;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.TestPlatform;

/** Stands where the engine stands: sees every command on the topic, and says of it what a test wants to hear. */
final class EngineDouble implements AutoCloseable {
    static final TicketNumber NUMBER = new TicketNumber("QT-2023-000042");
    private static final Instant DECIDED = Instant.parse("2023-11-02T03:04:05Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Answers a command, or says nothing. */
    @FunctionalInterface
    interface Behaviour {
        @Nullable
        CommandOutcome decide(CommandMessage<?> message);
    }

    private final Producer<String, byte[]> producer = TestPlatform.kafka().producer("engine-double", 0);
    private final List<ConsumerRecord<String, byte[]>> received = new CopyOnWriteArrayList<>();
    private final TopicTail tail = new TopicTail(
            TestPlatform.kafka(),
            Topics.COMMANDS,
            "engine-double",
            TopicTail.From.END,
            records -> records.forEach(this::take));
    private volatile Behaviour behaviour = EngineDouble::accepted;

    EngineDouble() {
        tail.start();
    }

    void behaves(Behaviour next) {
        behaviour = next;
    }

    void isSilent() {
        behaviour = message -> null;
    }

    void refuses(RefusalCode code, Function<CommandMessage<?>, Sentence> sentence) {
        behaviour = message -> refused(message, new Refusal(code, sentence.apply(message)));
    }

    /** As the engine does after a repetition: the number of the command is counted, so that answers can be told apart. */
    void counts(AtomicInteger count) {
        behaviour = message -> {
            count.incrementAndGet();
            return accepted(message);
        };
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        received.add(record);
        CommandOutcome outcome = behaviour.decide(Wire.readCommand(record));
        if (outcome != null) {
            tell(outcome);
        }
    }

    void tell(CommandOutcome outcome) {
        try {
            producer.send(Wire.outcome(outcome)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The records of one ticket so far, in order. */
    List<ConsumerRecord<String, byte[]>> recordsOf(String ticket) {
        return received.stream().filter(record -> ticket.equals(record.key())).toList();
    }

    List<ConsumerRecord<String, byte[]>> awaitRecordsOf(String ticket, int count) {
        await().atMost(PATIENCE).until(() -> recordsOf(ticket).size() >= count);
        return recordsOf(ticket);
    }

    int recordCount() {
        return received.size();
    }

    /** The only command of this ticket. */
    CommandMessage<?> commandOf(TicketId ticket) {
        return Wire.readCommand(awaitRecordsOf(ticket.text(), 1).getLast());
    }

    static CommandOutcome accepted(CommandMessage<?> message) {
        TicketState state = TicketLifecycle.EDGES.stream()
                .filter(edge -> edge.command() == message.type())
                .findFirst()
                .orElseThrow()
                .to();
        return outcome(message, Verdict.ACCEPTED, state, 7L, null, null);
    }

    static CommandOutcome refused(CommandMessage<?> message, Refusal refusal) {
        boolean known = refusal.code() != RefusalCode.NOT_FOUND;
        return outcome(
                message,
                Verdict.REFUSED,
                known ? TicketState.DISPATCHED : null,
                known ? 7L : null,
                refusal,
                refusal.code() == RefusalCode.STALE
                        ? List.of(new EventSummary(7, "dispatched", Role.COORDINATOR, DECIDED, null))
                        : null);
    }

    static CommandOutcome failed(CommandMessage<?> message) {
        return outcome(message, Verdict.FAILED, null, null, null, null);
    }

    private static CommandOutcome outcome(
            CommandMessage<?> message,
            Verdict verdict,
            @Nullable TicketState state,
            @Nullable Long version,
            @Nullable Refusal refusal,
            @Nullable List<EventSummary> changedSince) {
        return new CommandOutcome(
                new CommandId(message.commandId().value()),
                message.ticketId(),
                message.district(),
                verdict,
                state == null ? null : NUMBER,
                state,
                version,
                refusal,
                changedSince,
                message.fingerprint(),
                DECIDED);
    }

    @Override
    public void close() {
        tail.stop();
        producer.close();
    }
}
