package org.zhuqi.platform.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Holds a stopped partition at its record and reads it anew after a pause that doubles each time, while the others of the
 * same thread go on. Anything else that goes wrong, such as a lost database, is left to the platform's handler, which holds
 * the whole batch until it succeeds.
 */
final class StoppingErrorHandler implements CommonErrorHandler {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CommonErrorHandler otherwise;
    private final ConcurrentMap<TopicPartition, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(long offset, Duration length) {
        Pause again(long at) {
            if (at != offset) {
                return new Pause(at, FIRST_PAUSE);
            }
            Duration twice = length.multipliedBy(2);
            return new Pause(at, twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice);
        }
    }

    StoppingErrorHandler(CommonErrorHandler otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public boolean seeksAfterHandling() {
        return otherwise.seeksAfterHandling();
    }

    @Override
    public boolean isAckAfterHandle() {
        return otherwise.isAckAfterHandle();
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batch) {
        otherwise.handleOtherException(thrown, consumer, container, batch);
    }

    @Override
    public void clearThreadState() {
        otherwise.clearThreadState();
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable again) {
        StoppedPartitionsException stopped = stopIn(thrown);
        if (stopped == null) {
            otherwise.handleBatch(thrown, records, consumer, container, again);
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<? extends ConsumerRecord<?, ?>> all = records.records(partition);
            long next = stopped.in(partition)
                    .map(Stop::offset)
                    .orElse(all.get(all.size() - 1).offset() + 1);
            if (next > all.get(0).offset()) {
                done.put(partition, new OffsetAndMetadata(next));
            }
            stopped.in(partition).ifPresent(stop -> {
                consumer.seek(partition, stop.offset());
                pause(stop, container);
            });
        }
        if (!done.isEmpty()) {
            consumer.commitSync(done);
        }
        // Tells the container not to commit the batch as if it were done.
        throw new KafkaException("a partition is held", KafkaException.Level.DEBUG, thrown);
    }

    private void pause(Stop stop, MessageListenerContainer container) {
        TopicPartition partition = stop.partition();
        Pause pause = pauses.compute(
                partition,
                (held, before) -> before == null ? new Pause(stop.offset(), FIRST_PAUSE) : before.again(stop.offset()));
        container.pausePartition(partition);
        CompletableFuture.delayedExecutor(pause.length().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> container.resumePartition(partition));
    }

    private static @Nullable StoppedPartitionsException stopIn(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoppedPartitionsException stopped) {
                return stopped;
            }
        }
        return null;
    }
}
