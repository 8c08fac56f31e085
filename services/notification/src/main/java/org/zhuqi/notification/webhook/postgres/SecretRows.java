package org.zhuqi.notification.webhook.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code notification.webhook_secret}. */
public final class SecretRows {
    private final JdbcClient db;

    public SecretRows(JdbcClient db) {
        this.db = db;
    }

    /** @param validUntil null for the newest */
    public record Sealed(
            int number,
            String box,
            Instant madeAt,
            @Nullable Instant validUntil) {}

    /** It signs from now on; the caller has locked the subscription. */
    public void add(UUID webhook, String box, Instant at) {
        db.sql("""
                insert into notification.webhook_secret (webhook, number, sealed, made_at)
                select :webhook, coalesce(max(number), 0) + 1, :box, :at
                from notification.webhook_secret where webhook = :webhook
                """)
                .param("webhook", webhook)
                .param("box", box)
                .param("at", Columns.utc(at))
                .update();
    }

    /** All that there are sign no longer than until then. */
    public void end(UUID webhook, Instant until) {
        db.sql("""
                update notification.webhook_secret set valid_until = least(valid_until, ?) where webhook = ?
                """).param(Columns.utc(until)).param(webhook).update();
    }

    public void removeEnded(UUID webhook, Instant now) {
        db.sql("delete from notification.webhook_secret where webhook = ? and valid_until <= ?")
                .param(webhook)
                .param(Columns.utc(now))
                .update();
    }

    /** Those that sign, the newest first. */
    public List<Sealed> valid(UUID webhook, Instant now) {
        return db.sql("""
                        select number, sealed, made_at, valid_until from notification.webhook_secret
                        where webhook = ? and (valid_until is null or valid_until > ?) order by number desc
                        """)
                .param(webhook)
                .param(Columns.utc(now))
                .query((row, index) -> new Sealed(
                        row.getInt("number"),
                        row.getString("sealed"),
                        Columns.time(row, "made_at"),
                        Columns.timeOrNull(row, "valid_until")))
                .list();
    }
}
