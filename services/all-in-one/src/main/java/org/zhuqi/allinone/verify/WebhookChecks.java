package org.zhuqi.allinone.verify;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether webhooks have passed over anything. */
final class WebhookChecks {
    private final JdbcClient db;

    WebhookChecks(DataSource database) {
        this.db = JdbcClient.create(database);
    }

    /** Not where zhuqi.webhooks.enabled is false: nothing is counted in there. */
    boolean areOn() {
        return db.sql("select exists (select from notification.webhook_subject)")
                .query((row, index) -> row.getBoolean(1))
                .single();
    }

    Check everyTicketIsCountedIn() {
        Check check = new Check("webhooks have counted in every ticket as the engine has it");
        check.lookedAt(db.sql("select count(*) from ticket.ticket")
                .query((row, index) -> row.getLong(1))
                .single());
        db.sql("""
                select t.number, t.version, coalesce(s.version, 0)
                from ticket.ticket t
                left join notification.webhook_subject s on s.topic = 'zhuqi.ticket.events' and s.about = t.id
                where s.version is distinct from t.version
                """).query(rs -> {
            check.fault(
                    "%s engine: version %d, counted in: %d".formatted(rs.getString(1), rs.getLong(2), rs.getLong(3)));
        });
        return check;
    }

    /** While it runs: what could be sent has been, or was put off because its receiver did not take it. */
    Check nothingIsHeld() {
        Check check = new Check("no delivery to a receiver is held beyond its time");
        check.lookedAt(db.sql("select count(*) from notification.webhook_subject")
                .query((row, index) -> row.getLong(1))
                .single());
        db.sql("""
                select w.url, e.event_id, d.next_at
                from notification.webhook_delivery d
                join notification.webhook w on w.id = d.webhook
                join notification.webhook_event e on e.id = d.event
                where d.state = 'WAITING' and w.paused is null
                    and greatest(d.next_at, d.leased_until, w.rest_until, w.asked_until) < now() - interval '10 minutes'
                    and not exists (select from notification.webhook_delivery earlier
                        where earlier.webhook = d.webhook and earlier.about = d.about
                            and earlier.state = 'WAITING' and earlier.event < d.event)
                """).query(rs -> {
            check.fault("event %s for %s waits since %s".formatted(rs.getString(2), rs.getString(1), rs.getString(3)));
        });
        return check;
    }
}
