package org.zhuqi.desk.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.domain.PassedDue;
import org.zhuqi.desk.domain.TicketClocks;
import org.zhuqi.desk.domain.Timing;
import org.zhuqi.desk.domain.ToldWarning;
import org.zhuqi.platform.json.Json;

/** {@code desk.ticket_clock}, and what {@code desk.ticket} shows of it. */
public final class Clocks {
    /** In the order of the ids, so that two writers never wait for each other. A later row is never overwritten. */
    private static final String SAVE = """
            insert into desk.ticket_clock as stored
                (ticket_id, sequence, ticket_version, policy_version, calendar_version, clocks, warnings, breaches,
                 due, final_due, due_stage, due_stage_zh, soon_at, paused_since, unknown_year, extensions, warning,
                 clocks_ended)
            select * from unnest(:ids::uuid[], :sequences::bigint[], :versions::bigint[], :policies::text[],
                 :calendars::text[], :clocks::text[], :warnings::text[], :breaches::text[],
                 :dues::timestamptz[], :finals::timestamptz[], :stages::text[], :stagesZh::text[],
                 :soon::timestamptz[], :paused::timestamptz[], :years::bigint[], :extensions::int[], :levels::text[],
                 :ended::boolean[]) as given (id)
            order by id
            on conflict (ticket_id) do update set
                sequence = excluded.sequence,
                ticket_version = excluded.ticket_version,
                policy_version = excluded.policy_version,
                calendar_version = excluded.calendar_version,
                clocks = excluded.clocks,
                warnings = excluded.warnings,
                breaches = excluded.breaches,
                due = excluded.due,
                final_due = excluded.final_due,
                due_stage = excluded.due_stage,
                due_stage_zh = excluded.due_stage_zh,
                soon_at = excluded.soon_at,
                paused_since = excluded.paused_since,
                unknown_year = excluded.unknown_year,
                extensions = excluded.extensions,
                warning = excluded.warning,
                clocks_ended = excluded.clocks_ended
            where stored.sequence < excluded.sequence
            """;

    private static final String SHOWN = "due, final_due, due_stage, due_stage_zh, soon_at, paused_since, unknown_year,"
            + " extensions, warning, clocks_ended, policy_version, calendar_version";

    /** Locks in the order of the ids as well, and leaves alone what would stay the same: most warnings move no due date. */
    private static final String SHOW = """
            with locked as materialized (
                select id from desk.ticket where id = any(:ids::uuid[]) order by id for no key update)
            update desk.ticket t set (%1$s) = row(%2$s)
            from desk.ticket_clock c
            where c.ticket_id = t.id and c.sequence > 0 and t.id in (select id from locked)
              and (%3$s) is distinct from (%2$s)
            """.formatted(SHOWN, prefixed("c."), prefixed("t."));

    private final JdbcClient db;

    public Clocks(JdbcClient db) {
        this.db = db;
    }

    private static String prefixed(String prefix) {
        return prefix + SHOWN.replace(", ", ", " + prefix);
    }

    public Map<TicketId, TicketClocks> find(Collection<TicketId> ids) {
        return db
                .sql("select * from desk.ticket_clock where ticket_id = any(:ids::uuid[]) and sequence > 0")
                .param("ids", ids.stream().map(TicketId::text).toArray(String[]::new))
                .query(Clocks::row)
                .list()
                .stream()
                .collect(Collectors.toMap(TicketClocks::ticket, Function.identity()));
    }

    public Optional<TicketClocks> find(TicketId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    /** How far the clocks of these tickets are. */
    public Map<TicketId, Long> sequences(Collection<TicketId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : db
                        .sql("select ticket_id, sequence from desk.ticket_clock where ticket_id = any(:ids::uuid[])")
                        .param("ids", texts(ids, TicketId::text))
                        .query((row, index) -> Map.entry(
                                new TicketId(row.getObject("ticket_id", UUID.class)), row.getLong("sequence")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public void save(Collection<TicketClocks> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<TicketClocks> all = List.copyOf(changed);
        List<Timing> timings = all.stream().map(TicketClocks::timing).toList();
        db.sql(SAVE)
                .param("ids", texts(all, each -> each.ticket().text()))
                .param("sequences", texts(all, TicketClocks::sequence))
                .param("versions", texts(all, TicketClocks::ticketVersion))
                .param("policies", texts(all, TicketClocks::policyVersion))
                .param("calendars", texts(all, TicketClocks::calendarVersion))
                .param("clocks", texts(all, each -> Json.MAPPER.writeValueAsString(each.clocks())))
                .param("warnings", texts(all, each -> Json.MAPPER.writeValueAsString(each.warnings())))
                .param("breaches", texts(all, each -> Json.MAPPER.writeValueAsString(each.breaches())))
                .param("dues", texts(timings, Timing::due))
                .param("finals", texts(timings, Timing::finalDue))
                .param("stages", texts(timings, Timing::stage))
                .param("stagesZh", texts(timings, Timing::stageZh))
                .param("soon", texts(timings, Timing::soonAt))
                .param("paused", texts(timings, Timing::pausedSince))
                .param("years", texts(timings, Timing::unknownYear))
                .param("extensions", texts(timings, Timing::extensions))
                .param("levels", texts(timings, Timing::warning))
                .param("ended", texts(timings, Timing::ended))
                .update();
    }

    /**
     * Makes room for the clocks of tickets that are about to be shown for the first time. Waits for whoever writes those
     * clocks just now, so that either this transaction sees them or their writer sees the ticket.
     */
    public void expect(Collection<TicketId> newTickets) {
        if (!newTickets.isEmpty()) {
            db.sql("""
                            insert into desk.ticket_clock (ticket_id, sequence)
                            select id, 0 from unnest(:ids::uuid[]) as given (id) order by id
                            on conflict do nothing
                            """).param("ids", texts(newTickets, TicketId::text)).update();
        }
    }

    /** Puts onto the tickets what lists need of their clocks. Those that are not there yet get it when they come. */
    public void showOnTickets(Collection<TicketId> tickets) {
        if (!tickets.isEmpty()) {
            db.sql(SHOW).param("ids", texts(tickets, TicketId::text)).update();
        }
    }

    private static TicketClocks row(ResultSet row, int index) throws SQLException {
        return new TicketClocks(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                row.getLong("sequence"),
                row.getLong("ticket_version"),
                row.getString("policy_version"),
                row.getString("calendar_version"),
                list(row.getString("clocks"), ClockReading.class),
                list(row.getString("warnings"), ToldWarning.class),
                list(row.getString("breaches"), PassedDue.class));
    }

    private static <T> List<T> list(String json, Class<T> of) {
        return Json.MAPPER.readerForListOf(of).readValue(json);
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        int i = 0;
        for (T row : rows) {
            Object value = column.apply(row);
            texts[i++] = value == null ? null : value.toString();
        }
        return texts;
    }
}
