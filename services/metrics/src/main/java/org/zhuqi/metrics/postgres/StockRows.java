package org.zhuqi.metrics.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.TicketFact;
import org.zhuqi.metrics.postgres.FigureRows.Narrowing;

/** What stood at each of many cut-offs, in one pass. */
public final class StockRows {
    /** The facts of which the index {@code ticket_in_stock} knows who has one. */
    static final long IN_STOCK = TicketFact.OPEN.mask() | TicketFact.OVERDUE.mask();

    private final FigureRows figures;

    public StockRows(FigureRows figures) {
        this.figures = figures;
    }

    /** @param at the number of the cut-off, from 0 */
    private record Change(int at, long numerator, long denominator) {}

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
            boolean changes = definition.population() == Population.TICKETS;
            for (Change change : changes(build, definition, narrowing, question, cutOffs)) {
                for (int point = change.at(); point < (changes ? cutOffs.size() : change.at() + 1); point++) {
                    numerators[point] += change.numerator();
                    denominators[point] += change.denominator();
                }
            }
        }
        List<Stock> stocks = new ArrayList<>();
        for (int point = 0; point < cutOffs.size(); point++) {
            stocks.add(new Stock(numerators[point], denominators[point]));
        }
        return stocks;
    }

    private List<Change> changes(
            int build, Definition definition, Narrowing narrowing, Question question, List<Instant> cutOffs) {
        var asked = figures.ask(sql(definition, narrowing), build, question, narrowing)
                .param(
                        "points",
                        new SqlArrayValue(
                                "int8", cutOffs.stream().map(Micros::of).toArray()));
        asked = definition.population() == Population.TICKETS
                ? asked.param("first", cutOffs.getFirst().atOffset(ZoneOffset.UTC))
                        .param("last", cutOffs.getLast().atOffset(ZoneOffset.UTC))
                : asked.param(
                        "instants",
                        new SqlArrayValue(
                                "text", cutOffs.stream().map(Instant::toString).toArray()));
        return asked.query((row, index) ->
                        new Change(row.getInt("at"), row.getLong("numerator"), row.getLong("denominator")))
                .list();
    }

    private static String sql(Definition definition, Narrowing narrowing) {
        String numerator = definition.sql(Part.NUMERATOR, "source.facts");
        // Of a count all that is counted is asked for, of a share all that it is of.
        String within = definition.isShare() ? definition.sql(Part.DENOMINATOR, "source.facts") : numerator;
        return definition.population() == Population.TICKETS
                ? ofTickets(numerator, within, isInStock(definition), narrowing)
                : ofOthers(numerator, within, definition, narrowing);
    }

    /**
     * Every standing of a ticket holds at a row of neighbouring cut-offs: what comes in at the first and goes out behind the last
     * of them is added up. A ticket that has stood as it does since before the first cut-off needs no story: of 200,000 tickets
     * of thirteen months, the days of the last month read the 16,572 that changed since it began (by
     * {@code ticket_by_last_change}) and the 367 that were in stock before (by {@code ticket_in_stock}).
     */
    private static String ofTickets(String numerator, String within, boolean inStock, Narrowing narrowing) {
        return """
            select change.at, coalesce(sum(change.step) filter (where %1$s), 0) as numerator,
                coalesce(sum(change.step) filter (where %2$s), 0) as denominator
            from (
                select t.facts, t.unit, t.item, 0 as comes, null::int as goes
                from metrics.ticket t
                where t.build = :build and t.standing_from <= :first %4$s %3$s
                union all
                select s.facts[i], s.units[i], s.items[i], width_bucket(s.starts[i] - 1, points.at),
                    width_bucket(s.starts[i + 1] - 1, points.at)
                from metrics.ticket t
                join metrics.story s on s.build = :build and s.ticket_id = t.ticket_id
                cross join (select :points::bigint[] as at) as points
                cross join lateral generate_subscripts(s.starts, 1) as i (i)
                where t.build = :build and t.standing_from > :first and t.received_at <= :last %3$s
            ) as source
            cross join lateral (values (source.comes, 1), (source.goes, -1)) as change (at, step)
            %5$s and %2$s and source.comes is distinct from source.goes and change.at is not null
            group by change.at
            """.formatted(numerator, within, narrowing.fixed(), inStock ? inStock() : "", narrowing.moving());
    }

    /** The same, asked anew for each cut-off. */
    private static String ofOthers(String numerator, String within, Definition definition, Narrowing narrowing) {
        return """
            select source.at, count(*) filter (where %1$s) as numerator, count(*) filter (where %2$s) as denominator
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
                        Sources.of(definition.population(), definition.basis(), narrowing.fixed())
                                .replace(":atMicros", "point.micros")
                                .replace(":at", "point.at"),
                        narrowing.moving());
    }

    /** Written as the index has it, or the planner would not see that it answers the question. */
    static String inStock() {
        return "and t.facts & %d <> 0".formatted(IN_STOCK);
    }

    private static boolean isInStock(Definition definition) {
        Condition within = definition.denominator() == null ? definition.numerator() : definition.denominator();
        return within.cases().stream()
                .allMatch(
                        one -> one.all().contains(TicketFact.OPEN) || one.all().contains(TicketFact.OVERDUE));
    }
}
