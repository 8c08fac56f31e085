package org.zhuqi.desk.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** What a batch has of one partition, up to the first record that cannot be read. */
final class Lane {
    private final TopicPartition partition;
    private final List<Arrival> arrivals = new ArrayList<>();
    private ProjectionAlarm.@Nullable Stop unreadable;

    record Arrival(long offset, EventMessage<?> message) {}

    private Lane(TopicPartition partition) {
        this.partition = partition;
    }

    static List<Lane> of(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Lane> lanes = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            lanes.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), Lane::new)
                    .add(record);
        }
        return List.copyOf(lanes.values());
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        if (unreadable != null) {
            return;
        }
        try {
            EventMessage<?> message = Wire.readEvent(record);
            if (message.sequence() < 1) {
                throw new UnreadableMessageException("field 'sequence' is " + message.sequence());
            }
            if (!message.ticketId().text().equals(record.key())) {
                throw new UnreadableMessageException(
                        "the record's key '%s' is not its ticket %s".formatted(record.key(), message.ticketId()));
            }
            arrivals.add(new Arrival(record.offset(), message));
        } catch (UnreadableMessageException e) {
            unreadable = new ProjectionAlarm.Stop(
                    partition,
                    record.offset(),
                    "the event with key '%s' cannot be read: %s".formatted(record.key(), e.getMessage()));
        }
    }

    TopicPartition partition() {
        return partition;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    ProjectionAlarm.@Nullable Stop unreadable() {
        return unreadable;
    }

    /** The events {@code first} to {@code last} of a ticket, should they come later in this batch; else null. */
    @Nullable
    List<EventMessage<?>> findLate(TicketId ticket, long first, long last) {
        Map<Long, EventMessage<?>> late = new HashMap<>();
        for (Arrival arrival : arrivals) {
            EventMessage<?> message = arrival.message();
            if (message.ticketId().equals(ticket) && message.sequence() >= first && message.sequence() <= last) {
                late.put(message.sequence(), message);
            }
        }
        if (late.size() != last - first + 1) {
            return null;
        }
        return late.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .<EventMessage<?>>map(Map.Entry::getValue)
                .toList();
    }
}
