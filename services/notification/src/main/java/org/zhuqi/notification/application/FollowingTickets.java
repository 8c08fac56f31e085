package org.zhuqi.notification.application;

import java.time.Instant;
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
    private final TicketHappenings happenings;
    private final Announcing announcing;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    public FollowingTickets(
            FactRows facts,
            TicketHappenings happenings,
            Announcing announcing,
            TransactionTemplate transaction,
            ProjectionAlarm alarm) {
        this.facts = facts;
        this.happenings = happenings;
        this.announcing = announcing;
        this.transaction = transaction;
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
            Instant at = announcing.instant();
            announcing.announce(history.happenings(at), at);
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
            return steps.stream()
                    .filter(step -> step.message().provenance() == null
                            && !announcing.isLongPast(step.message().recordedAt(), at)
                            && !announcing.isLongPast(step.message().occurredAt(), at))
                    .map(step -> happenings.of(step.before(), step.message(), step.after()))
                    .toList();
        }
    }
}
