package org.zhuqi.desk.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.desk.postgres.TicketTexts;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.desk.postgres.Timelines;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Events to rows, a batch in one transaction. An event that is in the row already changes nothing. Where one is missing or
 * cannot be read, its partition stops right before it, and only that partition: the log is the truth, and the desk shows
 * nothing that it does not know the whole of.
 */
public final class ProjectingEvents {
    private final Tickets tickets;
    private final TicketTexts texts;
    private final Timelines timelines;
    private final Clocks clocks;
    private final TransactionTemplate transaction;
    private final CommittedTickets committed;
    private final ProjectionAlarm alarm;

    public ProjectingEvents(
            Tickets tickets,
            TicketTexts texts,
            Timelines timelines,
            Clocks clocks,
            TransactionTemplate transaction,
            CommittedTickets committed,
            ProjectionAlarm alarm) {
        this.tickets = tickets;
        this.texts = texts;
        this.timelines = timelines;
        this.clocks = clocks;
        this.transaction = transaction;
        this.committed = committed;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<EventMessage<?>>> lanes = Lane.of(records, Wire::readEvent);
        List<Stop> stops = new ArrayList<>();
        Set<TicketId> changed = transaction.execute(status -> {
            DeskFold fold = new DeskFold(tickets.find(Lane.tickets(lanes)), texts.find(amended(lanes)));
            stops.addAll(Lane.feedAll(lanes, fold));
            // The room for the clocks first and the tickets then, as whoever writes the clocks does it.
            clocks.expect(fold.opened());
            tickets.save(fold.changedTickets());
            clocks.showOnTickets(fold.opened());
            texts.save(fold.changedTexts());
            timelines.append(fold.entries());
            return fold.changed();
        });
        committed.moved(changed == null ? Set.of() : changed);
        alarm.after(lanes, stops);
        return stops;
    }

    private static Set<TicketId> amended(List<Lane<EventMessage<?>>> lanes) {
        return lanes.stream()
                .flatMap(lane -> lane.messages().stream())
                .filter(message -> message.event() instanceof TicketEvent.Amended)
                .map(EventMessage::ticketId)
                .collect(Collectors.toSet());
    }
}
