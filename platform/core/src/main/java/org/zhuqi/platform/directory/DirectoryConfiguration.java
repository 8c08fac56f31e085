package org.zhuqi.platform.directory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;

@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {
    @Bean
    KnownDirectory knownDirectory() {
        return new KnownDirectory();
    }

    /** Has read all entries before the web server opens its doors. */
    @Bean
    TopicTail directoryTail(KafkaClients kafka, KnownDirectory directory) {
        return new TopicTail(kafka, Topics.DIRECTORY, "zhuqi-directory", TopicTail.From.BEGINNING, directory::arrived);
    }
}
