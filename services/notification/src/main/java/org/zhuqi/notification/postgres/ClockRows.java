package org.zhuqi.notification.postgres;

import static org.zhuqi.notification.postgres.FactRows.array;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;

/** {@code notification.clock} and what belongs to it: the open clocks of units. */
public final class ClockRows {
    private final JdbcClient db;

    public ClockRows(JdbcClient db) {
        this.db = db;
    }

    /** An open clock of a unit. */
    public record Due(TicketId ticket, String clock, UnitId unit, String stage, String stageZh, Instant due) {}

    private record Position(TicketId ticket, long sequence) {}

    /** How far each is counted in, locked until the transaction ends; one that has no clocks yet is not among them. */
    public Map<TicketId, Long> lock(Collection<TicketId> tickets) {
        return db
                .sql("""
                        select ticket_id, sequence from notification.clock_position where ticket_id = any(?)
                        order by ticket_id for update
                        """)
                .param(array("uuid", tickets, TicketId::value))
                .query((row, index) ->
                        new Position(new TicketId(row.getObject("ticket_id", UUID.class)), row.getLong("sequence")))
                .list()
                .stream()
                .collect(Collectors.toMap(Position::ticket, Position::sequence));
    }

    public void save(Map<TicketId, Long> positions) {
        db.sql("""
                insert into notification.clock_position (ticket_id, sequence)
                select * from unnest(?::uuid[], ?::bigint[])
                on conflict (ticket_id) do update set sequence = excluded.sequence
                """)
                .param(array("uuid", positions.entrySet(), it -> it.getKey().value()))
                .param(array("bigint", positions.entrySet(), Map.Entry::getValue))
                .update();
    }

    /** Puts these in the place of all clocks that the ticket had. */
    public void replace(ClockMessage<?> message, ClockEvent.ClocksChanged changed) {
        db.sql("delete from notification.clock where ticket_id = ?")
                .param(message.ticketId().value())
                .update();
        List<ClockReading> open =
                changed.clocks().stream().filter(ClockRows::isDue).toList();
        if (open.isEmpty()) {
            return;
        }
        db.sql("""
                insert into notification.clock (ticket_id, district, clock, unit, scope, stage, stage_zh, due, paused)
                select ?, ?, clock, unit, scope, stage, stage_zh, due::timestamptz, paused
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                    as given (clock, unit, scope, stage, stage_zh, due, paused)
                """)
                .param(message.ticketId().value())
                .param(message.district().text())
                .param(array("text", open, ClockReading::clock))
                .param(array(
                        "text", open, it -> Objects.requireNonNull(it.unit()).text()))
                .param(array("text", open, it -> it.scope().name()))
                .param(array("text", open, ClockReading::stage))
                .param(array("text", open, ClockReading::stageZh))
                .param(array("text", open, it -> String.valueOf(it.due())))
                .param(array("boolean", open, it -> it.state() == ClockState.PAUSED))
                .update();
    }

    private static boolean isDue(ClockReading reading) {
        return reading.state().isOpen()
                && reading.scope() != ClockScope.TICKET
                && reading.unit() != null
                && reading.due() != null;
    }

    /** What is due before this, the earliest first. */
    public List<Due> dueBefore(DistrictId district, Instant end) {
        return db.sql("""
                        select ticket_id, clock, unit, stage, stage_zh, due from notification.clock
                        where district = ? and due < ? and not paused order by due, ticket_id, clock
                        """)
                .params(district.text(), end.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Due(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        row.getString("clock"),
                        new UnitId(row.getString("unit")),
                        row.getString("stage"),
                        row.getString("stage_zh"),
                        row.getObject("due", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Keeps what counts on events of the ticket that are not there yet. */
    public void keep(ClockMessage<?> early) {
        db.sql("""
                insert into notification.early_clock_event (ticket_id, sequence, ticket_version, type, body)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(
                        early.ticketId().value(),
                        early.sequence(),
                        early.ticketVersion(),
                        early.type().ceType(),
                        Json.MAPPER.writeValueAsString(early))
                .update();
    }

    /** Takes out those whose time has come; until the transaction ends nobody else does. */
    public List<ClockMessage<?>> takeRipe(int most) {
        return db.sql("""
                        delete from notification.early_clock_event early using (
                            select e.ticket_id, e.sequence
                            from notification.early_clock_event e join notification.ticket t using (ticket_id)
                            where t.version >= e.ticket_version
                            order by e.ticket_id, e.sequence limit ? for update of e skip locked) ripe
                        where early.ticket_id = ripe.ticket_id and early.sequence = ripe.sequence
                        returning early.type, early.body
                        """)
                .param(most)
                .<ClockMessage<?>>query((row, index) -> Wire.readClockBody(
                        ClockEventType.byCeType(row.getString("type")).orElseThrow(), row.getString("body")))
                .list();
    }
}
