package org.zhuqi.allinone.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.KafkaClients;

/** Somebody else on the topics: reads what stands there, and may write anything. */
public final class TopicTap {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients kafka;

    public TopicTap(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** Everything on the topic at this moment that has this key, partition by partition in order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        return all(topic).stream().filter(record -> key.equals(record.key())).toList();
    }

    public List<ConsumerRecord<String, byte[]>> all(String topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> reader = kafka.reader("tap")) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }

    /** Returns when the broker has it. */
    public RecordMetadata write(ProducerRecord<String, byte[]> record) {
        try (Producer<String, byte[]> producer = kafka.producer("tap", 0)) {
            return producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record", e);
        }
    }

    /** The same record once more, as a producer that tries again would send it. */
    public RecordMetadata again(ConsumerRecord<String, byte[]> record) {
        return write(new ProducerRecord<>(
                record.topic(), record.partition(), record.key(), record.value(), record.headers()));
    }

    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        return Objects.requireNonNull(CloudEventHeaders.text(record.headers(), name), name);
    }
}
