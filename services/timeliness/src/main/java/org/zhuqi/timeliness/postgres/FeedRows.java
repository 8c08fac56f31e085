package org.zhuqi.timeliness.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;

/** {@code timeliness.feed}. */
public final class FeedRows {
    private static final String COLUMNS = "id, district, unit, created_by, created_at";

    private final JdbcClient db;

    public FeedRows(JdbcClient db) {
        this.db = db;
    }

    public record Feed(UUID id, DistrictId district, UnitId unit, AccountId createdBy, Instant createdAt) {}

    public void add(Feed feed, byte[] secretHash) {
        db.sql("""
                insert into timeliness.feed (id, secret_hash, district, unit, created_by, created_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(
                        feed.id(),
                        secretHash,
                        feed.district().text(),
                        feed.unit().text(),
                        feed.createdBy().text(),
                        feed.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Feed> bySecret(byte[] secretHash) {
        return db.sql("select " + COLUMNS + " from timeliness.feed where secret_hash = ?")
                .param(secretHash)
                .query(FeedRows::row)
                .optional();
    }

    public List<Feed> of(DistrictId district, UnitId unit) {
        return db.sql("select " + COLUMNS + " from timeliness.feed where district = ? and unit = ? order by created_at")
                .params(district.text(), unit.text())
                .query(FeedRows::row)
                .list();
    }

    /** @return false if the unit has no such feed */
    public boolean remove(DistrictId district, UnitId unit, UUID id) {
        return db.sql("delete from timeliness.feed where district = ? and unit = ? and id = ?")
                        .params(district.text(), unit.text(), id)
                        .update()
                == 1;
    }

    private static Feed row(ResultSet row, int index) throws SQLException {
        return new Feed(
                row.getObject("id", UUID.class),
                new DistrictId(row.getString("district")),
                new UnitId(row.getString("unit")),
                new AccountId(row.getString("created_by")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
