package org.zhuqi.allinone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.zhuqi.embedded.EmbeddedKafka;
import org.zhuqi.embedded.EmbeddedPostgres;

/** PostgreSQL and Kafka on a data folder, started side by side. */
public final class Servers implements AutoCloseable {
    private static final int KAFKA_PORT = 19092;
    private static final int POSTGRES_PORT = 15432;

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    private Servers(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** Blocks until both can be used; if one does not come up, neither stays. */
    public static Servers start(DataFolder data) {
        return start(data, Map.of(), Map.of());
    }

    /** With settings of the servers themselves, as in {@code postgresql.conf} and {@code server.properties}. */
    public static Servers start(DataFolder data, Map<String, String> ofPostgres, Map<String, String> ofKafka) {
        CompletableFuture<EmbeddedPostgres> postgres =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(data.postgres())
                        .withPort(FreePort.preferably(POSTGRES_PORT))
                        .withServerSettings(ofPostgres)));
        CompletableFuture<EmbeddedKafka> kafka =
                CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(EmbeddedKafka.Settings.in(data.kafka())
                        .withPort(FreePort.preferably(KAFKA_PORT))
                        .withBrokerSettings(ofKafka)));
        try {
            CompletableFuture.allOf(postgres, kafka).join();
            return new Servers(postgres.join(), kafka.join());
        } catch (CompletionException e) {
            postgres.thenAccept(EmbeddedPostgres::close)
                    .exceptionally(failed -> null)
                    .join();
            kafka.thenAccept(EmbeddedKafka::close).exceptionally(failed -> null).join();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    public String username() {
        return postgres.username();
    }

    public String password() {
        return postgres.password();
    }

    Map<String, Object> asProperties() {
        return Map.of(
                "spring.kafka.bootstrap-servers", bootstrapServers(),
                "spring.datasource.url", jdbcUrl(),
                "spring.datasource.username", username(),
                "spring.datasource.password", password());
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            postgres.close();
        }
    }
}
