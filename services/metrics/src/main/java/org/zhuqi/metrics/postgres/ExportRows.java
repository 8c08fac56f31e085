package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.metrics.application.export.Export;
import org.zhuqi.metrics.application.export.ExportOrder;
import org.zhuqi.metrics.application.export.ExportRight;
import org.zhuqi.platform.json.Json;

/** {@code metrics.export} and {@code export_chunk}: files that were asked for, and what of them is written. */
public final class ExportRows {
    /** To be deleted at once; the next look deletes the next ones. */
    private static final int FORGOTTEN_TOGETHER = 20;

    private static final String SEEN = """
            district = :district and ((account = :account and held = :held) or (:oversees and of_district))
            """;

    private final JdbcClient db;

    public ExportRows(JdbcClient db) {
        this.db = db;
    }

    // -- asking -----------------------------------------------------------------------------------------------------

    /** Until the transaction ends nobody else counts or adds exports of this account. */
    public void lockThoseOf(ExportRight right) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("metrics exports " + right.district() + " " + right.account())
                .query()
                .singleRow();
    }

    /** Those that a person asked for and that are not written yet. */
    public long unfinished(ExportRight right) {
        return db.sql("""
                        select count(*) from metrics.export
                        where district = ? and account = ? and schedule is null and state in ('WAITING', 'WORKING')
                        """)
                .params(right.district().text(), right.account().text())
                .query(Long.class)
                .single();
    }

    /** @return false if there is one with this id */
    public boolean add(Export export) {
        Sentence note = export.note();
        return db.sql("""
                        insert into metrics.export (id, district, account, held, of_district, schedule, asked, file_name,
                            asked_at, note, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING')
                        on conflict do nothing
                        """)
                        .param(export.id())
                        .param(export.district().text())
                        .param(export.account().text())
                        .param(export.held())
                        .param(export.ofDistrict())
                        .param(export.schedule())
                        .param(Json.MAPPER.writeValueAsString(export.order()))
                        .param(export.fileName())
                        .param(time(export.askedAt()))
                        .param(note == null ? null : Json.MAPPER.writeValueAsString(note))
                        .update()
                == 1;
    }

    public Optional<Export> find(ExportRight right, UUID id) {
        return seen("select * from metrics.export where id = :id and " + SEEN, right)
                .param("id", id)
                .query(ExportRows::row)
                .optional();
    }

    /** Where a page ended. */
    public record Position(Instant askedAt, UUID id) {}

    /** The latest first. */
    public List<Export> page(ExportRight right, @Nullable Position after, int limit) {
        Instant askedAt = after == null ? null : after.askedAt();
        return seen("""
                        select * from metrics.export
                        where %s and (:afterAt::timestamptz is null or (asked_at, id) < (:afterAt::timestamptz, :afterId::uuid))
                        order by asked_at desc, id desc
                        limit :limit
                        """.formatted(SEEN), right)
                .param("afterAt", askedAt == null ? null : time(askedAt))
                .param("afterId", after == null ? null : after.id())
                .param("limit", limit)
                .query(ExportRows::row)
                .list();
    }

    /** With all that is written of it; whoever works at it finds out. */
    public boolean remove(ExportRight right, UUID id) {
        return seen("delete from metrics.export where id = :id and " + SEEN, right)
                        .param("id", id)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec seen(String sql, ExportRight right) {
        return db.sql(sql)
                .param("district", right.district().text())
                .param("account", right.account().text())
                .param("held", right.held())
                .param("oversees", right.oversees());
    }

    // -- writing ----------------------------------------------------------------------------------------------------

    /** The one that waits longest, or whose writer was not heard of in time; it begins anew. To be called in a transaction. */
    public Optional<Export> take(Instant now, Instant leasedUntil) {
        Optional<Export> taken = db.sql("""
                        update metrics.export as e set
                            state = 'WORKING', attempt = e.attempt + 1,
                            failures = e.failures + case when e.state = 'WORKING' then 1 else 0 end,
                            leased_until = :until, begun_at = :now, rows_done = 0, rows_total = null
                        from (
                            select id from metrics.export
                            where state = 'WAITING' or (state = 'WORKING' and leased_until < :now)
                            order by asked_at, id
                            limit 1
                            for update skip locked
                        ) as next
                        where e.id = next.id
                        returning e.*
                        """)
                .param("now", time(now))
                .param("until", time(leasedUntil))
                .query(ExportRows::row)
                .optional();
        taken.ifPresent(export -> db.sql("delete from metrics.export_chunk where export = ? and attempt < ?")
                .params(export.id(), export.attempt())
                .update());
        return taken;
    }

    /** @return false if it is somebody else's by now, or was deleted */
    public boolean renew(Export export, Instant leasedUntil, long rowsDone, @Nullable Long rowsTotal) {
        return mine("""
                                update metrics.export set leased_until = :until, rows_done = :done, rows_total = :total
                                where id = :id and attempt = :attempt and state = 'WORKING'
                                """, export)
                        .param("until", time(leasedUntil))
                        .param("done", rowsDone)
                        .param("total", rowsTotal)
                        .update()
                == 1;
    }

    /** To be called in the transaction in which {@link #renew} said that it is still the caller's. */
    public void write(Export export, int number, byte[] bytes) {
        db.sql("insert into metrics.export_chunk (export, attempt, number, bytes) values (?, ?, ?, ?)")
                .params(export.id(), export.attempt(), number, bytes)
                .update();
    }

    /** A file that is whole. */
    public record Written(long size, String sha256, long rows, Instant at, Instant expiresAt) {}

    /** @return false if it is somebody else's by now, or was deleted */
    public boolean done(Export export, Written written) {
        return mine("""
                                update metrics.export set state = 'DONE', leased_until = null, rows_done = :rows,
                                    finished_at = :at, expires_at = :expires, size = :size, sha256 = :sha256
                                where id = :id and attempt = :attempt and state = 'WORKING'
                                """, export)
                        .param("rows", written.rows())
                        .param("at", time(written.at()))
                        .param("expires", time(written.expiresAt()))
                        .param("size", written.size())
                        .param("sha256", written.sha256())
                        .update()
                == 1;
    }

    public void failed(Export export, Sentence reason, Instant at) {
        mine("""
                        update metrics.export set state = 'FAILED', leased_until = null, finished_at = :at, reason = :reason
                        where id = :id and attempt = :attempt and state = 'WORKING'
                        """, export)
                .param("at", time(at))
                .param("reason", Json.MAPPER.writeValueAsString(reason))
                .update();
        db.sql("delete from metrics.export_chunk where export = ? and attempt <= ?")
                .params(export.id(), export.attempt())
                .update();
    }

    /** Whoever worked at it stops in good order: another takes it at once. */
    public void giveBack(Export export) {
        mine("""
                        update metrics.export set state = 'WAITING', leased_until = null
                        where id = :id and attempt = :attempt and state = 'WORKING'
                        """, export).update();
    }

    private JdbcClient.StatementSpec mine(String sql, Export export) {
        return db.sql(sql).param("id", export.id()).param("attempt", export.attempt());
    }

    // -- fetching and forgetting ------------------------------------------------------------------------------------

    /** A piece of a file, from 0 on; empty behind its end, and when it was deleted. */
    public Optional<byte[]> chunk(Export export, int number) {
        return db.sql("select bytes from metrics.export_chunk where export = ? and attempt = ? and number = ?")
                .params(export.id(), export.attempt(), number)
                .query((row, index) -> row.getBytes("bytes"))
                .optional();
    }

    /** Deletes some of the files whose time is over, and of those that were asked for before then all that is known. */
    public int forget(Instant now, Instant askedBefore) {
        List<UUID> expired = db.sql("""
                        update metrics.export set state = 'EXPIRED'
                        where id in (
                            select id from metrics.export where state = 'DONE' and expires_at <= ?
                            limit ? for update skip locked)
                        returning id
                        """)
                .params(time(now), FORGOTTEN_TOGETHER)
                .query((row, index) -> row.getObject("id", UUID.class))
                .list();
        for (UUID each : expired) {
            db.sql("delete from metrics.export_chunk where export = ?")
                    .param(each)
                    .update();
        }
        return expired.size()
                + db.sql("""
                        delete from metrics.export
                        where id in (
                            select id from metrics.export where state in ('EXPIRED', 'FAILED') and asked_at < ?
                            limit ? for update skip locked)
                        """).params(time(askedBefore), FORGOTTEN_TOGETHER).update();
    }

    private static Export row(ResultSet row, int index) throws SQLException {
        return new Export(
                row.getObject("id", UUID.class),
                new DistrictId(row.getString("district")),
                new AccountId(row.getString("account")),
                row.getString("held"),
                row.getBoolean("of_district"),
                row.getObject("schedule", UUID.class),
                Json.MAPPER.readValue(row.getString("asked"), ExportOrder.class),
                row.getString("file_name"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                sentence(row.getString("note")),
                Export.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getLong("rows_done"),
                row.getObject("rows_total", Long.class),
                maybe(row, "begun_at"),
                maybe(row, "finished_at"),
                maybe(row, "expires_at"),
                row.getObject("size", Long.class),
                row.getString("sha256"),
                sentence(row.getString("reason")));
    }

    private static @Nullable Sentence sentence(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readValue(json, Sentence.class);
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
