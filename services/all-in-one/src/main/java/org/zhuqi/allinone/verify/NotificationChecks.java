package org.zhuqi.allinone.verify;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether anybody was told of what did not happen, or waits to be told. */
final class NotificationChecks {
    /** Longer than anything that is due waits where somebody sends; what fails is put off, and then not due. */
    private static final String TOO_LONG = "interval '10 minutes'";

    private final JdbcClient db;

    NotificationChecks(DataSource database) {
        this.db = JdbcClient.create(database);
    }

    List<Check> run() {
        return List.of(everyTicketIsKnown(), everythingOfClocksIsCountedIn(), everyMessageHasItsCause());
    }

    private Check everyTicketIsKnown() {
        Check check = new Check("notifications know every ticket as the engine has it");
        check.lookedAt(count("notification.ticket"));
        db.sql("""
                select coalesce(t.number, n.facts ->> 'number'),
                       case when n.ticket_id is null then 'is not known'
                            when t.id is null then 'is known, but there is no such ticket'
                            else 'engine: ' || t.state || ' version ' || t.version || ' lead ' || coalesce(t.snapshot ->> 'lead', '-')
                                 || ', known: ' || (n.facts ->> 'state') || ' version ' || n.version
                                 || ' lead ' || coalesce(n.lead, '-') end
                from (select id, number, district, state, version,
                             case when snapshot is json then snapshot::json end as snapshot
                      from ticket.ticket) t
                full join (select ticket_id, version, district, facts,
                                  case when (facts ->> 'led')::boolean then facts -> 'leads' ->> -1 end as lead
                           from notification.ticket) n on n.ticket_id = t.id
                where t.id is null or n.ticket_id is null or t.version <> n.version or t.district <> n.district
                   or t.state is distinct from n.facts ->> 'state' or n.version <> (n.facts ->> 'version')::bigint
                   or t.number is distinct from n.facts ->> 'number'
                   or (t.state in ('DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED', 'ANSWERED')
                       and t.snapshot ->> 'lead' is distinct from n.lead)
                """).query(rs -> {
            check.fault(rs.getString(1) + " " + rs.getString(2));
        });
        return check;
    }

    private Check everythingOfClocksIsCountedIn() {
        Check check = new Check("notifications have counted in all that the clocks told");
        check.lookedAt(count("notification.clock_position"));
        db.sql("""
                select c.number, c.clock_sequence, coalesce(n.sequence, 0)
                from timeliness.ticket c left join notification.clock_position n on n.ticket_id = c.id
                where c.clock_sequence <> coalesce(n.sequence, 0)
                """).query(rs -> {
            check.fault("%s: its clocks told %d things, counted in are %d"
                    .formatted(rs.getString(1), rs.getLong(2), rs.getLong(3)));
        });
        return check;
    }

    /** The id is worked out anew: it is made of cause, recipient and channel. */
    private Check everyMessageHasItsCause() {
        Check check = new Check("every message is of something that happened, to whom its id says");
        check.lookedAt(count("notification.message"));
        db.sql("""
                select m.id, m.occasion, m.cause from notification.message m
                left join ticket.event e on m.ticket_id = e.ticket_id and m.cause = e.ticket_id || '/' || e.sequence
                left join timeliness.ticket c on m.ticket_id = c.id
                cross join lateral (select encode(sha256(convert_to(
                    m.cause || E'\\n' || m.recipient || E'\\n' || m.channel, 'UTF8')), 'hex') as made,
                    replace(m.id::text, '-', '') as is) ids
                where left(ids.made, 12) <> left(ids.is, 12) or substr(ids.made, 14, 3) <> substr(ids.is, 14, 3)
                   or substr(ids.made, 18, 15) <> substr(ids.is, 18, 15)
                   or m.recipient <> 'account/' || m.account
                   or (m.occasion like 'ticket.%' and (e.type like 'zhuqi.' || m.occasion || '.v%') is not true)
                   or (m.cause ~ '/clock/[0-9]+$'
                       and (substring(m.cause from '[0-9]+$')::bigint <= c.clock_sequence) is not true)
                """).query(rs -> {
            check.fault("message %s (%s) of %s".formatted(rs.getString(1), rs.getString(2), rs.getString(3)));
        });
        return check;
    }

    /** While it runs: whoever took a message and died has lost it, and somebody else has sent it. */
    Check nothingIsHeld() {
        Check check = new Check("no message is held beyond its time");
        check.lookedAt(count("notification.message"));
        db.sql("""
                select id, channel, recipient, state, coalesce(leased_until, not_before) from notification.message
                where (state = 'WAITING' and not_before < now() - %1$s)
                   or (state = 'SENDING' and leased_until < now() - %1$s)
                   or (channel = 'IN_APP' and state <> 'SENT')
                """.formatted(TOO_LONG)).query(rs -> {
            check.fault("message %s by %s to %s is %s since %s"
                    .formatted(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)));
        });
        return check;
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }
}
