package org.zhuqi.platform.projection;

import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.NumberedMessage;
import org.zhuqi.contracts.TicketMessage;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * What a batch has of one partition, up to the first record that cannot be read. A message that is counted in already
 * changes nothing; where one is missing, the partition stops right before the gap. What none of our services has sent is
 * passed over and counted: it cannot be missing from anything.
 */
public final class Lane<M extends NumberedMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final TopicPartition partition;
    private final List<Arrival<M>> arrivals = new ArrayList<>();
    private @Nullable Stop unreadable;

    private record Arrival<M>(long offset, M message) {}

    private Lane(TopicPartition partition) {
        this.partition = partition;
    }

    /** @param reader throws {@link UnreadableMessageException} for what it cannot read */
    public static <M extends NumberedMessage<?>> List<Lane<M>> of(
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, ? extends M> reader) {
        Map<TopicPartition, Lane<M>> lanes = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            lanes.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), Lane::new)
                    .add(record, reader);
        }
        return List.copyOf(lanes.values());
    }

    private void add(
            ConsumerRecord<String, byte[]> record, Function<ConsumerRecord<String, byte[]>, ? extends M> reader) {
        if (unreadable != null) {
            return;
        }
        if (!CloudEventHeaders.isOurs(record.headers())) {
            LOG.warn("{} offset {} is of none of our services and is passed over", partition, record.offset());
            Metrics.counter("zhuqi.projection.foreign", "topic", partition.topic())
                    .increment();
            return;
        }
        try {
            M message = reader.apply(record);
            if (message.sequence() < 1) {
                throw new UnreadableMessageException("field 'sequence' is " + message.sequence());
            }
            if (!message.about().text().equals(record.key())) {
                throw new UnreadableMessageException("the record's key '%s' is not its %s %s"
                        .formatted(record.key(), message.noun(), message.about()));
            }
            arrivals.add(new Arrival<>(record.offset(), message));
        } catch (UnreadableMessageException e) {
            unreadable = new Stop(
                    partition,
                    record.offset(),
                    "the event with key '%s' cannot be read: %s".formatted(record.key(), e.getMessage()));
        }
    }

    /** @return where partitions cannot go on, at most one stop for each */
    public static <M extends NumberedMessage<?>> List<Stop> feedAll(List<Lane<M>> lanes, Fold<? super M> fold) {
        return lanes.stream()
                .flatMap(lane -> Stream.ofNullable(lane.feed(fold)))
                .toList();
    }

    /** The tickets that the lanes bring something about. */
    public static Set<TicketId> tickets(List<? extends Lane<? extends TicketMessage>> lanes) {
        return about(lanes, TicketMessage::ticketId);
    }

    /** What the lanes bring something about. */
    public static <M extends NumberedMessage<?>, I extends Identifier> Set<I> about(
            List<? extends Lane<? extends M>> lanes, Function<? super M, ? extends I> id) {
        return lanes.stream()
                .flatMap(lane -> lane.messages().stream())
                .<I>map(id)
                .collect(Collectors.toSet());
    }

    public TopicPartition partition() {
        return partition;
    }

    public List<M> messages() {
        return arrivals.stream().map(Arrival::message).toList();
    }

    /** @return why the partition cannot go on behind what was applied; null if it can */
    public @Nullable Stop feed(Fold<? super M> fold) {
        for (Arrival<M> arrival : arrivals) {
            M message = arrival.message();
            long next = fold.version(message) + 1;
            if (message.sequence() < next) {
                continue;
            }
            try {
                if (message.sequence() > next) {
                    // Published again after a crash, the missing events may follow later in the same batch.
                    var late = findLate(message.about(), next, message.sequence() - 1);
                    if (late == null) {
                        return gap(arrival, next);
                    }
                    late.forEach(fold::apply);
                }
                fold.apply(message);
            } catch (BrokenHistoryException e) {
                return new Stop(partition, arrival.offset(), String.valueOf(e.getMessage()));
            }
        }
        return unreadable;
    }

    private Stop gap(Arrival<M> arrival, long expected) {
        M message = arrival.message();
        return new Stop(
                partition,
                arrival.offset(),
                "expected event %d of %s %s, but found %d"
                        .formatted(expected, message.noun(), message.named(), message.sequence()));
    }

    /** The messages {@code first} to {@code last} about the same thing, should they come later in this batch; else null. */
    private @Nullable List<M> findLate(Identifier about, long first, long last) {
        Map<Long, M> late = new HashMap<>();
        for (Arrival<M> arrival : arrivals) {
            M message = arrival.message();
            if (message.about().equals(about) && message.sequence() >= first && message.sequence() <= last) {
                late.put(message.sequence(), message);
            }
        }
        if (late.size() != last - first + 1) {
            return null;
        }
        return late.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}
