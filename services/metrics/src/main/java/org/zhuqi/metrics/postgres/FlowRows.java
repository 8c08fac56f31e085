package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.FigureRows.Narrowing;

/** Which way tickets went: to which unit first, and from which unit to which other. */
public final class FlowRows {
    private final Names names;
    private final FigureRows figures;

    public FlowRows(Names names, FigureRows figures) {
        this.names = names;
        this.figures = figures;
    }

    /**
     * @param item of the tickets, if it is the first unit that they went to; else null
     * @param source the unit that had them before; null if none had
     * @param tickets how many tickets went that way, each once
     */
    public record Link(@Nullable String item, @Nullable String source, String target, long tickets) {}

    /** The ways that are asked for: of one link, those of {@link Link}. */
    public record Way(@Nullable String item, @Nullable String source, String target) {}

    /** @param since when it went that way last */
    public record Gone(TicketId ticket, TicketNumber number, Instant receivedAt, Instant since) {}

    /** Where a page ended. */
    public record Position(Instant receivedAt, TicketId ticket) {}

    private record Found(@Nullable Integer item, @Nullable Integer source, int target, long tickets) {
        Stream<Integer> ids() {
            return Stream.concat(Stream.concat(Stream.ofNullable(item), Stream.ofNullable(source)), Stream.of(target));
        }
    }

    /**
     * Of the tickets that were received in the question's period, up to its cut-off; the widest first.
     *
     * @param counted which tickets are
     */
    public List<Link> links(int build, Condition counted, Question question) {
        Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of();
        }
        List<Found> found = figures.ask("""
                        select case when source is null then item end as item, source, target,
                            count(distinct ticket_id) as tickets
                        from (%s) as way
                        group by 1, 2, 3
                        order by tickets desc, 1, 2, 3
                        """.formatted(moves(counted, narrowing)), build, question, narrowing)
                .query((row, index) -> new Found(
                        number(row, "item"), number(row, "source"), row.getInt("target"), row.getLong("tickets")))
                .list();
        Map<Integer, String> texts =
                names.texts(found.stream().flatMap(Found::ids).collect(Collectors.toSet()));
        return found.stream()
                .map(each -> new Link(
                        text(texts, each.item()),
                        text(texts, each.source()),
                        Objects.requireNonNull(texts.get(each.target()), "ids have names"),
                        each.tickets()))
                .toList();
    }

    /** Those of one link, the last received first. */
    public List<Gone> tickets(
            int build, Condition counted, Question question, Way way, @Nullable Position after, int limit) {
        Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        Set<Integer> target = numbers(way.target());
        Set<Integer> from = numbers(way.source() == null ? way.item() : way.source());
        if (narrowing.isNothing() || target.isEmpty() || from.isEmpty()) {
            return List.of();
        }
        JdbcClient.StatementSpec statement = figures.ask(
                        """
                        select page.*, s.number
                        from (
                            select ticket_id, received_at, to_timestamp(max(since) / 1000000.0) as went_at
                            from (%s) as way
                            where target = :target and %s %s
                            group by ticket_id, received_at
                            order by received_at desc, ticket_id desc
                            limit :limit
                        ) as page
                        join metrics.story s on s.build = :build and s.ticket_id = page.ticket_id
                        order by page.received_at desc, page.ticket_id desc
                        """.formatted(
                                        moves(counted, narrowing),
                                        way.source() == null ? "source is null and item = :origin" : "source = :origin",
                                        after == null ? "" : "and (received_at, ticket_id) < (:afterAt, :afterTicket)"),
                        build,
                        question,
                        narrowing)
                .param("target", target.iterator().next())
                .param("origin", from.iterator().next())
                .param("limit", limit);
        if (after != null) {
            statement = statement
                    .param("afterAt", after.receivedAt().atOffset(ZoneOffset.UTC))
                    .param("afterTicket", after.ticket().value());
        }
        return statement
                .query((row, index) -> new Gone(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        TicketNumber.of(row.getString("number")),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getObject("went_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Each change of the lead unit of each ticket, as its story tells it. A unit that gets a ticket back from the
     * coordinators' desk, with no other in between, still has it: that is no change.
     */
    private static String moves(Condition counted, Narrowing narrowing) {
        return """
            select * from (
                select held.ticket_id, held.item, held.received_at, held.unit as target, held.since,
                    lag(held.unit) over (partition by held.ticket_id order by held.step) as source
                from (
                    select source.ticket_id, source.item, source.received_at, h.unit, h.since, h.step
                    from (select * from (%s) as stands %s) as source
                    join metrics.ticket t on t.build = :build and t.ticket_id = source.ticket_id
                    cross join lateral unnest(t.starts, t.units) with ordinality as h (since, unit, step)
                    where %s and h.since <= :atMicros and h.unit is not null
                ) as held
            ) as moved
            where source is distinct from target
            """.formatted(
                        Sources.of(Population.TICKETS, Basis.RECEIVED, narrowing.fixed()),
                        narrowing.moving(),
                        counted.sql("source.facts"));
    }

    private Set<Integer> numbers(@Nullable String id) {
        return id == null ? Set.of() : names.find(id).map(Set::of).orElse(Set.of());
    }

    private static @Nullable String text(Map<Integer, String> texts, @Nullable Integer id) {
        return id == null ? null : Objects.requireNonNull(texts.get(id), "ids have names");
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
