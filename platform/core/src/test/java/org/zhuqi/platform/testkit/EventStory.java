package org.zhuqi.platform.testkit;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;

/**
 * The life of one ticket as the engine would have written it: numbered, chained, with state and round. The story does not
 * ask the table whether a step is allowed; it is for the tests of those who read.
 *
 * <pre>{@code
 * var story = EventStory.of(number).by(enterprise).tells(submitted).by(coordinator).tells(dispatched, DISPATCHED);
 * EventStory.write(TestPlatform.kafka(), story.records());
 * }</pre>
 */
public final class EventStory {
    private final TicketId ticket;
    private final TicketNumber number;
    private final List<EventMessage<?>> messages = new ArrayList<>();
    private final List<StoredEvent> stored = new ArrayList<>();
    private byte[] hash = HashChain.start();
    private Caller by = Callers.coordinator("storyteller");
    private Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    private int round = 1;
    private @Nullable Provenance provenance;
    private @Nullable Instant recordedAt;
    private @Nullable String policyVersion;

    private EventStory(TicketId ticket, TicketNumber number) {
        this.ticket = ticket;
        this.number = number;
    }

    /** Of a new ticket with this number; the number's prefix is the district. */
    public static EventStory of(TicketNumber number) {
        return new EventStory(
                new TicketId(Generators.timeBasedEpochRandomGenerator().generate()), number);
    }

    public EventStory by(Caller caller) {
        by = caller;
        return this;
    }

    public EventStory at(Instant time) {
        at = time;
        return this;
    }

    /** What follows was imported. */
    public EventStory importedFrom(Provenance source) {
        provenance = source;
        return this;
    }

    /** What follows happened when it says, and was recorded then. */
    public EventStory recordedAt(Instant time) {
        recordedAt = time;
        return this;
    }

    /** What follows happens here, and is recorded as it happens. */
    public EventStory live() {
        provenance = null;
        recordedAt = null;
        return this;
    }

    /** What follows bears this timeliness policy. */
    public EventStory under(String policy) {
        policyVersion = policy;
        return this;
    }

    /** A new round begins with the next event. */
    public EventStory inRound(int next) {
        round = next;
        return this;
    }

    public EventStory tells(TicketEvent event, TicketState leadingTo) {
        var message = new EventMessage<>(
                ticket,
                number,
                messages.size() + 1L,
                Callers.in(number.value().substring(0, number.value().indexOf('-')), by)
                        .district(),
                new CommandId(UUID.randomUUID()),
                new Actor(by.account(), by.role(), by.enterprise(), by.unit()),
                at,
                recordedAt == null ? at : recordedAt,
                policyVersion,
                leadingTo,
                round,
                provenance,
                event);
        byte[] body = Wire.eventBody(message);
        byte[] next = HashChain.next(hash, body);
        messages.add(message);
        stored.add(new StoredEvent(ticket, message.sequence(), message.type(), at, body, hash, next));
        hash = next;
        at = at.plusSeconds(1);
        return this;
    }

    public TicketId ticket() {
        return ticket;
    }

    public TicketNumber number() {
        return number;
    }

    public long version() {
        return messages.size();
    }

    public List<EventMessage<?>> messages() {
        return List.copyOf(messages);
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return stored.stream().map(Wire::event).toList();
    }

    /** The record of one event, by its sequence. */
    public ProducerRecord<String, byte[]> record(long sequence) {
        return Wire.event(stored.get((int) sequence - 1));
    }

    /** Writes with this producer and returns when the broker has acknowledged. */
    public static void write(Producer<String, byte[]> producer, Collection<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the broker did not take an event", e);
            }
        }
    }

    /** A record as a consumer would get it, for a test without a broker. */
    public static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
