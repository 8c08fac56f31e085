package org.zhuqi.intake.postgres;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.intake.domain.OriginKey;

/** {@code intake.origin_key}. */
public final class OriginKeyRows {
    private final JdbcClient db;

    public OriginKeyRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<OriginKey> find(LocalDate day) {
        return db.sql("select key from intake.origin_key where day = ?")
                .param(day)
                .query((row, index) -> new OriginKey(row.getBytes("key")))
                .optional();
    }

    /** Of several at it at once the first is right. */
    public void add(LocalDate day, OriginKey key) {
        db.sql("insert into intake.origin_key (day, key) values (?, ?) on conflict do nothing")
                .params(day, key.secret())
                .update();
    }

    /** @return how many are gone */
    public int removeBefore(LocalDate day) {
        return db.sql("delete from intake.origin_key where day < ?").param(day).update();
    }
}
