package org.zhuqi.intake.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code intake.stray}: content that may lie in the storage without a row that names it. */
public final class StrayRows {
    private final JdbcClient db;

    public StrayRows(JdbcClient db) {
        this.db = db;
    }

    /** Until the transaction ends nobody else decides whether this content stays. */
    public void lock(String sha256) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("intake content " + sha256)
                .query()
                .singleRow();
    }

    public void note(String sha256, Instant at) {
        db.sql("""
                        insert into intake.stray (sha256, since) values (?, ?)
                        on conflict (sha256) do update set since = excluded.since
                        """).params(sha256, at.atOffset(ZoneOffset.UTC)).update();
    }

    public void forget(String sha256) {
        db.sql("delete from intake.stray where sha256 = ?").param(sha256).update();
    }

    public List<String> olderThan(Instant time, int most) {
        return db.sql("select sha256 from intake.stray where since < ? order by since, sha256 limit ?")
                .params(time.atOffset(ZoneOffset.UTC), most)
                .query((row, index) -> row.getString(1))
                .list();
    }

    public boolean isOlderThan(String sha256, Instant time) {
        return db.sql("select exists (select from intake.stray where sha256 = ? and since < ?)")
                .params(sha256, time.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
