package org.zhuqi.metrics.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.domain.Moment;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.platform.projection.Fold;

/** What a batch makes of the stories of its tickets. */
final class FactFold {
    private final Map<TicketId, TicketStory> stories;
    private final Set<TicketId> changed = new LinkedHashSet<>();
    private final Set<TicketId> clocksChanged = new LinkedHashSet<>();
    private final List<Moment> moments = new ArrayList<>();

    FactFold(Map<TicketId, TicketStory> before) {
        stories = new HashMap<>(before);
    }

    Fold<EventMessage<?>> events() {
        return new Fold<>() {
            @Override
            public long version(EventMessage<?> message) {
                TicketStory known = stories.get(message.ticketId());
                return known == null ? 0 : known.version();
            }

            @Override
            public void apply(EventMessage<?> message) {
                TicketStory after = TicketStory.after(stories.get(message.ticketId()), message);
                stories.put(message.ticketId(), after);
                changed.add(message.ticketId());
                Moment moment = Moment.of(after, message);
                if (moment != null) {
                    moments.add(moment);
                }
                if (message.event() instanceof TicketEvent.ExtensionGranted
                        || message.event() instanceof TicketEvent.Submitted
                        || message.event() instanceof TicketEvent.Amended) {
                    clocksChanged.add(message.ticketId());
                }
            }
        };
    }

    Fold<ClockMessage<?>> clocks() {
        return new Fold<>() {
            @Override
            public long version(ClockMessage<?> message) {
                TicketStory known = stories.get(message.ticketId());
                return known == null ? 0 : known.clockVersion();
            }

            @Override
            public void apply(ClockMessage<?> message) {
                stories.put(message.ticketId(), TicketStory.after(stories.get(message.ticketId()), message));
                changed.add(message.ticketId());
                if (message.event() instanceof ClockEvent.ClocksChanged) {
                    clocksChanged.add(message.ticketId());
                }
            }
        };
    }

    /** The stories that are other than before, in the order in which they changed. */
    Map<TicketId, TicketStory> changed() {
        return of(changed);
    }

    /** Those of them whose clocks may be other than before. */
    Map<TicketId, TicketStory> clocksChanged() {
        return of(clocksChanged);
    }

    private Map<TicketId, TicketStory> of(Set<TicketId> tickets) {
        Map<TicketId, TicketStory> found = new HashMap<>();
        tickets.forEach(id -> found.put(id, Objects.requireNonNull(stories.get(id), "what changed is there")));
        return found;
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }
}
