package org.zhuqi.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A small client of the embedded broker. */
record KafkaClient(EmbeddedKafka kafka) {

    void createTopic(String name) throws ExecutionException, InterruptedException {
        createTopic(name, Map.of());
    }

    void createTopic(String name, Map<String, String> configs) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(bootstrap())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configs)))
                    .all()
                    .get();
        }
    }

    void produce(String topic, String... values) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(bootstrap(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get();
            }
        }
    }

    List<String> consume(String topic, int count) {
        try (var consumer = new KafkaConsumer<>(bootstrap(), new StringDeserializer(), new StringDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var values = new ArrayList<String>();
            IntStream.range(0, 100).takeWhile(poll -> values.size() < count).forEach(poll -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(100))) {
                    values.add(each.value());
                }
            });
            return values;
        }
    }

    /** As a member of a group, which commits what it has read. */
    List<String> consumeAs(String group, String topic, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                group,
                "group.protocol",
                "consumer",
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var values = new ArrayList<String>();
            IntStream.range(0, 100).takeWhile(poll -> values.size() < count).forEach(poll -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(100))) {
                    values.add(each.value());
                }
            });
            consumer.commitSync();
            return values;
        }
    }

    private Map<String, Object> bootstrap() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
