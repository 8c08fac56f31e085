package org.zhuqi.notification.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Occasions;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.notification.domain.Values;
import org.zhuqi.notification.postgres.ClockRows;
import org.zhuqi.notification.postgres.FactRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Counts events of clocks in. Whom a warning is for, the ticket's own events say: one that comes before them waits until they
 * are counted in.
 */
public final class FollowingClocks {
    private static final int AT_ONCE = 200;

    private final ClockRows clocks;
    private final FactRows facts;
    private final Naming naming;
    private final Announcing announcing;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    public FollowingClocks(
            ClockRows clocks,
            FactRows facts,
            Naming naming,
            Announcing announcing,
            TransactionTemplate transaction,
            ProjectionAlarm alarm) {
        this.clocks = clocks;
        this.facts = facts;
        this.naming = naming;
        this.announcing = announcing;
        this.transaction = transaction;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<ClockMessage<?>>> lanes = Lane.of(records, Wire::readClock);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            Positions positions = new Positions(clocks.lock(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, positions));
            clocks.save(positions.changed);
            positions.readings.forEach((ticket, message) -> {
                if (message.event() instanceof ClockEvent.ClocksChanged changed) {
                    clocks.replace(message, changed);
                }
            });
            tell(positions.notices, announcing.instant());
        });
        alarm.after(lanes, stops);
        return stops;
    }

    /** Tells what had to wait for events of its ticket. */
    public void tellRipe() {
        int told = AT_ONCE;
        while (told == AT_ONCE) {
            Integer taken = transaction.execute(status -> {
                List<ClockMessage<?>> ripe = clocks.takeRipe(AT_ONCE);
                tell(ripe, announcing.instant());
                return ripe.size();
            });
            told = taken == null ? 0 : taken;
        }
    }

    private void tell(List<ClockMessage<?>> notices, Instant at) {
        List<ClockMessage<?>> fresh = notices.stream()
                .filter(notice -> !announcing.isLongPast(notice.occurredAt(), at))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        Set<TicketId> ids = fresh.stream().map(ClockMessage::ticketId).collect(Collectors.toUnmodifiableSet());
        Map<TicketId, TicketFacts> tickets = facts.find(ids);
        List<Happening> happenings = new ArrayList<>();
        for (ClockMessage<?> notice : fresh) {
            TicketFacts ticket = tickets.get(notice.ticketId());
            if (ticket == null || ticket.version() < notice.ticketVersion()) {
                clocks.keep(notice);
            } else if (!ticket.imported()) {
                happenings.add(happening(notice, ticket));
            }
        }
        announcing.announce(happenings, at);
    }

    private Happening happening(ClockMessage<?> notice, TicketFacts ticket) {
        return switch (notice.event()) {
            case ClockEvent.ClockWarned e ->
                happening(
                        notice,
                        ticket,
                        Occasions.of(e.level()),
                        e.unit(),
                        Naming.coded(values(ticket, e.unit(), e.stage(), e.stageZh(), e.due()), "level", e.level())
                                .with("step", e.step()));
            case ClockEvent.ClockBreached e ->
                happening(
                        notice,
                        ticket,
                        Occasions.BREACHED,
                        e.unit(),
                        values(ticket, e.unit(), e.stage(), e.stageZh(), e.due()));
            case ClockEvent.ClocksChanged e -> throw new IllegalArgumentException("readings are no notice");
        };
    }

    private static Happening happening(
            ClockMessage<?> notice, TicketFacts ticket, String occasion, @Nullable UnitId unit, Values values) {
        return new Happening(
                notice.ticketId() + "/clock/" + notice.sequence(),
                occasion,
                notice.district(),
                ticket,
                null,
                unit,
                null,
                null,
                Set.of(),
                account -> true,
                values,
                null,
                notice.occurredAt());
    }

    Values values(TicketFacts ticket, @Nullable UnitId unit, String stage, String stageZh, Instant due) {
        return naming.of(ticket)
                .with("unit", naming.unit(unit))
                .with("stage", stage, stageZh)
                .with("due", naming.time(ticket.district(), due));
    }

    private static final class Positions implements Fold<ClockMessage<?>> {
        private final Map<TicketId, Long> known;
        private final Map<TicketId, Long> changed = new LinkedHashMap<>();
        private final Map<TicketId, ClockMessage<?>> readings = new LinkedHashMap<>();
        private final List<ClockMessage<?>> notices = new ArrayList<>();

        Positions(Map<TicketId, Long> before) {
            known = new HashMap<>(before);
        }

        @Override
        public long version(ClockMessage<?> message) {
            return known.getOrDefault(message.ticketId(), 0L);
        }

        @Override
        public void apply(ClockMessage<?> message) {
            known.put(message.ticketId(), message.sequence());
            changed.put(message.ticketId(), message.sequence());
            switch (message.event()) {
                case ClockEvent.ClocksChanged e -> readings.put(message.ticketId(), message);
                case ClockEvent.ClockWarned e -> notices.add(message);
                case ClockEvent.ClockBreached e -> notices.add(message);
            }
        }
    }
}
