package org.zhuqi.metrics.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.ClockFact;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Population;

/**
 * What stands at a cut-off, one row for each that is counted: its facts as bits, its groups, when it was received and when it
 * happened. Everything that is counted, listed or measured is asked of these, so that it is the same.
 *
 * <p>Columns: ticket_id, part (text; which of a ticket's it is), district, unit, item, chain, place, officer, enterprise,
 * received_at, happened_at, facts; of tickets and clocks, as they are known last, also when what first came and what they took.
 * Parameters: build, from, to, at, atMicros. {@code /*scope*}{@code /} stands where the narrowing on columns that never change
 * belongs.
 */
final class Sources {
    static final String SCOPE = "/*scope*/";

    private static final String STANDING_YET = """
            select t.ticket_id, '' as part, t.district, t.unit, t.item, t.chain, t.place, t.officer, t.enterprise,
                t.received_at, t.received_at as happened_at, t.facts, t.dispatched_at, t.accepted_at, t.answered_at,
                t.closed_at
            from metrics.ticket t
            where t.build = :build and t.received_at <= :at and t.standing_from <= :at /*last*/ /*period*/ /*scope*/
            """;

    private static final String STOOD_THEN = """
            select t.ticket_id, '' as part, t.district, t.units[w.i] as unit, t.items[w.i] as item, t.chain, t.place,
                t.officer, t.enterprise, t.received_at, t.received_at as happened_at, t.stood[w.i] as facts,
                t.dispatched_at, t.accepted_at, t.answered_at, t.closed_at
            from metrics.ticket t
            cross join lateral (select width_bucket(:atMicros, t.starts) as i) w
            where t.build = :build and t.received_at <= :at and t.standing_from > :at /*period*/ /*scope*/
            """;

    /** The planner takes nearly all for being in stock, and would rather read all that was received: it is not told when. */
    private static final String IN_STOCK_YET =
            """
            select t.* from (%s offset 0) as t where true /*period*/
            """.formatted(STANDING_YET.replace("/*last*/", Wanted.inStock()).replace("/*period*/", ""));

    /** As they stood at the cut-off, and not as they stand last, if that is how {@code metrics.day} has counted them. */
    private static final String STOOD_OTHERWISE = """
            select t.ticket_id, t.district, w.facts, w.many
            from metrics.ticket t
            cross join lateral (
                values (t.stood[width_bucket(:atMicros, t.starts)], 1), (t.facts, case when %s /*days*/ then 0 else -1 end)
            ) as w (facts, many)
            where t.build = :build and t.received_at <= :at and t.standing_from > :at /*period*/ /*scope*/
            """.formatted(Wanted.inStock("t.facts"));

    /** Of a ticket that is not left out at the cut-off; tickets themselves bear it as a fact, and are counted as such. */
    private static final String COUNTED = "and (t.excluded is null or not t.excluded @> cast(:at as timestamptz))";

    /** The due date of the clock {@code t} that counts at the cut-off. */
    static final String DUE = """
            case when t.granted_at[1] > :at then t.due_before[1]
                        when t.granted_at[cardinality(t.granted_at)] > :at
                            then t.due_before[width_bucket(:at::timestamptz, t.granted_at) + 1]
                        else t.due end""";

    /** A verdict falls when it comes: with the end of what is kept, with the due date of what is late. */
    private static final String UNSETTLED = """
            select c.ticket_id, c.part, c.district, c.unit, c.item, c.chain, c.place, c.officer, c.enterprise,
                c.received_at,
                case when c.ended and not c.late then c.ended_at when c.late then c.due else null end as happened_at,
                c.facts
                    | case when c.ended or c.late then %d else 0 end
                    | case when c.late then %d else 0 end
                    | case when c.ended then %d else 0 end
                    | case when c.late and not c.ended then %d else 0 end
                    | case when c.granted_at[1] <= :at then %d else 0 end as facts,
                c.ended_at as clock_ended_at, c.counted, c.stood_still
            from (
                select t.ticket_id, t.clock::text as part, t.district, t.unit,
                    case when t.reclassified_at > :at then (
                            select s.items[width_bucket(:atMicros, s.starts)] from metrics.ticket s
                            where s.build = :build and s.ticket_id = t.ticket_id)
                        else t.item end as item,
                    t.chain, t.place, t.officer, t.enterprise, t.received_at, t.ended_at, t.granted_at, t.facts,
                    t.counted, t.stood_still, e.ended, d.due,
                    case when e.ended then t.state = 'L'
                        when t.ended_at <= :at then false
                        when t.state = 'P' and t.paused_at <= d.due then false
                        else coalesce(d.due < :at, false) end as late
                from metrics.clock t
                cross join lateral (select coalesce(t.ended_at <= :at and t.state in ('M', 'L'), false) as ended) e
                cross join lateral (
                    select %s as due) d
                where t.build = :build and t.received_at <= :at and t.started_at <= :at and t.settled_at > :at %s
                    /*period*/ /*scope*/
            ) c
            """.formatted(
                    ClockFact.JUDGED.mask(),
                    ClockFact.LATE.mask(),
                    ClockFact.DONE.mask(),
                    ClockFact.OVERDUE.mask(),
                    ClockFact.EXTENDED.mask(),
                    DUE,
                    COUNTED);

    /** Of most clocks nothing can change any more: there it is written what holds. */
    private static final String SETTLED = """
            select t.ticket_id, t.clock::text as part, t.district, t.unit, t.item, t.chain, t.place, t.officer, t.enterprise,
                t.received_at, t.judged_at as happened_at, t.settled_facts as facts, t.ended_at as clock_ended_at, t.counted,
                t.stood_still
            from metrics.clock t
            where t.build = :build and t.settled_at <= :at /*judged*/ /*period*/ /*scope*/
            """;

    /** Clocks that are counted in {@code metrics.day}, and can still change at the cut-off. */
    private static final String SETTLED_LATER = """
            select t.ticket_id, t.district, t.settled_facts as facts
            from metrics.clock t
            where t.build = :build and t.settled_at > :at and t.settled_at < 'infinity' /*period*/ /*scope*/
            """;

    private static final String MOMENTS = """
            select t.ticket_id, t.sequence::text as part, t.district, t.unit, t.item, t.chain, t.place, t.officer,
                t.enterprise, t.received_at, t.at as happened_at, t.facts
            from metrics.moment t
            where t.build = :build and t.at <= :at %s /*period*/ /*scope*/
            """;

    /** Of tickets of which no step was ever left out; the index has no others. */
    private static final String NEVER_LEFT_OUT = MOMENTS.formatted("and t.excluded is null");

    private static final String LEFT_OUT_AT_TIMES =
            MOMENTS.formatted("and t.excluded is not null and not t.excluded @> cast(:at as timestamptz)");

    private static final String SUBJECTS = """
            select t.subject_id as ticket_id, t.part, t.district, t.unit, null::int as item, t.chain, t.place, t.officer,
                t.enterprise, t.received_at, t.happened_at, t.facts
            from metrics.subject_standing t
            where t.build = :build and t.population = /*population*/ and t.starts <= :at and t.ends > :at /*period*/ /*scope*/
            """;

    private static final String RECEIVED = "and t.received_at >= :from and t.received_at < :to";

    private Sources() {}

    /** @param scope further conditions on {@code t}, each beginning with "and" */
    static String of(Population population, Basis basis, String scope) {
        return of(population, basis, scope, List.of());
    }

    /**
     * @param wanted what is looked for, one or the other of it: rows of which nothing else need be known to be sure that they
     *     are not are left out, and others may be in. None: everything
     */
    static String of(Population population, Basis basis, String scope, Collection<Condition> wanted) {
        return String.join("union all\n", parts(population, basis, scope, wanted));
    }

    /** The same in parts that have nothing in common, so that each can be counted by itself. */
    static List<String> parts(Population population, Basis basis, String scope, Collection<Condition> wanted) {
        String narrowed = scope + Wanted.fixed(population, wanted);
        String last = Wanted.isInStock(wanted) ? Wanted.inStock() : "";
        String received = basis == Basis.RECEIVED ? RECEIVED : "";
        Stream<String> parts = switch (population) {
            case TICKETS ->
                Stream.of(STANDING_YET.replace("/*last*/", last), STOOD_THEN)
                        .map(part -> part.replace("/*period*/", received));
            case CLOCKS ->
                basis == Basis.HAPPENED
                        ? Stream.of(
                                SETTLED.replace("/*judged*/", period(basis, "t.judged_at")),
                                "select * from (%s) h where h.happened_at >= :from and h.happened_at < :to\n"
                                        .formatted(UNSETTLED))
                        : Stream.of(SETTLED, UNSETTLED).map(part -> part.replace("/*period*/", received));
            case MOMENTS ->
                Stream.of(NEVER_LEFT_OUT, LEFT_OUT_AT_TIMES)
                        .map(part -> part.replace("/*period*/", period(basis, "t.at")));
            case MEETINGS, DECISIONS, HARD_PROBLEMS, VISITS, LISTINGS, INTRODUCTIONS ->
                Stream.of(SUBJECTS.replace("/*population*/", "'" + population + "'")
                        .replace("/*period*/", period(basis, "t.happened_at")));
        };
        return parts.map(part -> part.replace(SCOPE, narrowed)).toList();
    }

    /** Rows, and how many a group of them stands for. */
    record Weighed(String rows, String many) {
        static Weighed ones(String rows) {
            return new Weighed(rows, "count(*)");
        }
    }

    /** Of which there are days: only these are asked for by {@link #byDays}. */
    static boolean hasDays(Population population, Basis basis) {
        return switch (population) {
            case TICKETS, CLOCKS -> basis == Basis.RECEIVED;
            case MOMENTS -> basis == Basis.HAPPENED;
            case MEETINGS, DECISIONS, HARD_PROBLEMS, VISITS, LISTINGS, INTRODUCTIONS -> false;
        };
    }

    /**
     * The same in whole days as far as may be: district and facts alone, some of them less than none, to be added up.
     *
     * @param scope of nothing but the district
     */
    static List<Weighed> byDays(
            Population population, String scope, Collection<Condition> wanted, Instant begin, Instant end) {
        String first = FigureRows.literal(begin);
        String behind = FigureRows.literal(end);
        String narrowed = scope + Wanted.fixed(population, wanted);
        Stream<Weighed> parts = switch (population) {
            case TICKETS ->
                Stream.of(
                        Weighed.ones(within("t.received_at", ":from", first, STANDING_YET)),
                        Weighed.ones(within("t.received_at", behind, ":to", STANDING_YET)),
                        Weighed.ones(within("t.received_at", first, behind, IN_STOCK_YET)),
                        new Weighed(
                                STOOD_OTHERWISE
                                        .replace(
                                                "/*days*/",
                                                "or t.received_at < %s or t.received_at >= %s".formatted(first, behind))
                                        .replace("/*period*/", RECEIVED),
                                "sum(many)"));
            case CLOCKS ->
                Stream.of(
                        Weighed.ones(within("t.received_at", ":from", first, SETTLED)),
                        Weighed.ones(within("t.received_at", behind, ":to", SETTLED)),
                        new Weighed(within("t.received_at", first, behind, SETTLED_LATER), "-count(*)"),
                        Weighed.ones(UNSETTLED.replace("/*period*/", RECEIVED)));
            case MOMENTS ->
                Stream.of(
                        Weighed.ones(within("t.at", ":from", first, NEVER_LEFT_OUT)),
                        Weighed.ones(within("t.at", behind, ":to", NEVER_LEFT_OUT)),
                        Weighed.ones(LEFT_OUT_AT_TIMES.replace("/*period*/", period(Basis.HAPPENED, "t.at"))));
            case MEETINGS, DECISIONS, HARD_PROBLEMS, VISITS, LISTINGS, INTRODUCTIONS ->
                throw new IllegalArgumentException("there are no days of " + population);
        };
        Weighed days = new Weighed("""
                select t.district, t.facts, t.many
                from metrics.day t
                where t.build = :build and t.population = '%c' and t.day >= (%s at time zone 'UTC')::date
                    and t.day < (%s at time zone 'UTC')::date %s
                """.formatted(population.name().charAt(0), first, behind, scope), "sum(many)");
        return Stream.concat(
                        Stream.of(days),
                        parts.map(part -> new Weighed(part.rows().replace(SCOPE, narrowed), part.many())))
                .toList();
    }

    private static String within(String column, String from, String to, String rows) {
        return rows.replace("/*period*/", "and %1$s >= %2$s and %1$s < %3$s".formatted(column, from, to));
    }

    private static String period(Basis basis, String happened) {
        return switch (basis) {
            case RECEIVED -> RECEIVED;
            case HAPPENED -> "and %s >= :from and %s < :to".formatted(happened, happened);
            case STANDING -> "";
        };
    }

    /**
     * The enterprises of what is counted, in the same columns: when the first case was received, when the last one happened, and
     * what is true of any of them.
     *
     * @param counted what follows "from", conditions and all
     */
    static String enterprises(String counted) {
        return """
                select '00000000-0000-0000-0000-000000000000'::uuid as ticket_id,
                    (select n.text from metrics.name n where n.id = enterprise) as part,
                    min(district) as district, null::int as unit, null::int as item, null::int as chain,
                    null::int as place, null::int as officer, enterprise, min(received_at) as received_at,
                    max(happened_at) as happened_at, bit_or(facts) as facts
                from %s and enterprise is not null
                group by enterprise
                """.formatted(counted);
    }

    /** What such a row of {@code source} is called at the cut-off: number, title, tickets. */
    static String names(Definition definition) {
        return switch (definition.kind()) {
            case TICKET -> """
                    select s.number, null::text as title, null::uuid[] as tickets
                    from metrics.story s where s.build = :build and s.ticket_id = source.ticket_id
                    """;
            case MEETING, DECISION, HARD_PROBLEM, VISIT, LISTING, INTRODUCTION ->
                """
                    select null::text as number, s.title, s.tickets
                    from metrics.subject_standing s
                    where s.build = :build and s.subject_id = source.ticket_id and s.population = '%s'
                        and s.part = source.part and s.starts <= :at and s.ends > :at
                    """.formatted(definition.population());
            case ENTERPRISE -> "select null::text as number, null::text as title, null::uuid[] as tickets";
        };
    }
}
