package org.zhuqi.platform.messaging;

import io.opentelemetry.api.OpenTelemetry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.zhuqi.platform.observability.ClientFigures;
import org.zhuqi.platform.observability.TracedRecords;
import org.zhuqi.platform.observability.Traces;

/** Producers and consumers with the settings on which the promises rest. */
public final class KafkaClients {
    private final Map<String, Object> common;
    private final @Nullable String instance;
    private final Traces traces;
    private final ClientFigures figures;

    /** For tools, of which nobody collects traces or figures. */
    public KafkaClients(Map<String, Object> common, @Nullable String instance) {
        this(common, instance, new Traces(OpenTelemetry.noop().getTracer("org.zhuqi")), ClientFigures.none());
    }

    /**
     * @param common connection settings: bootstrap servers, security
     * @param instance a name that this process keeps over restarts, for static group membership: a member that was
     *     killed and comes back takes its partitions at once, instead of after the session timeout
     */
    public KafkaClients(Map<String, Object> common, @Nullable String instance, Traces traces, ClientFigures figures) {
        this.common = Map.copyOf(common);
        this.instance = instance;
        this.traces = traces;
        this.figures = figures;
    }

    public Map<String, Object> common() {
        return common;
    }

    /** Idempotent, acknowledged by all replicas; waits {@code lingerMillis} for company. */
    public Producer<String, byte[]> producer(String clientId, int lingerMillis) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, TracedRecords.class.getName());
        return figures.of(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }

    /** A consumer without a group, which reads what it assigns itself. */
    public Consumer<String, byte[]> reader(String clientId) {
        Map<String, Object> settings = consumerSettings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A group of consumers that commits offsets only after the listener returned. What the listener throws is tried again
     * with growing pauses, up to ten seconds, until it succeeds: a lost database costs time, never a record.
     */
    public ConcurrentMessageListenerContainer<String, byte[]> container(
            String group, String topic, int threads, int batchSize, BatchMessageListener<String, byte[]> listener) {
        Map<String, Object> settings = consumerSettings();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSize);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        if (instance != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + instance);
        }
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setClientId(group);
        properties.setAckMode(AckMode.BATCH);
        properties.setMessageListener((BatchMessageListener<String, byte[]>) records -> {
            traces.during(group, records, listener::onMessage);
            figures.workedOff(group, records);
        });
        properties.setShutdownTimeout(20_000);
        var consumers =
                new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumers.addListener(figures.ofConsumers());
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setConcurrency(threads);
        container.setBeanName(group);
        ExponentialBackOff untilItSucceeds = new ExponentialBackOff(200, 2);
        untilItSucceeds.setMaxInterval(10_000);
        var holding = new DefaultErrorHandler(untilItSucceeds);
        // By default what looks like a mistake in the program is given up at once, and its records with it.
        holding.setClassifications(Map.of(), true);
        container.setCommonErrorHandler(holding);
        return container;
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 60_000);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return settings;
    }
}
