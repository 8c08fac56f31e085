package org.zhuqi.notification.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.platform.json.Json;

/** {@code notification.ticket}: what is known of every ticket. */
public final class FactRows {
    private final JdbcClient db;

    public FactRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<TicketFacts> find(TicketId ticket) {
        return Optional.ofNullable(find(List.of(ticket)).get(ticket));
    }

    public Map<TicketId, TicketFacts> find(Collection<TicketId> tickets) {
        return byId(tickets, "");
    }

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<TicketId, TicketFacts> lock(Collection<TicketId> tickets) {
        return byId(tickets, "order by ticket_id for update");
    }

    private Map<TicketId, TicketFacts> byId(Collection<TicketId> tickets, String how) {
        return db
                .sql("select facts from notification.ticket where ticket_id = any(?) " + how)
                .param(array("uuid", tickets, TicketId::value))
                .query((row, index) -> Json.MAPPER.readValue(row.getString("facts"), TicketFacts.class))
                .list()
                .stream()
                .collect(Collectors.toMap(TicketFacts::ticket, Function.identity()));
    }

    public void save(Collection<TicketFacts> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        db.sql("""
                insert into notification.ticket as stored (ticket_id, version, district, enterprise, facts)
                select ticket_id, version, district, enterprise, facts::jsonb
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                    as given (ticket_id, version, district, enterprise, facts)
                order by ticket_id
                on conflict (ticket_id) do update set version = excluded.version, facts = excluded.facts
                """)
                .param(array("uuid", tickets, it -> it.ticket().value()))
                .param(array("bigint", tickets, TicketFacts::version))
                .param(array("text", tickets, it -> it.district().text()))
                .param(array("text", tickets, it -> it.enterprise().text()))
                .param(array("text", tickets, Json.MAPPER::writeValueAsString))
                .update();
    }

    static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
