package org.zhuqi.allinone.verify;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the figures are counted from against what the log, the clocks and dispatch say. */
final class FigureChecks {
    private final JdbcClient db;

    FigureChecks(DataSource database) {
        this.db = JdbcClient.create(database);
    }

    /** The build that answers. */
    int serving() {
        return db.sql("select build from metrics.build where state = 'SERVING'")
                .query(Integer.class)
                .single();
    }

    List<Check> run() {
        int build = serving();
        Check stories = new Check("figures have counted in every event and all that the clocks told");
        stories.lookedAt(count("metrics.story", build));
        db.sql("""
                select coalesce(t.number, s.number),
                       coalesce(s.version, 0), coalesce(t.version, 0), coalesce(s.clock_version, 0), coalesce(c.clock_sequence, 0)
                from ticket.ticket t
                full join (select * from metrics.story where build = ?) s on s.ticket_id = t.id
                left join timeliness.ticket c on c.id = coalesce(t.id, s.ticket_id)
                where s.version is distinct from t.version
                   or coalesce(s.clock_version, 0) <> coalesce(c.clock_sequence, 0)
                """).param(build).query(rs -> {
            stories.fault("%s: counted in are %d of %d events and %d of %d words of its clocks"
                    .formatted(rs.getString(1), rs.getLong(2), rs.getLong(3), rs.getLong(4), rs.getLong(5)));
        });
        Check standings = new Check("figures count every ticket as the engine has it");
        standings.lookedAt(count("metrics.ticket", build));
        // The facts by which figures count a ticket as declined, merged, answered, closed or open.
        db.sql("""
                select t.number, t.state, m.facts
                from ticket.ticket t join metrics.ticket m on m.build = ? and m.ticket_id = t.id
                where m.facts & 2 <> case when t.state = 'DECLINED' then 2 else 0 end
                   or m.facts & 16 <> case when t.state = 'MERGED' then 16 else 0 end
                   or m.facts & 1024 <> case when t.state in ('ANSWERED', 'CLOSED') then 1024 else 0 end
                   or m.facts & 2048 <> case when t.state = 'CLOSED' then 2048 else 0 end
                   or m.facts & (1::bigint << 41) <> case
                        when t.state in ('CLOSED', 'MERGED', 'DECLINED', 'WITHDRAWN') then 0 else 1::bigint << 41 end
                """).param(build).query(rs -> {
            standings.fault(
                    "%s is %s, but is counted as %d".formatted(rs.getString(1), rs.getString(2), rs.getLong(3)));
        });
        Check subjects = new Check("figures have counted in what happened beside tickets");
        subjects.lookedAt(count("metrics.subject", build));
        db.sql("""
                select coalesce(e.subject, s.subject_id), coalesce(s.version, 0), coalesce(e.last, 0)
                from (select subject, max(sequence) as last from dispatch.event group by subject) e
                full join (select * from metrics.subject where build = ?) s on s.subject_id = e.subject
                where s.version is distinct from e.last
                """).param(build).query(rs -> {
            subjects.fault("subject %s: counted in are %d of %d events"
                    .formatted(rs.getString(1), rs.getLong(2), rs.getLong(3)));
        });
        return List.of(stories, standings, subjects, days(build));
    }

    /** What is added up for long periods against what is counted one by one. */
    private Check days(int build) {
        Check days = new Check("figures have added up each day as its tickets, clocks and steps are");
        days.lookedAt(count("metrics.day", build));
        db.sql("""
                with there as (
                    select 'T' as population, district, (received_at at time zone 'UTC')::date as day, facts, count(*) as many
                    from metrics.ticket where build = :build and facts & 3298534883328 = 0 group by 2, 3, 4
                    union all
                    select 'C', district, (received_at at time zone 'UTC')::date, settled_facts, count(*)
                    from metrics.clock where build = :build and settled_at < 'infinity' group by 2, 3, 4
                    union all
                    select 'M', district, (at at time zone 'UTC')::date, facts, count(*)
                    from metrics.moment where build = :build and excluded is null group by 2, 3, 4),
                added_up as (
                    select population::text, district, day, facts, sum(many) as many
                    from metrics.day where build = :build group by 1, 2, 3, 4)
                select case coalesce(t.population, a.population)
                           when 'T' then 'tickets' when 'C' then 'clocks' else 'steps' end,
                       coalesce(t.day, a.day)::text, coalesce(t.facts, a.facts), coalesce(a.many, 0), coalesce(t.many, 0)
                from there t full join added_up a using (population, district, day, facts)
                where coalesce(t.many, 0) <> coalesce(a.many, 0)
                """).param("build", build).query(rs -> {
            days.fault("%s of %s with the facts %d: added up are %d, there are %d"
                    .formatted(rs.getString(1), rs.getString(2), rs.getLong(3), rs.getLong(4), rs.getLong(5)));
        });
        return days;
    }

    private long count(String table, int build) {
        return db.sql("select count(*) from " + table + " where build = ?")
                .param(build)
                .query(Long.class)
                .single();
    }
}
