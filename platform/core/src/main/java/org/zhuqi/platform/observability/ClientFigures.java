package org.zhuqi.platform.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/** Kafka's own figures of its clients, consumer lag among them, if somebody collects figures. */
public final class ClientFigures {
    private static final Duration[] DELAYS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMinutes(1)
    };

    private final @Nullable MeterRegistry registry;

    /** @param registry null if nobody collects: there are hundreds of them */
    public ClientFigures(@Nullable MeterRegistry registry) {
        this.registry = registry;
    }

    public static ClientFigures none() {
        return new ClientFigures(null);
    }

    /** Until the process ends. */
    public <P extends Producer<?, ?>> P of(P producer) {
        if (registry != null) {
            new KafkaClientMetrics(producer).bindTo(registry);
        }
        return producer;
    }

    /** A group has worked off a batch: how long after its last record was written. */
    public void workedOff(String group, List<ConsumerRecord<String, byte[]>> batch) {
        if (registry != null && !batch.isEmpty()) {
            ConsumerRecord<String, byte[]> last = batch.get(batch.size() - 1);
            Timer.builder("zhuqi.consumer.delay")
                    .description("From writing a record to having worked it off")
                    .tag("group", group)
                    .tag("topic", last.topic())
                    .serviceLevelObjectives(DELAYS)
                    .register(registry)
                    .record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - last.timestamp())));
        }
    }

    /** As consumers come and go. */
    public <K, V> ConsumerFactory.Listener<K, V> ofConsumers() {
        Map<String, KafkaClientMetrics> bound = new ConcurrentHashMap<>();
        return new ConsumerFactory.Listener<>() {
            @Override
            public void consumerAdded(String id, Consumer<K, V> consumer) {
                if (registry != null) {
                    KafkaClientMetrics figures = new KafkaClientMetrics(consumer);
                    figures.bindTo(registry);
                    bound.put(id, figures);
                }
            }

            @Override
            public void consumerRemoved(@Nullable String id, Consumer<K, V> consumer) {
                KafkaClientMetrics gone = id == null ? null : bound.remove(id);
                if (gone != null) {
                    gone.close();
                }
            }
        };
    }
}
