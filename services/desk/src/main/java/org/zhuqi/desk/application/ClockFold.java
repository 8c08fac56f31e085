package org.zhuqi.desk.application;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.domain.TicketClocks;
import org.zhuqi.platform.projection.Fold;

/** The clocks of tickets as they were, and what a batch makes of them. */
final class ClockFold implements Fold<ClockMessage<?>> {
    private final Map<TicketId, TicketClocks> clocks;
    private final Set<TicketId> changed = new HashSet<>();

    ClockFold(Map<TicketId, TicketClocks> clocks) {
        this.clocks = new HashMap<>(clocks);
    }

    @Override
    public long version(ClockMessage<?> message) {
        TicketClocks before = clocks.get(message.ticketId());
        return before == null ? 0 : before.sequence();
    }

    @Override
    public void apply(ClockMessage<?> message) {
        TicketId id = message.ticketId();
        TicketClocks before = clocks.get(id);
        clocks.put(id, before == null ? TicketClocks.opened(message) : before.apply(message));
        changed.add(id);
    }

    Set<TicketId> changed() {
        return changed;
    }

    Collection<TicketClocks> changedClocks() {
        return changed.stream().map(clocks::get).filter(Objects::nonNull).toList();
    }
}
