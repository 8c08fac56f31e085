package org.zhuqi.timeliness.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.timeliness.domain.PolicyVersion;

/** {@code timeliness.policy}. */
public final class PolicyRows {
    private static final String COLUMNS = "version, district, effective_from, body, published_at, published_by";

    private final JdbcClient db;

    public PolicyRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param district null for a common policy
     * @param effectiveFrom null if it never comes into force by itself: it is there to be tried and copied
     */
    public record Published(
            PolicyVersion version,
            @Nullable DistrictId district,
            @Nullable Instant effectiveFrom,
            String body,
            Instant publishedAt,
            AccountId publishedBy) {}

    public Optional<Published> find(PolicyVersion version) {
        return db.sql("select " + COLUMNS + " from timeliness.policy where version = ?")
                .param(version.text())
                .query(PolicyRows::row)
                .optional();
    }

    /** The district's own and the common ones, the last to come into force first. */
    public List<Published> of(DistrictId district) {
        return db.sql("select " + COLUMNS + """
                         from timeliness.policy where district is null or district = ?
                        order by effective_from desc nulls last, version
                        """)
                .param(district.text())
                .query(PolicyRows::row)
                .list();
    }

    public List<Published> all() {
        return db.sql("select " + COLUMNS + " from timeliness.policy order by version")
                .query(PolicyRows::row)
                .list();
    }

    /** @return false if the version, or another one of the district from the same day on, is there already */
    public boolean add(Published policy) {
        return db.sql("""
                        insert into timeliness.policy
                            (version, policy, number, district, effective_from, body, published_at, published_by)
                        values (?, ?, ?, nullif(?, ''), nullif(?, '')::timestamptz, ?, ?, ?) on conflict do nothing
                        """)
                        .params(
                                policy.version().text(),
                                policy.version().policy(),
                                policy.version().number(),
                                policy.district() == null
                                        ? ""
                                        : policy.district().text(),
                                policy.effectiveFrom() == null
                                        ? ""
                                        : policy.effectiveFrom().toString(),
                                policy.body(),
                                policy.publishedAt().atOffset(ZoneOffset.UTC),
                                policy.publishedBy().text())
                        .update()
                == 1;
    }

    private static Published row(ResultSet row, int index) throws SQLException {
        String district = row.getString("district");
        OffsetDateTime from = row.getObject("effective_from", OffsetDateTime.class);
        return new Published(
                PolicyVersion.of(row.getString("version")),
                district == null ? null : new DistrictId(district),
                from == null ? null : from.toInstant(),
                row.getString("body"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("published_by")));
    }
}
