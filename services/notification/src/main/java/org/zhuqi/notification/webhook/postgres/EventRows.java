package org.zhuqi.notification.webhook.postgres;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.notification.webhook.domain.SubjectEvent;

/** {@code notification.webhook_event}. */
public final class EventRows {
    private final JdbcClient db;

    public EventRows(JdbcClient db) {
        this.db = db;
    }

    /** @return its id, higher than of what was added before; empty if it was there already */
    public Optional<Long> add(SubjectEvent event) {
        return db.sql("""
                        insert into notification.webhook_event (topic, about, sequence, district, event_id, type, recorded_at,
                            units, enterprises, body)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (topic, about, sequence) do nothing
                        returning id
                        """)
                .param(event.topic())
                .param(event.about())
                .param(event.sequence())
                .param(event.district().text())
                .param(event.id())
                .param(event.type())
                .param(Columns.utc(event.recordedAt()))
                .param(Columns.texts(event.units()))
                .param(Columns.texts(event.enterprises()))
                .param(event.body())
                .query(Long.class)
                .optional();
    }

    /** With all deliveries of theirs. */
    public int removeBefore(Instant time, int most) {
        return db.sql("""
                        delete from notification.webhook_event where id in (
                            select id from notification.webhook_event where recorded_at < ? limit ?)
                        """).param(Columns.utc(time)).param(most).update();
    }
}
