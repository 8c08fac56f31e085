package org.zhuqi.platform.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.zhuqi.embedded.EmbeddedKafka;
import org.zhuqi.embedded.EmbeddedPostgres;

/** Servers that are processes of this machine. */
record EmbeddedServers(EmbeddedPostgres postgres, EmbeddedKafka kafka) implements TestServers {
    static EmbeddedServers start(Path directory) {
        // What follows is thrown away, so nothing waits for the disk.
        var database = EmbeddedPostgres.Settings.in(directory.resolve("postgres"))
                .withServerSettings(Map.of(
                        "fsync", "off",
                        "synchronous_commit", "off",
                        "full_page_writes", "off",
                        "max_connections", "200"));
        var broker = EmbeddedKafka.Settings.in(directory.resolve("kafka"));
        var starting = CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(database));
        EmbeddedKafka kafka = EmbeddedKafka.start(broker);
        return new EmbeddedServers(starting.join(), kafka);
    }

    @Override
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public String username() {
        return postgres.username();
    }

    @Override
    public String password() {
        return postgres.password();
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        var ending = CompletableFuture.runAsync(kafka::close);
        postgres.close();
        ending.join();
    }
}
