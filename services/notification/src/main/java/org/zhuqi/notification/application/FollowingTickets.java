package org.zhuqi.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.notification.postgres.FactRows;
import org.zhuqi.notification.postgres.MessageRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Counts ticket events in and writes, in the same transaction, the messages that they lead to: each event is told of once,
 * whatever comes again. Imported history and what is long past are counted in silence.
 */
public final class FollowingTickets {
    private final FactRows facts;
    private final MessageRows messages;
    private final TicketHappenings happenings;
    private final Composing composing;
    private final Wakening wakening;
    private final Duration oldest;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final ProjectionAlarm alarm;

    public FollowingTickets(
            FactRows facts,
            MessageRows messages,
            TicketHappenings happenings,
            Composing composing,
            Wakening wakening,
            Duration oldest,
            TransactionTemplate transaction,
            InstantSource now,
            ProjectionAlarm alarm) {
        this.facts = facts;
        this.messages = messages;
        this.happenings = happenings;
        this.composing = composing;
        this.wakening = wakening;
        this.oldest = oldest;
        this.transaction = transaction;
        this.now = now;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<EventMessage<?>>> lanes = Lane.of(records, Wire::readEvent);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            History history = new History(facts.lock(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, history));
            facts.save(history.changed.values());
            Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
            messages.add(composing.messages(history.happenings(at), at));
            wakening.afterCommit();
        });
        alarm.after(lanes, stops);
        return stops;
    }

    private record Step(@Nullable TicketFacts before, EventMessage<?> message, TicketFacts after) {}

    private final class History implements Fold<EventMessage<?>> {
        private final Map<TicketId, TicketFacts> known;
        private final Map<TicketId, TicketFacts> changed = new LinkedHashMap<>();
        private final List<Step> steps = new ArrayList<>();

        History(Map<TicketId, TicketFacts> before) {
            known = new HashMap<>(before);
        }

        @Override
        public long version(EventMessage<?> message) {
            TicketFacts ticket = known.get(message.ticketId());
            return ticket == null ? 0 : ticket.version();
        }

        @Override
        public void apply(EventMessage<?> message) {
            TicketFacts before = known.get(message.ticketId());
            TicketFacts after = before == null ? TicketFacts.opened(message) : before.after(message);
            known.put(message.ticketId(), after);
            changed.put(message.ticketId(), after);
            steps.add(new Step(before, message, after));
        }

        List<Happening> happenings(Instant at) {
            Instant bound = at.minus(oldest);
            return steps.stream()
                    .filter(step -> step.message().provenance() == null
                            && !step.message().recordedAt().isBefore(bound)
                            && !step.message().occurredAt().isBefore(bound))
                    .map(step -> happenings.of(step.before(), step.message(), step.after()))
                    .toList();
        }
    }
}
