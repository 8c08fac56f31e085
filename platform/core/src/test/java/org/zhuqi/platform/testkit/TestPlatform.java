package org.zhuqi.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.DevelopmentIssuer;

/**
 * One real PostgreSQL and one real Kafka for all tests of a JVM. Both start side by side when the first test asks, on
 * directories of their own under {@code target/testkit} or in containers ({@link TestServers.Kind} says how to choose), and
 * end with the JVM.
 *
 * <p>All contexts of a JVM share the database and the topics: let a module's tests share one context as well.
 */
public final class TestPlatform {
    public static final int PARTITIONS = 6;

    private static final Duration TOKENS_LAST = Duration.ofHours(1);

    private final Path directory;
    private final TestServers servers;
    private final DevelopmentIssuer issuer;

    private TestPlatform(Path directory) throws IOException, GeneralSecurityException {
        this.directory = directory;
        this.servers = TestServers.start(TestServers.Kind.asked(), directory);
        this.issuer = DevelopmentIssuer.in(directory.resolve("issuer"));
    }

    /** For {@code @DynamicPropertySource}. */
    public static void register(DynamicPropertyRegistry registry) {
        properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** The settings with which a service finds the servers of the tests. */
    public static Map<String, Object> properties() {
        TestPlatform running = Running.PLATFORM;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", running.servers.jdbcUrl());
        properties.put("spring.datasource.username", running.servers.username());
        properties.put("spring.datasource.password", running.servers.password());
        properties.put("spring.kafka.bootstrap-servers", running.servers.bootstrapServers());
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("zhuqi.security.issuer", DevelopmentIssuer.ISSUER);
        properties.put(
                "zhuqi.security.public-key", running.issuer.publicKey().toUri().toString());
        properties.put("zhuqi.security.accounts", "TOKEN");
        // Tokens come from the testkit's own issuer; a test of the login says otherwise.
        properties.put("zhuqi.login.enabled", "false");
        properties.put("zhuqi.topics.partitions", Integer.toString(PARTITIONS));
        properties.put("zhuqi.topics.flush-every-record", "false");
        // A test's few accounts are busier than people, and its clock may stand still.
        properties.put("zhuqi.limits.enabled", "false");
        // All contexts of a module share one database: what waits there is sent by the test that wants it sent.
        properties.put("zhuqi.webhooks.enabled", "false");
        return properties;
    }

    /** A token that is valid for an hour. */
    public static String token(Caller caller) {
        return issuer().token(caller, Clock.systemUTC().instant(), TOKENS_LAST);
    }

    public static DevelopmentIssuer issuer() {
        return Running.PLATFORM.issuer;
    }

    /** Clients of the broker, for a test that writes or reads topics itself. */
    public static KafkaClients kafka() {
        return new KafkaClients(connection(), null);
    }

    /** For a test that looks at offsets or makes topics itself. The caller closes it. */
    public static Admin kafkaAdmin() {
        return Admin.create(connection());
    }

    private static Map<String, Object> connection() {
        return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Running.PLATFORM.servers.bootstrapServers());
    }

    private void stop() {
        servers.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first who asks. */
    private static final class Running {
        static final TestPlatform PLATFORM = start();

        private static TestPlatform start() {
            Path parent = Path.of("target", "testkit").toAbsolutePath();
            try {
                Files.createDirectories(parent);
                TestPlatform started = new TestPlatform(Files.createDirectory(
                        parent.resolve(Long.toString(ProcessHandle.current().pid()))));
                Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "testkit-stop"));
                return started;
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("cannot start the servers of the tests", e);
            }
        }
    }
}
