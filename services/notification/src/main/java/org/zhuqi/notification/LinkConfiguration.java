package org.zhuqi.notification;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.notification.application.SecretLinks;
import org.zhuqi.notification.postgres.LinkRows;
import org.zhuqi.notification.web.LinkController;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.limits.PathLimit;
import org.zhuqi.platform.limits.Rate;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;

/** Answering from a mail. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkSettings.class)
@Import(LinkController.class)
class LinkConfiguration {
    private static final String SOURCE = "/zhuqi/notification/link";

    @Bean
    OutgoingRows notificationOutgoing(JdbcClient db, @Qualifier("notificationSchema") ServiceSchema schema) {
        return new OutgoingRows(db, schema);
    }

    @Bean
    KafkaTelling notificationKafkaTelling(KafkaClients kafka) {
        return new KafkaTelling(
                kafka.producer("zhuqi-notification", 0),
                waiting -> Wire.command(
                        Wire.readCommandBody(
                                CommandType.byCeType(waiting.type()).orElseThrow(), waiting.body()),
                        SOURCE));
    }

    @Bean
    Telling notificationTelling(
            @Qualifier("notificationOutgoing") OutgoingRows outgoing,
            @Qualifier("notificationKafkaTelling") KafkaTelling kafka,
            TransactionTemplate transaction,
            NotificationSettings settings,
            SchemaMigrations migrated) {
        return new Telling("notification", outgoing, kafka, transaction, settings.lookEvery());
    }

    @Bean
    SecretLinks secretLinks(
            JdbcClient db,
            @Qualifier("notificationOutgoing") OutgoingRows outgoing,
            @Qualifier("notificationTelling") Telling telling,
            KnownDirectory directory,
            TransactionTemplate transaction,
            InstantSource now,
            LinkSettings settings) {
        return new SecretLinks(
                new LinkRows(db), outgoing, telling, directory, transaction, now, settings.last(), settings.patience());
    }

    @Bean
    TopicTail notificationOutcomes(KafkaClients kafka, SecretLinks links) {
        return new TopicTail(kafka, Topics.OUTCOMES, "zhuqi-notification-outcomes", TopicTail.From.END, links::arrived);
    }

    /** Nobody answers so many mails, and nobody guesses 256 bits; this keeps the tries cheap. */
    @Bean
    PathLimit linkLimit() {
        return PathLimit.of("links", HttpMethod.POST, "/links/{secret}", new Rate(30, 1, Duration.ofSeconds(2)));
    }
}
