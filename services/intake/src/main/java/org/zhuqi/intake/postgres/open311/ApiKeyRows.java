package org.zhuqi.intake.postgres.open311;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.intake.application.open311.ApiKey;

/** {@code intake.open311_key}. */
public final class ApiKeyRows {
    private static final String COLUMNS =
            "id, district, account, label, created_by, created_at, last_used_on, revoked_by, revoked_at";

    private final JdbcClient db;

    public ApiKeyRows(JdbcClient db) {
        this.db = db;
    }

    public void add(ApiKey key, byte[] hash) {
        db.sql("""
                insert into intake.open311_key (id, key_hash, district, account, label, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        key.id(),
                        hash,
                        key.district().text(),
                        key.account().text(),
                        key.label(),
                        key.createdBy().text(),
                        key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<ApiKey> bySecret(byte[] hash) {
        return db.sql("select " + COLUMNS + " from intake.open311_key where key_hash = ?")
                .param(hash)
                .query(ApiKeyRows::row)
                .optional();
    }

    /** The newest first. */
    public List<ApiKey> of(DistrictId district) {
        return db.sql("select " + COLUMNS + " from intake.open311_key where district = ? order by created_at desc, id")
                .param(district.text())
                .query(ApiKeyRows::row)
                .list();
    }

    /** @return false if the district has no such key */
    public boolean revoke(DistrictId district, UUID id, AccountId by, Instant at) {
        return db.sql("""
                        update intake.open311_key
                        set revoked_by = coalesce(revoked_by, ?), revoked_at = coalesce(revoked_at, ?)
                        where district = ? and id = ?
                        """)
                        .params(by.text(), at.atOffset(ZoneOffset.UTC), district.text(), id)
                        .update()
                == 1;
    }

    public void used(UUID id, LocalDate on) {
        db.sql("update intake.open311_key set last_used_on = ? where id = ?")
                .params(on, id)
                .update();
    }

    private static ApiKey row(ResultSet row, int index) throws SQLException {
        String revokedBy = row.getString("revoked_by");
        return new ApiKey(
                row.getObject("id", UUID.class),
                new DistrictId(row.getString("district")),
                new AccountId(row.getString("account")),
                row.getString("label"),
                new AccountId(row.getString("created_by")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_used_on", LocalDate.class),
                revokedBy == null ? null : new AccountId(revokedBy),
                instant(row.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
