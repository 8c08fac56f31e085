package org.zhuqi.platform.access;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** Counts ticket events into a service's {@link TicketAccessRows}, and what else it keeps of them in the same transaction. */
public final class FollowingAccess {
    private final TicketAccessRows rows;
    private final Companion companion;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    /** What a service keeps of the same events. */
    @FunctionalInterface
    public interface Companion {
        /** @param events in order, each once, inside of the transaction */
        void counted(List<EventMessage<?>> events);
    }

    public FollowingAccess(
            TicketAccessRows rows, Companion companion, TransactionTemplate transaction, ProjectionAlarm alarm) {
        this.rows = rows;
        this.companion = companion;
        this.transaction = transaction;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<EventMessage<?>>> lanes = Lane.of(records, Wire::readEvent);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            AccessFold fold = new AccessFold(rows.lock(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, fold));
            rows.save(fold.changed());
            companion.counted(fold.counted());
        });
        alarm.after(lanes, stops);
        return stops;
    }
}
