package org.zhuqi.notification.webhook.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.webhook.domain.EventFilter;
import org.zhuqi.notification.webhook.domain.Subscription;
import org.zhuqi.notification.webhook.domain.Subscription.Pause;
import org.zhuqi.notification.webhook.domain.Subscription.Reason;
import org.zhuqi.notification.webhook.domain.Subscription.Terms;

/** {@code notification.webhook}. */
public final class SubscriptionRows {
    private static final String COLUMNS = """
            id, district, version, owner, description, url, types, unit, enterprise, paused, paused_at, paused_said,
            created_at, created_by, changed_at, changed_by, failures, failing_since, rest_until, asked_until,
            last_delivered_at""";

    private final JdbcClient db;

    public SubscriptionRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * How deliveries go.
     *
     * @param failures since the last success
     * @param restUntil nothing is sent before
     * @param askedUntil the receiver asked for it
     */
    public record Going(
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant restUntil,
            @Nullable Instant askedUntil,
            @Nullable Instant lastDeliveredAt) {
        public static final Going WELL = new Going(0, null, null, null, null);
    }

    public record Standing(Subscription subscription, Going going) {}

    public void add(Subscription subscription) {
        db.sql("""
                insert into notification.webhook (id, district, version, owner, description, url, types, unit, enterprise,
                    paused, paused_at, paused_said, created_at, created_by, changed_at, changed_by)
                values (:id, :district, :version, :owner, :description, :url, :types, :unit, :enterprise,
                    :paused, :pausedAt, :pausedSaid, :createdAt, :createdBy, :changedAt, :changedBy)
                """).params(values(subscription)).update();
    }

    /** What an administrator sees as the subscription; the caller has locked it. */
    public void save(Subscription subscription) {
        db.sql("""
                update notification.webhook set version = :version, owner = :owner, description = :description, url = :url,
                    types = :types, unit = :unit, enterprise = :enterprise, paused = :paused, paused_at = :pausedAt,
                    paused_said = :pausedSaid, changed_at = :changedAt, changed_by = :changedBy
                where id = :id
                """).params(values(subscription)).update();
    }

    private static Map<String, @Nullable Object> values(Subscription it) {
        Map<String, @Nullable Object> values = new HashMap<>();
        Terms terms = it.terms();
        EventFilter filter = terms.filter();
        Pause pause = it.paused();
        values.put("id", it.id());
        values.put("district", it.district().text());
        values.put("version", it.version());
        values.put("owner", terms.owner());
        values.put("description", terms.description());
        values.put("url", terms.url());
        values.put("types", Columns.texts(filter.types()));
        values.put("unit", filter.unit() == null ? null : filter.unit().text());
        values.put(
                "enterprise",
                filter.enterprise() == null ? null : filter.enterprise().text());
        values.put("paused", pause == null ? null : pause.reason().name());
        values.put("pausedAt", pause == null ? null : Columns.utc(pause.since()));
        values.put("pausedSaid", pause == null ? null : pause.said());
        values.put("createdAt", Columns.utc(it.createdAt()));
        values.put("createdBy", it.createdBy().text());
        values.put("changedAt", Columns.utc(it.changedAt()));
        values.put("changedBy", it.changedBy().text());
        return values;
    }

    public void save(UUID id, Going going) {
        db.sql("""
                update notification.webhook set failures = ?, failing_since = ?, rest_until = ?, asked_until = ?,
                    last_delivered_at = ? where id = ?
                """)
                .param(going.failures())
                .param(Columns.utcOrNull(going.failingSince()))
                .param(Columns.utcOrNull(going.restUntil()))
                .param(Columns.utcOrNull(going.askedUntil()))
                .param(Columns.utcOrNull(going.lastDeliveredAt()))
                .param(id)
                .update();
    }

    public boolean remove(DistrictId district, UUID id) {
        return db.sql("delete from notification.webhook where id = ? and district = ?")
                        .param(id)
                        .param(district.text())
                        .update()
                == 1;
    }

    /** The oldest first. */
    public List<Standing> of(DistrictId district) {
        return db.sql("select %s from notification.webhook where district = ? order by created_at, id"
                        .formatted(COLUMNS))
                .param(district.text())
                .query(SubscriptionRows::row)
                .list();
    }

    /** Of these districts. Who is added meanwhile comes with the next batch, and asks for nothing of this one. */
    public List<Subscription> of(Collection<DistrictId> districts) {
        return db
                .sql("select %s from notification.webhook where district = any(?)".formatted(COLUMNS))
                .param(Columns.texts(districts.stream().map(DistrictId::text).toList()))
                .query(SubscriptionRows::row)
                .list()
                .stream()
                .map(Standing::subscription)
                .toList();
    }

    public Optional<Standing> find(DistrictId district, UUID id) {
        return db.sql("select %s from notification.webhook where id = ? and district = ?".formatted(COLUMNS))
                .param(id)
                .param(district.text())
                .query(SubscriptionRows::row)
                .optional();
    }

    /** Until the transaction ends nobody else writes it. */
    public Optional<Standing> lock(UUID id) {
        return db.sql("select %s from notification.webhook where id = ? for no key update".formatted(COLUMNS))
                .param(id)
                .query(SubscriptionRows::row)
                .optional();
    }

    /** Those that something waits for and that can be sent to now. */
    public List<UUID> ready(Instant now) {
        return db.sql("""
                        select id from notification.webhook w
                        where paused is null and (rest_until is null or rest_until <= :now)
                            and (asked_until is null or asked_until <= :now)
                            and exists (select from notification.webhook_delivery d
                                where d.webhook = w.id and d.state = 'WAITING' and d.next_at <= :now)
                        order by last_delivered_at nulls first
                        """)
                .param("now", Columns.utc(now))
                .query((row, index) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Locked until the transaction ends; empty if somebody else has it, or it can no longer be sent to. */
    public Optional<Standing> take(UUID id, Instant now) {
        return db.sql("""
                        select %s from notification.webhook
                        where id = :id and paused is null and (rest_until is null or rest_until <= :now)
                            and (asked_until is null or asked_until <= :now)
                        for no key update skip locked
                        """.formatted(COLUMNS))
                .param("id", id)
                .param("now", Columns.utc(now))
                .query(SubscriptionRows::row)
                .optional();
    }

    public long paused() {
        return db.sql("select count(*) from notification.webhook where paused is not null")
                .query((row, index) -> row.getLong(1))
                .single();
    }

    private static Standing row(ResultSet row, int index) throws SQLException {
        String unit = row.getString("unit");
        String enterprise = row.getString("enterprise");
        String paused = row.getString("paused");
        return new Standing(
                new Subscription(
                        row.getObject("id", UUID.class),
                        new DistrictId(row.getString("district")),
                        row.getLong("version"),
                        new Terms(
                                row.getString("owner"),
                                row.getString("description"),
                                row.getString("url"),
                                new EventFilter(
                                        Columns.texts(row, "types"),
                                        unit == null ? null : new UnitId(unit),
                                        enterprise == null ? null : new EnterpriseId(enterprise))),
                        paused == null
                                ? null
                                : new Pause(
                                        Reason.valueOf(paused),
                                        Columns.time(row, "paused_at"),
                                        row.getString("paused_said")),
                        Columns.time(row, "created_at"),
                        new AccountId(row.getString("created_by")),
                        Columns.time(row, "changed_at"),
                        new AccountId(row.getString("changed_by"))),
                new Going(
                        row.getInt("failures"),
                        Columns.timeOrNull(row, "failing_since"),
                        Columns.timeOrNull(row, "rest_until"),
                        Columns.timeOrNull(row, "asked_until"),
                        Columns.timeOrNull(row, "last_delivered_at")));
    }
}
