package org.zhuqi.ticket.application;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;
import org.zhuqi.ticket.domain.Deciding;
import org.zhuqi.ticket.machine.TicketStateMachine;

/**
 * The way of a batch: read, decide and write in one transaction, then publish, then return, upon which its offsets are
 * committed. Dying anywhere in between costs a repetition: commands that were decided are known by their id, and what they
 * came to is published again.
 */
public final class ProcessingCommands {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessingCommands.class);

    private final TicketLog log;
    private final Publisher publisher;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final Deciding deciding;
    private final TicketStateMachine machine = new TicketStateMachine();
    private final PoliciesInForce policies;
    private final ZoneId zone;
    private final MeterRegistry figures;

    /** @param zone in which a ticket's year of submission, and so its number, is told */
    public ProcessingCommands(
            TicketLog log,
            Publisher publisher,
            TransactionTemplate transaction,
            InstantSource now,
            PoliciesInForce policies,
            ZoneId zone,
            MeterRegistry figures) {
        this.log = log;
        this.publisher = publisher;
        this.transaction = transaction;
        this.now = now;
        this.policies = policies;
        this.zone = zone;
        this.deciding = new Deciding(zone);
        this.figures = figures;
    }

    /** @throws RuntimeException if the batch must come again: the database or the broker cannot be reached */
    public void process(List<ConsumerRecord<String, byte[]>> records) {
        List<Incoming> incoming = new ArrayList<>(records.size());
        List<DeadLetter> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                incoming.add(new Incoming(record, Wire.readCommand(record)));
            } catch (UnreadableMessageException e) {
                unreadable.add(new DeadLetter(record, Objects.requireNonNullElse(e.getMessage(), "unreadable")));
            }
        }
        Batch batch;
        try {
            batch = decideAndWrite(incoming, unreadable);
        } catch (DataAccessException e) {
            if (!isCausedByData(e)) {
                throw e;
            }
            LOG.warn(
                    "a batch of {} commands cannot be written as one, taking them singly: {}",
                    records.size(),
                    e.getMessage());
            processSingly(incoming, unreadable);
            return;
        }
        publish(batch);
    }

    /** One command whose content the database refuses must not hold up the others. */
    private void processSingly(List<Incoming> incoming, List<DeadLetter> unreadable) {
        publish(decideAndWrite(List.of(), unreadable));
        for (Incoming one : incoming) {
            Batch batch;
            try {
                batch = decideAndWrite(List.of(one), List.of());
            } catch (DataAccessException e) {
                if (!isCausedByData(e) || e instanceof DuplicateKeyException) {
                    throw e;
                }
                batch = decideAndWrite(
                        List.of(),
                        List.of(new DeadLetter(
                                one.record(),
                                String.valueOf(e.getMostSpecificCause().getMessage()))));
            }
            publish(batch);
        }
    }

    private Batch decideAndWrite(List<Incoming> incoming, List<DeadLetter> unreadable) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
            Batch batch = new Batch(log, deciding, machine, policies, zone, at);
            unreadable.forEach(batch::bury);
            batch.take(incoming);
            batch.write();
            return batch;
        }));
    }

    private void publish(Batch batch) {
        batch.letters()
                .forEach(letter -> LOG.error(
                        "dead letter: {} partition {} offset {}: {}",
                        letter.record().topic(),
                        letter.record().partition(),
                        letter.record().offset(),
                        letter.reason()));
        publisher.publish(batch.events(), batch.outcomes(), batch.letters());
        count(batch.outcomes());
    }

    private void count(List<CommandOutcome> outcomes) {
        Map<String, Long> byReason =
                outcomes.stream().collect(Collectors.groupingBy(ProcessingCommands::reason, Collectors.counting()));
        byReason.forEach((reason, number) ->
                figures.counter("zhuqi.commands.decided", "result", reason).increment(number));
    }

    /** {@code accepted}, {@code failed}, or why it was refused. */
    private static String reason(CommandOutcome outcome) {
        Enum<?> said = outcome.refusal() == null
                ? outcome.verdict()
                : outcome.refusal().code();
        return said.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** SQLSTATE classes 22 (data), 23 (constraint) and 54 (limit): sending the same again cannot help. */
    private static boolean isCausedByData(DataAccessException thrown) {
        return thrown.getMostSpecificCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && List.of("22", "23", "54").contains(sql.getSQLState().substring(0, 2));
    }

    record Incoming(ConsumerRecord<String, byte[]> record, CommandMessage<?> message) {}
}
