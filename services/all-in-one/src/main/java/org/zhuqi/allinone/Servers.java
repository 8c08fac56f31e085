package org.zhuqi.allinone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.embedded.EmbeddedKafka;
import org.zhuqi.embedded.EmbeddedPostgres;

/** PostgreSQL and Kafka on a data folder, started side by side; or those that run elsewhere, where settings name them. */
public final class Servers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";
    private static final String DATABASE = "spring.datasource.";
    private static final int KAFKA_PORT = 19092;
    private static final int POSTGRES_PORT = 15432;

    private final @Nullable EmbeddedPostgres postgres;
    private final @Nullable EmbeddedKafka kafka;
    private final Map<String, String> settings;

    private Servers(@Nullable EmbeddedPostgres postgres, @Nullable EmbeddedKafka kafka, Map<String, String> settings) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.settings = settings;
    }

    /** Blocks until both can be used; if one does not come up, neither stays. */
    public static Servers start(DataFolder data) {
        return start(data, Map.of());
    }

    /** @param settings that may name a broker or a database; what they name is not started here and not stopped */
    static Servers start(DataFolder data, Map<String, String> settings) {
        return start(data, settings, Map.of(), Map.of());
    }

    /** With settings of the servers themselves, as in {@code postgresql.conf} and {@code server.properties}. */
    public static Servers start(DataFolder data, Map<String, String> ofPostgres, Map<String, String> ofKafka) {
        return start(data, Map.of(), ofPostgres, ofKafka);
    }

    private static Servers start(
            DataFolder data,
            Map<String, String> settings,
            Map<String, String> ofPostgres,
            Map<String, String> ofKafka) {
        CompletableFuture<@Nullable EmbeddedPostgres> postgres =
                CompletableFuture.supplyAsync(() -> settings.containsKey(DATABASE + "url")
                        ? null
                        : EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(data.postgres())
                                .withPort(FreePort.preferably(POSTGRES_PORT))
                                .withServerSettings(ofPostgres)));
        CompletableFuture<@Nullable EmbeddedKafka> kafka =
                CompletableFuture.supplyAsync(() -> settings.containsKey(BOOTSTRAP_SERVERS)
                        ? null
                        : EmbeddedKafka.start(EmbeddedKafka.Settings.in(data.kafka())
                                .withPort(FreePort.preferably(KAFKA_PORT))
                                .withBrokerSettings(ofKafka)));
        try {
            CompletableFuture.allOf(postgres, kafka).join();
            return new Servers(postgres.join(), kafka.join(), settings);
        } catch (CompletionException e) {
            stopped(postgres);
            stopped(kafka);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void stopped(CompletableFuture<? extends @Nullable AutoCloseable> starting) {
        try (AutoCloseable server = starting.join()) {
            LOG.debug("{} came up and is stopped", server);
        } catch (Exception e) {
            LOG.debug("it did not come up: {}", e.getMessage());
        }
    }

    public String bootstrapServers() {
        return kafka == null ? setting(BOOTSTRAP_SERVERS) : kafka.bootstrapServers();
    }

    public String jdbcUrl() {
        return postgres == null ? setting(DATABASE + "url") : postgres.jdbcUrl();
    }

    public String username() {
        return postgres == null ? setting(DATABASE + "username") : postgres.username();
    }

    public String password() {
        return postgres == null ? setting(DATABASE + "password") : postgres.password();
    }

    private String setting(String key) {
        return settings.getOrDefault(key, "");
    }

    Map<String, Object> asProperties() {
        return Map.of(
                BOOTSTRAP_SERVERS,
                bootstrapServers(),
                DATABASE + "url",
                jdbcUrl(),
                DATABASE + "username",
                username(),
                DATABASE + "password",
                password());
    }

    @Override
    public void close() {
        try {
            if (kafka != null) {
                kafka.close();
            }
        } finally {
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
