package org.zhuqi.dispatch.postgres;

import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;

/** {@code dispatch.event}: what happened beside tickets. */
public final class EventRows {
    private final JdbcClient db;

    public EventRows(JdbcClient db) {
        this.db = db;
    }

    /** How many events the subject has. Whoever adds the next one holds a lock on the subject's own row. */
    public long last(SubjectId subject) {
        return db.sql("select coalesce(max(sequence), 0) from dispatch.event where subject = ?")
                .param(subject.value())
                .query(Long.class)
                .single();
    }

    /** Whether there is such a thing in the district. */
    public boolean isAbout(SubjectId subject, SubjectKind kind, DistrictId district) {
        return db.sql(
                        "select exists (select from dispatch.event where subject = ? and sequence = 1 and kind = ? and district = ?)")
                .params(subject.value(), kind.name(), district.text())
                .query(Boolean.class)
                .single();
    }

    public void add(DispatchMessage<?> message) {
        db.sql("""
                insert into dispatch.event (subject, sequence, kind, district, type, occurred_at, recorded_at, account, body)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        message.subject().value(),
                        message.sequence(),
                        message.kind().name(),
                        message.district().text(),
                        message.type().ceType(),
                        message.occurredAt().atOffset(ZoneOffset.UTC),
                        message.recordedAt().atOffset(ZoneOffset.UTC),
                        message.actor().account().text(),
                        Json.MAPPER.writeValueAsString(message))
                .update();
    }

    /** In order. */
    public List<DispatchMessage<?>> of(SubjectId subject) {
        return db.sql("select type, body from dispatch.event where subject = ? order by sequence")
                .param(subject.value())
                .<DispatchMessage<?>>query((row, index) -> Wire.readDispatchBody(
                        DispatchEventType.byCeType(row.getString("type")).orElseThrow(), row.getString("body")))
                .list();
    }
}
