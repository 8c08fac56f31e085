package org.zhuqi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this application: started with it, stopped with it, its data kept in between.
 *
 * <p>The server runs in a session of its own, so Ctrl-C in the terminal does not reach it before the application has
 * closed. It does survive a {@code kill -9} of the application; the next start on the same directory ends it first.
 * There is no shutdown hook: whoever starts the server closes it, after all that uses it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "zhuqi";
    private static final String OWNER = "zhuqi";

    /**
     * Where and how the server runs.
     *
     * @param dataDirectory made when absent; kept over restarts
     * @param port 0 for a free one, chosen anew at each start
     * @param serverSettings what differs from the defaults, as in {@code postgresql.conf}
     * @param binariesCache where PostgreSQL's programs are unpacked, about 75 MB, shared by all servers of the machine
     */
    public record Settings(Path dataDirectory, int port, Map<String, String> serverSettings, Path binariesCache) {

        public Settings {
            serverSettings = Map.copyOf(serverSettings);
        }

        /** The defaults: a free port, and the binaries in the cache directory of the user. */
        public static Settings in(Path dataDirectory) {
            // Root's home is closed to the account to which the server may have to step down.
            Path cache = "root".equals(System.getProperty("user.name"))
                    ? Path.of("/var/cache/zhuqi")
                    : Path.of(System.getProperty("user.home", "/tmp"), ".cache", "zhuqi");
            return new Settings(dataDirectory, 0, Map.of(), cache);
        }

        public Settings withPort(int chosen) {
            return new Settings(dataDirectory, chosen, serverSettings, binariesCache);
        }

        public Settings withServerSettings(Map<String, String> overrides) {
            return new Settings(dataDirectory, port, overrides, binariesCache);
        }

        public Settings withBinariesCache(Path cache) {
            return new Settings(dataDirectory, port, serverSettings, cache);
        }
    }

    private final DirectoryLock lock;
    private final ServerProcesses processes;
    private final long pid;
    private final Password ownerPassword;
    private final int port;
    private final AtomicBoolean ended = new AtomicBoolean();

    private EmbeddedPostgres(
            DirectoryLock lock, ServerProcesses processes, long pid, Password ownerPassword, int port) {
        this.lock = lock;
        this.processes = processes;
        this.pid = pid;
        this.ownerPassword = ownerPassword;
        this.port = port;
    }

    /**
     * Starts the server and returns when the database can be used, on the first start when it has been created.
     *
     * @throws EmbeddedServerException if the directory is in use by another running application, no account can run the
     *     server, or the server does not accept connections within two minutes; the message has the tail of its log
     */
    public static EmbeddedPostgres start(Settings settings) {
        try {
            Path root = privateDirectory(settings.dataDirectory());
            DirectoryLock lock = DirectoryLock.on(root);
            try {
                return startLocked(root, settings, lock);
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException | SQLException e) {
            throw new EmbeddedServerException(
                    "Expected to start PostgreSQL in " + settings.dataDirectory() + ", but: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres startLocked(Path root, Settings settings, DirectoryLock lock)
            throws IOException, SQLException {
        var processes = new ServerProcesses(PostgresCluster.directoryIn(root));
        processes
                .postmaster()
                .ifPresent(orphan ->
                        log.warn("PostgreSQL {} of an earlier run still serves {}; it is stopped first", orphan, root));
        processes.end();
        var binaries = PostgresBinaries.unpackedIn(settings.binariesCache());
        var cluster = new PostgresCluster(root, binaries, ServerAccount.ableToServe(root, binaries));
        cluster.initialise();
        int port = FreePort.orChosen(settings.port());
        try {
            cluster.start(port, settings.serverSettings());
            createDatabase(port, cluster.superuserPassword(), cluster.ownerPassword());
            long pid = processes
                    .postmaster()
                    .orElseThrow(() -> new EmbeddedServerException("PostgreSQL ended right after its start"));
            return new EmbeddedPostgres(lock, processes, pid, cluster.ownerPassword(), port);
        } catch (IOException | SQLException | RuntimeException e) {
            processes.end();
            throw e;
        }
    }

    public String jdbcUrl() {
        return urlOf(DATABASE, port);
    }

    public String username() {
        return OWNER;
    }

    public String password() {
        return ownerPassword.value();
    }

    public int port() {
        return port;
    }

    /** The process id of the postmaster. */
    public long pid() {
        return pid;
    }

    /** Ends all sessions and the server, in order; what was committed is kept. Does nothing the second time. */
    public void stop() {
        if (ended.compareAndSet(false, true)) {
            try {
                processes.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lock.close();
            }
        }
    }

    /** For tests: kills the postmaster as {@code kill -9} does. The next start recovers. */
    public void kill() {
        if (ended.compareAndSet(false, true)) {
            processes.kill();
            lock.close();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static Path privateDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory.toRealPath();
    }

    private static void createDatabase(int port, Password superuserPassword, Password ownerPassword)
            throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(urlOf("postgres", port), "postgres", superuserPassword.value());
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select from pg_roles where rolname = '" + OWNER + "'")) {
                statement.execute("create role " + OWNER + " login password '" + ownerPassword.value() + "'");
            }
            if (isMissing(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }

    private static String urlOf(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
