package org.zhuqi.desk.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.TimelineEntry;

/** What happened to a ticket, in order. */
record TimelineDocument(TicketId id, TicketNumber number, long version, List<Entry> items) {

    record Entry(
            @Schema(description = "The event's number in the ticket. A missing one is not for the caller's eyes.")
            long sequence,

            @Schema(description = "The event's name.", example = "dispatched")
            String event,

            @Schema(description = "The event in Chinese.", example = "已派单")
            String zh,

            @Schema(description = "When it happened.") Instant occurredAt,

            @Schema(description = "When it was recorded here.")
            Instant recordedAt,

            Actor actor,

            @Schema(description = "The ticket's state after it.")
            TicketState state,

            int round,

            @Schema(description = "The enterprise does not see it.")
            boolean internal,

            @Schema(description = "It comes from the history of another system.")
            boolean imported,

            @Schema(description = "That history does not tell it, a rule of the import filled it in.")
            boolean inferred,

            @Schema(description = "What the event says, as in its JSON Schema.", type = "object") @JsonRawValue
            String details) {}

    /** @param details of an entry, as the caller may read them */
    static TimelineDocument of(
            TicketView ticket, List<TimelineEntry> entries, Function<TimelineEntry, String> details) {
        return new TimelineDocument(
                ticket.id(),
                ticket.number(),
                ticket.version(),
                entries.stream()
                        .map(entry -> entry(entry, details.apply(entry)))
                        .toList());
    }

    private static Entry entry(TimelineEntry entry, String details) {
        return new Entry(
                entry.sequence(),
                entry.type().wireName(),
                entry.type().zh(),
                entry.occurredAt(),
                entry.recordedAt(),
                entry.actor(),
                entry.state(),
                entry.round(),
                entry.internal(),
                entry.imported(),
                entry.inferred(),
                details);
    }
}
