package org.zhuqi.platform.testkit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A PostgreSQL and a Kafka for tests, whatever they run in. Whoever started them closes them. */
interface TestServers extends AutoCloseable {
    /** Of a database that belongs to {@link #username()}, who is no superuser. */
    String jdbcUrl();

    String username();

    String password();

    String bootstrapServers();

    @Override
    void close();

    /** What the servers of the tests run in: {@code -Dzhuqi.test.servers=containers}, or the same in the environment. */
    enum Kind {
        /** Processes of this machine, from the programs that a laptop installation uses, too. The default. */
        EMBEDDED,
        /** Containers of the images that docker-compose.yml names. Without a Docker engine the tests fail. */
        CONTAINERS,
        /** Containers where a Docker engine answers, else embedded. */
        FOUND;

        static Kind asked() {
            return Optional.ofNullable(System.getProperty("zhuqi.test.servers"))
                    .or(() -> Optional.ofNullable(System.getenv("ZHUQI_TEST_SERVERS")))
                    .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(EMBEDDED);
        }
    }

    /** @param directory in which servers of this machine keep what they keep; thrown away afterwards */
    static TestServers start(Kind kind, Path directory) {
        return switch (kind) {
            case EMBEDDED -> EmbeddedServers.start(directory);
            case CONTAINERS -> ContainerServers.start();
            case FOUND -> ContainerServers.arePossible() ? ContainerServers.start() : EmbeddedServers.start(directory);
        };
    }
}
