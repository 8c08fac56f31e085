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
import org.zhuqi.metrics.application.Rebuilding.Read;
import org.zhuqi.platform.messaging.KafkaClients;

/** How far a build has read, whichever instances read for it. */
public final class Progress {
    private final KafkaClients kafka;
    private final List<Feed> feeds;

    public Progress(KafkaClients kafka, List<Feed> feeds) {
        this.kafka = kafka;
        this.feeds = List.copyOf(feeds);
    }

    /**
     * Offsets of a partition.
     *
     * @param reached the next record to be counted in; {@code end} is the next one to be written
     */
    record Reached(long first, long reached, long end) {}

    /** All partitions of all topics. */
    record Reading(Map<TopicPartition, Reached> partitions) {
        Read read() {
            return new Read(
                    partitions.values().stream()
                            .mapToLong(it -> it.reached() - it.first())
                            .sum(),
                    partitions.values().stream()
                            .mapToLong(it -> it.end() - it.first())
                            .sum());
        }

        /** Whether all is counted in that was written by then. Never while a partition stands still before a record of that. */
        boolean hasReached(Reading then) {
            return then.partitions.entrySet().stream().allMatch(before -> {
                Reached after = partitions.get(before.getKey());
                return after != null && after.reached() >= before.getValue().end();
            });
        }
    }

    Reading of(int build) {
        try (Admin admin = Admin.create(kafka.common())) {
            Map<TopicPartition, Reached> found = new HashMap<>();
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
                // The ends last: so no partition has ever read more than there is.
                Map<TopicPartition, OffsetAndMetadata> committed =
                        new HashMap<>(admin.listConsumerGroupOffsets(feed.group(build))
                                .partitionsToOffsetAndMetadata()
                                .get());
                Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
                Map<TopicPartition, Long> last = offsets(admin, partitions, OffsetSpec.latest());
                for (TopicPartition partition : partitions) {
                    long from = first.getOrDefault(partition, 0L);
                    OffsetAndMetadata reached = committed.get(partition);
                    found.put(
                            partition,
                            new Reached(
                                    from,
                                    reached == null ? from : Math.max(from, reached.offset()),
                                    last.getOrDefault(partition, from)));
                }
            }
            return new Reading(Map.copyOf(found));
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
