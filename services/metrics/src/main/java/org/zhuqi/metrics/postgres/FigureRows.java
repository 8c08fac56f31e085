package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.application.Tally;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.Population;

/** Counts and lists what {@link Sources} have. */
public final class FigureRows {
    private final JdbcClient db;
    private final Names names;

    public FigureRows(JdbcClient db, Names names) {
        this.db = db;
        this.names = names;
    }

    /** The build that serves. */
    public int serving() {
        return db.sql("select build from metrics.build where state = 'SERVING'")
                .query(Integer.class)
                .single();
    }

    private record Counted(long facts, List<Optional<Integer>> group, int bucket, long count) {}

    /** One pass over what is asked for: how many have which facts, in every group. {@link Dimension#SIZE} cannot be asked for. */
    public List<Tally> count(int build, Population population, Basis basis, Question question) {
        Narrowing narrowing = narrow(question.scope());
        if (narrowing.isNothing()) {
            return List.of();
        }
        List<Dimension> grouped = question.by().stream()
                .filter(dimension -> dimension != Dimension.MONTH)
                .toList();
        String columns = grouped.stream().map(it -> ", " + column(it)).collect(Collectors.joining());
        String bucket = question.buckets().isEmpty()
                ? "0"
                : "case when %1$s < :to then width_bucket(%1$s, :buckets::timestamptz[]) - 1 else -1 end"
                        .formatted(basis == Basis.HAPPENED ? "happened_at" : "received_at");
        // A set apart keeps the planner from sorting: the few kinds of facts fit into a hash table.
        List<Counted> found = ask(
                        """
                        select facts, %s as bucket, count(*) as counted %s
                        from (%s) as source
                        %s
                        group by facts, 2 %s
                        """.formatted(
                                        bucket,
                                        columns,
                                        Sources.of(population, basis, narrowing.fixed()),
                                        narrowing.moving(),
                                        columns),
                        build,
                        question,
                        narrowing)
                .param(
                        "buckets",
                        new SqlArrayValue(
                                "text",
                                question.buckets().stream()
                                        .map(Instant::toString)
                                        .toArray()))
                .query((row, index) -> new Counted(
                        row.getLong("facts"), group(row, grouped), row.getInt("bucket"), row.getLong("counted")))
                .list();
        Map<Integer, String> texts = names.texts(found.stream()
                .flatMap(each -> each.group().stream())
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        return found.stream()
                .map(each -> new Tally(
                        each.facts(),
                        each.group().stream()
                                .map(id -> id.map(texts::get).orElse(""))
                                .toList(),
                        each.bucket(),
                        each.count()))
                .toList();
    }

    /**
     * One that was counted.
     *
     * @param part which of the ticket's it is, where several of one ticket are counted; else the empty text
     * @param group a value per dimension: unit, item, chain, place, officer, enterprise; the empty text where there is none
     */
    public record Case(
            TicketId ticket,
            TicketNumber number,
            String part,
            Map<Dimension, String> group,
            Instant receivedAt,
            Instant happenedAt,
            long facts) {}

    private record Listed(
            TicketId ticket,
            String number,
            String part,
            Map<Dimension, Integer> group,
            Instant receivedAt,
            Instant happenedAt,
            long facts) {}

    /** Where a page ended. */
    public record Position(Instant happenedAt, TicketId ticket, String part) {}

    private static final List<Dimension> SHOWN = List.of(
            Dimension.DISTRICT,
            Dimension.UNIT,
            Dimension.ITEM,
            Dimension.CHAIN,
            Dimension.PLACE,
            Dimension.OFFICER,
            Dimension.ENTERPRISE);

    /** Those in a part of a figure, the latest first. */
    public List<Case> cases(
            int build, Definition definition, Part part, Question question, @Nullable Position after, int limit) {
        Narrowing narrowing = narrow(question.scope());
        if (narrowing.isNothing()) {
            return List.of();
        }
        var asked = ask(
                        """
                        select source.*, s.number
                        from (
                            select * from (%s) as source
                            %s and %s %s
                            order by happened_at desc, ticket_id desc, part desc
                            limit :limit
                        ) as source
                        join metrics.story s on s.build = :build and s.ticket_id = source.ticket_id
                        order by happened_at desc, source.ticket_id desc, part desc
                        """.formatted(
                                        Sources.of(definition.population(), definition.basis(), narrowing.fixed()),
                                        narrowing.moving(),
                                        definition.sql(part, "facts"),
                                        after == null
                                                ? ""
                                                : "and (happened_at, ticket_id, part) < (:afterAt, :afterTicket, :afterPart)"),
                        build,
                        question,
                        narrowing)
                .param("limit", limit);
        if (after != null) {
            asked = asked.param("afterAt", after.happenedAt().atOffset(ZoneOffset.UTC))
                    .param("afterTicket", after.ticket().value())
                    .param("afterPart", after.part());
        }
        List<Listed> found = asked.query((row, index) -> listed(row)).list();
        Map<Integer, String> texts = names.texts(
                found.stream().flatMap(each -> each.group().values().stream()).collect(Collectors.toSet()));
        return found.stream()
                .map(each -> new Case(
                        each.ticket(),
                        TicketNumber.of(each.number()),
                        each.part(),
                        each.group().entrySet().stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                Objects.requireNonNull(texts.get(entry.getValue()), "ids have names"))),
                        each.receivedAt(),
                        each.happenedAt(),
                        each.facts()))
                .toList();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Map<Dimension, Integer> group = new HashMap<>();
        for (Dimension dimension : SHOWN) {
            int id = row.getInt(column(dimension));
            if (!row.wasNull()) {
                group.put(dimension, id);
            }
        }
        return new Listed(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                row.getString("number"),
                row.getString("part"),
                group,
                time(row, "received_at"),
                time(row, "happened_at"),
                row.getLong("facts"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }

    JdbcClient.StatementSpec ask(String sql, int build, Question question, Narrowing narrowing) {
        var asked = db.sql(sql)
                .param("build", build)
                .param("from", question.from().atOffset(ZoneOffset.UTC))
                .param("to", question.to().atOffset(ZoneOffset.UTC))
                .param("at", question.at().atOffset(ZoneOffset.UTC))
                .param("atMicros", Micros.of(question.at()));
        for (Map.Entry<String, Object> each : narrowing.values().entrySet()) {
            asked = asked.param(each.getKey(), each.getValue());
        }
        return asked;
    }

    /**
     * A scope as conditions.
     *
     * @param fixed on what never changes, each beginning with "and"
     * @param moving on what depends on the cut-off: a whole "where"
     */
    record Narrowing(String fixed, String moving, Map<String, Object> values, boolean isNothing) {}

    Narrowing narrow(Scope scope) {
        StringBuilder fixed = new StringBuilder();
        StringBuilder moving = new StringBuilder("where true");
        Map<String, Object> values = new HashMap<>();
        boolean nothing = false;
        if (!scope.districts().isEmpty()) {
            Set<Integer> ids =
                    numbers(scope.districts().stream().map(DistrictId::text).collect(Collectors.toSet()));
            nothing = ids.isEmpty();
            fixed.append(" and t.district = any(:districts)");
            values.put("districts", array(ids));
        }
        nothing |= narrow(fixed, values, "chain", scope.jurisdiction().chain());
        nothing |= narrow(fixed, values, "place", scope.jurisdiction().place());
        for (Map.Entry<Dimension, Set<String>> only : scope.only().entrySet()) {
            String column = column(only.getKey());
            boolean isFixed = only.getKey() != Dimension.UNIT && only.getKey() != Dimension.ITEM;
            Set<Integer> ids = numbers(only.getValue());
            boolean none = only.getValue().contains("");
            nothing |= ids.isEmpty() && !none;
            String name = isFixed ? "t." + column : column;
            (isFixed ? fixed : moving)
                    .append(" and (%s = any(:only_%s)%s)"
                            .formatted(name, column, none ? " or %s is null".formatted(name) : ""));
            values.put("only_" + column, array(ids));
        }
        return new Narrowing(fixed.toString(), moving.toString(), values, nothing);
    }

    private boolean narrow(StringBuilder fixed, Map<String, Object> values, String column, @Nullable Identifier only) {
        if (only == null) {
            return false;
        }
        Set<Integer> ids = numbers(Set.of(only.text()));
        fixed.append(" and t.%s = any(:jurisdiction_%s)".formatted(column, column));
        values.put("jurisdiction_" + column, array(ids));
        return ids.isEmpty();
    }

    private Set<Integer> numbers(Set<String> ids) {
        Set<Integer> found = new HashSet<>();
        ids.stream().filter(id -> !id.isEmpty()).forEach(id -> names.find(id).ifPresent(found::add));
        return found;
    }

    private static SqlArrayValue array(Set<Integer> ids) {
        return new SqlArrayValue("int4", ids.toArray());
    }

    private static List<Optional<Integer>> group(ResultSet row, List<Dimension> dimensions) throws SQLException {
        List<Optional<Integer>> group = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            int id = row.getInt(column(dimension));
            group.add(row.wasNull() ? Optional.empty() : Optional.of(id));
        }
        return group;
    }

    private static String column(Dimension dimension) {
        return switch (dimension) {
            case DISTRICT -> "district";
            case UNIT -> "unit";
            case CHAIN -> "chain";
            case PLACE -> "place";
            case ITEM -> "item";
            case OFFICER -> "officer";
            case ENTERPRISE -> "enterprise";
            case SIZE, MONTH -> throw new IllegalArgumentException(dimension + " is no column");
        };
    }
}
