package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.MeetingFeed;
import org.zhuqi.platform.security.Caller;

/** {@code dispatch.meeting_feed}. */
public final class MeetingFeedRows {
    private static final String SELECT =
            "select id, district, account, role, unit, enterprise, looks_after, created_at from dispatch.meeting_feed ";

    private final JdbcClient db;

    public MeetingFeedRows(JdbcClient db) {
        this.db = db;
    }

    public void add(MeetingFeed feed, byte[] secretHash) {
        Caller whose = feed.whose();
        db.sql("""
                insert into dispatch.meeting_feed (id, secret_hash, district, account, role, unit, enterprise, looks_after,
                    created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(feed.id())
                .param(secretHash)
                .param(whose.district().text())
                .param(whose.account().text())
                .param(whose.role().name())
                .param(whose.unit() == null ? null : whose.unit().text())
                .param(whose.enterprise() == null ? null : whose.enterprise().text())
                .param(new SqlArrayValue(
                        "text",
                        whose.looksAfter().stream()
                                .<Object>map(EnterpriseId::text)
                                .toArray()))
                .param(feed.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<MeetingFeed> bySecret(byte[] secretHash) {
        return db.sql(SELECT + "where secret_hash = ?")
                .param(secretHash)
                .query(MeetingFeedRows::row)
                .optional();
    }

    /** The oldest first. */
    public List<MeetingFeed> of(Caller caller) {
        return db.sql(SELECT + "where district = ? and account = ? order by created_at, id")
                .params(caller.district().text(), caller.account().text())
                .query(MeetingFeedRows::row)
                .list();
    }

    /** @return false if the caller has no such feed */
    public boolean remove(Caller caller, UUID id) {
        return db.sql("delete from dispatch.meeting_feed where district = ? and account = ? and id = ?")
                        .params(caller.district().text(), caller.account().text(), id)
                        .update()
                == 1;
    }

    private static MeetingFeed row(ResultSet row, int index) throws SQLException {
        String enterprise = row.getString("enterprise");
        String unit = row.getString("unit");
        @Nullable EnterpriseId ofEnterprise = enterprise == null ? null : new EnterpriseId(enterprise);
        @Nullable UnitId ofUnit = unit == null ? null : new UnitId(unit);
        Set<EnterpriseId> looksAfter = Arrays.stream(
                        (String[]) row.getArray("looks_after").getArray())
                .map(EnterpriseId::new)
                .collect(Collectors.toSet());
        return new MeetingFeed(
                row.getObject("id", UUID.class),
                new Caller(
                        new AccountId(row.getString("account")),
                        Role.valueOf(row.getString("role")),
                        new DistrictId(row.getString("district")),
                        ofEnterprise,
                        ofUnit,
                        Jurisdiction.WHOLE_DISTRICT,
                        looksAfter,
                        false),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
