package org.zhuqi.notification.postgres;

import static org.zhuqi.notification.postgres.FactRows.array;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.platform.json.Json;

/** {@code notification.matter}: how far what dispatch looks after is counted in, and what meetings are planned. */
public final class MatterRows {
    private final JdbcClient db;

    public MatterRows(JdbcClient db) {
        this.db = db;
    }

    /** @param plan of a meeting */
    public record Matter(
            SubjectId subject,
            long sequence,
            String district,
            @Nullable MeetingPlan plan) {}

    /** Locked until the transaction ends, in the order of the ids. */
    public Map<SubjectId, Matter> lock(Collection<SubjectId> subjects) {
        return db
                .sql("""
                        select subject, sequence, district, plan from notification.matter where subject = any(?)
                        order by subject for update
                        """)
                .param(array("uuid", subjects, SubjectId::value))
                .query((row, index) -> new Matter(
                        new SubjectId(row.getObject("subject", UUID.class)),
                        row.getLong("sequence"),
                        row.getString("district"),
                        plan(row.getString("plan"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Matter::subject, Function.identity()));
    }

    private static @Nullable MeetingPlan plan(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readValue(json, MeetingPlan.class);
    }

    public void save(Collection<Matter> matters) {
        db.sql("""
                insert into notification.matter (subject, sequence, district, plan)
                select subject, sequence, district, plan::jsonb
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[]) as given (subject, sequence, district, plan)
                order by subject
                on conflict (subject) do update set sequence = excluded.sequence, plan = excluded.plan
                """)
                .param(array("uuid", matters, it -> it.subject().value()))
                .param(array("bigint", matters, Matter::sequence))
                .param(array("text", matters, Matter::district))
                .param(array(
                        "text", matters, it -> it.plan() == null ? null : Json.MAPPER.writeValueAsString(it.plan())))
                .update();
    }
}
