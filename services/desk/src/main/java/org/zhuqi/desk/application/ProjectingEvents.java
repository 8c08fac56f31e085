package org.zhuqi.desk.application;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.application.ProjectionAlarm.Stop;
import org.zhuqi.desk.domain.TicketView.BrokenHistoryException;
import org.zhuqi.desk.postgres.TicketTexts;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.desk.postgres.Timelines;

/**
 * Events to rows, a batch in one transaction. An event that is in the row already changes nothing. Where one is missing or
 * cannot be read, its partition stops right before it, and only that partition: the log is the truth, and the desk shows
 * nothing that it does not know the whole of.
 */
public final class ProjectingEvents {
    private final Tickets tickets;
    private final TicketTexts texts;
    private final Timelines timelines;
    private final TransactionTemplate transaction;
    private final CommittedTickets committed;
    private final ProjectionAlarm alarm;

    public ProjectingEvents(
            Tickets tickets,
            TicketTexts texts,
            Timelines timelines,
            TransactionTemplate transaction,
            CommittedTickets committed,
            ProjectionAlarm alarm) {
        this.tickets = tickets;
        this.texts = texts;
        this.timelines = timelines;
        this.transaction = transaction;
        this.committed = committed;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane> lanes = Lane.of(records);
        List<Stop> stops = new ArrayList<>();
        Set<TicketId> changed = transaction.execute(status -> {
            Fold fold = new Fold(tickets.find(concerned(lanes)), texts.find(amended(lanes)));
            for (Lane lane : lanes) {
                Stop stop = run(lane, fold);
                if (stop != null) {
                    stops.add(stop);
                }
            }
            tickets.save(fold.changedTickets());
            texts.save(fold.changedTexts());
            timelines.append(fold.entries());
            return fold.changed();
        });
        committed.moved(changed == null ? Set.of() : changed);
        for (Lane lane : lanes) {
            if (stops.stream().noneMatch(stop -> stop.partition().equals(lane.partition()))) {
                alarm.clear(lane.partition());
            }
        }
        stops.forEach(alarm::raise);
        return stops;
    }

    private static @Nullable Stop run(Lane lane, Fold fold) {
        for (Lane.Arrival arrival : lane.arrivals()) {
            EventMessage<?> message = arrival.message();
            long next = fold.version(message.ticketId()) + 1;
            if (message.sequence() < next) {
                continue;
            }
            try {
                if (message.sequence() > next) {
                    // Published again after a crash, the missing events may follow later in the same batch.
                    var late = lane.findLate(message.ticketId(), next, message.sequence() - 1);
                    if (late == null) {
                        return gap(lane, arrival, next);
                    }
                    late.forEach(fold::apply);
                }
                fold.apply(message);
            } catch (BrokenHistoryException e) {
                return new Stop(lane.partition(), arrival.offset(), String.valueOf(e.getMessage()));
            }
        }
        return lane.unreadable();
    }

    private static Stop gap(Lane lane, Lane.Arrival arrival, long expected) {
        EventMessage<?> message = arrival.message();
        return new Stop(
                lane.partition(),
                arrival.offset(),
                "expected event %d of ticket %s (%s), but found %d"
                        .formatted(expected, message.ticketId(), message.number(), message.sequence()));
    }

    private static Set<TicketId> concerned(List<Lane> lanes) {
        Set<TicketId> ids = new HashSet<>();
        lanes.forEach(lane ->
                lane.arrivals().forEach(arrival -> ids.add(arrival.message().ticketId())));
        return ids;
    }

    private static Set<TicketId> amended(List<Lane> lanes) {
        Set<TicketId> ids = new HashSet<>();
        lanes.forEach(lane -> lane.arrivals().stream()
                .map(Lane.Arrival::message)
                .filter(message -> message.event() instanceof TicketEvent.Amended)
                .forEach(message -> ids.add(message.ticketId())));
        return ids;
    }
}
