package org.zhuqi.metrics.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.MomentFact;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.Signal;
import org.zhuqi.metrics.domain.Signal.Measure;
import org.zhuqi.metrics.domain.Signals;

/**
 * Reads signals from {@link Sources}: each is a list of what it counts, with a part and a whole that are added up, and those with a
 * part are its cases. So the numbers and the cases behind them are of one statement.
 */
public final class SignalRows {
    private static final String COLUMNS =
            "s.ticket_id, s.part, s.unit, s.item, s.enterprise, s.received_at, s.happened_at, s.facts";
    private static final int PARTS_OF_THE_TIME = 20;

    private final FigureRows figures;
    private final Names names;

    public SignalRows(FigureRows figures, Names names) {
        this.figures = figures;
        this.names = names;
    }

    /**
     * What a unit's cases add up to.
     *
     * @param unit the empty text for those of no unit
     * @param whole null if it is a count
     * @param cases of how many the numerator is made
     */
    public record Sum(String unit, long numerator, @Nullable Long whole, long cases) {}

    private record Summed(
            @Nullable Integer unit,
            long numerator,
            @Nullable Long whole,
            long cases) {}

    /** In the order of the units' names. */
    public List<Sum> sums(int build, Signal signal, Map<String, Integer> parameters, Question question) {
        FigureRows.Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of();
        }
        List<Summed> found = ask("""
                        select x.unit, sum(x.num)::bigint as num, sum(x.den)::bigint as den,
                            count(*) filter (where x.num > 0) as cases
                        from (%s) as x
                        group by x.unit
                        """.formatted(sql(signal, narrowing)), build, question, narrowing, parameters)
                .query((row, index) -> {
                    int unit = row.getInt("unit");
                    Integer of = row.wasNull() ? null : Integer.valueOf(unit);
                    long den = row.getLong("den");
                    Long whole = row.wasNull() ? null : Long.valueOf(den);
                    return new Summed(of, row.getLong("num"), whole, row.getLong("cases"));
                })
                .list();
        Map<Integer, String> texts = names.texts(
                found.stream().flatMap(each -> Stream.ofNullable(each.unit())).toList());
        return found.stream()
                .map(each -> new Sum(
                        each.unit() == null ? "" : text(texts, each.unit()),
                        each.numerator(),
                        each.whole(),
                        each.cases()))
                .sorted(java.util.Comparator.comparing(Sum::unit))
                .toList();
    }

    /**
     * One behind a signal.
     *
     * @param part which of the ticket's clocks or steps it is; the empty text if it is the ticket
     * @param unit the empty text if none
     * @param happenedAt of what has not happened yet, when the ticket was received
     * @param measured what it adds to the numerator
     */
    public record Case(
            TicketId ticket,
            TicketNumber number,
            String part,
            String unit,
            String item,
            String enterprise,
            Instant receivedAt,
            Instant happenedAt,
            long facts,
            long measured) {}

    /** Where a page ended. */
    public record Position(long measured, Instant happenedAt, TicketId ticket, String part) {}

    private record Listed(
            UUID ticket,
            String number,
            String part,
            @Nullable Integer unit,
            int item,
            int enterprise,
            Instant receivedAt,
            Instant happenedAt,
            long facts,
            long measured) {}

    /** Those that add most first, then the latest. */
    public List<Case> cases(
            int build,
            Signal signal,
            Map<String, Integer> parameters,
            Question question,
            @Nullable Position after,
            int limit) {
        FigureRows.Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of();
        }
        JdbcClient.StatementSpec asked = ask(
                        """
                        select c.*, s.number
                        from (
                            select * from (%s) as x
                            where x.num > 0 %s
                            order by x.num desc, x.happened_at desc, x.ticket_id desc, x.part desc
                            limit :limit
                        ) as c
                        join metrics.story s on s.build = :build and s.ticket_id = c.ticket_id
                        order by c.num desc, c.happened_at desc, c.ticket_id desc, c.part desc
                        """.formatted(sql(signal, narrowing), after == null ? "" : """
                                                and (x.num, x.happened_at, x.ticket_id, x.part)
                                                    < (:afterNum, :afterAt, :afterTicket, :afterPart)
                                                """),
                        build,
                        question,
                        narrowing,
                        parameters)
                .param("limit", limit);
        if (after != null) {
            asked = asked.param("afterNum", after.measured())
                    .param("afterAt", after.happenedAt().atOffset(ZoneOffset.UTC))
                    .param("afterTicket", after.ticket().value())
                    .param("afterPart", after.part());
        }
        List<Listed> found = asked.query((row, index) -> {
                    int unit = row.getInt("unit");
                    Integer of = row.wasNull() ? null : Integer.valueOf(unit);
                    return new Listed(
                            row.getObject("ticket_id", UUID.class),
                            row.getString("number"),
                            row.getString("part"),
                            of,
                            row.getInt("item"),
                            row.getInt("enterprise"),
                            row.getObject("received_at", OffsetDateTime.class).toInstant(),
                            row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                            row.getLong("facts"),
                            row.getLong("num"));
                })
                .list();
        Set<Integer> ids = found.stream()
                .flatMap(each ->
                        Stream.concat(Stream.of(each.item(), each.enterprise()), Stream.ofNullable(each.unit())))
                .collect(Collectors.toSet());
        Map<Integer, String> texts = names.texts(ids);
        return found.stream()
                .map(each -> new Case(
                        new TicketId(each.ticket()),
                        TicketNumber.of(each.number()),
                        each.part(),
                        each.unit() == null ? "" : text(texts, each.unit()),
                        text(texts, each.item()),
                        text(texts, each.enterprise()),
                        each.receivedAt(),
                        each.happenedAt(),
                        each.facts(),
                        each.measured()))
                .toList();
    }

    private record Bucket(int number, long count) {}

    /** How many answers that were kept had how many twentieths of their time left; the first had the least. */
    public List<Long> timeLeft(int build, Question question) {
        List<Long> counts = new ArrayList<>(java.util.Collections.nCopies(PARTS_OF_THE_TIME, 0L));
        FigureRows.Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return counts;
        }
        ask(
                        """
                        select least(%2$d - 1, floor(%2$d * extract(epoch from k.due - s.happened_at)
                                / extract(epoch from k.due - k.started_at)))::int as bucket, count(*) as counted
                        from (%1$s) as s
                        join metrics.clock k on k.build = :build and k.ticket_id = s.ticket_id and k.clock = s.part::int
                        where %3$s and k.due > k.started_at
                        group by 1
                        """.formatted(
                                        base(Population.CLOCKS, Basis.HAPPENED, narrowing, Signals.KEPT_ANSWERS),
                                        PARTS_OF_THE_TIME,
                                        Signals.KEPT_ANSWERS.sql("s.facts")),
                        build,
                        question,
                        narrowing,
                        Map.of())
                .query((row, index) -> new Bucket(row.getInt("bucket"), row.getLong("counted")))
                .list()
                .forEach(bucket -> counts.set(bucket.number(), bucket.count()));
        return counts;
    }

    /** @param wanted of what else there is rows may be in */
    private static String base(Population population, Basis basis, FigureRows.Narrowing narrowing, Condition wanted) {
        return "select * from (%s) as source %s"
                .formatted(Sources.of(population, basis, narrowing.fixed(), List.of(wanted)), narrowing.moving());
    }

    /** What it counts: columns, and num and den that are added up. No text of a caller is in it. */
    private static String sql(Signal signal, FigureRows.Narrowing narrowing) {
        return switch (signal.measure()) {
            case Measure.Counted counted ->
                """
                select s.ticket_id, s.part, s.unit, s.item, s.enterprise, s.received_at,
                    coalesce(s.happened_at, s.received_at) as happened_at, s.facts,
                    case when %s then 1 else 0 end as num, %s as den
                from (%s) as s
                where %s
                """.formatted(
                                counted.hits().sql("s.facts"),
                                counted.of() == null ? "null::int" : "1",
                                base(counted.population(), signal.basis(), narrowing, within(counted)),
                                within(counted).sql("s.facts"));
            case Measure.ExtendedTooLate late ->
                """
                select s.ticket_id, s.part, s.unit, s.item, s.enterprise, s.received_at,
                    coalesce(s.happened_at, s.received_at) as happened_at, s.facts,
                    case when exists (
                        select from unnest(k.granted_at, k.due_before) as g (granted_at, due_before)
                        where g.granted_at <= :at and g.granted_at > g.due_before) then 1 else 0 end as num,
                    1 as den
                from (%s) as s
                join metrics.clock k on k.build = :build and k.ticket_id = s.ticket_id and k.clock = s.part::int
                where %s
                """.formatted(
                                base(Population.CLOCKS, signal.basis(), narrowing, late.extended()),
                                late.extended().sql("s.facts"));
            case Measure.StoodStill still ->
                """
                select %s, k.stood_still as num, k.counted::bigint + k.stood_still as den
                from (%s) as s
                join metrics.clock k on k.build = :build and k.ticket_id = s.ticket_id and k.clock = s.part::int
                where %s and k.counted is not null and k.stood_still is not null
                """.formatted(
                                COLUMNS,
                                base(Population.CLOCKS, signal.basis(), narrowing, still.clocks()),
                                still.clocks().sql("s.facts"));
            case Measure.SolvedButDenied denied ->
                """
                select %s, case when n.facts & %d <> 0 then 1 else 0 end as num, 1 as den
                from (%s) as s
                left join lateral (
                    select m.facts
                    from metrics.moment m
                    where m.build = :build and m.ticket_id = s.ticket_id and m.sequence > s.part::bigint
                        and m.at <= :at and m.facts & %d <> 0
                    order by m.sequence
                    limit 1
                ) n on true
                where s.facts & %d = %d
                """.formatted(
                                COLUMNS,
                                mask(MomentFact.DISPUTED, MomentFact.REOPENED),
                                base(
                                        Population.MOMENTS,
                                        signal.basis(),
                                        narrowing,
                                        Condition.all(MomentFact.ANSWERED, MomentFact.SOLVED)),
                                mask(MomentFact.ANSWERED, MomentFact.DISPUTED, MomentFact.REOPENED),
                                mask(MomentFact.ANSWERED, MomentFact.SOLVED),
                                mask(MomentFact.ANSWERED, MomentFact.SOLVED));
            case Measure.RatedTogether together ->
                // A window may as well begin with its first rating, so that it is enough to try each rating as a
                // beginning.
                """
                with rated as materialized (
                    select s.*, m.origin
                    from (%1$s) as s
                    join metrics.moment m
                        on m.build = :build and m.ticket_id = s.ticket_id and m.sequence = s.part::bigint
                    where s.facts & %2$d <> 0 and m.origin is not null
                ), burst as (
                    select b.origin, b.begun, b.begun + make_interval(mins => :minutes) as ended
                    from (select distinct origin, happened_at as begun from rated) as b
                    join rated r on r.origin = b.origin and r.happened_at >= b.begun
                        and r.happened_at <= b.begun + make_interval(mins => :minutes)
                    group by b.origin, b.begun
                    having count(*) >= :ratings and count(distinct r.enterprise) >= :enterprises
                )
                select %3$s,
                    case when exists (
                        select from burst b where b.origin = s.origin and s.happened_at between b.begun and b.ended)
                        then 1 else 0 end as num,
                    1 as den
                from rated s
                """.formatted(
                                base(Population.MOMENTS, signal.basis(), narrowing, Condition.all(MomentFact.RATED)),
                                mask(MomentFact.RATED),
                                COLUMNS);
        };
    }

    private static Condition within(Measure.Counted counted) {
        return counted.of() == null ? counted.hits() : counted.of();
    }

    private static long mask(Fact... facts) {
        return Stream.of(facts).mapToLong(Fact::mask).reduce(0, (one, other) -> one | other);
    }

    private static String text(Map<Integer, String> texts, int id) {
        return Objects.requireNonNull(texts.get(id), "ids have names");
    }

    private JdbcClient.StatementSpec ask(
            String sql, int build, Question question, FigureRows.Narrowing narrowing, Map<String, Integer> parameters) {
        JdbcClient.StatementSpec asked = figures.ask(sql, build, question, narrowing);
        for (Map.Entry<String, Integer> each : parameters.entrySet()) {
            asked = asked.param(each.getKey(), each.getValue());
        }
        return asked;
    }
}
