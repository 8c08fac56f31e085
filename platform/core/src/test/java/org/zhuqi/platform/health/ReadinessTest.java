package org.zhuqi.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.testkit.TestPlatform;

/** What a load balancer is told. */
class ReadinessTest {
    private static final KafkaClients NOBODY =
            new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"), null);

    @Test
    void whoReachesABrokerSaysSo() {
        try (BrokersHealth brokers = new BrokersHealth(TestPlatform.kafka())) {
            assertThat(brokers.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void whoReachesNoneSaysSoSoon() {
        try (BrokersHealth brokers = new BrokersHealth(NOBODY)) {
            Health health = brokers.health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("reason", "no broker answers");
            assertThat(brokers.health()).as("asked again within a second").isSameAs(health);
        }
    }

    @Test
    void whatIsNotReadYetIsNamedUntilItIs() throws ExecutionException, InterruptedException {
        String topic = "readiness-test";
        try (Admin admin = TestPlatform.kafkaAdmin()) {
            admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        TopicTail tail =
                new TopicTail(TestPlatform.kafka(), topic, "zhuqi-test-tail", TopicTail.From.BEGINNING, records -> {});
        KnowledgeHealth knowledge = new KnowledgeHealth(
                new StaticListableBeanFactory(Map.of("tail", tail)).getBeanProvider(TopicTail.class));
        assertThat(knowledge.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(Objects.requireNonNull(knowledge.health().getDetails())).containsOnlyKeys("zhuqi-test-tail");
        tail.start();
        try {
            assertThat(knowledge.health().getStatus()).isEqualTo(Status.UP);
        } finally {
            tail.stop();
        }
    }

    @Test
    void aTailOfATopicThatComesLaterFollowsItThen() throws ExecutionException, InterruptedException {
        String topic = "comes-later";
        TopicTail tail =
                new TopicTail(TestPlatform.kafka(), topic, "zhuqi-early-tail", TopicTail.From.BEGINNING, records -> {});
        Thread starting = Thread.ofVirtual().start(tail::start);
        try (Admin admin = TestPlatform.kafkaAdmin()) {
            assertThat(tail.isFollowing()).isFalse();
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        starting.join();
        try {
            assertThat(tail.isFollowing()).isTrue();
        } finally {
            tail.stop();
        }
    }
}
