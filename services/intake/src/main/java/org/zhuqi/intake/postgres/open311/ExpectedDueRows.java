package org.zhuqi.intake.postgres.open311;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.application.open311.ExpectedDue;

/** {@code intake.service_request_due}. */
public final class ExpectedDueRows {
    private final JdbcClient db;

    public ExpectedDueRows(JdbcClient db) {
        this.db = db;
    }

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<TicketId, ExpectedDue> lock(Collection<TicketId> tickets) {
        return db.sql("""
                        select ticket_id, version, due from intake.service_request_due
                        where ticket_id = any(?) order by ticket_id for update
                        """).param(array("uuid", tickets, TicketId::value)).query(ExpectedDueRows::row).list().stream()
                .collect(Collectors.toMap(ExpectedDue::ticket, Function.identity()));
    }

    public void save(Collection<ExpectedDue> changed) {
        if (changed.isEmpty()) {
            return;
        }
        db.sql("""
                insert into intake.service_request_due as stored (ticket_id, version, due)
                select * from unnest(?::uuid[], ?::bigint[], ?::timestamptz[]) as given (ticket_id) order by ticket_id
                on conflict (ticket_id) do update set version = excluded.version, due = excluded.due
                """)
                .param(array("uuid", changed, due -> due.ticket().value()))
                .param(array("bigint", changed, ExpectedDue::version))
                .param(array(
                        "text",
                        changed,
                        due -> due.due() == null ? null : due.due().toString()))
                .update();
    }

    private static ExpectedDue row(ResultSet row, int index) throws SQLException {
        OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
        return new ExpectedDue(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                row.getLong("version"),
                due == null ? null : due.toInstant());
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
