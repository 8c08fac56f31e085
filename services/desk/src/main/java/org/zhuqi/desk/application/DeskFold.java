package org.zhuqi.desk.application;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.domain.TicketText;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.TimelineEntry;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.projection.Fold;

/** Tickets and texts as they were, and what a batch makes of them. */
final class DeskFold implements Fold<EventMessage<?>> {
    private final Map<TicketId, TicketView> tickets;
    private final Map<TicketId, TicketText> texts;
    private final Set<TicketId> opened = new HashSet<>();
    private final Set<TicketId> changedTickets = new HashSet<>();
    private final Set<TicketId> changedTexts = new HashSet<>();
    private final List<TimelineEntry> entries = new ArrayList<>();

    DeskFold(Map<TicketId, TicketView> tickets, Map<TicketId, TicketText> texts) {
        this.tickets = new HashMap<>(tickets);
        this.texts = new HashMap<>(texts);
    }

    @Override
    public long version(EventMessage<?> message) {
        TicketView view = tickets.get(message.ticketId());
        return view == null ? 0 : view.version();
    }

    @Override
    public void apply(EventMessage<?> message) {
        TicketId id = message.ticketId();
        TicketView before = tickets.get(id);
        tickets.put(id, before == null ? TicketView.opened(message) : before.apply(message));
        if (before == null) {
            opened.add(id);
        }
        changedTickets.add(id);
        entries.add(entry(message));
        if (message.event() instanceof TicketEvent.Submitted submitted) {
            texts.put(id, TicketText.of(message, submitted));
            changedTexts.add(id);
        } else if (message.event() instanceof TicketEvent.Amended amended) {
            texts.put(
                    id,
                    Objects.requireNonNull(texts.get(id), "a ticket has a text").apply(amended));
            changedTexts.add(id);
        }
    }

    /** Those that were not there before. */
    Set<TicketId> opened() {
        return opened;
    }

    Set<TicketId> changed() {
        return changedTickets;
    }

    Collection<TicketView> changedTickets() {
        return changedTickets.stream()
                .map(tickets::get)
                .filter(Objects::nonNull)
                .toList();
    }

    Collection<TicketText> changedTexts() {
        return changedTexts.stream().map(texts::get).filter(Objects::nonNull).toList();
    }

    List<TimelineEntry> entries() {
        return entries;
    }

    private static TimelineEntry entry(EventMessage<?> message) {
        var provenance = message.provenance();
        return new TimelineEntry(
                message.ticketId(),
                message.sequence(),
                message.type(),
                message.occurredAt(),
                message.recordedAt(),
                message.actor(),
                message.state(),
                message.round(),
                isInternal(message.event()),
                provenance != null,
                provenance != null && provenance.inferred(),
                Json.MAPPER.writeValueAsString(forPages(message.event())));
    }

    /** Ratings from one network are a matter of the figures; beside a name it would tell who sits where. */
    private static TicketEvent forPages(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Confirmed confirmed -> confirmed.withoutOrigin();
            case TicketEvent.Rated rated -> rated.withoutOrigin();
            default -> event;
        };
    }

    static boolean isInternal(TicketEvent event) {
        return event instanceof TicketEvent.ProgressRecorded recorded && recorded.internal();
    }
}
