package org.zhuqi.allinone.verify;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.platform.messaging.KafkaClients;

/** Reads a topic as it is at this moment, from its beginning to its end. */
final class TopicReading {
    private static final Duration POLL = Duration.ofSeconds(1);

    private TopicReading() {}

    static List<TopicPartition> partitions(Consumer<String, byte[]> reader, String topic) {
        return reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    static void all(
            KafkaClients kafka, String topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        Consumer<String, byte[]> reader = kafka.reader("zhuqi-verify");
        try {
            List<TopicPartition> partitions = partitions(reader, topic);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> left = new HashMap<>(reader.endOffsets(partitions));
            left.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
            while (!left.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    Long end = left.get(partition);
                    if (end != null && record.offset() < end) {
                        each.accept(record);
                    }
                }
                left.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
            }
        } finally {
            // In order it would wait for what it asked for in advance, and at the end nothing comes.
            reader.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
