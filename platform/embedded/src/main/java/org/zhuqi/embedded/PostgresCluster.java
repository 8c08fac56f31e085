package org.zhuqi.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of one PostgreSQL server.
 *
 * <pre>
 * root/pgdata             the cluster, as PostgreSQL keeps it
 * root/server.log         what the server says; the log before it in server.log.1
 * root/postgres.password  of the superuser, mode 0600
 * root/zhuqi.password     of the application's role, mode 0600
 * </pre>
 */
final class PostgresCluster {
    private static final long LARGE_LOG_BYTES = 10L << 20;
    private static final int TAIL_BYTES = 4_000;
    private static final int READY_WITHIN_SECONDS = 120;

    /** A laptop of two cores; durability as PostgreSQL ships it. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("work_mem", "4MB"),
            Map.entry("maintenance_work_mem", "32MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("wal_compression", "on"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("max_worker_processes", "4"),
            Map.entry("max_parallel_workers", "2"),
            Map.entry("max_parallel_workers_per_gather", "1"),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("autovacuum_max_workers", "2"),
            Map.entry("io_method", "sync"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_line_prefix", "%m [%p] "));

    private final Path root;
    private final PostgresBinaries binaries;
    private final ServerAccount account;

    PostgresCluster(Path root, PostgresBinaries binaries, ServerAccount account) {
        this.root = root;
        this.binaries = binaries;
        this.account = account;
    }

    static Path directoryIn(Path root) {
        return root.resolve("pgdata");
    }

    Path directory() {
        return directoryIn(root);
    }

    private Path log() {
        return root.resolve("server.log");
    }

    Password superuserPassword() throws IOException {
        return Password.keptIn(root.resolve("postgres.password"));
    }

    Password ownerPassword() throws IOException {
        return Password.keptIn(root.resolve("zhuqi.password"));
    }

    /** Creates the cluster unless it is there; one half made when the power failed is made anew. */
    void initialise() throws IOException {
        if (Files.isDirectory(directory())) {
            return;
        }
        Path unfinished = root.resolve("pgdata.unfinished");
        FileTree.delete(unfinished);
        superuserPassword();
        account.own(root);
        Programs.Result initdb = Programs.run(account.running(List.of(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--pwfile=" + root.resolve("postgres.password"),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                // pg_trgm asks the C library what a letter is; under plain C no Chinese character is one.
                "--lc-ctype=C.UTF-8",
                "--no-instructions")));
        if (!initdb.succeeded()) {
            throw new EmbeddedServerException("Expected to create a PostgreSQL cluster in " + root
                    + ", but initdb ended with " + initdb.exitCode() + ":\n" + initdb.output());
        }
        Files.writeString(unfinished.resolve("postgresql.conf"), "\ninclude 'zhuqi.conf'\n", StandardOpenOption.APPEND);
        Files.move(unfinished, directory(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts the server and returns when it accepts connections, after a crash when it has recovered. */
    void start(int port, Map<String, String> overrides) throws IOException {
        configure(port, overrides);
        rotateLog();
        account.own(root);
        long logBefore = Files.exists(log()) ? Files.size(log()) : 0;
        Programs.Result start = Programs.run(account.running(List.of(
                binaries.program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + READY_WITHIN_SECONDS,
                "--silent",
                "--pgdata=" + directory(),
                "--log=" + log())));
        if (!start.succeeded()) {
            throw new EmbeddedServerException("Expected PostgreSQL to accept connections on port " + port + " within "
                    + READY_WITHIN_SECONDS + " s, but: " + start.output() + "\n" + logSince(logBefore));
        }
    }

    private void configure(int port, Map<String, String> overrides) throws IOException {
        var settings = new TreeMap<>(DEFAULTS);
        settings.putAll(overrides);
        settings.put("port", Integer.toString(port));
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
        Files.writeString(directory().resolve("zhuqi.conf"), "# Written at every start.\n" + lines);
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LARGE_LOG_BYTES) {
            Files.move(log(), root.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String logSince(long offset) throws IOException {
        if (!Files.exists(log())) {
            return "(the server wrote no log)";
        }
        try (var file = new RandomAccessFile(log().toFile(), "r")) {
            long from = Math.max(offset, file.length() - TAIL_BYTES);
            file.seek(from);
            var tail = new byte[(int) (file.length() - from)];
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8).strip();
        }
    }
}
