package org.zhuqi.intake.application.open311;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.postgres.open311.ExpectedDueRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** Clock events to when answers are due. The clocks of a ticket may come before the ticket. */
public final class FollowingDue {
    private final ExpectedDueRows rows;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    public FollowingDue(ExpectedDueRows rows, TransactionTemplate transaction, ProjectionAlarm alarm) {
        this.rows = rows;
        this.transaction = transaction;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<ClockMessage<?>>> lanes = Lane.of(records, Wire::readClock);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            Dues fold = new Dues(rows.lock(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, fold));
            rows.save(fold.changed());
        });
        alarm.after(lanes, stops);
        return stops;
    }

    private static final class Dues implements Fold<ClockMessage<?>> {
        private final Map<TicketId, ExpectedDue> dues;
        private final Set<TicketId> changed = new LinkedHashSet<>();

        private Dues(Map<TicketId, ExpectedDue> before) {
            this.dues = new HashMap<>(before);
        }

        @Override
        public long version(ClockMessage<?> message) {
            ExpectedDue due = dues.get(message.ticketId());
            return due == null ? 0 : due.version();
        }

        @Override
        public void apply(ClockMessage<?> message) {
            dues.put(message.ticketId(), ExpectedDue.after(dues.get(message.ticketId()), message));
            changed.add(message.ticketId());
        }

        private List<ExpectedDue> changed() {
            return changed.stream()
                    .map(id -> Objects.requireNonNull(dues.get(id), "what changed is there"))
                    .toList();
        }
    }
}
