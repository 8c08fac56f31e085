package org.zhuqi.ticket.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.application.DeadLetter;
import org.zhuqi.ticket.application.Publisher;

/** Publishes to the topics: events before outcomes, all acknowledged before it returns. */
public final class KafkaPublisher implements Publisher, AutoCloseable {
    private final Producer<String, byte[]> producer;

    public KafkaPublisher(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void publish(List<StoredEvent> events, List<CommandOutcome> outcomes, List<DeadLetter> letters) {
        List<Future<?>> sent = new ArrayList<>(events.size() + outcomes.size() + letters.size());
        events.forEach(event -> sent.add(producer.send(Wire.event(event))));
        letters.forEach(letter -> sent.add(producer.send(toRecord(letter))));
        outcomes.forEach(outcome -> sent.add(producer.send(Wire.outcome(outcome))));
        producer.flush();
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("publishing failed, the batch will come again", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("publishing was interrupted, the batch will come again", e);
            }
        }
    }

    private static ProducerRecord<String, byte[]> toRecord(DeadLetter letter) {
        ConsumerRecord<String, byte[]> dead = letter.record();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.DEAD_COMMANDS, dead.key(), dead.value());
        dead.headers().forEach(record.headers()::add);
        record.headers()
                .add(Topics.DEAD_REASON_HEADER, letter.reason().getBytes(StandardCharsets.UTF_8))
                .add(
                        Topics.DEAD_ORIGIN_HEADER,
                        (dead.topic() + "/" + dead.partition() + "/" + dead.offset()).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
