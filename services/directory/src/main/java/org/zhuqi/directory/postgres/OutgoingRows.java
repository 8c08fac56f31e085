package org.zhuqi.directory.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.directory.DirectoryEntryType;
import org.zhuqi.platform.json.Json;

/** {@code directory.outgoing}: what is committed and waits for the broker. */
public final class OutgoingRows {
    private final JdbcClient db;

    public OutgoingRows(JdbcClient db) {
        this.db = db;
    }

    public record Waiting(long position, DirectoryEntryType type, String body, Instant toldAt) {}

    public void add(List<DirectoryEntry> entries, Instant at) {
        if (entries.isEmpty()) {
            return;
        }
        db.sql("""
                        insert into directory.outgoing (key, type, body, told_at)
                        select key, type, body, ?::timestamptz
                        from unnest(?::text[], ?::text[], ?::text[]) with ordinality as given (key, type, body, place)
                        order by place
                        """)
                .params(
                        at.toString(),
                        EntryTable.array(
                                entries.stream().map(DirectoryEntry::key).toList()),
                        EntryTable.array(entries.stream()
                                .map(entry -> DirectoryEntryType.of(entry).ceType())
                                .toList()),
                        EntryTable.array(entries.stream()
                                .map(Json.MAPPER::writeValueAsString)
                                .toList()))
                .update();
    }

    /** Waits for whoever else tells; until the transaction ends nobody else does. */
    public void lock() {
        db.sql("select pg_advisory_xact_lock(hashtextextended('zhuqi.directory.outgoing', 0))")
                .query(row -> {});
    }

    /** The oldest first. */
    public List<Waiting> next(int most) {
        return db.sql("select position, type, body, told_at from directory.outgoing order by position limit ?")
                .param(most)
                .query((row, index) -> new Waiting(
                        row.getLong("position"),
                        DirectoryEntryType.byCeType(row.getString("type")).orElseThrow(),
                        row.getString("body"),
                        row.getObject("told_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    public void remove(Collection<Waiting> acknowledged) {
        db.sql("delete from directory.outgoing where position = any(?)")
                .param(new SqlArrayValue(
                        "bigint",
                        acknowledged.stream().<Object>map(Waiting::position).toArray()))
                .update();
    }
}
