package org.zhuqi.timeliness.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.timeliness.application.Told;

/** {@code timeliness.outgoing}: what is committed and waits for the broker; and {@code notice}: what was told for good. */
public final class OutgoingRows {
    private final JdbcClient db;

    public OutgoingRows(JdbcClient db) {
        this.db = db;
    }

    /** @param kind {@code CLOCK} or {@code COMMAND}; the type is its {@code ce_type} */
    public record Waiting(long position, TicketId ticket, Kind kind, String type, String body) {
        public enum Kind {
            CLOCK,
            COMMAND
        }
    }

    public void add(List<Told> told, Instant at) {
        if (told.isEmpty()) {
            return;
        }
        record Row(Told told, Waiting.Kind kind, String type, String body) {}
        List<Row> rows = told.stream()
                .map(each -> switch (each) {
                    case Told.Changed changed ->
                        new Row(
                                each,
                                Waiting.Kind.CLOCK,
                                changed.message().type().ceType(),
                                Json.MAPPER.writeValueAsString(changed.message()));
                    case Told.Noticed noticed ->
                        new Row(
                                each,
                                Waiting.Kind.CLOCK,
                                noticed.message().type().ceType(),
                                Json.MAPPER.writeValueAsString(noticed.message()));
                    case Told.Asked asked ->
                        new Row(
                                each,
                                Waiting.Kind.COMMAND,
                                asked.message().type().ceType(),
                                Json.MAPPER.writeValueAsString(asked.message()));
                })
                .toList();
        db.sql("""
                insert into timeliness.outgoing (ticket_id, kind, type, body, created_at)
                select ticket_id, kind, type, body, ?
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) with ordinality
                    as given (ticket_id, kind, type, body, place)
                order by place
                """)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(array("uuid", rows, row -> row.told().ticket().value()))
                .param(array("text", rows, row -> row.kind().name()))
                .param(array("text", rows, Row::type))
                .param(array("text", rows, Row::body))
                .update();
        List<Row> notices =
                rows.stream().filter(row -> row.told() instanceof Told.Noticed).toList();
        if (notices.isEmpty()) {
            return;
        }
        db.sql("""
                insert into timeliness.notice (ticket_id, alarm, type, occurred_at, recorded_at, body)
                select ticket_id, alarm, type, occurred_at, ?, body
                from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                    as given (ticket_id, alarm, type, occurred_at, body)
                """)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(array("uuid", notices, row -> row.told().ticket().value()))
                .param(array("text", notices, row -> ((Told.Noticed) row.told()).alarm()))
                .param(array("text", notices, Row::type))
                .param(array(
                        "timestamptz",
                        notices,
                        row -> ((Told.Noticed) row.told()).at().toString()))
                .param(array("text", notices, Row::body))
                .update();
    }

    /** Everything of these tickets that waits, also what another process left behind, in order. */
    public List<Waiting> of(Collection<TicketId> tickets) {
        return db.sql("""
                        select position, ticket_id, kind, type, body from timeliness.outgoing
                        where ticket_id = any(?) order by position
                        """)
                .param(array("uuid", tickets, TicketId::value))
                .query(OutgoingRows::waiting)
                .list();
    }

    /** What has waited longer than anything does while its process lives. */
    public List<TicketId> leftBehind(Instant now, Duration longerThan, int most) {
        return db.sql("""
                        select distinct ticket_id from timeliness.outgoing where created_at < ? limit ?
                        """)
                .param(OffsetDateTime.ofInstant(now.minus(longerThan), ZoneOffset.UTC))
                .param(most)
                .query((row, index) -> new TicketId(row.getObject(1, UUID.class)))
                .list();
    }

    public void remove(List<Waiting> acknowledged) {
        db.sql("delete from timeliness.outgoing where position = any(?)")
                .param(array("bigint", acknowledged, Waiting::position))
                .update();
    }

    public record Notice(String alarm, String type, Instant occurredAt, Instant recordedAt, String body) {}

    /** The warnings and breaches that a ticket's clocks told, in order. */
    public List<Notice> notices(TicketId ticket) {
        return db.sql("""
                        select alarm, type, occurred_at, recorded_at, body from timeliness.notice
                        where ticket_id = ? order by occurred_at, alarm
                        """)
                .param(ticket.value())
                .query((row, index) -> new Notice(
                        row.getString("alarm"),
                        row.getString("type"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("body")))
                .list();
    }

    private static Waiting waiting(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        return new Waiting(
                row.getLong("position"),
                new TicketId(row.getObject("ticket_id", UUID.class)),
                Waiting.Kind.valueOf(row.getString("kind")),
                row.getString("type"),
                row.getString("body"));
    }

    private static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
