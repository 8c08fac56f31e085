package org.zhuqi.dispatch.postgres.routing;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.TicketFactRows;

/** {@code dispatch.routing_case}: the tickets that taught something, and when that changed. */
public final class CaseRows {
    private final JdbcClient db;

    public CaseRows(JdbcClient db) {
        this.db = db;
    }

    /** That what these teach is another thing than before. */
    public void save(Collection<TicketFacts> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        db.sql("""
                insert into dispatch.routing_case (ticket_id, district, submitted_at)
                select id, district, submitted_at::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[]) as given (id, district, submitted_at)
                order by id
                on conflict (ticket_id) do update set written_in = excluded.written_in
                """)
                .param(new SqlArrayValue(
                        "uuid", tickets.stream().map(it -> it.ticket().value()).toArray()))
                .param(new SqlArrayValue(
                        "text", tickets.stream().map(it -> it.district().text()).toArray()))
                .param(new SqlArrayValue(
                        "text",
                        tickets.stream()
                                .map(it -> it.submittedAt()
                                        .atOffset(ZoneOffset.UTC)
                                        .toString())
                                .toArray()))
                .update();
    }

    /** Every transaction before this one is over: what is read from now on has all it wrote. */
    public String horizon() {
        return db.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
    }

    public List<TicketFacts> latest(DistrictId district, int most) {
        return db.sql("""
                        select facts from dispatch.routing_case join dispatch.ticket using (ticket_id)
                        where routing_case.district = ? order by routing_case.submitted_at desc limit ?
                        """)
                .params(district.text(), most)
                .query((row, index) -> TicketFactRows.read(row.getString("facts")))
                .list();
    }

    /** What was written by transactions that were not over at that {@link #horizon}; some of it perhaps read before. */
    public List<TicketFacts> since(DistrictId district, String horizon) {
        return db.sql("""
                        select facts from dispatch.routing_case join dispatch.ticket using (ticket_id)
                        where routing_case.district = ? and written_in >= ?::text::xid8
                        """)
                .params(district.text(), horizon)
                .query((row, index) -> TicketFactRows.read(row.getString("facts")))
                .list();
    }
}
