package org.zhuqi.dispatch.postgres.routing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.TicketId;

/** {@code dispatch.routing_asked}: what was asked of tickets, by cause. */
public final class AskedRows {
    private final JdbcClient db;

    public AskedRows(JdbcClient db) {
        this.db = db;
    }

    public Set<String> causes(TicketId ticket) {
        return db
                .sql("select cause from dispatch.routing_asked where ticket_id = ?")
                .param(ticket.value())
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    public void add(TicketId ticket, String cause, Instant at) {
        db.sql(
                        "insert into dispatch.routing_asked (ticket_id, cause, asked_at) values (?, ?, ?) on conflict do nothing")
                .params(ticket.value(), cause, at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
