package org.zhuqi.metrics.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.platform.messaging.KafkaClients;

/** How far a build has read. */
public final class Progress {
    private final KafkaClients kafka;

    public Progress(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** @param total how many records the topics have; {@code read} of them are counted in */
    public record Read(long read, long total) {
        public long behind() {
            return total - read;
        }
    }

    public Read of(int build, List<Feed> feeds) {
        try (Admin admin = Admin.create(kafka.common())) {
            long read = 0;
            long total = 0;
            for (Feed feed : feeds) {
                TopicDescription topic = Objects.requireNonNull(
                        admin.describeTopics(List.of(feed.topic()))
                                .allTopicNames()
                                .get()
                                .get(feed.topic()),
                        "what was asked for is answered");
                List<TopicPartition> partitions = topic.partitions().stream()
                        .map(partition -> new TopicPartition(feed.topic(), partition.partition()))
                        .toList();
                Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
                Map<TopicPartition, Long> last = offsets(admin, partitions, OffsetSpec.latest());
                Map<TopicPartition, OffsetAndMetadata> committed =
                        new HashMap<>(admin.listConsumerGroupOffsets(feed.group(build))
                                .partitionsToOffsetAndMetadata()
                                .get());
                for (TopicPartition partition : partitions) {
                    long from = first.getOrDefault(partition, 0L);
                    OffsetAndMetadata reached = committed.get(partition);
                    total += last.getOrDefault(partition, from) - from;
                    read += reached == null ? 0 : Math.max(0, reached.offset() - from);
                }
            }
            return new Read(read, total);
        } catch (ExecutionException e) {
            throw new KafkaException("it cannot be said how far build " + build + " has read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, any -> which)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
