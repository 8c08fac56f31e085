package org.zhuqi.directory.postgres;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Stored;

/** One of the tables that hold entries. All are read and written alike, many rows in one statement. */
public final class EntryTable<E extends Entry<?>> {
    /** @param value null and empty are stored as null */
    record Column<E>(String name, String type, Function<E, @Nullable Object> value) {}

    @FunctionalInterface
    interface Reader<E> {
        E read(ResultSet row) throws SQLException;
    }

    /**
     * @param select {@code select … from … t}, to which conditions are added; the entry's table is {@code t}
     * @param district the column that holds the district
     * @param sort by what lists are sorted, before the id
     * @param searched what {@code q} is looked for in
     * @param before what the rows need in other tables, written first
     * @param after what belongs to the rows in other tables, written last
     */
    record Plan<E>(
            String table,
            String select,
            String district,
            String sort,
            List<String> searched,
            List<Column<E>> columns,
            Reader<E> reader,
            Function<Entry<?>, Optional<E>> narrow,
            java.util.function.Consumer<Collection<Stored<E>>> before,
            java.util.function.Consumer<Collection<Stored<E>>> after) {}

    private final JdbcClient db;
    private final Plan<E> plan;

    EntryTable(JdbcClient db, Plan<E> plan) {
        this.db = db;
        this.plan = plan;
    }

    /** The entry, if it is of this table's kind. */
    public Optional<E> narrow(Entry<?> entry) {
        return plan.narrow().apply(entry);
    }

    /** Those there are, of whatever district, by id. */
    public Map<String, Stored<E>> find(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : byId(plan.select() + " where t.id = any(?)", array(ids));
    }

    public Optional<Stored<E>> find(DistrictId district, String id) {
        return Optional.ofNullable(find(List.of(id)).get(id))
                .filter(found -> found.entry().district().equals(district));
    }

    /** All of a district, by id. */
    public Map<String, Stored<E>> all(DistrictId district) {
        return byId(plan.select() + " where t.%s = ?".formatted(plan.district()), district.text());
    }

    /** The district's or, of a column that no two entries anywhere may share, everybody's. */
    public Map<String, String> holders(@Nullable DistrictId district, String expression, Collection<String> values) {
        Map<String, String> holders = new LinkedHashMap<>();
        if (values.isEmpty()) {
            return holders;
        }
        db.sql("select %s, t.id from directory.%s t where %s = any(?) and (? = '' or t.%s = ?)"
                        .formatted(expression, plan.table(), expression, plan.district()))
                .params(array(values), district == null ? "" : district.text(), district == null ? "" : district.text())
                .query(row -> {
                    holders.put(row.getString(1), row.getString(2));
                });
        return holders;
    }

    /** How many active rows of another table name each of these. */
    public Map<String, Long> naming(String table, String column, Collection<String> ids) {
        Map<String, Long> counts = new LinkedHashMap<>();
        db.sql("select %2$s, count(*) from directory.%1$s where active and %2$s = any(?) group by %2$s"
                        .formatted(table, column))
                .param(array(ids))
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private Map<String, Stored<E>> byId(String sql, Object parameter) {
        Map<String, Stored<E>> found = new LinkedHashMap<>();
        db.sql(sql + " order by t.id")
                .param(parameter)
                .query((row, index) -> stored(row))
                .list()
                .forEach(stored -> found.put(stored.entry().id(), stored));
        return found;
    }

    /** One more than asked for, if there is more. */
    public List<Stored<E>> page(Listing listing) {
        List<String> where = new ArrayList<>(List.of("true"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", listing.limit() + 1);
        if (listing.district() != null) {
            where.add("t.%s = :district".formatted(plan.district()));
            parameters.put("district", listing.district().text());
        }
        if (listing.q() != null) {
            where.add(
                    plan.searched().stream().map(column -> column + " ilike :q").collect(joining(" or ", "(", ")")));
            parameters.put("q", "%" + listing.q().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (listing.active() != null) {
            where.add("t.active = :active");
            parameters.put("active", listing.active());
        }
        listing.equal().forEach((field, value) -> {
            where.add("t.%1$s = :%1$s".formatted(field.column()));
            parameters.put(field.column(), value);
        });
        switch (listing.only()) {
            case null -> {}
            case Listing.Only.Id only -> {
                where.add("t.id = :only");
                parameters.put("only", only.id());
            }
            case Listing.Only.LookedAfterBy only -> {
                where.add("t.id in (select enterprise from directory.looks_after where officer = :only)");
                parameters.put("only", only.officer().text());
            }
            case Listing.Only.LookingAfter only -> {
                where.add("t.id in (select officer from directory.looks_after where enterprise = :only)");
                parameters.put("only", only.enterprise());
            }
        }
        if (listing.after() != null) {
            where.add("(%s, t.id) > (:afterValue, :afterId)".formatted(plan.sort()));
            parameters.put("afterValue", listing.after().value());
            parameters.put("afterId", listing.after().id());
        }
        return db.sql("%s where %s order by %s, t.id limit :limit"
                        .formatted(plan.select(), String.join(" and ", where), plan.sort()))
                .params(parameters)
                .query((row, index) -> stored(row))
                .list();
    }

    private Stored<E> stored(ResultSet row) throws SQLException {
        return new Stored<>(
                plan.reader().read(row),
                row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("changed_by")));
    }

    /** @throws org.springframework.dao.DuplicateKeyException if somebody else took an id, a name or a login meanwhile */
    void add(Collection<Stored<E>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        plan.before().accept(rows);
        List<Column<Stored<E>>> columns = columns();
        update("insert into directory.%s (%s) select %s from unnest(%s) as given (%s)", columns, rows);
        plan.after().accept(rows);
    }

    /** @throws IllegalStateException if a row has another version than the one on which this was decided */
    void replace(Collection<Stored<E>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        plan.before().accept(rows);
        List<Column<Stored<E>>> columns = columns();
        String set = IntStream.range(1, columns.size())
                .mapToObj(i -> columns.get(i).name() + " = " + value(columns, i))
                .collect(joining(", "));
        int count = db.sql("""
                        update directory.%s t set %s from unnest(%s) as given (%s)
                        where t.id = given.c0 and t.version = given.c%d::bigint - 1
                        """.formatted(plan.table(), set, marks(columns), names(columns), columns.size() - 3))
                .params(values(columns, rows))
                .update();
        if (count != rows.size()) {
            throw new IllegalStateException("%d of %d rows of %s have changed meanwhile"
                    .formatted(rows.size() - count, rows.size(), plan.table()));
        }
        plan.after().accept(rows);
    }

    private List<Column<Stored<E>>> columns() {
        List<Column<Stored<E>>> columns = new ArrayList<>();
        plan.columns()
                .forEach(column -> columns.add(new Column<>(
                        column.name(), column.type(), row -> column.value().apply(row.entry()))));
        columns.add(new Column<>("version", "bigint", Stored::version));
        columns.add(new Column<>("changed_at", "timestamptz", Stored::changedAt));
        columns.add(new Column<>("changed_by", "text", Stored::changedBy));
        return columns;
    }

    private void update(String sql, List<Column<Stored<E>>> columns, Collection<Stored<E>> rows) {
        db.sql(sql.formatted(
                        plan.table(),
                        columns.stream().map(Column::name).collect(joining(", ")),
                        IntStream.range(0, columns.size())
                                .mapToObj(i -> value(columns, i))
                                .collect(joining(", ")),
                        marks(columns),
                        names(columns)))
                .params(values(columns, rows))
                .update();
    }

    private static <T> String value(List<Column<T>> columns, int index) {
        return "nullif(given.c%d, '')::%s".formatted(index, columns.get(index).type());
    }

    private static String marks(List<?> columns) {
        return columns.stream().map(column -> "?::text[]").collect(joining(", "));
    }

    private static String names(List<?> columns) {
        return IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(joining(", "));
    }

    private static <T> List<Object> values(List<Column<T>> columns, Collection<T> rows) {
        List<Object> values = new ArrayList<>();
        for (Column<T> column : columns) {
            values.add(array(
                    rows.stream().map(row -> text(column.value().apply(row))).toList()));
        }
        return values;
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }

    static SqlArrayValue array(Collection<String> values) {
        return new SqlArrayValue("text", values.toArray());
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static <I> @Nullable I id(ResultSet row, String column, Function<String, I> of) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : of.apply(text);
    }
}
