package org.zhuqi.platform.telling;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.platform.persistence.ServiceSchema;

/**
 * What is committed and waits for the broker: the table {@code outgoing} of a service's own schema, made by the service's own
 * migration:
 *
 * <pre>{@code
 * create table outgoing (
 *     position bigint generated always as identity primary key,
 *     key text not null,
 *     type text not null,
 *     body text not null,
 *     told_at timestamptz not null
 * );
 * }</pre>
 */
public final class OutgoingRows {
    private final JdbcClient db;
    private final String schema;

    public OutgoingRows(JdbcClient db, ServiceSchema schema) {
        this.db = db;
        this.schema = schema.name();
    }

    /**
     * @param type the {@code ce_type}
     * @param body JSON, as it will be published
     */
    public record Message(String key, String type, String body) {}

    public record Waiting(long position, String key, String type, String body, Instant toldAt) {}

    public String schema() {
        return schema;
    }

    /** When the oldest that still waits was written. */
    public Optional<Instant> oldest() {
        return db.sql("select min(told_at) from %s.outgoing".formatted(schema))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Inside of the transaction that writes what they tell of. */
    public void add(List<Message> messages, Instant at) {
        if (messages.isEmpty()) {
            return;
        }
        db.sql("""
                        insert into %s.outgoing (key, type, body, told_at)
                        select key, type, body, ?::timestamptz
                        from unnest(?::text[], ?::text[], ?::text[]) with ordinality as given (key, type, body, place)
                        order by place
                        """.formatted(schema))
                .params(
                        at.toString(),
                        texts(messages, Message::key),
                        texts(messages, Message::type),
                        texts(messages, Message::body))
                .update();
    }

    /** Waits for whoever else tells; until the transaction ends nobody else does. */
    public void lock() {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("zhuqi." + schema + ".outgoing")
                .query(row -> {});
    }

    /** The oldest first. */
    public List<Waiting> next(int most) {
        return db.sql("select position, key, type, body, told_at from %s.outgoing order by position limit ?"
                        .formatted(schema))
                .param(most)
                .query((row, index) -> new Waiting(
                        row.getLong("position"),
                        row.getString("key"),
                        row.getString("type"),
                        row.getString("body"),
                        row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    public void remove(Collection<Waiting> acknowledged) {
        db.sql("delete from %s.outgoing where position = any(?)".formatted(schema))
                .param(new SqlArrayValue(
                        "bigint",
                        acknowledged.stream().<Object>map(Waiting::position).toArray()))
                .update();
    }

    private static SqlArrayValue texts(List<Message> messages, Function<Message, String> column) {
        return new SqlArrayValue("text", messages.stream().map(column).toArray());
    }
}
