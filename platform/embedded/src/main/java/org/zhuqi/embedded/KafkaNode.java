package org.zhuqi.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The one node of the embedded cluster: its directory and its settings. */
final class KafkaNode {
    private static final int ID = 1;
    private static final String CLIENTS = "PLAINTEXT";
    private static final String CONTROLLER = "CONTROLLER";

    /** One node on a laptop of two cores, next to the application in its JVM. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("num.partitions", "24"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            // An installation switched off over a long holiday must find its consumers where they were.
            Map.entry("offsets.retention.minutes", "5256000"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.session.timeout.ms", "6000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "200"),
            Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.replica.fetchers", "1"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            Map.entry("log.cleaner.io.buffer.size", "131072"),
            // The node talks to itself; it need not write twice a second to show that it is there.
            Map.entry("metadata.max.idle.interval.ms", "0"),
            // After kill -9 the controller takes the dead broker for alive, and the new one for an impostor, this long.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("metric.reporters", ""));

    /** Of these what is set comes beside what the node has itself. */
    private static final List<String> LISTENERS =
            List.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private final Path directory;

    private KafkaNode(Path directory) {
        this.directory = directory;
    }

    static KafkaNode in(Path directory) throws IOException {
        return new KafkaNode(Files.createDirectories(directory).toRealPath());
    }

    Path directory() {
        return directory;
    }

    /** Prepares the directory on the first start; one that is formatted is left alone. */
    void format() throws Exception {
        if (Files.exists(metaProperties())) {
            return;
        }
        try (var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        }
    }

    /** The id given when the directory was formatted. */
    String clusterId() throws IOException {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(metaProperties())) {
            properties.load(in);
        }
        return properties.getProperty("cluster.id", "");
    }

    Map<String, String> settings(String bootstrapServers, Map<String, String> overrides) {
        String controller = "127.0.0.1:" + FreePort.next();
        var settings = new HashMap<>(DEFAULTS);
        settings.putAll(overrides);
        settings.put("node.id", Integer.toString(ID));
        settings.put("process.roles", "broker,controller");
        settings.put("log.dirs", directory.toString());
        settings.put("listeners", CLIENTS + "://" + bootstrapServers + "," + CONTROLLER + "://" + controller);
        settings.put("advertised.listeners", CLIENTS + "://" + bootstrapServers);
        settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        for (String listeners : LISTENERS) {
            if (overrides.containsKey(listeners)) {
                settings.merge(listeners, overrides.get(listeners), (own, further) -> own + "," + further);
            }
        }
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", ID + "@" + controller);
        return settings;
    }

    private Path metaProperties() {
        return directory.resolve("meta.properties");
    }
}
