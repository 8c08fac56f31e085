package org.zhuqi.metrics.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.metrics.application.KnownServices;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.application.Tally;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.CaseKind;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.Sources.Weighed;

/** Counts and lists what {@link Sources} have. */
public final class FigureRows {
    private static final int FETCHED_TOGETHER = 1_000;
    /** Where the groups begin among the columns of a count. */
    private static final int FIRST_GROUP = 5;

    /** Years before the first and after 9999, too, as PostgreSQL reads them. */
    private static final DateTimeFormatter LITERAL = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
            .appendPattern("-MM-dd HH:mm:ss.SSSSSS'Z' G")
            .toFormatter(Locale.ENGLISH);

    private static final Pattern FIXED = Pattern.compile("(?<!:):(build|from|to|at|atMicros)\\b");

    private final JdbcClient db;
    private final Names names;
    private final KnownServices services;

    public FigureRows(JdbcClient db, Names names, KnownServices services) {
        this.db = db;
        this.names = names;
        this.services = services;
    }

    /** The build that serves. */
    public int serving() {
        return db.sql("select build from metrics.build where state = 'SERVING'")
                .query(Integer.class)
                .single();
    }

    /**
     * One pass over a population: how many have which facts, in every group.
     *
     * @param wanted of the population and the basis, at least one: facts that none of them looks at are not told, and of what
     *     none of them counts nothing need be
     * @param by {@link Dimension#SIZE} cannot be asked for, months are the question's buckets
     */
    public record Pass(
            Population population, Basis basis, Definition.Of of, List<Definition> wanted, List<Dimension> by) {
        public Pass {
            wanted = List.copyOf(wanted);
            by = by.stream().filter(dimension -> dimension != Dimension.MONTH).toList();
        }
    }

    private record Counted(int pass, long facts, List<Optional<Integer>> group, int bucket, long count) {}

    /**
     * All passes are one statement: it sees one moment, and the planner has both processors count.
     *
     * @return of each pass what it found, some of it perhaps more than once, to be added up
     */
    public List<List<Tally>> count(int build, List<Pass> passes, Question question) {
        int groups = passes.stream().mapToInt(pass -> pass.by().size()).max().orElse(0);
        Map<String, Object> values = new HashMap<>();
        List<String> parts = new ArrayList<>();
        for (int number = 0; number < passes.size(); number++) {
            Pass pass = passes.get(number);
            Narrowing narrowing = narrow(question.scope(), pass.of());
            if (!narrowing.isNothing()) {
                parts.addAll(parts(build, number, pass, groups, narrowing, question));
                values.putAll(narrowing.values());
            }
        }
        List<Counted> found = parts.isEmpty()
                ? List.of()
                : ask(String.join("union all\n", parts), build, question, values)
                        .param("buckets", buckets(question))
                        .query((row, index) -> counted(row, passes))
                        .list();
        Map<Integer, String> texts = names.texts(found.stream()
                .flatMap(each -> each.group().stream())
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        List<List<Tally>> tallies = new ArrayList<>();
        passes.forEach(pass -> tallies.add(new ArrayList<>()));
        for (Counted each : found) {
            tallies.get(each.pass())
                    .add(new Tally(
                            each.facts(),
                            each.group().stream()
                                    .map(id -> id.map(texts::get).orElse(""))
                                    .toList(),
                            each.bucket(),
                            each.count()));
        }
        return tallies;
    }

    /** Each by itself, which spares every row the way through what puts them together. */
    private static List<String> parts(
            int build, int number, Pass pass, int groups, Narrowing narrowing, Question question) {
        String bucket = question.buckets().isEmpty()
                ? "0"
                : "case when %1$s < :to then width_bucket(%1$s, (select :buckets::timestamptz[])) - 1 else -1 end"
                        .formatted(pass.basis() == Basis.HAPPENED ? "happened_at" : "received_at");
        StringBuilder columns = new StringBuilder();
        // What is the same for all is no group: to look it up for every row takes its time.
        StringBuilder grouped = new StringBuilder(question.buckets().isEmpty() ? "2" : "2, 3");
        for (int group = 0; group < groups; group++) {
            boolean isAsked = group < pass.by().size();
            columns.append(
                    ", %s as group_%d".formatted(isAsked ? column(pass.by().get(group)) : "null::int", group));
            if (isAsked) {
                grouped.append(", ").append(FIRST_GROUP + group);
            }
        }
        Set<Condition> within = pass.wanted().stream().map(Definition::within).collect(Collectors.toSet());
        long bits = pass.wanted().stream().mapToLong(Definition::bits).reduce(0, (one, other) -> one | other);
        // Enterprises are many, and of all that they are behind only some count.
        String counting = pass.wanted().stream().allMatch(Definition::isAdditive)
                ? ""
                : within.stream().map(it -> it.sql("facts")).collect(Collectors.joining(" or ", "and (", ")"));
        return days(build, pass, question)
                .map(days -> Sources.byDays(pass.population(), narrowing.fixed(), within, days.begin(), days.end()))
                .orElseGet(() -> Sources.parts(pass.population(), pass.basis(), narrowing.fixed(), within).stream()
                        .map(Weighed::ones)
                        .toList())
                .stream()
                .map(part -> """
                        select %d as pass, facts & %d as told, %s as bucket, %s as counted%s
                        from (%s) as source
                        %s %s
                        group by %s
                        """.formatted(
                        number, bits, bucket, part.many(), columns, part.rows(), narrowing.moving(), counting, grouped))
                .toList();
    }

    /** The days that may be counted as such: they know districts and facts, and no build that is only tried. */
    private static Optional<WholeDays> days(int build, Pass pass, Question question) {
        Scope scope = question.scope();
        boolean isWhole = scope.only().isEmpty()
                && scope.jurisdiction().chain() == null
                && scope.jurisdiction().place() == null
                && pass.of() == Definition.Of.ALL
                && pass.wanted().stream().allMatch(Definition::isAdditive)
                && Set.of(Dimension.DISTRICT).containsAll(pass.by())
                && question.buckets().isEmpty();
        return isWhole && build != TriedRows.BUILD && Sources.hasDays(pass.population(), pass.basis())
                ? WholeDays.of(question)
                : Optional.empty();
    }

    private static SqlArrayValue buckets(Question question) {
        return new SqlArrayValue(
                "text", question.buckets().stream().map(Instant::toString).toArray());
    }

    private static Counted counted(ResultSet row, List<Pass> passes) throws SQLException {
        int pass = row.getInt("pass");
        List<Optional<Integer>> group = new ArrayList<>();
        for (int each = 0; each < passes.get(pass).by().size(); each++) {
            int id = row.getInt("group_" + each);
            group.add(row.wasNull() ? Optional.empty() : Optional.of(id));
        }
        return new Counted(pass, row.getLong("told"), group, row.getInt("bucket"), row.getLong("counted"));
    }

    /**
     * One that was counted.
     *
     * @param id of a ticket or of what is looked after beside tickets; of enterprises, whose part is their own id, no matter
     * @param number of a ticket
     * @param title of what has one
     * @param tickets that it names, if it is none itself
     * @param part which of them it is, where several of one are counted; else the empty text
     * @param group a value per dimension: unit, item, chain, place, officer, enterprise; the empty text where there is none
     */
    public record Case(
            CaseKind kind,
            UUID id,
            @Nullable TicketNumber number,
            @Nullable String title,
            List<TicketId> tickets,
            String part,
            Map<Dimension, String> group,
            Instant receivedAt,
            Instant happenedAt,
            long facts) {

        /** The ticket that was counted, or of which something was. */
        public TicketId ticket() {
            if (kind != CaseKind.TICKET) {
                throw new IllegalStateException("a %s is no ticket".formatted(kind));
            }
            return new TicketId(id);
        }
    }

    private record Listed(
            UUID id,
            @Nullable String number,
            @Nullable String title,
            List<TicketId> tickets,
            String part,
            Map<Dimension, Integer> group,
            Instant receivedAt,
            Instant happenedAt,
            long facts) {}

    /** Where a page ended. */
    public record Position(Instant happenedAt, UUID id, String part) {}

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
        Narrowing narrowing = narrow(question.scope(), definition.of());
        if (narrowing.isNothing()) {
            return List.of();
        }
        String order = "order by happened_at desc, ticket_id desc, part desc limit :limit";
        // The first of these says nothing new, but of an index where to begin.
        String from = after == null
                ? "true"
                : "happened_at <= :afterAt and (happened_at, ticket_id, part) < (:afterAt, :afterId, :afterPart)";
        String those = "%s and %s".formatted(narrowing.moving(), definition.sql(part, "facts"));
        String listed = switch (definition.counted()) {
            // Each part gives its latest, which an index in the order of time has without reading the others.
            case CASES ->
                Sources.parts(
                                definition.population(),
                                definition.basis(),
                                narrowing.fixed(),
                                List.of(definition.within()))
                        .stream()
                        .map(it -> "(select * from (%s) as source %s and %s %s)".formatted(it, those, from, order))
                        .collect(Collectors.joining("\nunion all\n"));
            case ENTERPRISES ->
                "select * from (%s) as enterprises where %s"
                        .formatted(
                                Sources.enterprises("(%s) as source %s"
                                        .formatted(
                                                Sources.of(
                                                        definition.population(),
                                                        definition.basis(),
                                                        narrowing.fixed(),
                                                        List.of(definition.within())),
                                                those)),
                                from);
        };
        var asked = ask("""
                        select source.*, named.number, named.title, named.tickets
                        from (select * from (%s) as listed %s) as source
                        cross join lateral (%s) as named
                        order by happened_at desc, source.ticket_id desc, source.part desc
                        """.formatted(listed, order, Sources.names(definition)), build, question, narrowing)
                .param("limit", limit);
        if (after != null) {
            asked = asked.param("afterAt", after.happenedAt().atOffset(ZoneOffset.UTC))
                    .param("afterId", after.id())
                    .param("afterPart", after.part());
        }
        List<Listed> found = asked.query((row, index) -> listed(row)).list();
        Map<Integer, String> texts = names.texts(
                found.stream().flatMap(each -> each.group().values().stream()).collect(Collectors.toSet()));
        return found.stream().map(each -> named(definition, each, texts)).toList();
    }

    /**
     * One that was counted, with what came first of its ticket up to the cut-off; null if it had not come by then.
     *
     * @param dispatchedAt the first dispatch, or the claim of an open call
     */
    public record Told(
            Case counted,
            @Nullable Instant dispatchedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant closedAt) {}

    /**
     * All of those in a part of a figure, the earliest first, fetched as they are read. To be read and closed in the transaction
     * that asks.
     */
    public Stream<Told> all(int build, Definition definition, Part part, Question question) {
        Narrowing narrowing = narrow(question.scope(), definition.of());
        if (narrowing.isNothing()) {
            return Stream.empty();
        }
        String counted = "(%s) as source %s and %s"
                .formatted(
                        Sources.of(
                                definition.population(),
                                definition.basis(),
                                narrowing.fixed(),
                                List.of(definition.within())),
                        narrowing.moving(),
                        definition.sql(part, "facts"));
        return ask(
                        """
                        select source.*, named.number, named.title, named.tickets,
                            case when k.dispatched_at <= :at then k.dispatched_at end as first_dispatched,
                            case when k.accepted_at <= :at then k.accepted_at end as first_accepted,
                            case when k.answered_at <= :at then k.answered_at end as first_answered,
                            case when k.closed_at <= :at then k.closed_at end as first_closed
                        from (%s) as source
                        cross join lateral (%s) as named
                        left join metrics.ticket k on k.build = :build and k.ticket_id = source.ticket_id
                        order by source.happened_at, source.ticket_id, source.part
                        """.formatted(
                                        switch (definition.counted()) {
                                            case CASES -> "select * from " + counted;
                                            case ENTERPRISES -> Sources.enterprises(counted);
                                        },
                                        Sources.names(definition)),
                        build,
                        question,
                        narrowing)
                .withFetchSize(FETCHED_TOGETHER)
                .query((row, index) -> new ToldRow(
                        listed(row),
                        maybe(row, "first_dispatched"),
                        maybe(row, "first_accepted"),
                        maybe(row, "first_answered"),
                        maybe(row, "first_closed")))
                .stream()
                .map(row -> new Told(
                        named(
                                definition,
                                row.listed(),
                                names.texts(row.listed().group().values())),
                        row.dispatchedAt(),
                        row.acceptedAt(),
                        row.answeredAt(),
                        row.closedAt()));
    }

    private record ToldRow(
            Listed listed,
            @Nullable Instant dispatchedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant closedAt) {}

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        java.time.OffsetDateTime time = row.getObject(column, java.time.OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Case named(Definition definition, Listed each, Map<Integer, String> texts) {
        return new Case(
                definition.kind(),
                each.id(),
                each.number() == null ? null : TicketNumber.of(each.number()),
                each.title(),
                each.tickets(),
                each.part(),
                each.group().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                entry -> Objects.requireNonNull(texts.get(entry.getValue()), "ids have names"))),
                each.receivedAt(),
                each.happenedAt(),
                each.facts());
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
                row.getObject("ticket_id", UUID.class),
                row.getString("number"),
                row.getString("title"),
                tickets(row.getArray("tickets")),
                row.getString("part"),
                group,
                time(row, "received_at"),
                time(row, "happened_at"),
                row.getLong("facts"));
    }

    private static List<TicketId> tickets(@Nullable Array named) throws SQLException {
        return named == null
                ? List.of()
                : Stream.of((UUID[]) named.getArray()).map(TicketId::new).toList();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }

    /**
     * The build and the times stand in the statement: after a few uses of a statement with parameters PostgreSQL would settle on
     * one plan for all values, but a cut-off of the past wants another than that of today, and a day another than three years.
     */
    JdbcClient.StatementSpec ask(String sql, int build, Question question, Narrowing narrowing) {
        return ask(sql, build, question, narrowing.values());
    }

    private JdbcClient.StatementSpec ask(String sql, int build, Question question, Map<String, Object> parameters) {
        Map<String, String> values = Map.of(
                "build", Integer.toString(build),
                "from", literal(question.from()),
                "to", literal(question.to()),
                "at", literal(question.at()),
                "atMicros", Long.toString(Micros.of(question.at())));
        JdbcClient.StatementSpec asked =
                db.sql(FIXED.matcher(sql).replaceAll(name -> Objects.requireNonNull(values.get(name.group(1)))));
        for (Map.Entry<String, Object> each : parameters.entrySet()) {
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
    record Narrowing(String fixed, String moving, Map<String, Object> values, boolean isNothing) {
        private static final String ANY = "where true";

        boolean moves() {
            return !moving.equals(ANY);
        }
    }

    Narrowing narrow(Scope scope, Definition.Of of) {
        StringBuilder fixed = new StringBuilder();
        StringBuilder moving = new StringBuilder(Narrowing.ANY);
        Map<String, Object> values = new HashMap<>();
        boolean nothing = false;
        if (!scope.districts().isEmpty()) {
            Set<Integer> ids =
                    numbers(scope.districts().stream().map(DistrictId::text).collect(Collectors.toSet()));
            nothing = ids.isEmpty();
            // Of one district an index is in the order of time, and the planner sees it.
            fixed.append(ids.size() == 1 ? " and t.district = :oneDistrict" : " and t.district = any(:districts)");
            if (ids.size() == 1) {
                values.put("oneDistrict", ids.iterator().next());
            } else {
                values.put("districts", array(ids));
            }
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
        if (of == Definition.Of.SERVICES) {
            nothing |= narrowToServices(scope, moving, values);
        }
        return new Narrowing(fixed.toString(), moving.toString(), values, nothing);
    }

    /** An item's id is unique in its district only. */
    private boolean narrowToServices(Scope scope, StringBuilder moving, Map<String, Object> values) {
        List<Integer> districts = new ArrayList<>();
        List<Integer> items = new ArrayList<>();
        services.of(scope.districts())
                .forEach((district, known) -> names.find(district.text())
                        .ifPresent(number ->
                                known.forEach(item -> names.find(item.text()).ifPresent(itsNumber -> {
                                    districts.add(number);
                                    items.add(itsNumber);
                                }))));
        moving.append(" and (district, item) in (select * from unnest(:serviceDistricts, :services))");
        values.put("serviceDistricts", new SqlArrayValue("int4", districts.toArray()));
        values.put("services", new SqlArrayValue("int4", items.toArray()));
        return items.isEmpty();
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

    static String literal(Instant at) {
        return "timestamptz '%s'".formatted(LITERAL.format(at.atOffset(ZoneOffset.UTC)));
    }

    private static SqlArrayValue array(Set<Integer> ids) {
        return new SqlArrayValue("int4", ids.toArray());
    }

    static List<Optional<Integer>> group(ResultSet row, List<Dimension> dimensions) throws SQLException {
        List<Optional<Integer>> group = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            int id = row.getInt(column(dimension));
            group.add(row.wasNull() ? Optional.empty() : Optional.of(id));
        }
        return group;
    }

    static String column(Dimension dimension) {
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
