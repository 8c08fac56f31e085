package org.zhuqi.platform.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Servers in containers, of the images and with the settings of docker-compose.yml as far as they matter to tests. */
record ContainerServers(PostgreSQLContainer postgres, KafkaContainer kafka) implements TestServers {
    private static final String OWNER = "zhuqi";
    private static final String PASSWORD = "zhuqi";

    static boolean arePossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerServers start() {
        var postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C --lc-ctype=C.UTF-8")
                // What follows is thrown away, so nothing waits for the disk.
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "timezone=UTC");
        var kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.2.1"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4");
        Startables.deepStart(postgres, kafka).join();
        makeDatabase(postgres);
        return new ContainerServers(postgres, kafka);
    }

    /** The image's own account may do everything, which would hide what an installation's account may not. */
    private static void makeDatabase(PostgreSQLContainer postgres) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + OWNER + " login password '" + PASSWORD + "'");
            statement.execute("create database " + OWNER + " owner " + OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database of the tests", e);
        }
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(postgres.getHost(), postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), OWNER);
    }

    @Override
    public String username() {
        return OWNER;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
