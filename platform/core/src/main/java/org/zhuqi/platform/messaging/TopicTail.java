package org.zhuqi.platform.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows all partitions of a topic without a group: every process sees every record. From the end on for what concerns
 * those who wait right now (outcomes, live pages); from the beginning for small compacted topics that every process keeps
 * whole.
 */
public final class TopicTail implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);
    private static final long LOOK_FOR_NEW_PARTITIONS_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final KafkaClients clients;
    private final String topic;
    private final String name;
    private final From from;
    private final java.util.function.Consumer<List<ConsumerRecord<String, byte[]>>> handler;
    private final CountDownLatch following = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean stopping;

    /** Where a tail begins. */
    public enum From {
        BEGINNING,
        END
    }

    public TopicTail(
            KafkaClients clients,
            String topic,
            String name,
            From from,
            java.util.function.Consumer<List<ConsumerRecord<String, byte[]>>> handler) {
        this.clients = clients;
        this.topic = topic;
        this.name = name;
        this.from = from;
        this.handler = handler;
    }

    /** Returns once all that lay on the topic is seen or, from the end on, what is caused from now on will be. */
    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofPlatform().name(name).daemon(true).start(this::follow);
        try {
            if (!following.await(30, TimeUnit.SECONDS)) {
                LOG.warn("{} has not caught up with {} after 30 s; it goes on", name, topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of which topic, and for whom. */
    public String name() {
        return name;
    }

    /** Whether records written now would be seen. */
    public boolean isFollowing() {
        return following.getCount() == 0 && isRunning();
    }

    private void follow() {
        while (!stopping) {
            try (Consumer<String, byte[]> reader = clients.reader(name)) {
                consumer = reader;
                follow(reader);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("{} was woken before it followed", name);
            } catch (KafkaException e) {
                LOG.warn("{} cannot follow {} yet, it tries again: {}", name, topic, e.getMessage());
                rest();
            }
        }
    }

    private void follow(Consumer<String, byte[]> reader) {
        long lookedAt = assign(reader, false);
        Map<TopicPartition, Long> ends = from == From.BEGINNING ? reader.endOffsets(reader.assignment()) : Map.of();
        while (!stopping) {
            try {
                if (following.getCount() > 0 && hasReached(ends, reader)) {
                    following.countDown();
                }
                var records = reader.poll(POLL);
                if (!records.isEmpty()) {
                    handler.accept(records.partitions().stream()
                            .flatMap(partition -> records.records(partition).stream())
                            .toList());
                }
                if (System.nanoTime() - lookedAt > LOOK_FOR_NEW_PARTITIONS_NANOS) {
                    lookedAt = assign(reader, true);
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("{} was woken", name);
            } catch (KafkaException e) {
                LOG.warn("{} cannot read {} for now: {}", name, topic, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("{} could not make use of what it read of {}; it goes on behind it", name, topic, e);
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(BEFORE_ANOTHER_TRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return when it looked, in {@link System#nanoTime()} */
    private long assign(Consumer<String, byte[]> reader, boolean again) {
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic is not there");
        }
        List<TopicPartition> fresh = partitions.stream()
                .filter(partition -> !reader.assignment().contains(partition))
                .toList();
        if (!fresh.isEmpty()) {
            reader.assign(partitions);
            if (again || from == From.BEGINNING) {
                reader.seekToBeginning(fresh);
            } else {
                reader.seekToEnd(fresh);
            }
            fresh.forEach(reader::position);
        }
        return System.nanoTime();
    }

    private static boolean hasReached(Map<TopicPartition, Long> ends, Consumer<String, byte[]> reader) {
        return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void stop() {
        stopping = true;
        Consumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /** Before the web server opens its doors. */
    @Override
    public int getPhase() {
        return 0;
    }
}
