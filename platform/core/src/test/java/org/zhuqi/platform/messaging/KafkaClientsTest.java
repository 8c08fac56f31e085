package org.zhuqi.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhuqi.platform.testkit.TestPlatform;

class KafkaClientsTest {
    /** A wrong program is to be mended, and the records are to be there then. */
    @Test
    void whateverIsThrownTheBatchComesAgain() throws Exception {
        String topic = "test." + UUID.randomUUID();
        try (Admin admin = TestPlatform.kafkaAdmin();
                Producer<String, byte[]> producer = TestPlatform.kafka().producer("test", 0)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, "only", "one".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        List<RuntimeException> mistakes = new CopyOnWriteArrayList<>(List.of(
                new ClassCastException("a district is not comparable"),
                new IllegalArgumentException("neither is this", new NoSuchMethodException())));
        List<String> seen = new CopyOnWriteArrayList<>();
        var container = TestPlatform.kafka().container(topic, topic, 1, 10, records -> {
            if (!mistakes.isEmpty()) {
                throw mistakes.removeFirst();
            }
            records.forEach(record -> seen.add(record.key()));
        });
        container.start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !seen.isEmpty());
        } finally {
            container.stop();
        }
        assertThat(seen).containsExactly("only");
    }
}
