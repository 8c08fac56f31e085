package org.zhuqi.timeliness.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;
import org.zhuqi.timeliness.postgres.OutgoingRows;
import org.zhuqi.timeliness.postgres.TicketRows;

/**
 * Keeps the clocks of tickets: moved on by their events, and by time. Either way a batch is one transaction, in which is
 * written what the clocks came to and what is to be told of it; then it is told. Dying in between leaves what was not told
 * in the database, where the next one finds it.
 */
public final class KeepingClocks {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingClocks.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final TicketRows tickets;
    private final OutgoingRows outgoing;
    private final Policies policies;
    private final Calendars calendars;
    private final Ledgers ledgers;
    private final Telling telling;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final ProjectionAlarm alarm;

    public KeepingClocks(
            TicketRows tickets,
            OutgoingRows outgoing,
            Policies policies,
            Calendars calendars,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now,
            ProjectionAlarm alarm) {
        this.tickets = tickets;
        this.outgoing = outgoing;
        this.policies = policies;
        this.calendars = calendars;
        this.ledgers = new Ledgers(policies, calendars);
        this.telling = telling;
        this.transaction = transaction;
        this.now = now;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed and told */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<EventMessage<?>>> lanes = Lane.of(records, Wire::readEvent);
        List<Stop> stops = new ArrayList<>();
        Set<TicketId> concerned = Lane.tickets(lanes);
        transaction.executeWithoutResult(status -> {
            calendars.hold();
            History history = new History(tickets.lock(concerned), policies.freezing());
            stops.addAll(Lane.feedAll(lanes, history));
            settle(history.changed(), history.moved(), (ticket, fault) -> {
                throw fault;
            });
        });
        // Not only what this batch led to: a batch that comes again may have died before it told.
        telling.tell(concerned);
        alarm.after(lanes, stops);
        return stops;
    }

    /**
     * Settles tickets whose time has come: warnings, breaches, what the system asks by itself, and a calendar that changed.
     *
     * @return how many there were; as many as asked for if there may be more
     */
    public int settleDue(int most) {
        Set<TicketId> settled = new LinkedHashSet<>();
        transaction.executeWithoutResult(status -> {
            calendars.hold();
            List<TicketRecord> due = tickets.lockDue(instant(), most);
            settle(due, Set.of(), this::putOff);
            due.forEach(ticket -> settled.add(ticket.id()));
        });
        telling.tell(settled);
        return settled.size();
    }

    private void settle(
            Collection<TicketRecord> records, Set<TicketId> moved, BiConsumer<TicketRecord, RuntimeException> faulty) {
        if (records.isEmpty()) {
            return;
        }
        Instant at = instant();
        Calendars.InForce inForce = calendars.inForce();
        List<Settlement> settlements = new ArrayList<>(records.size());
        for (TicketRecord record : records) {
            try {
                settlements.add(settle(record, inForce.of(record.district()), moved.contains(record.id()), at));
            } catch (RuntimeException e) {
                faulty.accept(record, e);
            }
        }
        tickets.save(settlements);
        outgoing.add(settlements.stream().flatMap(each -> each.told().stream()).toList(), at);
    }

    /** One ticket that cannot be worked out must not keep all others waiting. */
    private void putOff(TicketRecord ticket, RuntimeException fault) {
        LOG.error("The clocks of ticket {} cannot be worked out; tried again in {}", ticket.number(), TRY_AGAIN, fault);
        tickets.lookAgain(ticket.id(), instant().plus(TRY_AGAIN));
    }

    private Settlement settle(TicketRecord record, WorkingCalendar calendar, boolean moved, Instant at) {
        Map<String, String> judgedBy = ledgers.judgedBefore(record, calendar);
        return Settlement.of(record.judgedBy(judgedBy), ledgers.by(record, calendar, judgedBy), moved, at);
    }

    private Instant instant() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static final class History implements Fold<EventMessage<?>> {
        private final Map<TicketId, TicketRecord> records;
        private final Policies.Freezing policies;
        private final Set<TicketId> changed = new LinkedHashSet<>();
        private final Set<TicketId> moved = new HashSet<>();

        History(Map<TicketId, TicketRecord> records, Policies.Freezing policies) {
            this.records = new HashMap<>(records);
            this.policies = policies;
        }

        @Override
        public long version(EventMessage<?> message) {
            TicketRecord record = records.get(message.ticketId());
            return record == null ? 0 : record.version();
        }

        @Override
        public void apply(EventMessage<?> message) {
            TicketRecord before = records.get(message.ticketId());
            TicketRecord after = before == null
                    ? TicketRecord.opened(
                            message, policies.of(message.policyVersion(), message.district(), message.occurredAt()))
                    : before.after(message);
            records.put(message.ticketId(), after);
            changed.add(message.ticketId());
            if (before == null || after.steps().size() > before.steps().size()) {
                moved.add(message.ticketId());
            }
        }

        List<TicketRecord> changed() {
            return changed.stream()
                    .map(id -> Objects.requireNonNull(records.get(id), "what changed is there"))
                    .toList();
        }

        Set<TicketId> moved() {
            return moved;
        }
    }
}
