package org.zhuqi.notification.webhook.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.domain.EventFilter;

/** {@code notification.webhook_delivery}. */
public final class DeliveryRows {
    private final JdbcClient db;

    public DeliveryRows(JdbcClient db) {
        this.db = db;
    }

    /** How far it got. */
    public enum State {
        /** It is sent, or will be. */
        WAITING,
        /** The receiver took it. */
        DELIVERED,
        /** It was tried for as long as is tried, while the receiver took others. */
        GIVEN_UP
    }

    public record New(UUID webhook, long event, UUID about) {}

    /**
     * What somebody has taken to send.
     *
     * @param attempt the how manieth ever; whoever settles it says it, so that nobody settles what another took meanwhile
     * @param tries since it was put in the queue, with this one
     */
    public record Taken(
            UUID webhook, long event, String eventId, String body, int attempt, int tries, Instant firstTriedAt) {}

    /** As an administrator sees it. */
    public record Entry(
            long event,
            String eventId,
            String type,
            UUID about,
            Instant recordedAt,
            State state,
            int attempts,
            int replays,
            @Nullable Instant nextAt,
            @Nullable Instant settledAt,
            @Nullable Instant lastAt,
            @Nullable Integer lastMillis,
            @Nullable Integer lastStatus,
            Attempt.@Nullable Failure lastFailure,
            @Nullable String lastDetail,
            @Nullable String lastAnswer) {}

    /** @param waiting how many are not delivered yet */
    public record Count(
            UUID webhook, long waiting, @Nullable Instant oldest) {}

    public void add(List<New> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return;
        }
        db.sql("""
                insert into notification.webhook_delivery (webhook, event, about, state, created_at, next_at)
                select webhook, event, about, 'WAITING', :now, :now
                from unnest(:webhooks::uuid[], :events::bigint[], :abouts::uuid[]) as given (webhook, event, about)
                -- one that is being deleted asks for nothing any more
                where exists (select from notification.webhook w where w.id = given.webhook)
                on conflict (webhook, event) do nothing
                """)
                .param("now", Columns.utc(now))
                .param(
                        "webhooks",
                        new SqlArrayValue(
                                "uuid",
                                deliveries.stream().<Object>map(New::webhook).toArray()))
                .param(
                        "events",
                        new SqlArrayValue(
                                "bigint",
                                deliveries.stream().<Object>map(New::event).toArray()))
                .param(
                        "abouts",
                        new SqlArrayValue(
                                "uuid",
                                deliveries.stream().<Object>map(New::about).toArray()))
                .update();
    }

    /** How many of them somebody is sending. The caller has locked the subscription. */
    public int underWay(UUID webhook, Instant now) {
        return db.sql("""
                        select count(*) from notification.webhook_delivery
                        where webhook = ? and state = 'WAITING' and leased_until > ?
                        """)
                .param(webhook)
                .param(Columns.utc(now))
                .query((row, index) -> row.getInt(1))
                .single();
    }

    /** Of each ticket the first that waits, if its time has come. The caller has locked the subscription. */
    public List<Taken> take(UUID webhook, int most, Instant now, Instant leasedUntil) {
        return db.sql("""
                        with head as (
                            select d.event from notification.webhook_delivery d
                            where d.webhook = :webhook and d.state = 'WAITING' and d.next_at <= :now
                                and (d.leased_until is null or d.leased_until <= :now)
                                and not exists (select from notification.webhook_delivery earlier
                                    where earlier.webhook = d.webhook and earlier.about = d.about
                                        and earlier.state = 'WAITING' and earlier.event < d.event)
                            order by d.next_at, d.event limit :most
                            for update of d skip locked
                        ), taken as (
                            update notification.webhook_delivery d
                            set leased_until = :until, attempts = attempts + 1, tries = tries + 1,
                                first_tried_at = coalesce(first_tried_at, :now)
                            from head where d.webhook = :webhook and d.event = head.event
                            returning d.event, d.attempts, d.tries, d.first_tried_at
                        )
                        select t.event, t.attempts, t.tries, t.first_tried_at, e.event_id, e.body
                        from taken t join notification.webhook_event e on e.id = t.event order by t.event
                        """)
                .param("webhook", webhook)
                .param("now", Columns.utc(now))
                .param("until", Columns.utc(leasedUntil))
                .param("most", most)
                .query((row, index) -> new Taken(
                        webhook,
                        row.getLong("event"),
                        row.getString("event_id"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getInt("tries"),
                        Columns.time(row, "first_tried_at")))
                .list();
    }

    /** @return false if somebody else has taken it meanwhile, or it is there no more */
    public boolean settle(Taken taken, State state, Attempt attempt, Instant nextAt) {
        return db.sql("""
                update notification.webhook_delivery set state = :state, next_at = :next, leased_until = null,
                    settled_at = :settled, last_at = :at, last_millis = :millis, last_status = :status,
                    last_failure = :failure, last_detail = :detail, last_answer = :answer
                where webhook = :webhook and event = :event and state = 'WAITING' and attempts = :attempt
                """)
                        .param("state", state.name())
                        .param("next", Columns.utc(nextAt))
                        .param("settled", state == State.WAITING ? null : Columns.utc(nextAt))
                        .param("at", Columns.utc(attempt.at()))
                        .param("millis", (int) attempt.took().toMillis())
                        .param("status", attempt.status())
                        .param(
                                "failure",
                                attempt.failure() == null
                                        ? null
                                        : attempt.failure().name())
                        .param("detail", attempt.detail())
                        .param("answer", attempt.answer())
                        .param("webhook", taken.webhook())
                        .param("event", taken.event())
                        .param("attempt", taken.attempt())
                        .update()
                == 1;
    }

    /** Whoever waits for a pause to end need not: the receiver is back. */
    public void wake(UUID webhook, Instant now) {
        db.sql("""
                update notification.webhook_delivery set next_at = :now
                where webhook = :webhook and state = 'WAITING' and next_at > :now
                """).param("now", Columns.utc(now)).param("webhook", webhook).update();
    }

    /** Begins anew with all that waits, as if nothing had been tried. */
    public void beginAnew(UUID webhook, Instant now) {
        db.sql("""
                update notification.webhook_delivery
                set next_at = :now, tries = 0, first_tried_at = null
                where webhook = :webhook and state = 'WAITING'
                """).param("now", Columns.utc(now)).param("webhook", webhook).update();
    }

    /** @return false if there is no such delivery */
    public boolean again(UUID webhook, long event, Instant now) {
        return db.sql("""
                update notification.webhook_delivery
                set state = 'WAITING', next_at = :now, tries = 0, first_tried_at = null, settled_at = null
                where webhook = :webhook and event = :event
                """)
                        .param("now", Columns.utc(now))
                        .param("webhook", webhook)
                        .param("event", event)
                        .update()
                == 1;
    }

    // -- a period once more -----------------------------------------------------------------------------------------

    /** @param from inclusive, when it was recorded */
    public record Period(String district, EventFilter filter, Instant from, Instant to) {}

    public long count(Period period) {
        return replay("select count(*) from notification.webhook_event e where %s".formatted(WHICH), period)
                .query((row, index) -> row.getLong(1))
                .single();
    }

    /** Puts all of a period into the queue; what waits there stays as it is. */
    public int replay(UUID webhook, Period period, Instant now) {
        return replay("""
                insert into notification.webhook_delivery as d (webhook, event, about, state, created_at, next_at, replays)
                select :webhook, e.id, e.about, 'WAITING', :now, :now, 1
                from notification.webhook_event e where %s
                order by e.id
                on conflict (webhook, event) do update set state = 'WAITING', next_at = :now, tries = 0,
                    first_tried_at = null, settled_at = null, replays = d.replays + 1
                where d.state <> 'WAITING'
                """.formatted(WHICH), period)
                .param("webhook", webhook)
                .param("now", Columns.utc(now))
                .update();
    }

    private static final String WHICH = """
            e.district = :district and e.recorded_at >= :from and e.recorded_at < :to and e.type like any(:types)
            and (:unit::text is null or :unit = any(e.units))
            and (:enterprise::text is null or :enterprise = any(e.enterprises))""";

    private JdbcClient.StatementSpec replay(String sql, Period period) {
        EventFilter filter = period.filter();
        return db.sql(sql)
                .param("district", period.district())
                .param("from", Columns.utc(period.from()))
                .param("to", Columns.utc(period.to()))
                .param("types", Columns.texts(filter.likePatterns()))
                .param("unit", filter.unit() == null ? null : filter.unit().text())
                .param(
                        "enterprise",
                        filter.enterprise() == null ? null : filter.enterprise().text());
    }

    // -- looking ----------------------------------------------------------------------------------------------------

    /**
     * The latest first; one more than asked for, if there is more.
     *
     * @param before only earlier events; null for all
     */
    public List<Entry> page(UUID webhook, @Nullable State state, @Nullable Long before, int limit) {
        return db.sql("""
                        %s
                        where d.webhook = :webhook and (:state::text is null or d.state = :state)
                            and (:before::bigint is null or d.event < :before)
                        order by d.event desc limit :limit
                        """.formatted(SELECT))
                .param("webhook", webhook)
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit + 1)
                .query(DeliveryRows::row)
                .list();
    }

    public Optional<Entry> find(UUID webhook, long event) {
        return db.sql(SELECT + " where d.webhook = :webhook and d.event = :event")
                .param("webhook", webhook)
                .param("event", event)
                .query(DeliveryRows::row)
                .optional();
    }

    private static final String SELECT = """
            select d.event, e.event_id, e.type, d.about, e.recorded_at, d.state, d.attempts, d.replays, d.next_at,
                d.settled_at, d.last_at, d.last_millis, d.last_status, d.last_failure, d.last_detail, d.last_answer
            from notification.webhook_delivery d join notification.webhook_event e on e.id = d.event""";

    private static Entry row(ResultSet row, int index) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        String failure = row.getString("last_failure");
        return new Entry(
                row.getLong("event"),
                row.getString("event_id"),
                row.getString("type"),
                row.getObject("about", UUID.class),
                Columns.time(row, "recorded_at"),
                state,
                row.getInt("attempts"),
                row.getInt("replays"),
                state == State.WAITING ? Columns.time(row, "next_at") : null,
                Columns.timeOrNull(row, "settled_at"),
                Columns.timeOrNull(row, "last_at"),
                Columns.number(row, "last_millis"),
                Columns.number(row, "last_status"),
                failure == null ? null : Attempt.Failure.valueOf(failure),
                row.getString("last_detail"),
                row.getString("last_answer"));
    }

    public List<Count> waiting(List<UUID> webhooks) {
        return db.sql("""
                        select webhook, count(*) as waiting, min(created_at) as oldest from notification.webhook_delivery
                        where webhook = any(?) and state = 'WAITING' group by webhook
                        """)
                .param(new SqlArrayValue("uuid", webhooks.toArray()))
                .query((row, index) -> new Count(
                        row.getObject("webhook", UUID.class),
                        row.getLong("waiting"),
                        Columns.timeOrNull(row, "oldest")))
                .list();
    }

    public long waiting() {
        return db.sql("select count(*) from notification.webhook_delivery where state = 'WAITING'")
                .query((row, index) -> row.getLong(1))
                .single();
    }

    /** Since when the oldest waits that could be sent. */
    public Optional<Duration> oldest(Instant now) {
        return db.sql("""
                        select min(d.created_at) as oldest from notification.webhook_delivery d
                        join notification.webhook w on w.id = d.webhook
                        where d.state = 'WAITING' and w.paused is null
                        """)
                .query((row, index) -> Optional.ofNullable(Columns.timeOrNull(row, "oldest")))
                .single()
                .map(oldest -> Duration.between(oldest, now));
    }
}
