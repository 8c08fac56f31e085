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
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.domain.open311.ServiceRequest;
import org.zhuqi.intake.postgres.open311.ServiceRequestRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** Ticket events to what Open311 tells of tickets. */
public final class FollowingRequests {
    private final ServiceRequestRows rows;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    public FollowingRequests(ServiceRequestRows rows, TransactionTemplate transaction, ProjectionAlarm alarm) {
        this.rows = rows;
        this.transaction = transaction;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<EventMessage<?>>> lanes = Lane.of(records, Wire::readEvent);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            Requests fold = new Requests(rows.lock(Lane.tickets(lanes)));
            stops.addAll(Lane.feedAll(lanes, fold));
            rows.save(fold.changed());
        });
        alarm.after(lanes, stops);
        return stops;
    }

    private static final class Requests implements Fold<EventMessage<?>> {
        private final Map<TicketId, ServiceRequest> requests;
        private final Set<TicketId> changed = new LinkedHashSet<>();

        private Requests(Map<TicketId, ServiceRequest> before) {
            this.requests = new HashMap<>(before);
        }

        @Override
        public long version(EventMessage<?> message) {
            ServiceRequest request = requests.get(message.ticketId());
            return request == null ? 0 : request.version();
        }

        @Override
        public void apply(EventMessage<?> message) {
            ServiceRequest before = requests.get(message.ticketId());
            requests.put(message.ticketId(), before == null ? ServiceRequest.opened(message) : before.after(message));
            changed.add(message.ticketId());
        }

        private List<ServiceRequest> changed() {
            return changed.stream()
                    .map(id -> Objects.requireNonNull(requests.get(id), "what changed is there"))
                    .toList();
        }
    }
}
