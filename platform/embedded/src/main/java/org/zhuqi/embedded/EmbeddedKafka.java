package org.zhuqi.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka node, broker and controller in one, within this JVM. Topics and records are kept over restarts.
 *
 * <p>There is no shutdown hook: whoever starts the broker closes it, after its clients. Should the broker lose its log
 * directory (a full or failing disk), Kafka halts the whole JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int ANSWERS_WITHIN_SECONDS = 60;

    /**
     * Where and how the broker runs.
     *
     * @param logDirectory made and formatted when absent; kept over restarts
     * @param port 0 for a free one, chosen anew at each start
     * @param brokerSettings what differs from the defaults, as in {@code server.properties}; listeners come beside the
     *     broker's own, by which it is prepared, plainly and on loopback
     */
    public record Settings(Path logDirectory, int port, Map<String, String> brokerSettings) {

        public Settings {
            brokerSettings = Map.copyOf(brokerSettings);
        }

        /** The defaults: a free port. */
        public static Settings in(Path logDirectory) {
            return new Settings(logDirectory, 0, Map.of());
        }

        public Settings withPort(int chosen) {
            return new Settings(logDirectory, chosen, brokerSettings);
        }

        public Settings withBrokerSettings(Map<String, String> overrides) {
            return new Settings(logDirectory, port, overrides);
        }
    }

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final String clusterId;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(DirectoryLock lock, KafkaRaftServer server, String bootstrapServers, String clusterId) {
        this.lock = lock;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.clusterId = clusterId;
    }

    /**
     * Starts the broker and returns when it answers requests.
     *
     * @throws EmbeddedServerException if the directory cannot be used, for one because another broker uses it, or the
     *     broker does not answer within a minute
     */
    public static EmbeddedKafka start(Settings settings) {
        try {
            var node = KafkaNode.in(settings.logDirectory());
            DirectoryLock lock = DirectoryLock.on(node.directory());
            try {
                return startLocked(node, settings, lock);
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while starting Kafka", e);
        } catch (EmbeddedServerException e) {
            throw e;
        } catch (Exception e) {
            throw new EmbeddedServerException(
                    "Expected to start Kafka in " + settings.logDirectory() + ", but: " + e.getMessage(), e);
        }
    }

    private static EmbeddedKafka startLocked(KafkaNode node, Settings settings, DirectoryLock lock) throws Exception {
        node.format();
        String bootstrapServers = "127.0.0.1:" + FreePort.orChosen(settings.port());
        Map<String, String> nodeSettings = node.settings(bootstrapServers, settings.brokerSettings());
        var server = new KafkaRaftServer(new KafkaConfig(nodeSettings, false), Time.SYSTEM);
        var kafka = new EmbeddedKafka(lock, server, bootstrapServers, node.clusterId());
        kafka.startUp();
        return kafka;
    }

    private void startUp() throws ExecutionException, InterruptedException, TimeoutException {
        try {
            server.startup();
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
                admin.describeCluster().nodes().get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Host and port at which clients find the broker. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The id the cluster got when it was formatted. */
    public String clusterId() {
        return clusterId;
    }

    /** Shuts the broker down in order and returns when it is down. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        }
    }
}
