package org.zhuqi.platform.catalogue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean
    KnownCatalogue knownCatalogue() {
        return new KnownCatalogue();
    }

    /** Has read all items before the web server opens its doors. */
    @Bean
    TopicTail catalogueTail(KafkaClients kafka, KnownCatalogue catalogue) {
        return new TopicTail(kafka, Topics.CATALOGUE, "zhuqi-catalogue", TopicTail.From.BEGINNING, catalogue::arrived);
    }
}
