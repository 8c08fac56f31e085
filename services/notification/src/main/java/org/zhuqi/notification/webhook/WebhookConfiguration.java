package org.zhuqi.notification.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.notification.webhook.application.CountingEvents;
import org.zhuqi.notification.webhook.application.Delivering;
import org.zhuqi.notification.webhook.application.Keyring;
import org.zhuqi.notification.webhook.application.Subscribing;
import org.zhuqi.notification.webhook.domain.AddressForm;
import org.zhuqi.notification.webhook.domain.AddressRules;
import org.zhuqi.notification.webhook.domain.Network;
import org.zhuqi.notification.webhook.domain.Patience;
import org.zhuqi.notification.webhook.http.Addresses;
import org.zhuqi.notification.webhook.http.HostResolver;
import org.zhuqi.notification.webhook.http.Sender;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.notification.webhook.postgres.EventRows;
import org.zhuqi.notification.webhook.postgres.SecretRows;
import org.zhuqi.notification.webhook.postgres.SubjectRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows;
import org.zhuqi.notification.webhook.web.WebhookController;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.observability.RecentReading;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;
import org.zhuqi.platform.security.Sealing;

/** Other systems that subscribed to events: ticket events, clock events and events of dispatch in, signed requests out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
@Import(WebhookController.class)
public class WebhookConfiguration {
    private final SecureRandom random = new SecureRandom();

    @Bean
    SubscriptionRows webhookSubscriptions(JdbcClient db) {
        return new SubscriptionRows(db);
    }

    @Bean
    SecretRows webhookSecrets(JdbcClient db) {
        return new SecretRows(db);
    }

    @Bean
    SubjectRows webhookSubjects(JdbcClient db) {
        return new SubjectRows(db);
    }

    @Bean
    EventRows webhookEventRows(JdbcClient db) {
        return new EventRows(db);
    }

    @Bean
    DeliveryRows webhookDeliveries(JdbcClient db) {
        return new DeliveryRows(db);
    }

    @Bean
    Keyring webhookKeyring(SecretRows secrets, WebhookSettings settings) {
        return new Keyring(secrets, Sealing.with(settings.secretsKey(), "zhuqi.webhooks.secrets-key"), random);
    }

    /** A test may know hosts of its own. */
    @Bean
    Addresses webhookAddresses(WebhookSettings settings, ObjectProvider<HostResolver> resolver) {
        return new Addresses(
                new AddressForm(settings.allowHttp(), settings.ports()),
                new AddressRules(
                        settings.allowPrivateAddresses(),
                        settings.allowedNetworks().stream().map(Network::of).toList()),
                resolver.getIfAvailable(() -> InetAddress::getAllByName));
    }

    /** Whom a receiver's certificate must be from is the JDK's business, unless a test has certificates of its own. */
    @Bean
    Sender webhookSender(
            Addresses addresses, InstantSource now, WebhookSettings settings, ObjectProvider<TlsSocketStrategy> tls) {
        return new Sender(
                addresses,
                now,
                settings.connectTimeout(),
                settings.timeout(),
                settings.atATime(),
                tls.getIfAvailable());
    }

    @Bean
    Delivering webhookDelivering(
            SubscriptionRows subscriptions,
            DeliveryRows deliveries,
            @Qualifier("webhookEventRows") EventRows events,
            Keyring keyring,
            Sender sender,
            TransactionTemplate transaction,
            InstantSource now,
            WebhookSettings settings,
            ObjectProvider<MeterRegistry> meters,
            SchemaMigrations migrated) {
        return new Delivering(
                subscriptions,
                deliveries,
                events,
                keyring,
                sender,
                new Patience(
                        settings.firstPause(), settings.longestPause(), settings.giveUpAfter(), settings.longestRest()),
                transaction,
                now,
                new Delivering.Measures(
                        settings.enabled(),
                        settings.lookEvery(),
                        settings.atATime(),
                        settings.perReceiver(),
                        settings.timeout(),
                        settings.keep()),
                meters.getIfAvailable());
    }

    @Bean
    Subscribing webhookSubscribing(
            SubscriptionRows subscriptions,
            SecretRows secrets,
            DeliveryRows deliveries,
            Keyring keyring,
            Delivering delivering,
            TransactionTemplate transaction,
            WebhookSettings settings) {
        return new Subscribing(
                subscriptions,
                secrets,
                deliveries,
                keyring,
                delivering::wake,
                transaction,
                new Subscribing.Bounds(settings.perDistrict(), settings.replayAtMost(), settings.keep()));
    }

    // -- what happens -----------------------------------------------------------------------------------------------

    /** What the three topics need to be counted in. */
    record Counting(
            KafkaClients kafka,
            WebhookSettings settings,
            SubjectRows subjects,
            SubscriptionRows subscriptions,
            EventRows events,
            DeliveryRows deliveries,
            Delivering delivering,
            TransactionTemplate transaction,
            InstantSource now,
            ProjectionAlarm alarm) {
        ConcurrentMessageListenerContainer<String, byte[]> container(String group, String topic) {
            CountingEvents counting = new CountingEvents(
                    topic, subjects, subscriptions, events, deliveries, delivering::wake, transaction, now, alarm);
            var container = ProjectionContainer.unhurried(
                    kafka, group, topic, settings.threads(), settings.batch(), counting::project, alarm);
            container.setAutoStartup(settings.enabled());
            return container;
        }
    }

    @Bean
    ProjectionAlarm webhookAlarm() {
        return new ProjectionAlarm("webhooks");
    }

    @Bean
    HealthIndicator webhookProjection(@Qualifier("webhookAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    Counting webhookCounting(
            KafkaClients kafka,
            WebhookSettings settings,
            SubjectRows subjects,
            SubscriptionRows subscriptions,
            @Qualifier("webhookEventRows") EventRows events,
            DeliveryRows deliveries,
            Delivering delivering,
            TransactionTemplate transaction,
            InstantSource now,
            @Qualifier("webhookAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        return new Counting(
                kafka, settings, subjects, subscriptions, events, deliveries, delivering, transaction, now, alarm);
    }

    /** These three start with the application. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> webhookEvents(Counting counting) {
        return counting.container("zhuqi-notification-webhooks-events", Topics.EVENTS);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> webhookClocks(Counting counting) {
        return counting.container("zhuqi-notification-webhooks-clocks", Topics.CLOCKS);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> webhookDispatch(Counting counting) {
        return counting.container("zhuqi-notification-webhooks-dispatch", Topics.DISPATCH);
    }

    // -- figures ----------------------------------------------------------------------------------------------------

    @Bean
    MeterBinder webhookFigures(DeliveryRows deliveries, SubscriptionRows subscriptions, InstantSource now) {
        return registry -> {
            RecentReading.gauge(
                    registry,
                    "zhuqi.webhooks.waiting",
                    Tags.empty(),
                    "Deliveries to receivers of webhooks that wait",
                    null,
                    deliveries::waiting);
            RecentReading.gauge(
                    registry,
                    "zhuqi.webhooks.oldest",
                    Tags.empty(),
                    "Since when the oldest delivery waits that could be sent",
                    "seconds",
                    () -> deliveries
                            .oldest(now.instant())
                            .map(age -> Math.max(0, age.toMillis() / 1000.0))
                            .orElse(0.0));
            RecentReading.gauge(
                    registry,
                    "zhuqi.webhooks.paused",
                    Tags.empty(),
                    "Webhooks to which nothing is sent",
                    null,
                    subscriptions::paused);
        };
    }
}
