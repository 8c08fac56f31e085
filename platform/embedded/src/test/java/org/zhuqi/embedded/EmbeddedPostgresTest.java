package org.zhuqi.embedded;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = MINUTES)
class EmbeddedPostgresTest {

    @TempDir
    Path directory;

    static EmbeddedPostgres.Settings settings(Path directory) {
        return EmbeddedPostgres.Settings.in(directory)
                .withBinariesCache(Path.of(System.getProperty("java.io.tmpdir"), "zhuqi-postgres-binaries"));
    }

    @Test
    @DisplayName("Data and password are kept over a restart")
    void restarts() throws Exception {
        Path directory = this.directory.resolve("a path with spaces");
        String password;
        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            password = postgres.password();
            execute(postgres, "create table request (title text)", "insert into request values ('惠企政策')");
        }
        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            assertThat(postgres.password()).isEqualTo(password).hasSizeGreaterThan(20);
            assertThat(query(postgres, "select title from request")).isEqualTo("惠企政策");
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("zhuqi.password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @DisplayName("After kill -9 of the postmaster the next start recovers what was committed")
    void recovers() throws Exception {
        var killed = EmbeddedPostgres.start(settings(directory));
        execute(killed, "create table request (title text)");
        try (killed;
                Connection open = connect(killed);
                Statement statement = open.createStatement()) {
            statement.execute("insert into request values ('committed')");
            open.setAutoCommit(false);
            statement.execute("insert into request values ('not committed')");
            killed.kill();
            try (var postgres = EmbeddedPostgres.start(settings(directory))) {
                killed.stop();
                assertThat(query(postgres, "select string_agg(title, ',') from request"))
                        .isEqualTo("committed");
            }
        }
        assertThat(directory.resolve("server.log")).content().contains("automatic recovery in progress");
    }

    @Test
    @DisplayName("A server that outlived its killed application is stopped before the next start")
    void endsOrphans() throws Exception {
        long orphan = Long.parseLong(KilledApplication.startedOn(directory, KilledApplication.OfPostgres.class));
        var processes = new ServerProcesses(directory.resolve("pgdata"));
        assertThat(processes.postmaster()).hasValue(orphan);

        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            assertThat(postgres.pid()).isNotEqualTo(orphan);
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(directory.resolve("server.log"))
                .content()
                .contains("received fast shutdown request")
                .doesNotContain("automatic recovery in progress");
    }

    @Test
    @DisplayName("A pid file that names a process which is no server of this directory is ignored")
    void ignoresForeignPids() throws Exception {
        EmbeddedPostgres.start(settings(directory)).close();
        Files.writeString(
                directory.resolve("pgdata/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.resolve("pgdata") + "\n");
        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    @DisplayName("It listens on the loopback interface only, in a session that Ctrl-C does not reach")
    void staysOnThisMachine() throws Exception {
        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            assertThat(ListeningSockets.of(postgres.pid())).containsExactly("0100007F:%04X".formatted(postgres.port()));
            String stat = Files.readString(Path.of("/proc", Long.toString(postgres.pid()), "stat"));
            String session = stat.substring(stat.indexOf(')') + 2).split(" ")[3];
            assertThat(session).isEqualTo(Long.toString(postgres.pid()));
        }
    }

    @Test
    @DisplayName("Nobody gets in without the password")
    void asksForThePassword() {
        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            for (String user : List.of("zhuqi", "postgres")) {
                assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "wrong"))
                        .hasMessageContaining("password authentication failed");
                assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl() + "?user=" + user))
                        .hasMessageContaining("no password was provided");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.password()))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    @DisplayName("It is durable by default, finds Chinese words, and takes other settings")
    void settings() throws Exception {
        var settings = settings(directory).withServerSettings(Map.of("work_mem", "7MB", "log_line_prefix", "it's "));
        try (var postgres = EmbeddedPostgres.start(settings)) {
            for (String durable : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(query(postgres, "show " + durable)).as(durable).isEqualTo("on");
            }
            assertThat(query(postgres, "show work_mem")).isEqualTo("7MB");
            execute(postgres, "create extension pg_trgm");
            assertThat(query(postgres, "select similarity('惠企政策申报', '惠企政策') > 0.4"))
                    .isEqualTo("t");
            assertThat(query(postgres, "select lower('ÄÖ')")).isEqualTo("äö");
        }
    }

    @Test
    @DisplayName("A failed start says what the server said")
    void explainsFailure() {
        var settings = settings(directory).withServerSettings(Map.of("shared_buffers", "much"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"much\"");
        EmbeddedPostgres.start(settings(directory)).close();
    }

    @Test
    @DisplayName("A second application is told that the directory is in use, and the first works on")
    void refusesASecondApplication() throws Exception {
        try (var postgres = EmbeddedPostgres.start(settings(directory))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings(directory)))
                    .hasMessage("Expected to use " + directory + ", but another running application uses it");
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    @DisplayName("Where user namespaces are forbidden, root's server runs as nobody")
    void stepsDownToNobody() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root has to step down");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var nobody = new ServerAccount.Other("nobody", 65534, 65534);
        Path root = Files.createDirectory(directory.resolve("server"));
        var binaries = PostgresBinaries.unpackedIn(settings(directory).binariesCache());
        var account = ServerAccount.ableToServe(root, binaries, List.of(new ServerAccount.Ours(), nobody));
        assertThat(account).as("root itself is refused").isEqualTo(nobody);

        var cluster = new PostgresCluster(root, binaries, account);
        var processes = new ServerProcesses(cluster.directory());
        cluster.initialise();
        cluster.start(FreePort.next(), Map.of());
        long pid = processes.postmaster().orElseThrow();
        assertThat(Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid"))
                .isEqualTo(65534);
        processes.end();

        try (var postgres = EmbeddedPostgres.start(settings(root))) {
            assertThat(query(postgres, "select 1")).as("back in a namespace").isEqualTo("1");
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String query(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
