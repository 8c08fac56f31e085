package org.zhuqi.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.platform.messaging.KafkaClients;

/** How far topics reach, how far groups have come, and what stands between two places. */
final class TopicEnds implements AutoCloseable {
    private final KafkaClients kafka;
    private final Admin admin;
    private final int partitions;
    private final Duration patience;

    /**
     * @param partitions of every topic
     * @param patience how long a group is waited for
     */
    TopicEnds(KafkaClients kafka, int partitions, Duration patience) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.common());
        this.partitions = partitions;
        this.patience = patience;
    }

    /** Returns when its partitions can be written to. */
    void create(String topic, Map<String, String> configuration) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configuration)))
                .all()
                .get();
        ends(topic);
    }

    /** Waits until the group has committed all that comes before these places. */
    void awaitCommitted(String group, Map<TopicPartition, Long> wanted)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            boolean done = wanted.entrySet().stream().allMatch(entry -> {
                OffsetAndMetadata offset = committed.get(entry.getKey());
                return entry.getValue() == 0 || (offset != null && offset.offset() >= entry.getValue());
            });
            if (done) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(
                "%s did not consume everything within %d s".formatted(group, patience.toSeconds()));
    }

    /** Where the next record of each partition will stand. */
    Map<TopicPartition, Long> ends(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** What stands on a topic from these places on, up to its present end. */
    List<ConsumerRecord<String, byte[]>> read(String topic, Map<TopicPartition, Long> from)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> to = ends(topic);
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        try (Consumer<String, byte[]> reader = kafka.reader("zhuqi-bench-reader")) {
            reader.assign(from.keySet());
            from.forEach(reader::seek);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < deadline
                    && to.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }

    @Override
    public void close() {
        admin.close();
    }
}
