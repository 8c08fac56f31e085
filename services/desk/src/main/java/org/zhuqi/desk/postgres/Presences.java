package org.zhuqi.desk.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.desk.domain.Presence;
import org.zhuqi.platform.security.Caller;

/** {@code desk.presence}: who has which ticket open now. Whoever says nothing for a while has gone. */
public final class Presences {
    /** Pages say it every 20 s; one of them may get lost. */
    static final Duration GONE_AFTER = Duration.ofSeconds(50);

    private final JdbcClient db;

    public Presences(JdbcClient db) {
        this.db = db;
    }

    /** @return who else is there, who came first first */
    public List<Presence> here(TicketId ticket, Caller caller, boolean deciding, Instant now) {
        db.sql("delete from desk.presence where ticket_id = :ticket and seen_at < :gone")
                .param("ticket", ticket.value())
                .param("gone", at(now.minus(GONE_AFTER)))
                .update();
        db.sql("""
                        insert into desk.presence (ticket_id, account, role, deciding, since, seen_at)
                        values (:ticket, :account, :role, :deciding, :now, :now)
                        on conflict (ticket_id, account)
                        do update set deciding = excluded.deciding, seen_at = excluded.seen_at
                        """)
                .param("ticket", ticket.value())
                .param("account", caller.account().text())
                .param("role", caller.role().name())
                .param("deciding", deciding)
                .param("now", at(now))
                .update();
        return db.sql("""
                        select account, role, deciding, since from desk.presence
                        where ticket_id = :ticket and account <> :account and seen_at >= :gone order by since, account
                        """)
                .param("ticket", ticket.value())
                .param("account", caller.account().text())
                .param("gone", at(now.minus(GONE_AFTER)))
                .query((row, index) -> new Presence(
                        new AccountId(row.getString(1)),
                        Role.valueOf(row.getString(2)),
                        row.getBoolean(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    public void gone(TicketId ticket, AccountId account) {
        db.sql("delete from desk.presence where ticket_id = ? and account = ?")
                .params(ticket.value(), account.text())
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
