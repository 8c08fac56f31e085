package org.zhuqi.platform.health;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;

@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    @Bean
    HealthIndicator kafkaHealthIndicator(KafkaClients kafka) {
        return new BrokersHealth(kafka);
    }

    @Bean
    HealthIndicator knowledgeHealthIndicator(ObjectProvider<TopicTail> tails) {
        return new KnowledgeHealth(tails);
    }
}
