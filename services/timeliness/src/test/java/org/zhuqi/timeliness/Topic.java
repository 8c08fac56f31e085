package org.zhuqi.timeliness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.platform.testkit.TestPlatform;

/** All that ever stood on a topic, up to the moment at which one asks. */
final class Topic {
    private final String name;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
    private final Consumer<String, byte[]> reader;

    Topic(String name) {
        this.name = name;
        reader = TestPlatform.kafka().reader("test-" + name);
    }

    /** In the order in which they were written, as far as there is one: that of each key. */
    synchronized List<ConsumerRecord<String, byte[]>> of(String key) {
        if (reader.assignment().isEmpty()) {
            List<TopicPartition> partitions = reader.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
        }
        var ends = reader.endOffsets(reader.assignment());
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            reader.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
        return seen.stream().filter(record -> record.key().equals(key)).toList();
    }
}
