package org.zhuqi.allinone.verify;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the pages show against what the log says. */
final class ReadSideChecks {
    private final JdbcClient db;

    ReadSideChecks(DataSource database) {
        this.db = JdbcClient.create(database);
    }

    List<Check> run() {
        Check tickets = new Check("read side shows every ticket as the engine has it");
        tickets.lookedAt(count("desk.ticket"));
        db.sql("""
                select coalesce(t.number, d.number),
                       case when d.id is null then 'is not shown'
                            when t.id is null then 'is shown, but there is no such ticket'
                            else 'engine: ' || t.state || ' version ' || t.version || ' lead ' || coalesce(t.snapshot ->> 'lead', '-')
                                 || ' round ' || coalesce(t.snapshot ->> 'round', '-')
                                 || ', shown: ' || d.state || ' version ' || d.version || ' lead ' || coalesce(d.lead, '-')
                                 || ' round ' || d.round end
                from (select id, number, district, state, version,
                             case when snapshot is json then snapshot::json end as snapshot
                      from ticket.ticket) t
                full join desk.ticket d on d.id = t.id
                where t.id is null or d.id is null or t.number <> d.number or t.state <> d.state or t.version <> d.version
                   or t.district <> d.district
                   or coalesce(t.snapshot ->> 'lead', '') <> coalesce(d.lead, '')
                   or (t.snapshot ->> 'round')::int is distinct from d.round
                   or coalesce(t.snapshot ->> 'handler', '') <> coalesce(d.handler, '')
                """).query(rs -> {
            tickets.fault(rs.getString(1) + " " + rs.getString(2));
        });
        Check timelines = new Check("timelines hold every event of the log, and no other");
        timelines.lookedAt(count("desk.timeline"));
        db.sql("""
                select coalesce(e.ticket_id, d.ticket_id), coalesce(e.sequence, d.sequence)
                from ticket.event e
                full join desk.timeline d on d.ticket_id = e.ticket_id and d.sequence = e.sequence
                where e.ticket_id is null or d.ticket_id is null or e.occurred_at <> d.occurred_at
                """).query(rs -> {
            timelines.fault("ticket %s event %d".formatted(rs.getString(1), rs.getLong(2)));
        });
        Check times = new Check("read side shows every ticket's time as its clocks told it last");
        times.lookedAt(count("desk.ticket_clock"));
        db.sql("""
                select c.number, c.clock_sequence, coalesce(d.sequence, 0)
                from timeliness.ticket c left join desk.ticket_clock d on d.ticket_id = c.id
                where c.clock_sequence <> coalesce(d.sequence, 0)
                """).query(rs -> {
            times.fault("%s: its clocks told %d things, shown are %d"
                    .formatted(rs.getString(1), rs.getLong(2), rs.getLong(3)));
        });
        return List.of(tickets, timelines, times);
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }
}
