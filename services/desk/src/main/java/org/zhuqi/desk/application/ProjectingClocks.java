package org.zhuqi.desk.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Clock events to rows, beside {@link ProjectingEvents} and by the same rules: a batch in one transaction, each event once,
 * and a partition stops right before what is missing or cannot be read. The clocks of a ticket may come before the ticket.
 */
public final class ProjectingClocks {
    private final Clocks clocks;
    private final TransactionTemplate transaction;
    private final CommittedTickets committed;
    private final ProjectionAlarm alarm;

    public ProjectingClocks(
            Clocks clocks, TransactionTemplate transaction, CommittedTickets committed, ProjectionAlarm alarm) {
        this.clocks = clocks;
        this.transaction = transaction;
        this.committed = committed;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<ClockMessage<?>>> lanes = Lane.of(records, Wire::readClock);
        List<Stop> stops = new ArrayList<>();
        Set<TicketId> changed = transaction.execute(status -> {
            ClockFold fold = new ClockFold(clocks.find(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, fold));
            clocks.save(fold.changedClocks());
            clocks.showOnTickets(fold.changed());
            return fold.changed();
        });
        committed.moved(changed == null ? Set.of() : changed);
        alarm.after(lanes, stops);
        return stops;
    }
}
