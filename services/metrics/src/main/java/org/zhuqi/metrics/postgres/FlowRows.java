package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Which way tickets went: to which unit first, from which unit to which other, and what came of it at the last. */
public final class FlowRows {
    private final Names names;
    private final FigureRows figures;

    public FlowRows(Names names, FigureRows figures) {
        this.names = names;
        this.figures = figures;
    }

    /** What came of a ticket. */
    public enum Ended {
        SOLVED,
        /** Answered or closed, and not as solved. */
        ANSWERED,
        OPEN
    }

    /**
     * Which tickets are followed, and what came of them.
     *
     * @param answered or closed
     * @param solved among the answered: as figures count it
     */
    public record Followed(Condition counted, Condition answered, Condition solved) {}

    /**
     * Of a ticket's ways. Exactly one of item and source is given, and exactly one of target and ended.
     *
     * @param turn how many units have had it with the target; where it ended, how many had it
     * @param item of the tickets, if it is the first unit that they went to; else null
     * @param source the unit that had them before; null if none had
     * @param target the unit that they went to; null if they stayed
     * @param ended what came of those that stayed; null if they went on
     * @param tickets how many tickets went that way
     */
    public record Link(
            int turn,
            @Nullable String item,
            @Nullable String source,
            @Nullable String target,
            @Nullable Ended ended,
            long tickets) {}

    /**
     * The ways that are asked for: of one link, those of {@link Link}.
     *
     * @param turn null for any
     * @param item null for any, where a source or an end is given
     * @param source null for any, where an end is given
     */
    public record Way(
            @Nullable Integer turn,
            @Nullable String item,
            @Nullable String source,
            @Nullable String target,
            @Nullable Ended ended) {}

    /** @param since when it went that way last; where it ended, since when the unit has it */
    public record Gone(TicketId ticket, TicketNumber number, Instant receivedAt, Instant since) {}

    /** Where a page ended. */
    public record Position(Instant receivedAt, TicketId ticket) {}

    private record Found(
            int turn,
            @Nullable Integer item,
            @Nullable Integer source,
            @Nullable Integer target,
            @Nullable Ended ended,
            long tickets) {
        Stream<Integer> ids() {
            return Stream.of(item, source, target).filter(Objects::nonNull).map(Objects::requireNonNull);
        }
    }

    /** Of the tickets that were received in the question's period, up to its cut-off; the widest first. */
    public List<Link> links(int build, Followed followed, Question question) {
        Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of();
        }
        List<Found> found = figures.ask("""
                        select turn, case when source is null then item end as item, source, target, ended,
                            count(*) as tickets
                        from (%s) as way
                        group by 1, 2, 3, 4, 5
                        order by tickets desc, 1, 2, 3, 4, 5
                        """.formatted(ways(followed, narrowing)), build, question, narrowing)
                .query((row, index) -> new Found(
                        row.getInt("turn"),
                        number(row, "item"),
                        number(row, "source"),
                        number(row, "target"),
                        ended(row.getString("ended")),
                        row.getLong("tickets")))
                .list();
        Map<Integer, String> texts =
                names.texts(found.stream().flatMap(Found::ids).collect(Collectors.toSet()));
        return found.stream()
                .map(each -> new Link(
                        each.turn(),
                        text(texts, each.item()),
                        text(texts, each.source()),
                        text(texts, each.target()),
                        each.ended(),
                        each.tickets()))
                .toList();
    }

    /** Those of one link, the last received first. */
    public List<Gone> tickets(
            int build, Followed followed, Question question, Way way, @Nullable Position after, int limit) {
        Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        String from = way.source() == null ? way.item() : way.source();
        Integer origin = number(from);
        Integer target = number(way.target());
        if (narrowing.isNothing() || (from != null && origin == null) || (way.target() != null && target == null)) {
            return List.of();
        }
        JdbcClient.StatementSpec statement = figures.ask(
                        """
                        select page.*, s.number
                        from (
                            select ticket_id, received_at, to_timestamp(max(since) / 1000000.0) as went_at
                            from (%s) as way
                            where %s %s %s %s
                            group by ticket_id, received_at
                            order by received_at desc, ticket_id desc
                            limit :limit
                        ) as page
                        join metrics.story s on s.build = :build and s.ticket_id = page.ticket_id
                        order by page.received_at desc, page.ticket_id desc
                        """.formatted(
                                        ways(followed, narrowing),
                                        way.ended() == null ? "target = :target" : "ended = :ended",
                                        way.source() != null
                                                ? "and source = :origin"
                                                : way.item() != null ? "and source is null and item = :origin" : "",
                                        way.turn() == null ? "" : "and turn = :turn",
                                        after == null ? "" : "and (received_at, ticket_id) < (:afterAt, :afterTicket)"),
                        build,
                        question,
                        narrowing)
                .param("limit", limit);
        if (origin != null) {
            statement = statement.param("origin", origin);
        }
        statement = way.ended() == null
                ? statement.param("target", target)
                : statement.param("ended", way.ended().name());
        if (way.turn() != null) {
            statement = statement.param("turn", way.turn());
        }
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
     * Each change of the lead unit of each ticket, as its story tells it, and what came of it with the last. A unit that gets
     * a ticket back from the coordinators' desk, with no other in between, still has it: that is no change.
     */
    private static String ways(Followed followed, Narrowing narrowing) {
        return """
            with moved as (
                select held.*, row_number() over (partition by ticket_id order by step) as turn,
                    row_number() over (partition by ticket_id order by step desc) as turns_left
                from (
                    select source.ticket_id, source.item, source.received_at, source.ended, h.unit as target, h.since,
                        h.step, lag(h.unit) over (partition by source.ticket_id order by h.step) as source
                    from (
                        select stands.*,
                            case when %s then 'SOLVED' when %s then 'ANSWERED' else 'OPEN' end as ended
                        from (%s) as stands
                        %s
                    ) as source
                    join metrics.ticket t on t.build = :build and t.ticket_id = source.ticket_id
                    cross join lateral unnest(t.starts, t.units) with ordinality as h (since, unit, step)
                    where %s and h.since <= :atMicros and h.unit is not null
                ) as held
                where source is distinct from target
            )
            select ticket_id, item, received_at, since, turn, source, target, null as ended from moved
            union all
            select ticket_id, item, received_at, since, turn, target, null, ended from moved where turns_left = 1
            """.formatted(
                        followed.solved().sql("stands.facts"),
                        followed.answered().sql("stands.facts"),
                        Sources.of(Population.TICKETS, Basis.RECEIVED, narrowing.fixed()),
                        narrowing.moving(),
                        followed.counted().sql("source.facts"));
    }

    private @Nullable Integer number(@Nullable String id) {
        return id == null ? null : names.find(id).orElse(null);
    }

    private static @Nullable Ended ended(@Nullable String name) {
        return name == null ? null : Ended.valueOf(name);
    }

    private static @Nullable String text(Map<Integer, String> texts, @Nullable Integer id) {
        return id == null ? null : Objects.requireNonNull(texts.get(id), "ids have names");
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
