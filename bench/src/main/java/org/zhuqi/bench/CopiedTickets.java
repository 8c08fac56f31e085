package org.zhuqi.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes few tickets many, in the tables of every service that keeps a row for each: a copy has the rows of the ticket that it
 * was copied from under an id and a number of its own. Read side and engine take them for any others; their events are not on
 * Kafka. As in life most are of earlier days, most of those are over, and many units share them.
 */
final class CopiedTickets {
    /** @param id the column that names the ticket */
    private record Table(String name, String id) {
        static Table of(String name) {
            return new Table(name, "ticket_id");
        }

        String schema() {
            return name.substring(0, name.indexOf('.'));
        }

        String plainName() {
            return name.substring(name.indexOf('.') + 1);
        }
    }

    /** @param type as PostgreSQL calls it inside, such as {@code timestamptz} */
    private record Column(String name, String type) {}

    /** Of the tickets that are not closed only every so many-th copy is made: about one copy in fifty is under way. */
    private static final int OPEN_EVERY = 8;

    /** Among so many the copies of a unit's tickets are divided in the lists; it keeps its part. */
    private static final int OFFICES = 37;

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private static final List<Table> TABLES = List.of(
            new Table("ticket.ticket", "id"),
            Table.of("ticket.event"),
            new Table("desk.ticket", "id"),
            Table.of("desk.ticket_text"),
            Table.of("desk.timeline"),
            Table.of("desk.ticket_clock"),
            new Table("timeliness.ticket", "id"),
            Table.of("timeliness.clock"),
            Table.of("intake.ticket_access"),
            Table.of("dispatch.ticket"),
            Table.of("notification.ticket"),
            Table.of("notification.clock_position"),
            Table.of("notification.clock"),
            Table.of("metrics.story"),
            Table.of("metrics.ticket"),
            Table.of("metrics.moment"),
            Table.of("metrics.clock"));

    /** Where each service says how much of the tickets it has counted in. */
    private static final List<String> VERSIONS = List.of(
            "select sum(version) from desk.ticket",
            "select sum(version) from timeliness.ticket",
            "select sum(version) from intake.ticket_access",
            "select sum(version) from dispatch.ticket",
            "select sum(version) from notification.ticket",
            "select sum(version) from metrics.story");

    private static final List<String> CLOCKS = List.of(
            "select sum(sequence) from desk.ticket_clock",
            "select sum(sequence) from notification.clock_position",
            "select sum(clock_version) from metrics.story");

    private final JdbcClient db;

    /** Those that are there now are what copies are made of. */
    CopiedTickets(JdbcClient db) {
        this.db = db;
        db.sql(
                        "create table if not exists public.bench_seed as select id, number, state <> 'CLOSED' as open from ticket.ticket")
                .update();
    }

    /** Which services have not yet counted in all that happened, and how far they are. */
    static List<String> unsettled(JdbcClient db) {
        return Stream.concat(
                        behind(db, "select sum(version) from ticket.ticket", VERSIONS),
                        behind(db, "select sum(clock_sequence) from timeliness.ticket", CLOCKS))
                .toList();
    }

    private static Stream<String> behind(JdbcClient db, String wanted, List<String> others) {
        long sum = number(db, wanted);
        return others.stream()
                .filter(other -> number(db, other) != sum)
                .map(other -> "%s: %d of %d".formatted(other, number(db, other), sum));
    }

    private static long number(JdbcClient db, String sql) {
        return db.sql("select coalesce((" + sql + "), 0)").query(Long.class).single();
    }

    long tickets() {
        return number(db, "select count(*) from ticket.ticket");
    }

    /** Copies until there are so many tickets, and has the planner look at them. */
    void growTo(long wanted) {
        long missing = wanted - tickets();
        if (missing > 0) {
            db.sql("drop table if exists public.bench_copy").update();
            db.sql("""
                    create table public.bench_copy as
                    select s.id as old, gen_random_uuid() as new, n as nth,
                           split_part(s.number, '-', 1) || '-2019-' || lpad((? + row_number() over (order by n, s.id))::text, 9, '0') as number
                    from public.bench_seed s
                    cross join generate_series(1, (select ceil(?::numeric / count(*)) from public.bench_seed where not open)::int)
                        as n
                    where not s.open or n % ? = 0
                    order by n, s.id limit ?
                    """).params(tickets(), missing, OPEN_EVERY, missing).update();
            db.sql("analyze public.bench_copy").update();
            TABLES.forEach(this::copy);
        }
        TABLES.forEach(table -> db.sql("vacuum analyze " + table.name()).update());
        db.sql("vacuum analyze metrics.day").update();
    }

    private void copy(Table table) {
        List<Column> columns = db.sql("""
                        select column_name, udt_name from information_schema.columns
                        where table_schema = ? and table_name = ? and is_generated = 'NEVER' and is_identity = 'NO'
                        order by ordinal_position
                        """)
                .params(table.schema(), table.plainName())
                .query((row, index) -> new Column(row.getString(1), row.getString(2)))
                .list();
        db.sql("insert into %s (%s) select %s from %s t join public.bench_copy c on c.old = t.%s order by c.nth"
                        .formatted(
                                table.name(),
                                columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                                String.join(
                                        ", ",
                                        columns.stream()
                                                .map(column -> value(table, column))
                                                .toList()),
                                table.name(),
                                table.id()))
                .update();
    }

    /**
     * For the read side and the figures each copy is of an earlier day; when something is due stays as it is, so that nothing falls
     * due meanwhile.
     */
    private static String value(Table table, Column column) {
        String same = "t." + column.name();
        if (column.name().equals(table.id())) {
            return "c.new";
        }
        if (table.schema().equals("metrics")) {
            if (column.name().equals("starts")) {
                return "(select array_agg(each - c.nth * %d) from unnest(%s) each)".formatted(DAY_MICROS, same);
            }
            return column.type().equals("timestamptz") ? same + " - c.nth * interval '1 day'" : same;
        }
        return switch (column.name()) {
            case "number" -> "c.number";
            case "command_id" -> "gen_random_uuid()";
            case "submitted_at", "updated_at" ->
                table.name().equals("desk.ticket") ? same + " - c.nth * interval '1 day'" : same;
            case "lead" ->
                table.name().equals("desk.ticket")
                        ? "case c.nth %% %d when 0 then %s else %s || '-' || c.nth %% %1$d end"
                                .formatted(OFFICES, same, same)
                        : same;
            default -> same;
        };
    }

    String size() {
        return db.sql("select pg_size_pretty(pg_database_size(current_database()))")
                .query(String.class)
                .single();
    }
}
