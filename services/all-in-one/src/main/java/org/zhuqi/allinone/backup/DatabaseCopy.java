package org.zhuqi.allinone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.zhuqi.allinone.backup.Manifest.Part;
import org.zhuqi.allinone.backup.Manifest.Partition;
import org.zhuqi.allinone.backup.Manifest.Schema;
import org.zhuqi.allinone.backup.Manifest.Table;
import org.zhuqi.allinone.backup.Manifest.Topic;

/**
 * The services' schemas: their rows into files, and back. Tables are not copied but made by the services' own migrations, up
 * to the version that was run on what was copied, and the partitions that a service makes as it goes are made as they were.
 */
final class DatabaseCopy {
    private static final String HISTORY = "flyway_schema_history";

    private static final String TABLES = """
            select c.relname, p.relname, pg_get_expr(c.relpartbound, c.oid), array_to_string(c.reloptions, ', '),
                   array(select a.attname from pg_attribute a
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                         order by a.attnum)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_inherits i on i.inhrelid = c.oid
            left join pg_class p on p.oid = i.inhparent
            where n.nspname = ? and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
            order by c.relname
            """;

    private DatabaseCopy() {}

    /** Of the services: those that have a history of migrations. */
    static List<String> schemas(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return texts(connection, """
                    select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind = 'r' and c.relname = any (?) order by 1
                    """, List.of(HISTORY));
        }
    }

    // --- out ---

    static Schema out(Connection snapshot, String schema, SealedFolder to) throws SQLException, IOException {
        List<Table> tables = new ArrayList<>();
        for (Table table : tables(snapshot, schema)) {
            try (OutputStream file = to.writeCompressed(Manifest.fileOf(schema, table.name()))) {
                long rows = snapshot.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy %s to stdout".formatted(rowsOf(schema, table)), file);
                tables.add(new Table(table.name(), table.columns(), table.partition(), rows));
            }
        }
        return new Schema(schema, version(snapshot, schema), tables, sequences(snapshot, schema));
    }

    private static String rowsOf(String schema, Table table) {
        return table.columns().stream()
                .map(DatabaseCopy::quoted)
                .collect(Collectors.joining(", ", named(schema, table.name()) + " (", ")"));
    }

    static List<String> tablesOf(Connection connection, String schema) throws SQLException {
        return tables(connection, schema).stream()
                .map(table -> named(schema, table.name()))
                .toList();
    }

    private static List<Table> tables(Connection connection, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TABLES)) {
            query.setString(1, schema);
            List<Table> tables = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String parent = row.getString(2);
                    Partition partition =
                            parent == null ? null : new Partition(parent, row.getString(3), row.getString(4));
                    tables.add(new Table(row.getString(1), names(row.getArray(5)), partition, 0));
                }
            }
            return tables;
        }
    }

    private static List<String> names(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static String version(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select version from %s where success and version is not null order by installed_rank desc limit 1
                        """.formatted(named(schema, HISTORY)))) {
            if (!row.next()) {
                throw new IllegalStateException("the schema %s was never finished".formatted(schema));
            }
            return row.getString(1);
        }
    }

    private static Map<String, Long> sequences(Connection connection, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select sequencename, last_value from pg_sequences where schemaname = ? and last_value is not null")) {
            query.setString(1, schema);
            Map<String, Long> sequences = new TreeMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    sequences.put(row.getString(1), row.getLong(2));
                }
            }
            return sequences;
        }
    }

    // --- back ---

    static void refuseUnlessEmpty(DataSource target) throws SQLException {
        List<String> there = schemas(target);
        if (!there.isEmpty()) {
            throw new IllegalStateException(
                    "the database is not empty: it has the schemas %s".formatted(String.join(", ", there)));
        }
    }

    static void in(DataSource target, Schema schema, SealedFolder from) throws SQLException, IOException {
        String role = role(target, schema.name());
        migrate(target, schema, role);
        try (Connection connection = target.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (role != null) {
                statement.execute("set local role " + quoted(role));
            }
            makeTables(connection, statement, schema);
            List<String> references = dropReferences(connection, statement, schema.name());
            for (Table table : schema.tables()) {
                fill(connection, schema.name(), table, from);
            }
            for (String reference : references) {
                statement.execute(reference);
            }
            for (Map.Entry<String, Long> sequence : schema.sequences().entrySet()) {
                setSequence(connection, named(schema.name(), sequence.getKey()), sequence.getValue());
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("analyze " + String.join(", ", tablesOf(connection, schema.name())));
        }
    }

    /** Where each service has a role of its own it is named as its schema, and owns it. */
    private static @Nullable String role(DataSource target, String schema) throws SQLException {
        try (Connection connection = target.getConnection()) {
            return texts(connection, "select rolname from pg_roles where rolname = any (?)", List.of(schema)).stream()
                    .findAny()
                    .orElse(null);
        }
    }

    private static void migrate(DataSource target, Schema schema, @Nullable String role) {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(target)
                .schemas(schema.name())
                .defaultSchema(schema.name())
                .locations("classpath:db/" + schema.name())
                .target(schema.version());
        if (role != null) {
            flyway.initSql("set role " + quoted(role));
        }
        String reached;
        try {
            reached = Optional.ofNullable(flyway.load().migrate().targetSchemaVersion)
                    .orElse("");
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "the schema %s cannot be made as it was, at version %s".formatted(schema.name(), schema.version()),
                    e);
        }
        if (!reached.equals(schema.version())) {
            throw new IllegalStateException(
                    "the backup has version %s of the schema %s, this program knows %s; restore with the version that took it, or a later one"
                            .formatted(schema.version(), schema.name(), reached.isEmpty() ? "none" : reached));
        }
    }

    /** Leaves the tables that were copied, all empty, and no other. */
    private static void makeTables(Connection connection, Statement statement, Schema schema) throws SQLException {
        TreeSet<String> there = tables(connection, schema.name()).stream()
                .map(Table::name)
                .collect(Collectors.toCollection(TreeSet::new));
        statement.execute("truncate " + String.join(", ", tablesOf(connection, schema.name())));
        for (Table table : schema.tables()) {
            if (!there.remove(table.name())) {
                Partition partition = table.partition();
                if (partition == null) {
                    throw new IllegalStateException(
                            "this program knows no table %s of the schema %s".formatted(table.name(), schema.name()));
                }
                statement.execute("create table %s partition of %s %s%s"
                        .formatted(
                                named(schema.name(), table.name()),
                                named(schema.name(), partition.of()),
                                partition.bound(),
                                partition.options() == null ? "" : " with (%s)".formatted(partition.options())));
            }
        }
        // Parts that a first start makes, and that had been given up when the copy was taken.
        for (String given : there) {
            statement.execute("drop table " + named(schema.name(), given));
        }
    }

    /**
     * Tables can be filled in any order while none refers to another.
     *
     * @return what brings the references back, and checks them
     */
    private static List<String> dropReferences(Connection connection, Statement statement, String schema)
            throws SQLException {
        List<String> back = texts(connection, """
                select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint
                where contype = 'f' and conparentid = 0
                  and connamespace in (select oid from pg_namespace where nspname = any (?))
                order by oid
                """, List.of(schema));
        List<String> drops = texts(connection, """
                select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint
                where contype = 'f' and conparentid = 0
                  and connamespace in (select oid from pg_namespace where nspname = any (?))
                order by oid
                """, List.of(schema));
        for (String drop : drops) {
            statement.execute(drop);
        }
        return back;
    }

    private static void fill(Connection connection, String schema, Table table, SealedFolder from)
            throws SQLException, IOException {
        try (InputStream file = from.readCompressed(Manifest.fileOf(schema, table.name()))) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s from stdin".formatted(rowsOf(schema, table)), file);
            if (rows != table.rows()) {
                throw new IllegalStateException("%s.%s has %d rows in the backup, its manifest says %d"
                        .formatted(schema, table.name(), rows, table.rows()));
            }
        }
    }

    private static void setSequence(Connection connection, String sequence, long last) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?)")) {
            set.setString(1, sequence);
            set.setLong(2, last);
            set.execute();
        }
    }

    /**
     * Dead letters name the place where the command stood. Its topic keeps commands for a month, and what is left of it begins
     * at zero now; places move along, those of commands that are gone to below zero, so that no new letter meets them.
     */
    static void moveDeadLetters(DataSource target, List<Topic> topics) throws SQLException {
        try (Connection connection = target.getConnection();
                PreparedStatement letters = connection.prepareStatement("""
                        select id from ticket.dead_letter where topic = ? and partition = ? order by "offset"
                        """);
                PreparedStatement move = connection.prepareStatement("""
                        update ticket.dead_letter set "offset" = "offset" - ? where id = ?
                        """)) {
            connection.setAutoCommit(false);
            for (Topic topic : topics) {
                for (Part part : topic.partitions()) {
                    if (part.first() == 0) {
                        continue;
                    }
                    letters.setString(1, topic.name());
                    letters.setInt(2, part.number());
                    try (ResultSet row = letters.executeQuery()) {
                        // The lowest first: the place to which one moves is free by then.
                        while (row.next()) {
                            move.setLong(1, part.first());
                            move.setLong(2, row.getLong(1));
                            move.executeUpdate();
                        }
                    }
                }
            }
            connection.commit();
        }
    }

    // --- both ---

    /** @param query with one parameter, an array of texts */
    static List<String> texts(Connection connection, String query, List<String> of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", of.toArray()));
            List<String> texts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        }
    }

    private static String named(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
