package org.zhuqi.platform.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.zhuqi.platform.observability.ClientFigures;
import org.zhuqi.platform.observability.Traces;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
class MessagingConfiguration {
    @Bean
    KafkaClients kafkaClients(
            KafkaProperties properties,
            @Value("${zhuqi.instance:#{null}}") @Nullable String instance,
            Traces traces,
            ClientFigures figures) {
        Map<String, Object> common = new HashMap<>(properties.buildConsumerProperties());
        common.keySet().removeIf(key -> key.endsWith(".deserializer"));
        return new KafkaClients(common, instance, traces, figures);
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicSettings settings) {
        return new KafkaAdmin.NewTopics(settings.topics().toArray(NewTopic[]::new));
    }
}
