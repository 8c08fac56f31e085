package org.zhuqi.allinone.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * One instant of database and topics together. For that moment whoever writes what is told to others waits, so that the topics
 * end where the database stands: with nothing that it does not know, and with all that it takes for told.
 *
 * <p>How far the groups had read is asked before, because a group's place is noted after what it read is committed: it may be
 * behind the database, and reads again what the database knows already, but never ahead of it.
 *
 * @param database a transaction that sees that instant and holds every table
 * @param groups before it
 * @param ends of the topics at it
 */
record Cut(
        Instant instant,
        Connection database,
        Map<String, Map<String, Long>> groups,
        Map<String, TopicDescription> topics,
        Map<TopicPartition, Long> ends) {
    private static final int TRIES = 60;
    /** Less than PostgreSQL takes to look for a deadlock: it is this side that steps back. */
    private static final String PATIENCE = "set local lock_timeout = '500ms'";

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** What is told, or on what that rests which is acknowledged. */
    private static final String TELLING = """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname = any (?)
              and (c.relname = 'outgoing'
                or n.nspname = 'ticket' and c.relname in ('event', 'refused_command', 'dead_letter')
                or n.nspname = 'intake' and c.relname = 'attachment')
            order by 1
            """;

    /**
     * @param schemas of the services
     * @throws IllegalStateException if writers left no gap for half a minute
     */
    static Cut now(DataSource source, TopicCopy topics, List<String> schemas)
            throws SQLException, InterruptedException {
        Map<String, Map<String, Long>> groups = topics.groups();
        Map<String, TopicDescription> described = topics.described();
        Connection database = source.getConnection();
        try (Connection lock = source.getConnection()) {
            database.setAutoCommit(false);
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            database.setReadOnly(true);
            lock.setAutoCommit(false);
            standStill(lock, schemas);
            Instant instant = look(database, schemas);
            Map<TopicPartition, Long> ends = topics.ends(described);
            lock.rollback();
            return new Cut(instant, database, groups, described, ends);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void standStill(Connection lock, List<String> schemas) throws SQLException, InterruptedException {
        String tables = String.join(", ", DatabaseCopy.texts(lock, TELLING, schemas));
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = lock.createStatement()) {
                statement.execute(PATIENCE);
                statement.execute("lock table %s in share mode".formatted(tables));
                return;
            } catch (SQLException e) {
                lock.rollback();
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                if (attempt == TRIES) {
                    throw new IllegalStateException(
                            "the services leave no moment in which nothing is written; try again when less is going on",
                            e);
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    /** From its first question on the transaction sees one state; held tables cannot be dropped before they are copied. */
    private static Instant look(Connection database, List<String> schemas) throws SQLException {
        Instant instant;
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            instant = row.getObject(1, OffsetDateTime.class).toInstant();
        }
        List<String> tables = new ArrayList<>();
        for (String schema : schemas) {
            tables.addAll(DatabaseCopy.tablesOf(database, schema));
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("lock table %s in access share mode".formatted(String.join(", ", tables)));
        }
        return instant;
    }
}
