package org.zhuqi.ticket.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.application.DeadLetter;
import org.zhuqi.ticket.application.KnownCommand;
import org.zhuqi.ticket.application.NewEvent;
import org.zhuqi.ticket.application.RefusedCommand;
import org.zhuqi.ticket.application.TicketLog;
import org.zhuqi.ticket.application.TicketRow;
import org.zhuqi.ticket.domain.Ticket;
import tools.jackson.databind.ObjectReader;

/** The log in schema {@code ticket}. Every method is one statement, whatever the size of the batch. */
public final class PostgresTicketLog implements TicketLog {
    private static final ObjectReader SNAPSHOT = Json.MAPPER.readerFor(Ticket.class);
    private static final ObjectReader OUTCOME = Json.MAPPER.readerFor(CommandOutcome.class);

    private final JdbcClient db;

    public PostgresTicketLog(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<TicketId, TicketRow> tickets(Collection<TicketId> ids) {
        Map<TicketId, TicketRow> found = new HashMap<>();
        db.sql("""
                select number, snapshot, last_hash from ticket.ticket where id = any(?)
                """).param(array("uuid", ids, TicketId::value)).query(rs -> {
            Ticket ticket = SNAPSHOT.readValue(rs.getString(2));
            found.put(ticket.id(), new TicketRow(ticket, TicketNumber.of(rs.getString(1)), rs.getBytes(3)));
        });
        return found;
    }

    @Override
    public Map<CommandId, KnownCommand> known(Collection<CommandId> ids) {
        Map<CommandId, KnownCommand> found = new HashMap<>();
        SqlArrayValue commandIds = array("uuid", ids, CommandId::value);
        db.sql("""
                select command_id, fingerprint, ticket_id, sequence, type, occurred_at, body, previous_hash, hash
                from ticket.event where command_id = any(?)
                """).param(commandIds).query(rs -> {
            found.put(
                    new CommandId(rs.getObject(1, UUID.class)),
                    new KnownCommand.Accepted(storedEvent(rs, 3), rs.getString(2)));
        });
        db.sql("""
                select command_id, fingerprint, outcome, account from ticket.refused_command where command_id = any(?)
                """).param(commandIds).query(rs -> {
            found.put(
                    new CommandId(rs.getObject(1, UUID.class)),
                    new KnownCommand.Refused(
                            OUTCOME.readValue(rs.getString(3)), AccountId.of(rs.getString(4)), rs.getString(2)));
        });
        return found;
    }

    /** Reads ticket_id, sequence, type, occurred_at, body, previous_hash and hash from this column on. */
    public static StoredEvent storedEvent(ResultSet rs, int first) throws SQLException {
        return new StoredEvent(
                new TicketId(rs.getObject(first, UUID.class)),
                rs.getLong(first + 1),
                eventType(rs.getString(first + 2)),
                rs.getObject(first + 3, OffsetDateTime.class).toInstant(),
                rs.getString(first + 4).getBytes(StandardCharsets.UTF_8),
                rs.getBytes(first + 5),
                rs.getBytes(first + 6));
    }

    @Override
    public Map<TicketId, List<EventSummary>> since(Map<TicketId, Long> versions) {
        Map<TicketId, List<EventSummary>> changes = new HashMap<>();
        db.sql("""
                select e.type, e.body
                from unnest(?::uuid[], ?::bigint[]) as asked (ticket_id, version)
                join ticket.event e on e.ticket_id = asked.ticket_id and e.sequence > asked.version
                order by e.ticket_id, e.sequence
                """)
                .param(array("uuid", versions.keySet(), TicketId::value))
                .param(array("bigint", versions.values(), version -> version))
                .query(rs -> {
                    EventMessage<?> event = Wire.readEventBody(
                            eventType(rs.getString(1)), rs.getString(2).getBytes(StandardCharsets.UTF_8));
                    changes.computeIfAbsent(event.ticketId(), id -> new ArrayList<>())
                            .add(new EventSummary(
                                    event.sequence(),
                                    event.type().wireName(),
                                    event.actor().role(),
                                    event.occurredAt(),
                                    event.actor().unit()));
                });
        return changes;
    }

    @Override
    public Map<NumberSeries, Long> allocate(Map<NumberSeries, Integer> wanted) {
        // In one order everywhere, so that two engines cannot wait for each other.
        Map<NumberSeries, Integer> ordered = new TreeMap<>(wanted);
        Map<NumberSeries, Long> first = new LinkedHashMap<>();
        db.sql("""
                insert into ticket.number_counter as c (district, year, last)
                select * from unnest(?::text[], ?::int[], ?::bigint[])
                on conflict (district, year) do update set last = c.last + excluded.last
                returning district, year, last
                """)
                .param(array(
                        "text", ordered.keySet(), series -> series.district().value()))
                .param(array("int", ordered.keySet(), NumberSeries::year))
                .param(array("bigint", ordered.values(), Integer::longValue))
                .query(rs -> {
                    NumberSeries series = new NumberSeries(DistrictId.of(rs.getString(1)), rs.getInt(2));
                    first.put(series, rs.getLong(3) - ordered.getOrDefault(series, 0) + 1);
                });
        return first;
    }

    @Override
    public void append(Collection<NewEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        db.sql("""
                insert into ticket.event (ticket_id, sequence, type, command_id, fingerprint, occurred_at, recorded_at,
                                          body, previous_hash, hash)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[],
                                     ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[])
                """)
                .param(array("uuid", events, e -> e.event().ticketId().value()))
                .param(array("bigint", events, e -> e.event().sequence()))
                .param(array("text", events, e -> e.event().type().ceType()))
                .param(array("uuid", events, e -> e.commandId().value()))
                .param(array("text", events, NewEvent::fingerprint))
                .param(array("timestamptz", events, e -> time(e.event().occurredAt())))
                .param(array("timestamptz", events, e -> time(e.recordedAt())))
                .param(array("text", events, e -> new String(e.event().body(), StandardCharsets.UTF_8)))
                .param(bytea(events, e -> e.event().previousHash()))
                .param(bytea(events, e -> e.event().hash()))
                .update();
    }

    @Override
    public void save(Collection<TicketRow> tickets, Instant at) {
        if (tickets.isEmpty()) {
            return;
        }
        db.sql("""
                insert into ticket.ticket (id, district, number, state, version, snapshot, last_hash, updated_at)
                select t.*, ?::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bytea[]) as t
                on conflict (id) do update set
                  state = excluded.state, version = excluded.version, snapshot = excluded.snapshot,
                  last_hash = excluded.last_hash, updated_at = excluded.updated_at
                """)
                .param(time(at))
                .param(array("uuid", tickets, row -> row.ticket().id().value()))
                .param(array("text", tickets, row -> row.ticket().district().value()))
                .param(array("text", tickets, row -> row.number().value()))
                .param(array("text", tickets, row -> row.ticket().state().name()))
                .param(array("bigint", tickets, row -> row.ticket().version()))
                .param(array("text", tickets, row -> Json.MAPPER.writeValueAsString(row.ticket())))
                .param(bytea(tickets, TicketRow::lastHash))
                .update();
    }

    @Override
    public void saveRefusals(Collection<RefusedCommand> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        db.sql("""
                insert into ticket.refused_command (command_id, ticket_id, account, fingerprint, outcome, decided_at)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                """)
                .param(array("uuid", refusals, r -> r.outcome().commandId().value()))
                .param(array("uuid", refusals, r -> r.outcome().ticketId().value()))
                .param(array("text", refusals, r -> r.by().value()))
                .param(array("text", refusals, RefusedCommand::fingerprint))
                .param(array("text", refusals, r -> Json.MAPPER.writeValueAsString(r.outcome())))
                .param(array("timestamptz", refusals, r -> time(r.outcome().decidedAt())))
                .update();
    }

    @Override
    public void bury(Collection<DeadLetter> letters, Instant at) {
        if (letters.isEmpty()) {
            return;
        }
        db.sql("""
                insert into ticket.dead_letter (topic, partition, "offset", key, headers, value, reason, failed_at)
                select d.*, ?::timestamptz
                from unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::text[]) as d
                on conflict (topic, partition, "offset") do nothing
                """)
                .param(time(at))
                .param(array("text", letters, letter -> letter.record().topic()))
                .param(array("int", letters, letter -> letter.record().partition()))
                .param(array("bigint", letters, letter -> letter.record().offset()))
                .param(array(
                        "text", letters, letter -> withoutNul(letter.record().key())))
                .param(array("text", letters, PostgresTicketLog::headers))
                .param(bytea(letters, letter -> letter.record().value()))
                .param(array("text", letters, letter -> withoutNul(letter.reason())))
                .update();
    }

    /** Headers as a JSON object of Base64 values: what cannot be read must be kept as it came. */
    private static String headers(DeadLetter letter) {
        Map<String, byte @Nullable []> headers = new LinkedHashMap<>();
        for (Header header : letter.record().headers()) {
            headers.put(header.key(), header.value());
        }
        return Json.MAPPER.writeValueAsString(headers).replace("\\u0000", "");
    }

    private static @Nullable String withoutNul(@Nullable String text) {
        return text == null ? null : text.replace("\0", "\\0");
    }

    private static EventType eventType(String ceType) {
        return EventType.byCeType(ceType)
                .orElseThrow(() -> new IllegalStateException("the log holds an event of unknown type " + ceType));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> items, Function<? super T, @Nullable Object> value) {
        return new SqlArrayValue(type, items.stream().map(value).toArray());
    }

    /** The driver tells an array of byte arrays by its type. */
    private static <T> SqlArrayValue bytea(Collection<T> items, Function<? super T, byte @Nullable []> value) {
        return new SqlArrayValue("bytea", (Object[]) items.stream().map(value).toArray(byte[][]::new));
    }
}
