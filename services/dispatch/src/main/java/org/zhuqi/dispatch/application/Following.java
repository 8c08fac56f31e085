package org.zhuqi.dispatch.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;
import org.zhuqi.platform.telling.Telling;

/**
 * Keeps what dispatch knows of tickets, and lets each of its parts keep and ask what it must, in one transaction per batch: a
 * batch that comes again changes nothing.
 */
public final class Following {
    private final TicketFactRows tickets;
    private final List<Companion> companions;
    private final Telling telling;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    /** A part of dispatch that goes along with the events of tickets. */
    @FunctionalInterface
    public interface Companion {
        /** @param steps each once, in order per ticket; inside of the transaction, after the tickets were saved */
        void counted(List<Step> steps);
    }

    public Following(
            TicketFactRows tickets,
            List<Companion> companions,
            Telling telling,
            TransactionTemplate transaction,
            ProjectionAlarm alarm) {
        this.tickets = tickets;
        this.companions = List.copyOf(companions);
        this.telling = telling;
        this.transaction = transaction;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<EventMessage<?>>> lanes = Lane.of(records, Wire::readEvent);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            History history = new History(tickets.lock(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, history));
            tickets.save(history.changed.values());
            companions.forEach(companion -> companion.counted(List.copyOf(history.steps)));
            telling.wake();
        });
        alarm.after(lanes, stops);
        return stops;
    }

    private static final class History implements Fold<EventMessage<?>> {
        private final Map<TicketId, TicketFacts> facts;
        private final Map<TicketId, TicketFacts> changed = new LinkedHashMap<>();
        private final List<Step> steps = new ArrayList<>();

        History(Map<TicketId, TicketFacts> before) {
            facts = new HashMap<>(before);
        }

        @Override
        public long version(EventMessage<?> message) {
            TicketFacts known = facts.get(message.ticketId());
            return known == null ? 0 : known.version();
        }

        @Override
        public void apply(EventMessage<?> message) {
            TicketFacts before = facts.get(message.ticketId());
            TicketFacts after = before == null ? TicketFacts.opened(message) : before.after(message);
            facts.put(message.ticketId(), after);
            changed.put(message.ticketId(), after);
            steps.add(new Step(before, message, after));
        }
    }
}
