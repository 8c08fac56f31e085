package org.zhuqi.ticket.application;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.application.ProcessingCommands.Incoming;
import org.zhuqi.ticket.application.TicketLog.NumberSeries;
import org.zhuqi.ticket.domain.Deciding;
import org.zhuqi.ticket.domain.Decision;
import org.zhuqi.ticket.domain.Refusals;
import org.zhuqi.ticket.domain.Ticket;
import org.zhuqi.ticket.machine.TicketStateMachine;

/** One batch of commands within its transaction: what it loads, what it decides in order, what it leaves behind. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final TicketLog log;
    private final Deciding deciding;
    private final TicketStateMachine machine;
    private final PoliciesInForce policies;
    private final ZoneId zone;
    private final Instant at;

    private final Map<TicketId, TicketRow> loaded = new HashMap<>();
    private final Map<TicketId, Ticket> current = new LinkedHashMap<>();
    private final Map<CommandId, @Nullable String> decidedHere = new HashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<KnownCommand> repeated = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<CommandOutcome> failed = new ArrayList<>();

    private final List<StoredEvent> events = new ArrayList<>();
    private final List<CommandOutcome> outcomes = new ArrayList<>();

    Batch(
            TicketLog log,
            Deciding deciding,
            TicketStateMachine machine,
            PoliciesInForce policies,
            ZoneId zone,
            Instant at) {
        this.log = log;
        this.deciding = deciding;
        this.machine = machine;
        this.policies = policies;
        this.zone = zone;
        this.at = at;
    }

    /** What is to be published after the commit, in order: also what was stored by an earlier life of this batch. */
    List<StoredEvent> events() {
        return events;
    }

    List<CommandOutcome> outcomes() {
        return outcomes;
    }

    List<DeadLetter> letters() {
        return letters;
    }

    void bury(DeadLetter letter) {
        letters.add(letter);
    }

    void take(List<Incoming> incoming) {
        if (incoming.isEmpty()) {
            return;
        }
        Set<TicketId> tickets = new LinkedHashSet<>();
        Set<CommandId> commands = new LinkedHashSet<>();
        for (Incoming one : incoming) {
            tickets.add(one.message().ticketId());
            commands.add(one.message().commandId());
            if (one.message().command() instanceof TicketCommand.Merge merge && merge.into() != null) {
                tickets.add(merge.into());
            }
        }
        loaded.putAll(log.tickets(tickets));
        loaded.forEach((id, row) -> current.put(id, row.ticket()));
        Map<CommandId, KnownCommand> known = log.known(commands);
        for (Incoming one : incoming) {
            take(one.record(), one.message(), known.get(one.message().commandId()));
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, CommandMessage<?> message, @Nullable KnownCommand known) {
        if (known != null) {
            if (isSame(message, known.ticketId(), known.fingerprint())) {
                repeated.add(known);
            } else {
                refused.add(new Refused(message, Refusals.idReused(message), current.get(message.ticketId()), false));
            }
            return;
        }
        if (decidedHere.containsKey(message.commandId())) {
            if (!isSame(message, message.ticketId(), decidedHere.get(message.commandId()))) {
                refused.add(new Refused(message, Refusals.idReused(message), current.get(message.ticketId()), false));
            }
            return;
        }
        try {
            Ticket before = current.get(message.ticketId());
            switch (deciding.decide(
                    before,
                    message,
                    current::get,
                    before != null && message.command() instanceof TicketCommand.RaiseObjection
                            ? policies.objectionsUntil(before)
                            : null)) {
                case Decision.Accepted decision -> {
                    machine.move(decision.edge());
                    Ticket after = Ticket.apply(
                            before,
                            new Ticket.Step(
                                    message.ticketId(),
                                    message.district(),
                                    message.actor().account(),
                                    decision.edge().to(),
                                    happenedAt(message),
                                    before == null
                                            ? policies.version(
                                                    message.district(),
                                                    happenedAt(message),
                                                    message.command() instanceof TicketCommand.Submit submit
                                                            ? submit.policy()
                                                            : null)
                                            : null,
                                    decision.event()));
                    current.put(message.ticketId(), after);
                    accepted.add(new Accepted(message, decision, after));
                }
                case Decision.Refused decision -> refused.add(new Refused(message, decision.refusal(), before, true));
            }
            decidedHere.put(message.commandId(), message.fingerprint());
        } catch (RuntimeException e) {
            LOG.error("deciding command {} of ticket {} failed", message.commandId(), message.ticketId(), e);
            letters.add(new DeadLetter(record, "deciding failed: " + e));
            failed.add(new CommandOutcome(
                    message.commandId(),
                    message.ticketId(),
                    message.district(),
                    Verdict.FAILED,
                    null,
                    null,
                    null,
                    null,
                    null,
                    message.fingerprint(),
                    at));
        }
    }

    /** No finer than the books keep it, whoever sent the command. */
    private static Instant happenedAt(CommandMessage<?> message) {
        return message.businessTime().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean isSame(CommandMessage<?> message, TicketId ticket, @Nullable String fingerprint) {
        return message.ticketId().equals(ticket)
                && (message.fingerprint() == null
                        || fingerprint == null
                        || message.fingerprint().equals(fingerprint));
    }

    /**
     * The numbers last: their lock is held until the commit. What comes again is told before what is new: it was decided
     * earlier, and may not have been published in its first life.
     */
    void write() {
        tellRepeated();
        Map<TicketId, TicketNumber> numbers = allocateNumbers();
        Map<TicketId, TicketRow> changed = new LinkedHashMap<>();
        List<NewEvent> fresh = new ArrayList<>(accepted.size());
        for (Accepted one : accepted) {
            TicketRow row = changed.getOrDefault(
                    one.after().id(), loaded.get(one.after().id()));
            TicketNumber number = row == null ? numbers.get(one.after().id()) : row.number();
            byte[] previousHash = row == null ? HashChain.start() : row.lastHash();
            StoredEvent event = one.toEvent(Objects.requireNonNull(number), previousHash, at);
            fresh.add(
                    new NewEvent(event, one.message().commandId(), one.message().fingerprint(), at));
            changed.put(one.after().id(), new TicketRow(one.after(), number, event.hash()));
            events.add(event);
            outcomes.add(one.toOutcome(number, at));
        }
        log.append(fresh);
        log.save(changed.values(), at);
        // After what is new: what a stale command is told of may have happened earlier in this very batch.
        log.saveRefusals(toRefusals(numbers));
        log.bury(letters, at);
        outcomes.addAll(failed);
    }

    private Map<TicketId, TicketNumber> allocateNumbers() {
        Map<TicketId, NumberSeries> series = new LinkedHashMap<>();
        Map<NumberSeries, Integer> wanted = new TreeMap<>();
        for (Accepted one : accepted) {
            if (one.after().version() == 1) {
                NumberSeries its = new NumberSeries(
                        one.after().district(),
                        one.message().businessTime().atZone(zone).getYear());
                series.put(one.after().id(), its);
                wanted.merge(its, 1, Integer::sum);
            }
        }
        Map<TicketId, TicketNumber> numbers = new HashMap<>();
        if (!wanted.isEmpty()) {
            Map<NumberSeries, Long> next = log.allocate(wanted);
            series.forEach((ticket, its) -> {
                long counter = next.merge(its, 1L, Long::sum) - 1;
                numbers.put(ticket, new TicketNumber("%s-%04d-%06d".formatted(its.district(), its.year(), counter)));
            });
        }
        return numbers;
    }

    private List<RefusedCommand> toRefusals(Map<TicketId, TicketNumber> numbers) {
        Map<TicketId, Long> staleVersions = new HashMap<>();
        for (Refused one : refused) {
            Long expected = one.message().expectedVersion();
            if (one.refusal().code() == RefusalCode.STALE && expected != null) {
                staleVersions.merge(one.message().ticketId(), expected, Math::min);
            }
        }
        Map<TicketId, List<EventSummary>> changes = staleVersions.isEmpty() ? Map.of() : log.since(staleVersions);
        List<RefusedCommand> kept = new ArrayList<>();
        for (Refused one : refused) {
            TicketId id = one.message().ticketId();
            TicketRow row = loaded.get(id);
            TicketNumber number = row == null ? numbers.get(id) : row.number();
            CommandOutcome outcome = one.toOutcome(number, changes.get(id), at);
            outcomes.add(outcome);
            if (one.keep()) {
                kept.add(new RefusedCommand(
                        outcome, one.message().actor().account(), one.message().fingerprint()));
            }
        }
        return kept;
    }

    private void tellRepeated() {
        for (KnownCommand known : repeated) {
            switch (known) {
                case KnownCommand.Accepted before -> {
                    events.add(before.event());
                    EventMessage<?> event = Wire.readEventBody(
                            before.event().type(), before.event().body());
                    outcomes.add(DecidedCommands.outcome(event, before));
                }
                case KnownCommand.Refused before -> outcomes.add(before.outcome());
            }
        }
    }

    private record Accepted(CommandMessage<?> message, Decision.Accepted decision, Ticket after) {

        StoredEvent toEvent(TicketNumber number, byte[] previousHash, Instant at) {
            EventMessage<?> event = new EventMessage<>(
                    after.id(),
                    number,
                    after.version(),
                    after.district(),
                    message.commandId(),
                    message.actor(),
                    happenedAt(message),
                    at,
                    after.policyVersion(),
                    after.state(),
                    after.round(),
                    message.provenance(),
                    decision.event());
            byte[] body = Wire.eventBody(event);
            return new StoredEvent(
                    after.id(),
                    after.version(),
                    EventType.of(decision.event()),
                    happenedAt(message),
                    body,
                    previousHash,
                    HashChain.next(previousHash, body));
        }

        CommandOutcome toOutcome(TicketNumber number, Instant at) {
            return new CommandOutcome(
                    message.commandId(),
                    after.id(),
                    after.district(),
                    Verdict.ACCEPTED,
                    number,
                    after.state(),
                    after.version(),
                    null,
                    null,
                    message.fingerprint(),
                    at);
        }
    }

    /**
     * @param ticket as it was when this was refused: commands after it in the batch may have changed it since
     * @param keep false for a re-used id: the books already hold what that id came to
     */
    private record Refused(
            CommandMessage<?> message,
            Refusal refusal,
            @Nullable Ticket ticket,
            boolean keep) {

        /** Who competes for an open call is for those who choose, and each for itself. */
        private static boolean mayKnow(EventSummary change, Actor actor) {
            boolean isClaim = change.event().equals(EventType.CLAIM_OFFERED.wireName())
                    || change.event().equals(EventType.CLAIM_TAKEN_BACK.wireName());
            return !isClaim
                    || switch (actor.role()) {
                        case HANDLER -> actor.unit() != null && actor.unit().equals(change.unit());
                        case ENTERPRISE, OFFICER -> false;
                        case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM -> true;
                    };
        }

        CommandOutcome toOutcome(@Nullable TicketNumber number, @Nullable List<EventSummary> changes, Instant at) {
            Ticket told = refusal.code() == RefusalCode.NOT_FOUND ? null : ticket;
            Long expected = message.expectedVersion();
            List<EventSummary> since =
                    changes == null || refusal.code() != RefusalCode.STALE || expected == null || ticket == null
                            ? null
                            : changes.stream()
                                    .filter(change -> change.sequence() > expected
                                            && change.sequence() <= ticket.version()
                                            && mayKnow(change, message.actor()))
                                    .toList();
            String name = number == null ? message.ticketId().text() : number.text();
            Refusal named = Refusals.named(refusal, name);
            return new CommandOutcome(
                    message.commandId(),
                    message.ticketId(),
                    message.district(),
                    Verdict.REFUSED,
                    told == null ? null : number,
                    told == null ? null : told.state(),
                    told == null ? null : told.version(),
                    named,
                    since,
                    message.fingerprint(),
                    at);
        }
    }
}
