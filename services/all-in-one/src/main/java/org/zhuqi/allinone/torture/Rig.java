package org.zhuqi.allinone.torture;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.crash.Child;
import org.zhuqi.embedded.EmbeddedPostgres;

/** The services, Kafka and PostgreSQL, each in processes of its own so that each can die alone, on one data folder. */
final class Rig implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(20);
    private static final Duration BURST = Duration.ofMillis(200);
    private static final Duration BETWEEN_BURSTS = Duration.ofMillis(40);

    private final DataFolder data;
    private final @Nullable SmallDisk disk;
    private final int webPort = freePort();
    private final int brokerPort = freePort();
    private final int databasePort = freePort();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Duration ahead = Duration.ZERO;
    private @Nullable EmbeddedPostgres database;
    private @Nullable Process broker;
    private @Nullable Child services;

    /** @param disk on which the data folder lies; null if it cannot be filled */
    Rig(DataFolder data, @Nullable SmallDisk disk) throws IOException {
        this.data = data;
        this.disk = disk;
    }

    /** What can be done to it here. */
    Set<Fault> possible() {
        Set<Fault> possible = EnumSet.allOf(Fault.class);
        if (disk == null) {
            possible.remove(Fault.FULL_DISK);
        }
        return possible;
    }

    Running running() {
        return started(services).running();
    }

    /**
     * Starts what does not run, as whoever watches over servers would, and returns when the system takes requests.
     *
     * @return what had to be started
     */
    List<String> mend() throws IOException, InterruptedException {
        List<String> mended = new ArrayList<>();
        if (database != null && !isAlive(database.pid())) {
            database.stop();
            database = null;
        }
        if (database == null) {
            database = EmbeddedPostgres.start(
                    EmbeddedPostgres.Settings.in(data.postgres()).withPort(databasePort));
            mended.add("PostgreSQL");
        }
        if (broker == null || !broker.isAlive()) {
            broker = startBroker();
            mended.add("Kafka");
        }
        if (services == null || !services.isAlive()) {
            services = Child.start(data, settings(database));
            mended.add("the services");
        }
        awaitReady();
        return mended;
    }

    private Map<String, String> settings(EmbeddedPostgres of) {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.port", Integer.toString(webPort));
        settings.put("zhuqi.public-address", "http://127.0.0.1:" + webPort);
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + brokerPort);
        settings.put("spring.datasource.url", of.jdbcUrl());
        settings.put("spring.datasource.username", of.username());
        settings.put("spring.datasource.password", of.password());
        settings.put("zhuqi.time.ahead", ahead.toString());
        return settings;
    }

    private Process startBroker() throws IOException, InterruptedException {
        Path output = data.path().resolveSibling("broker.out");
        Files.deleteIfExists(output);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broker.class.getName(),
                        data.kafka().toString(),
                        Integer.toString(brokerPort))
                .redirectErrorStream(true)
                .redirectOutput(new File(output.toString()))
                .start();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
            if (Files.readString(output).lines().anyMatch(Broker.READY::equals)) {
                return process;
            }
        }
        process.destroyForcibly();
        throw new IOException("Kafka did not start; its output is in " + output);
    }

    /** Does it, lets it last, and takes back what can be taken back; what died stays dead until {@link #mend}. */
    void suffer(Plan.Strike strike) throws IOException, InterruptedException {
        long millis = strike.lasts().toMillis();
        switch (strike.fault()) {
            case KILL_SERVICES -> started(services).kill();
            case KILL_DATABASE -> killDatabase();
            case KILL_BROKER -> started(broker).destroyForcibly().waitFor();
            case POWER_CUT -> {
                killDatabase();
                started(broker).destroyForcibly();
                started(services).kill();
                started(broker).waitFor();
            }
            case RESTART_SERVICES -> started(services).stop();
            case RESTART_BROKER -> stopBroker();
            case CLOCK_AHEAD -> {
                started(services).stop();
                Duration further = ahead.plusHours(2 + millis % 60);
                ahead = further.compareTo(FARTHEST_AHEAD) > 0 ? Duration.ZERO : further;
            }
            case CLOCK_BACK -> {
                started(services).stop();
                Duration back = ahead.minusHours(1 + millis % 40);
                ahead = back.isNegative() ? Duration.ZERO : back;
            }
            case PAUSE_SERVICES -> pause(List.of(started(services).pid()), strike.lasts());
            case PAUSE_BROKER -> pause(List.of(started(broker).pid()), strike.lasts());
            case PAUSE_DATABASE -> pause(databaseProcesses(), strike.lasts());
            case SLOW_DATABASE -> {
                for (long left = millis * 3;
                        left > 0;
                        left -= BURST.plus(BETWEEN_BURSTS).toMillis()) {
                    pause(databaseProcesses(), BURST);
                    Thread.sleep(BETWEEN_BURSTS);
                }
            }
            case LOCKED_TABLES -> lock(millis * 2);
            case FULL_DISK -> {
                started(disk).fill();
                Thread.sleep(millis * 2);
                started(disk).makeRoom();
            }
        }
        switch (strike.fault()) {
            case PAUSE_SERVICES, PAUSE_BROKER, PAUSE_DATABASE, SLOW_DATABASE, LOCKED_TABLES, FULL_DISK -> {
                // It is over.
            }
            default -> Thread.sleep(millis / 3);
        }
    }

    private void killDatabase() {
        started(database).kill();
        database = null;
    }

    private void stopBroker() throws InterruptedException {
        Process process = started(broker);
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private List<Long> databaseProcesses() {
        List<Long> pids = new ArrayList<>();
        ProcessHandle.of(started(database).pid()).ifPresent(postmaster -> {
            pids.add(postmaster.pid());
            postmaster.descendants().forEach(child -> pids.add(child.pid()));
        });
        return pids;
    }

    private static void pause(List<Long> pids, Duration lasts) throws IOException, InterruptedException {
        signal("STOP", pids);
        try {
            Thread.sleep(lasts);
        } finally {
            signal("CONT", pids);
        }
    }

    /** One of them may be gone by now. */
    private static void signal(String name, List<Long> pids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    private void lock(long millis) throws InterruptedException, IOException {
        EmbeddedPostgres held = started(database);
        try (Connection connection = DriverManager.getConnection(held.jdbcUrl(), held.username(), held.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table ticket.event, ticket.ticket, desk.ticket in access exclusive mode");
            Thread.sleep(millis);
            connection.rollback();
        } catch (SQLException e) {
            throw new IOException("the tables could not be held: " + e.getMessage(), e);
        }
    }

    private void awaitReady() throws InterruptedException, IOException {
        HttpRequest asking = HttpRequest.newBuilder(URI.create(running().address() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> answer = http.send(asking, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
                if (!started(services).isAlive()) {
                    break;
                }
            }
            Thread.sleep(200);
        }
        throw new IOException("the services are not ready although everything runs: " + last);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("it was not started");
        }
        return part;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            if (services != null) {
                services.stop();
            }
            if (broker != null) {
                stopBroker();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }
}
