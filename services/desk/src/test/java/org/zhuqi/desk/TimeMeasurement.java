package org.zhuqi.desk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;

/**
 * Figures, not a test, as {@link DeskMeasurement}: lists by time in a district of a million tickets, a tenth of them open.
 * {@code -Dtest=TimeMeasurement}, {@code -Ddesk.tickets=} for another size. The rows are made in the database: what is
 * measured is reading.
 */
@TestPropertySource(properties = "logging.level.org.springframework=ERROR")
class TimeMeasurement extends TestDesk {
    private static final int TICKETS = Integer.getInteger("desk.tickets", 1_000_000);

    @Autowired
    private JdbcClient database;

    private final Random random = new Random(1);

    @Test
    void measure() {
        fill();
        Map<String, Supplier<Caller>> callers = new LinkedHashMap<>();
        callers.put("coordinator", this::coordinator);
        callers.put("handler", () -> here(Callers.handler("h", new UnitId("unit-" + random.nextInt(37)))));
        callers.put("enterprise", () -> here(Callers.enterprise("b", new EnterpriseId("e-" + random.nextInt(5000)))));
        Map<String, Supplier<String>> queries = new LinkedHashMap<>();
        queries.put("by due", () -> "sort=due");
        queries.put("by due, last first", () -> "sort=-due");
        queries.put("a unit's open by due", () -> "sort=due&state=IN_PROGRESS&unit=unit-" + random.nextInt(37));
        queries.put("two states by due", () -> "sort=due&state=DISPATCHED&state=IN_PROGRESS");
        queries.put("rare state by due", () -> "sort=due&state=OBJECTED");
        queries.put("closed by due", () -> "sort=due&state=CLOSED");
        queries.put("overdue by due", () -> "sort=due&standing=OVERDUE");
        queries.put("soon by submission", () -> "standing=SOON");
        queries.put("paused by due", () -> "sort=due&standing=PAUSED");
        queries.put("done by submission", () -> "standing=DONE");
        queries.put("red by due", () -> "sort=due&warning=RED");
        queries.put("red by submission", () -> "warning=RED");
        queries.put("overdue, counted", () -> "standing=OVERDUE&count=true&limit=1");
        queries.put("unknown", () -> "sort=due&standing=UNKNOWN");
        callers.forEach((role, caller) -> queries.forEach((name, query) -> report(role, name, caller, query)));
        explain("t.due is not null", "t.due asc, t.id asc");
        explain("t.due is not null and (t.due, t.id) > (now(), gen_random_uuid())", "t.due asc, t.id asc");
        explain("t.due is not null", "t.due desc, t.id desc");
        explain("t.due is null and t.id > '80000000-0000-0000-0000-000000000000'", "t.due asc, t.id asc");
        explain("t.due is not null and t.lead = 'unit-5' and t.state = 'IN_PROGRESS'", "t.due asc, t.id asc");
        explain("t.due is not null and t.state = 'DISPATCHED'", "t.due asc, t.id asc");
        explain(
                "t.due is not null and (t.due < now() and (t.paused_since is null or t.paused_since >= t.due))",
                "t.due asc, t.id asc");
        explain("t.due is not null and t.warning = 'RED'", "t.due asc, t.id asc");
    }

    private void explain(String where, String order) {
        System.out.println(where + ", by " + order);
        database.sql(
                        "explain (analyze, costs off, timing off, summary on) select t.* from desk.ticket t where t.district = '"
                                + district + "' and " + where + " order by " + order + " limit 51")
                .query((row, index) -> String.valueOf(row.getString(1)))
                .list()
                .forEach(line -> System.out.println("    " + line));
    }

    private void fill() {
        long start = System.nanoTime();
        database.sql("""
                        insert into desk.ticket
                            (id, number, district, enterprise, filed_by, item, title, urgency, state, state_since, round,
                             lead, assistants, former_leads, submitted_at, updated_at, confirmed, hard, bounces,
                             extension_pending, objection_overruled, appealed, imported, attachments, version,
                             due, final_due, due_stage, due_stage_zh, soon_at, paused_since, extensions, warning,
                             clocks_ended, policy_version, calendar_version)
                        select gen_random_uuid(), :district || '-2023-' || lpad(i::text, 7, '0'), :district,
                             'e-' || i % 5000, 'officer-' || i % 599, 'item-' || i % 17, '标题 ' || i, 'NORMAL', state,
                             at, 1, 'unit-' || i % 37, '{}', '{}', at, at, false, false, 0, false, false, false, false,
                             0, 5, due, due, case when due is null then null else 'answer' end, '办结',
                             due - interval '1 day',
                             case when state = 'SUSPENDED' then due - interval '2 days' end, 0,
                             case when due is null or i % 7 > 0 then null
                                  else (array['REMINDER', 'YELLOW', 'RED', 'SUPERVISION'])[1 + i / 7 % 4] end,
                             due is null, '135-staged@1', 'calendar'
                        from (select i, state, at, case when state <> 'CLOSED' then at + interval '5 days' end as due
                            from (select i, now() - (:tickets - i) * interval '31 seconds' as at,
                                    case when random() < 0.9 then 'CLOSED'
                                         when random() < 0.01 then 'OBJECTED'
                                         else (array['DISPATCHED', 'IN_PROGRESS', 'IN_PROGRESS', 'SUSPENDED'])
                                            [1 + floor(random() * 4)::int] end as state
                                from generate_series(1, :tickets) as i) as born) as counted
                        """).param("district", district).param("tickets", TICKETS).update();
        database.sql("vacuum analyze desk.ticket").update();
        System.out.printf("%,d tickets in %.0f s%n", TICKETS, (System.nanoTime() - start) / 1e9);
        System.out.println(database.sql("""
                        select string_agg(relname || ' ' || pg_size_pretty(pg_relation_size(oid)), ', ' order by pg_relation_size(oid) desc)
                        from pg_class where relnamespace = 'desk'::regnamespace and relname like 'ticket%'
                        """)
                .query((row, index) -> String.valueOf(row.getString(1)))
                .single());
    }

    private void report(String role, String name, Supplier<Caller> caller, Supplier<String> query) {
        int times = 40;
        for (int i = 0; i < 10; i++) {
            read(caller.get(), "/api/v1/tickets?" + query.get());
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            Caller who = caller.get();
            long start = System.nanoTime();
            read(who, "/api/v1/tickets?" + query.get());
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-12s %-24s p50 %6.1f ms  p95 %6.1f ms  max %6.1f ms%n",
                role, name, nanos[times / 2] / 1e6, nanos[times * 95 / 100] / 1e6, nanos[times - 1] / 1e6);
    }
}
