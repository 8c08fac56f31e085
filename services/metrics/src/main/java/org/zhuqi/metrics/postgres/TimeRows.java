package org.zhuqi.metrics.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.MeasuredTime;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.FigureRows.Narrowing;

/** How long what {@link Sources} have took. */
public final class TimeRows {
    /** The shares of the values, in per cent, that are no greater than the value given for them. */
    public static final List<Integer> PERCENTILES = List.of(10, 25, 50, 75, 90, 95);

    private static final String MONTH = "month";
    private static final String SIZE = "size";

    private final Names names;
    private final FigureRows figures;

    public TimeRows(Names names, FigureRows figures) {
        this.names = names;
        this.figures = figures;
    }

    /**
     * What is asked.
     *
     * @param basis one of the time's
     * @param question its sizes are known as enterprises; its buckets are the beginnings of months if it is by month
     * @param sizes the name of the size by enterprise; needed only if it is by size
     */
    public record Asked(MeasuredTime time, Basis basis, Question question, Map<EnterpriseId, String> sizes) {}

    /**
     * In seconds.
     *
     * @param percentiles in the order of {@link #PERCENTILES}; each a value that occurred
     * @param mean to a tenth
     */
    public record Summary(long count, long min, long max, BigDecimal mean, List<Long> percentiles) {}

    /**
     * @param by null: of all; else a value per dimension asked for, the empty text where there is none; a month is the number of
     *     its bucket, -1 if it is before them
     * @param summary null if there is nothing
     */
    public record Summed(
            @Nullable List<String> by, @Nullable Summary summary) {}

    private record Found(
            boolean isWhole,
            List<Optional<Object>> group,
            @Nullable Summary summary) {}

    /** Of all and, if groups are asked for, of each. Of all comes always, and first. */
    public List<Summed> summaries(int build, Asked asked) {
        Question question = asked.question();
        Narrowing narrowing = figures.narrow(question.scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of(new Summed(null, null));
        }
        List<Dimension> by = question.by();
        String columns = by.stream().map(TimeRows::column).collect(Collectors.joining(", "));
        List<Found> found = prepared(
                        """
                        select %1$s count(*) as counted, min(seconds) as least, max(seconds) as most,
                            round(avg(seconds), 1) as mean,
                            percentile_disc(array[%2$s]) within group (order by seconds) as percentiles
                        from (%3$s) as measured
                        group by grouping sets (%4$s)
                        """.formatted(
                                        by.isEmpty() ? "" : "grouping(%s) as left_out, %s,".formatted(columns, columns),
                                        PERCENTILES.stream()
                                                .map(it -> Double.toString(it / 100.0))
                                                .collect(Collectors.joining(", ")),
                                        measured(asked, narrowing),
                                        by.isEmpty() ? "()" : "(), (" + columns + ")"),
                        build,
                        asked,
                        narrowing)
                .query((row, index) ->
                        new Found(by.isEmpty() || row.getInt("left_out") != 0, group(row, by), summary(row)))
                .list();
        Map<Integer, String> texts = names.texts(found.stream()
                .flatMap(each -> each.group().stream())
                .flatMap(Optional::stream)
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .collect(Collectors.toSet()));
        List<Summed> summed = new ArrayList<>();
        for (Found each : found) {
            if (each.isWhole()) {
                summed.addFirst(new Summed(null, each.summary()));
            } else {
                summed.add(new Summed(
                        each.group().stream()
                                .map(value -> value.map(it -> it instanceof Integer id
                                                ? Objects.requireNonNull(texts.get(id), "ids have names")
                                                : it.toString())
                                        .orElse(""))
                                .toList(),
                        each.summary()));
            }
        }
        return summed;
    }

    /**
     * How many lie between neighbouring edges, and behind the last.
     *
     * @param edges in seconds, in order, from 0 on
     */
    public List<Long> histogram(int build, Asked asked, List<Long> edges) {
        long[] counts = new long[edges.size()];
        Narrowing narrowing = figures.narrow(asked.question().scope(), Definition.Of.ALL);
        if (!narrowing.isNothing()) {
            prepared("""
                            select width_bucket(seconds, :edges::bigint[]) - 1 as bucket, count(*) as counted
                            from (%s) as measured
                            group by 1
                            """.formatted(measured(asked, narrowing)), build, asked, narrowing)
                    .param("edges", new SqlArrayValue("int8", edges.toArray()))
                    .query(row -> {
                        counts[row.getInt("bucket")] = row.getLong("counted");
                    });
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /**
     * One that was measured.
     *
     * @param part which of the ticket's it is, where several of one ticket are measured; else the empty text
     */
    public record Timed(
            TicketId ticket,
            TicketNumber number,
            String part,
            Map<Dimension, String> group,
            Instant receivedAt,
            Instant endedAt,
            long seconds) {}

    /** Where a page ended. */
    public record Position(long seconds, TicketId ticket, String part) {}

    /**
     * A stretch of times, in seconds.
     *
     * @param atLeast null: from 0
     * @param below null: without end
     */
    public record Stretch(@Nullable Long atLeast, @Nullable Long below) {}

    private record Listed(Timed timed, Map<Dimension, Integer> group) {}

    private static final List<Dimension> SHOWN = List.of(
            Dimension.DISTRICT,
            Dimension.UNIT,
            Dimension.ITEM,
            Dimension.CHAIN,
            Dimension.PLACE,
            Dimension.OFFICER,
            Dimension.ENTERPRISE);

    /** The longest first. */
    public List<Timed> cases(int build, Asked asked, Stretch stretch, @Nullable Position after, int limit) {
        Narrowing narrowing = figures.narrow(asked.question().scope(), Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of();
        }
        var statement = prepared(
                        """
                        select page.*, s.number
                        from (
                            select * from (%s) as measured
                            where (:atLeast::bigint is null or seconds >= :atLeast)
                                and (:below::bigint is null or seconds < :below) %s
                            order by seconds desc, ticket_id desc, part desc
                            limit :limit
                        ) as page
                        join metrics.story s on s.build = :build and s.ticket_id = page.ticket_id
                        order by page.seconds desc, page.ticket_id desc, page.part desc
                        """.formatted(
                                        measured(asked, narrowing),
                                        after == null
                                                ? ""
                                                : "and (seconds, ticket_id, part) < (:afterSeconds, :afterTicket, :afterPart)"),
                        build,
                        asked,
                        narrowing)
                .param("atLeast", stretch.atLeast(), java.sql.Types.BIGINT)
                .param("below", stretch.below(), java.sql.Types.BIGINT)
                .param("limit", limit);
        if (after != null) {
            statement = statement
                    .param("afterSeconds", after.seconds())
                    .param("afterTicket", after.ticket().value())
                    .param("afterPart", after.part());
        }
        List<Listed> found = statement.query((row, index) -> listed(row)).list();
        Map<Integer, String> texts = names.texts(
                found.stream().flatMap(each -> each.group().values().stream()).collect(Collectors.toSet()));
        return found.stream()
                .map(each -> {
                    Map<Dimension, String> group = new TreeMap<>();
                    each.group()
                            .forEach((dimension, id) ->
                                    group.put(dimension, Objects.requireNonNull(texts.get(id), "ids have names")));
                    Timed it = each.timed();
                    return new Timed(
                            it.ticket(), it.number(), it.part(), group, it.receivedAt(), it.endedAt(), it.seconds());
                })
                .toList();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Map<Dimension, Integer> group = new TreeMap<>();
        for (Dimension dimension : SHOWN) {
            int id = row.getInt(FigureRows.column(dimension));
            if (!row.wasNull()) {
                group.put(dimension, id);
            }
        }
        return new Listed(
                new Timed(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        TicketNumber.of(row.getString("number")),
                        row.getString("part"),
                        Map.of(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        row.getLong("seconds")),
                group);
    }

    /** The rows that are measured: all that the source has, when it ended, and the seconds that it took. */
    private static String measured(Asked asked, Narrowing narrowing) {
        MeasuredTime time = asked.time();
        String ended = ended(time.expression());
        String scope = narrowing.fixed();
        if (asked.basis() == Basis.HAPPENED) {
            scope += " and t.%s >= :from and t.%s < :to".formatted(ended, ended);
        }
        String end = time.expression() == MeasuredTime.Expression.RECEIVED_TO_CUT_OFF
                ? ":at::timestamptz"
                : "source." + (time.population() == Population.CLOCKS ? "clock_ended_at" : ended);
        List<Dimension> by = asked.question().by();
        return """
                select source.*, %s as ended_at, (%s)::bigint as seconds %s %s
                from (select * from (%s) as stands %s and %s) as source
                %s
                where %s <= :at and (%s) is not null
                """.formatted(
                        end,
                        seconds(time.expression()),
                        by.contains(Dimension.MONTH)
                                ? ", (width_bucket(%s, (select :buckets::timestamptz[])) - 1)::text as month"
                                        .formatted(asked.basis() == Basis.HAPPENED ? end : "source.received_at")
                                : "",
                        by.contains(Dimension.SIZE) ? ", sized.size" : "",
                        Sources.of(time.population(), source(asked.basis()), scope, List.of(time.of())),
                        narrowing.moving(),
                        time.of().sql("facts"),
                        by.contains(Dimension.SIZE) ? """
                                  left join metrics.name enterprise on enterprise.id = source.enterprise
                                  left join unnest(:enterprises::text[], :sizes::text[]) as sized (enterprise, size)
                                      on sized.enterprise = enterprise.text
                                  """ : "",
                        end,
                        seconds(time.expression()));
    }

    /** When the time ended says the table, not the source, whose verdicts fall when they are due. */
    private static Basis source(Basis basis) {
        return basis == Basis.RECEIVED ? Basis.RECEIVED : Basis.STANDING;
    }

    private static String ended(MeasuredTime.Expression expression) {
        return switch (expression) {
            case RECEIVED_TO_DISPATCHED -> "dispatched_at";
            case DISPATCHED_TO_ACCEPTED -> "accepted_at";
            case DISPATCHED_TO_ANSWERED -> "answered_at";
            case RECEIVED_TO_CLOSED -> "closed_at";
            case COUNTED, STOOD_STILL -> "ended_at";
            case RECEIVED_TO_CUT_OFF -> "received_at";
        };
    }

    private static String seconds(MeasuredTime.Expression expression) {
        return switch (expression) {
            case RECEIVED_TO_DISPATCHED -> between("source.received_at", "source.dispatched_at");
            case DISPATCHED_TO_ACCEPTED -> between("source.dispatched_at", "source.accepted_at");
            case DISPATCHED_TO_ANSWERED -> between("source.dispatched_at", "source.answered_at");
            case RECEIVED_TO_CLOSED -> between("source.received_at", "source.closed_at");
            case RECEIVED_TO_CUT_OFF -> between("source.received_at", ":at::timestamptz");
            case COUNTED -> "source.counted";
            case STOOD_STILL -> "source.stood_still";
        };
    }

    private static String between(String start, String end) {
        return "floor(extract(epoch from %s - %s))".formatted(end, start);
    }

    private JdbcClient.StatementSpec prepared(String sql, int build, Asked asked, Narrowing narrowing) {
        Question question = asked.question();
        var statement = figures.ask(sql, build, question, narrowing);
        if (question.by().contains(Dimension.MONTH)) {
            statement = statement.param(
                    "buckets",
                    new SqlArrayValue(
                            "text",
                            question.buckets().stream().map(Instant::toString).toArray()));
        }
        if (question.by().contains(Dimension.SIZE)) {
            List<Map.Entry<EnterpriseId, String>> sizes =
                    List.copyOf(asked.sizes().entrySet());
            statement = statement
                    .param(
                            "enterprises",
                            new SqlArrayValue(
                                    "text",
                                    sizes.stream().map(it -> it.getKey().text()).toArray()))
                    .param(
                            "sizes",
                            new SqlArrayValue(
                                    "text",
                                    sizes.stream().map(Map.Entry::getValue).toArray()));
        }
        return statement;
    }

    private static String column(Dimension dimension) {
        return switch (dimension) {
            case MONTH -> MONTH;
            case SIZE -> SIZE;
            case DISTRICT, UNIT, CHAIN, PLACE, ITEM, OFFICER, ENTERPRISE -> FigureRows.column(dimension);
        };
    }

    private static List<Optional<Object>> group(ResultSet row, List<Dimension> by) throws SQLException {
        List<Optional<Object>> group = new ArrayList<>();
        for (Dimension dimension : by) {
            group.add(Optional.ofNullable(row.getObject(column(dimension))));
        }
        return group;
    }

    private static @Nullable Summary summary(ResultSet row) throws SQLException {
        long counted = row.getLong("counted");
        if (counted == 0) {
            return null;
        }
        Array percentiles = row.getArray("percentiles");
        return new Summary(
                counted, row.getLong("least"), row.getLong("most"), row.getBigDecimal("mean"), List.of((Long[])
                        percentiles.getArray()));
    }
}
