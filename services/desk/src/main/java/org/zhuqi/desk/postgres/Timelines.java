package org.zhuqi.desk.postgres;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.desk.domain.TimelineEntry;

/** {@code desk.timeline}. */
public final class Timelines {
    private final JdbcClient db;

    public Timelines(JdbcClient db) {
        this.db = db;
    }

    public void append(List<TimelineEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        db.sql("""
                        insert into desk.timeline
                            (ticket_id, sequence, type, occurred_at, recorded_at, account, role, enterprise, unit,
                             state, round, internal, imported, inferred, body)
                        select * from unnest(:tickets::uuid[], :sequences::bigint[], :types::text[],
                             :occurred::timestamptz[], :recorded::timestamptz[], :accounts::text[], :roles::text[],
                             :enterprises::text[], :units::text[], :states::text[], :rounds::int[],
                             :internal::boolean[], :imported::boolean[], :inferred::boolean[], :bodies::text[])
                        on conflict do nothing
                        """)
                .param("tickets", texts(entries, entry -> entry.ticket().text()))
                .param(
                        "sequences",
                        entries.stream().map(TimelineEntry::sequence).toArray(Long[]::new))
                .param("types", texts(entries, entry -> entry.type().wireName()))
                .param("occurred", texts(entries, entry -> entry.occurredAt().toString()))
                .param("recorded", texts(entries, entry -> entry.recordedAt().toString()))
                .param(
                        "accounts",
                        texts(entries, entry -> entry.actor().account().text()))
                .param("roles", texts(entries, entry -> entry.actor().role().name()))
                .param("enterprises", texts(entries, entry -> text(entry.actor().enterprise())))
                .param("units", texts(entries, entry -> text(entry.actor().unit())))
                .param("states", texts(entries, entry -> entry.state().name()))
                .param("rounds", entries.stream().map(TimelineEntry::round).toArray(Integer[]::new))
                .param("internal", entries.stream().map(TimelineEntry::internal).toArray(Boolean[]::new))
                .param("imported", entries.stream().map(TimelineEntry::imported).toArray(Boolean[]::new))
                .param("inferred", entries.stream().map(TimelineEntry::inferred).toArray(Boolean[]::new))
                .param("bodies", texts(entries, TimelineEntry::body))
                .update();
    }

    /** In the order in which it happened here. */
    public List<TimelineEntry> of(TicketId ticket) {
        return db.sql("""
                        select * from desk.timeline
                        where ticket_id = :ticket
                        order by sequence
                        """)
                .param("ticket", ticket.value())
                .query((row, index) -> new TimelineEntry(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        row.getLong("sequence"),
                        EventType.byWireName(row.getString("type")).orElseThrow(),
                        TicketRows.time(row, "occurred_at"),
                        TicketRows.time(row, "recorded_at"),
                        new Actor(
                                new AccountId(row.getString("account")),
                                Role.valueOf(row.getString("role")),
                                TicketRows.optional(row, "enterprise", EnterpriseId::new),
                                TicketRows.optional(row, "unit", UnitId::new)),
                        TicketState.valueOf(row.getString("state")),
                        row.getInt("round"),
                        row.getBoolean("internal"),
                        row.getBoolean("imported"),
                        row.getBoolean("inferred"),
                        row.getString("body")))
                .list();
    }

    private static @Nullable String text(@Nullable Identifier id) {
        return id == null ? null : id.text();
    }

    private static @Nullable String[] texts(
            List<TimelineEntry> entries, Function<TimelineEntry, @Nullable String> field) {
        @Nullable String[] texts = new @Nullable String[entries.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = field.apply(entries.get(i));
        }
        return texts;
    }
}
