package org.zhuqi.desk.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.desk.domain.Audience;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.TimelineEntry;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.desk.postgres.Timelines;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the timeline of a ticket out for a caller: without what is not for the caller's eyes, and without what would tell
 * which other ticket it was merged into, unless the caller may see that one.
 */
public final class TimelineDocuments {
    private final Timelines timelines;
    private final Tickets tickets;

    public TimelineDocuments(Timelines timelines, Tickets tickets) {
        this.timelines = timelines;
        this.tickets = tickets;
    }

    TimelineDocument of(TicketView ticket, Caller caller) {
        List<TimelineEntry> entries = timelines.of(ticket.id()).stream()
                .filter(entry -> Audience.mayRead(entry.type(), entry.internal(), entry.actor(), caller))
                .toList();
        Set<TicketId> targets = tickets.grantedTo(
                caller,
                entries.stream()
                        .map(TimelineDocuments::target)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        return TimelineDocument.of(ticket, entries, entry -> details(entry, targets, caller));
    }

    /** Why two matters are the same can hardly be said without saying which: the reason of a merge goes with the ticket. */
    private static String details(TimelineEntry entry, Set<TicketId> targets, Caller caller) {
        return switch (entry.type()) {
            case TICKET_MERGED -> isShown(entry, targets) ? entry.body() : without(entry, "into", "reason");
            case UNMERGED -> isShown(entry, targets) ? entry.body() : without(entry, "from");
            // What other enterprises are told, and what units owe each other, is not the enterprise's matter.
            case TICKET_ANSWERED ->
                caller.role() == Role.ENTERPRISE ? without(entry, "textForMerged", "withoutAssistants") : entry.body();
            default -> entry.body();
        };
    }

    private static boolean isShown(TimelineEntry entry, Set<TicketId> targets) {
        TicketId target = target(entry);
        return target != null && targets.contains(target);
    }

    private static @Nullable TicketId target(TimelineEntry entry) {
        String field = switch (entry.type()) {
            case TICKET_MERGED -> "into";
            case UNMERGED -> "from";
            default -> "";
        };
        String id = field.isEmpty()
                ? ""
                : Json.MAPPER.readTree(entry.body()).path(field).asString("");
        return id.isEmpty() ? null : TicketId.of(id);
    }

    private static String without(TimelineEntry entry, String... fields) {
        ObjectNode body = (ObjectNode) Json.MAPPER.readTree(entry.body());
        body.remove(List.of(fields));
        return Json.MAPPER.writeValueAsString(body);
    }
}
