package org.zhuqi.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.zhuqi.embedded.EmbeddedPostgres;

/**
 * What others would run, in a JVM of its own with the launcher's options and nothing of ours in its class path, on a
 * PostgreSQL of its own with the settings that ours has. It answers orders on its standard streams and ends with its input.
 */
final class Peer implements AutoCloseable {
    /** More than callers ever need on two cores; PostgreSQL allows sixty. */
    static final int CONNECTIONS = 32;

    private final EmbeddedPostgres postgres;
    private final Path complaints;
    private final Process process;
    private final BufferedReader answers;
    private final String ready;

    private Peer(EmbeddedPostgres postgres, Path complaints, Process process) throws IOException {
        this.postgres = postgres;
        this.complaints = complaints;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.ready = answer("ready ");
    }

    /**
     * Returns when it is ready.
     *
     * @param name of its module, below {@code bench/peers}
     * @param place an empty folder for its database
     */
    static Peer start(String name, String mainClass, Path place, String... arguments) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(place.resolve("postgres")));
        AtExit.close(postgres);
        Process process = null;
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Laptop.JAVA_OPTIONS);
            command.addAll(List.of("-cp", classPath(name), mainClass));
            command.addAll(List.of(arguments));
            Path complaints = place.resolve(name + ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
            builder.environment().put("PEER_URL", postgres.jdbcUrl());
            builder.environment().put("PEER_USERNAME", postgres.username());
            builder.environment().put("PEER_PASSWORD", postgres.password());
            process = builder.start();
            return new Peer(postgres, complaints, process);
        } catch (IOException | RuntimeException e) {
            if (process != null) {
                Laptop.end(process);
            }
            AtExit.forget(postgres);
            postgres.close();
            throw e;
        }
    }

    private static String classPath(String name) throws IOException {
        try {
            URI classes = Peer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path built = Path.of(classes)
                    .resolve("../../peers")
                    .resolve(name)
                    .resolve("target")
                    .normalize();
            return built.resolve("classes") + File.pathSeparator + Files.readString(built.resolve("classpath"));
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where the bench was built", e);
        }
    }

    /** What it said about itself when it was ready. */
    String ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    long postmaster() {
        return postgres.pid();
    }

    /** Sends a line and waits for the one that answers it, which begins with {@code done}. */
    String ask(String order) throws IOException {
        var orders = process.outputWriter(StandardCharsets.UTF_8);
        orders.write(order + "\n");
        orders.flush();
        return answer("done ");
    }

    private String answer(String beginning) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            System.out.println(line);
        }
        throw new IOException("it ended instead of answering; it said:\n" + Files.readString(complaints));
    }

    /** The number that a query on its database gives. */
    long count(String sql) throws SQLException {
        try (Connection connection = connection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    @Override
    public void close() throws IOException {
        try {
            process.outputWriter().close();
            Laptop.end(process);
        } finally {
            AtExit.forget(postgres);
            postgres.close();
        }
    }
}
