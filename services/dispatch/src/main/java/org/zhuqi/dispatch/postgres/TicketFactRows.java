package org.zhuqi.dispatch.postgres;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.platform.json.Json;

/** {@code dispatch.ticket}: what dispatch knows of every ticket. */
public final class TicketFactRows {
    private final JdbcClient db;

    public TicketFactRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<TicketFacts> find(TicketId ticket) {
        return Optional.ofNullable(find(List.of(ticket)).get(ticket));
    }

    public Optional<TicketFacts> find(DistrictId district, TicketNumber number) {
        return db.sql("select facts from dispatch.ticket where district = ? and number = ?")
                .params(district.text(), number.text())
                .query((row, index) -> read(row.getString("facts")))
                .optional();
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
                .sql("select facts from dispatch.ticket where ticket_id = any(?) " + how)
                .param(array("uuid", tickets, TicketId::value))
                .query((row, index) -> read(row.getString("facts")))
                .list()
                .stream()
                .collect(Collectors.toMap(TicketFacts::ticket, Function.identity()));
    }

    public static TicketFacts read(String facts) {
        return Json.MAPPER.readValue(facts, TicketFacts.class);
    }

    public void save(Collection<TicketFacts> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        db.sql("""
                insert into dispatch.ticket as stored (ticket_id, version, district, number, enterprise, item, state,
                    lead, submitted_at, facts)
                select ticket_id, version, district, number, enterprise, item, state, lead, submitted_at::timestamptz,
                    facts::jsonb
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[])
                    as given (ticket_id, version, district, number, enterprise, item, state, lead, submitted_at, facts)
                order by ticket_id
                on conflict (ticket_id) do update set
                    version = excluded.version, item = excluded.item, state = excluded.state, lead = excluded.lead,
                    facts = excluded.facts
                """)
                .param(array("uuid", tickets, it -> it.ticket().value()))
                .param(array("bigint", tickets, TicketFacts::version))
                .param(array("text", tickets, it -> it.district().text()))
                .param(array("text", tickets, it -> it.number().text()))
                .param(array("text", tickets, it -> it.enterprise().text()))
                .param(array("text", tickets, it -> it.item().text()))
                .param(array("text", tickets, it -> it.state().name()))
                .param(array(
                        "text",
                        tickets,
                        it -> it.lead() == null ? null : it.lead().text()))
                .param(array(
                        "text",
                        tickets,
                        it -> it.submittedAt().atOffset(ZoneOffset.UTC).toString()))
                .param(array("text", tickets, Json.MAPPER::writeValueAsString))
                .update();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
