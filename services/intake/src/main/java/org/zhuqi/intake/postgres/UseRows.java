package org.zhuqi.intake.postgres;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.application.AttachmentUse;

/** {@code intake.attachment_use}. */
public final class UseRows {
    private final JdbcClient db;

    public UseRows(JdbcClient db) {
        this.db = db;
    }

    public void add(Collection<AttachmentUse> uses) {
        db.sql("""
                        insert into intake.attachment_use (attachment_id, ticket_id, sequence, internal)
                        select * from unnest(?::text[], ?::uuid[], ?::bigint[], ?::boolean[])
                        on conflict do nothing
                        """)
                .param(array("text", uses, AttachmentUse::attachment))
                .param(array("uuid", uses, use -> use.ticket().value()))
                .param(array("bigint", uses, AttachmentUse::sequence))
                .param(array("boolean", uses, AttachmentUse::internal))
                .update();
    }

    public List<AttachmentUse> of(String attachment) {
        return db.sql("""
                        select attachment_id, ticket_id, sequence, internal from intake.attachment_use
                        where attachment_id = ?
                        """)
                .param(attachment)
                .query((row, index) -> new AttachmentUse(
                        row.getString("attachment_id"),
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        row.getLong("sequence"),
                        row.getBoolean("internal")))
                .list();
    }

    private static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
