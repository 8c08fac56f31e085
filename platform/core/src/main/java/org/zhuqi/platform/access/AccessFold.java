package org.zhuqi.platform.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.projection.Fold;

/** What a batch of events makes of who may see their tickets. */
final class AccessFold implements Fold<EventMessage<?>> {
    private final Map<TicketId, AccessRecord> records;
    private final Set<TicketId> changed = new LinkedHashSet<>();
    private final List<EventMessage<?>> counted = new ArrayList<>();

    AccessFold(Map<TicketId, AccessRecord> before) {
        this.records = new HashMap<>(before);
    }

    @Override
    public long version(EventMessage<?> message) {
        AccessRecord record = records.get(message.ticketId());
        return record == null ? 0 : record.version();
    }

    @Override
    public void apply(EventMessage<?> message) {
        AccessRecord before = records.get(message.ticketId());
        records.put(message.ticketId(), before == null ? AccessRecord.opened(message) : before.after(message));
        changed.add(message.ticketId());
        counted.add(message);
    }

    List<AccessRecord> changed() {
        return changed.stream()
                .map(id -> Objects.requireNonNull(records.get(id), "what changed is there"))
                .toList();
    }

    /** The events that were new, in the order in which they were counted in. */
    List<EventMessage<?>> counted() {
        return List.copyOf(counted);
    }
}
