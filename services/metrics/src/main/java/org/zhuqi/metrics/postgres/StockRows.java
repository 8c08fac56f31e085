package org.zhuqi.metrics.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.FigureRows.Narrowing;

/** What stood at each of many cut-offs, in one pass. */
public final class StockRows {
    /** What is counted of which the stretches of time are written, and what their columns are called. */
    private static final Map<Condition, String> STAYS = Map.of(Figures.OPEN, "open", Figures.OVERDUE, "overdue");

    private final FigureRows figures;

    public StockRows(FigureRows figures) {
        this.figures = figures;
    }

    /**
     * How many stood at neighbouring cut-offs, whose numbers go from 0.
     *
     * @param first at which they stood
     * @param behind at which they did no more
     */
    private record Stretch(int first, int behind, long numerator, long denominator) {}

    /** How many, at one cut-off. */
    public record Stock(long numerator, long denominator) {}

    /**
     * @param question its scope; its period and cut-off do not matter
     * @param cutOffs in order, at least one
     */
    public List<Stock> of(int build, Definition definition, Question question, List<Instant> cutOffs) {
        Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        long[] numerators = new long[cutOffs.size()];
        long[] denominators = new long[cutOffs.size()];
        if (!narrowing.isNothing()) {
            for (Stretch stretch : stretches(build, definition, narrowing, question, cutOffs)) {
                for (int point = stretch.first(); point < stretch.behind(); point++) {
                    numerators[point] += stretch.numerator();
                    denominators[point] += stretch.denominator();
                }
            }
        }
        List<Stock> stocks = new ArrayList<>();
        for (int point = 0; point < cutOffs.size(); point++) {
            stocks.add(new Stock(numerators[point], denominators[point]));
        }
        return stocks;
    }

    private List<Stretch> stretches(
            int build, Definition definition, Narrowing narrowing, Question question, List<Instant> cutOffs) {
        return figures.ask(sql(definition, narrowing), build, question, narrowing)
                .param(
                        "points",
                        new SqlArrayValue(
                                "int8", cutOffs.stream().map(Micros::of).toArray()))
                .param(
                        "instants",
                        new SqlArrayValue(
                                "text", cutOffs.stream().map(Instant::toString).toArray()))
                .param("many", cutOffs.size())
                .query((row, index) -> new Stretch(
                        row.getInt("first"),
                        row.getInt("behind"),
                        row.getLong("numerator"),
                        row.getLong("denominator")))
                .list();
    }

    private static String sql(Definition definition, Narrowing narrowing) {
        String numerator = definition.sql(Part.NUMERATOR, "source.facts");
        // Of a count all that is counted is asked for, of a share all that it is of.
        String within = definition.isShare() ? definition.sql(Part.DENOMINATOR, "source.facts") : numerator;
        if (definition.population() != Population.TICKETS) {
            return ofOthers(numerator, within, definition, narrowing);
        }
        boolean inStock = Wanted.isInStock(List.of(definition.within()));
        String stay = narrowing.moves() || definition.isShare() ? null : STAYS.get(definition.numerator());
        return stay == null
                ? ofTickets(numerator, within, inStock, narrowing, "")
                : ofOneStay(stay, narrowing) + ofTickets(numerator, within, inStock, narrowing, "and t.several_stays");
    }

    /** Of tickets that are in stock in one stretch of time, which is written: how it looked within it does not matter. */
    private static String ofOneStay(String stay, Narrowing narrowing) {
        return """
            select source.first, source.behind, count(*) as numerator, count(*) as denominator
            from (
                select width_bucket(t.%1$s_from - interval '1 microsecond', (select :instants::timestamptz[])) as first,
                    width_bucket(t.%1$s_until - interval '1 microsecond', (select :instants::timestamptz[])) as behind
                from metrics.ticket t
                where t.build = :build and t.%1$s_from <= (select (:instants::timestamptz[])[:many])
                    and t.%1$s_until > (select (:instants::timestamptz[])[1]) %2$s
            ) as source
            where source.first < source.behind
            group by source.first, source.behind
            union all
            """.formatted(stay, narrowing.fixed());
    }

    /**
     * Every standing of a ticket holds at a row of neighbouring cut-offs, and is told once for all of them. Only a ticket that was
     * under way at a cut-off needs all of its standings, and each such is found once, between the cut-off before it was received
     * and the one behind; of all others the last standing is all that any cut-off saw.
     */
    private static String ofTickets(
            String numerator, String within, boolean inStock, Narrowing narrowing, String which) {
        return """
            select source.first, source.behind, count(*) filter (where %1$s) as numerator, count(*) as denominator
            from (
                select t.facts, t.unit, t.item, seen.last as first, cast(:many as int) as behind
                from metrics.ticket t
                cross join lateral (
                    select width_bucket(t.received_at - interval '1 microsecond',
                            (select :instants::timestamptz[])) as first,
                        width_bucket(t.standing_from - interval '1 microsecond',
                            (select :instants::timestamptz[])) as last) as seen
                where t.build = :build and seen.first = seen.last %4$s %3$s %6$s
                union all
                select t.stood[i], t.units[i], t.items[i], width_bucket(t.starts[i] - 1, points.at),
                    coalesce(width_bucket(t.starts[i + 1] - 1, points.at), :many)
                from (
                    select at, lag(at, 1, '-infinity') over (order by number) as before
                    from unnest(:instants::timestamptz[]) with ordinality as point (at, number)
                ) as point
                cross join lateral (
                    select t.starts, t.stood, t.units, t.items
                    from metrics.ticket t
                    where t.build = :build and t.received_at > point.before and t.received_at <= point.at
                        and t.standing_from > point.at %3$s %6$s
                    -- asked for each cut-off by itself, whatever the planner believes of how many there are
                    offset 0
                ) as t
                cross join (select :points::bigint[] as at) as points
                cross join lateral generate_subscripts(t.starts, 1) as i (i)
            ) as source
            %5$s and %2$s and source.first < source.behind
            group by source.first, source.behind
            """.formatted(
                numerator, within, narrowing.fixed(), inStock ? Wanted.inStock() : "", narrowing.moving(), which);
    }

    /** The same, asked anew for each cut-off. */
    private static String ofOthers(String numerator, String within, Definition definition, Narrowing narrowing) {
        return """
            select source.at as first, source.at + 1 as behind, count(*) filter (where %1$s) as numerator,
                count(*) as denominator
            from (
                select point.number - 1 as at, stands.*
                from unnest(:instants::timestamptz[], :points::bigint[]) with ordinality as point (at, micros, number)
                cross join lateral (%3$s) as stands
            ) as source
            %4$s and %2$s
            group by source.at
            """.formatted(
                numerator,
                within,
                Sources.of(definition.population(), definition.basis(), narrowing.fixed(), List.of(definition.within()))
                        .replace(":atMicros", "point.micros")
                        .replace(":at", "point.at"),
                narrowing.moving());
    }
}
