package org.zhuqi.platform.projection;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** The consumers of a projection: a partition that cannot go on is held, the others are not. */
public final class ProjectionContainer {
    /** Milliseconds; also the longest that a held partition waits beyond its pause. */
    private static final long POLL = 500;

    /** Milliseconds that an event may wait for others. */
    private static final int COMPANY = 100;

    /** Bytes for which nothing more is waited: with a backlog, whole batches come at once. */
    private static final int ENOUGH = 256 * 1024;

    private ProjectionContainer() {}

    /**
     * For what nobody looks at as soon as a command is answered: lets a few events come together before it takes them. They
     * share a transaction, and are taken when the processors have sent the answer for which somebody does wait.
     *
     * @param project as in {@link #of}
     */
    public static ConcurrentMessageListenerContainer<String, byte[]> unhurried(
            KafkaClients kafka,
            String group,
            String topic,
            int threads,
            int batch,
            Function<List<ConsumerRecord<String, byte[]>>, List<Stop>> project,
            ProjectionAlarm alarm) {
        var container = of(kafka, group, topic, threads, batch, project, alarm);
        Properties together = new Properties();
        together.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Integer.toString(ENOUGH));
        together.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Integer.toString(COMPANY));
        container.getContainerProperties().setKafkaConsumerProperties(together);
        return container;
    }

    /** @param project takes a batch and says which partitions cannot go on; all that comes before is committed */
    public static ConcurrentMessageListenerContainer<String, byte[]> of(
            KafkaClients kafka,
            String group,
            String topic,
            int threads,
            int batch,
            Function<List<ConsumerRecord<String, byte[]>>, List<Stop>> project,
            ProjectionAlarm alarm) {
        var container = kafka.container(group, topic, threads, batch, records -> {
            List<Stop> stops = project.apply(records);
            if (!stops.isEmpty()) {
                throw new StoppedPartitionsException(stops);
            }
        });
        container.setCommonErrorHandler(
                new StoppingErrorHandler(Objects.requireNonNull(container.getCommonErrorHandler())));
        container.getContainerProperties().setPollTimeout(POLL);
        container.getContainerProperties().setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                alarm.forget(partitions);
            }

            @Override
            public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                alarm.forget(partitions);
            }
        });
        return container;
    }
}
