package org.zhuqi.desk.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.zhuqi.contracts.Topics;
import org.zhuqi.desk.application.ProjectingEvents;
import org.zhuqi.desk.application.ProjectionAlarm;
import org.zhuqi.desk.application.ProjectionAlarm.Stop;
import org.zhuqi.platform.messaging.KafkaClients;

/** The consumers of the projection. */
public final class EventsContainer {
    private static final String GROUP = "zhuqi-desk";
    /** Milliseconds; also the longest that a held partition waits beyond its pause. */
    private static final long POLL = 500;

    private EventsContainer() {}

    public static ConcurrentMessageListenerContainer<String, byte[]> of(
            KafkaClients kafka, int threads, int batch, ProjectingEvents projecting, ProjectionAlarm alarm) {
        var container = kafka.container(GROUP, Topics.EVENTS, threads, batch, records -> project(projecting, records));
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

    private static void project(ProjectingEvents projecting, List<ConsumerRecord<String, byte[]>> records) {
        List<Stop> stops = projecting.project(records);
        if (!stops.isEmpty()) {
            throw new StoppedPartitionsException(stops);
        }
    }
}
