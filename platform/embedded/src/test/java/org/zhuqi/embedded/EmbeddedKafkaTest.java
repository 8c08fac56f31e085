package org.zhuqi.embedded;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = MINUTES)
class EmbeddedKafkaTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("Topics, records and the places of consumers are kept over a restart")
    void restarts() throws Exception {
        String clusterId;
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory))) {
            clusterId = kafka.clusterId();
            var client = new KafkaClient(kafka);
            client.createTopic("requests");
            client.produce("requests", "first", "second");
            assertThat(client.consumeAs("desk", "requests", 2)).containsExactly("first", "second");
        }
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory))) {
            assertThat(kafka.clusterId()).isEqualTo(clusterId).isNotEmpty();
            var client = new KafkaClient(kafka);
            client.produce("requests", "third");
            assertThat(client.consume("requests", 3)).containsExactly("first", "second", "third");
            assertThat(client.consumeAs("desk", "requests", 1)).containsExactly("third");
        }
    }

    @Test
    @DisplayName("Acknowledged records survive kill -9 of the application")
    void survivesKill() throws Exception {
        String clusterId = KilledApplication.startedOn(directory, KilledApplication.OfKafka.class);
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory))) {
            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(new KafkaClient(kafka).consume("requests", 1)).containsExactly("惠企政策");
        }
    }

    @Test
    @DisplayName("A topic with flush.messages=1 is forced to the disk with every record, any other is not")
    void forcesToTheDisk() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory))) {
            var client = new KafkaClient(kafka);
            client.createTopic("flushed", Map.of("flush.messages", "1"));
            client.createTopic("unflushed");
            var records = new String[50];
            Arrays.fill(records, "record");
            long before = countOfFlushes();
            client.produce("unflushed", records);
            long between = countOfFlushes();
            client.produce("flushed", records);
            // The controller's own log is forced to the disk now and then.
            assertThat(between - before).as("flushes of the ordinary topic").isLessThan(10);
            assertThat(countOfFlushes() - between)
                    .as("flushes of the flushed topic")
                    .isBetween(50L, 60L);
        }
    }

    @Test
    @DisplayName("It listens on the loopback interface only, on the port it was given")
    void staysOnThisMachine() throws Exception {
        int port = FreePort.next();
        try (var kafka =
                EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory).withPort(port))) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(ListeningSockets.of(ProcessHandle.current().pid()))
                    .hasSize(2)
                    .anyMatch(address -> address.endsWith(":%04X".formatted(port)))
                    .allMatch(address ->
                            address.startsWith("0100007F:") || address.startsWith("0000000000000000FFFF00000100007F:"));
        }
    }

    @Test
    @DisplayName("A second broker is told that the directory is in use, and the first works on")
    void refusesASecondBroker() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory))) {
            assertThatThrownBy(() -> EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory)))
                    .hasMessage("Expected to use " + directory + ", but another running application uses it");
            new KafkaClient(kafka).createTopic("requests");
        }
    }

    private static long countOfFlushes() throws JMException {
        var name = new ObjectName("kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs");
        return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Count");
    }
}
