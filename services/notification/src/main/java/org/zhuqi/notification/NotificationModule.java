package org.zhuqi.notification;

import java.time.InstantSource;
import java.util.List;
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
import org.zhuqi.notification.application.Announcing;
import org.zhuqi.notification.application.Composing;
import org.zhuqi.notification.application.Errands;
import org.zhuqi.notification.application.FollowingClocks;
import org.zhuqi.notification.application.FollowingMeetings;
import org.zhuqi.notification.application.FollowingTickets;
import org.zhuqi.notification.application.Forgetting;
import org.zhuqi.notification.application.LiveInboxes;
import org.zhuqi.notification.application.MakingLists;
import org.zhuqi.notification.application.Naming;
import org.zhuqi.notification.application.Previewing;
import org.zhuqi.notification.application.Recipients;
import org.zhuqi.notification.application.RuleBooks;
import org.zhuqi.notification.application.SendingTimes;
import org.zhuqi.notification.application.TicketHappenings;
import org.zhuqi.notification.application.Wakening;
import org.zhuqi.notification.postgres.ClockRows;
import org.zhuqi.notification.postgres.FactRows;
import org.zhuqi.notification.postgres.GatheredRows;
import org.zhuqi.notification.postgres.LinkRows;
import org.zhuqi.notification.postgres.MatterRows;
import org.zhuqi.notification.postgres.MessageRows;
import org.zhuqi.notification.postgres.PreferenceRows;
import org.zhuqi.notification.postgres.RuleBookRows;
import org.zhuqi.notification.web.InboxStreamController;
import org.zhuqi.notification.web.NotificationController;
import org.zhuqi.notification.web.PreferenceController;
import org.zhuqi.notification.web.RuleController;
import org.zhuqi.notification.webhook.WebhookConfiguration;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;

/** Who is told what, when and how: persons over their channels, other systems by webhooks. Events and clock events in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationSettings.class)
@Import({
    DeliveryConfiguration.class,
    LinkConfiguration.class,
    InboxStreamController.class,
    NotificationController.class,
    PreferenceController.class,
    RuleController.class,
    WebhookConfiguration.class
})
public class NotificationModule {
    @Bean
    ServiceSchema notificationSchema() {
        return new ServiceSchema("notification");
    }

    @Bean
    MessageRows messageRows(JdbcClient db) {
        return new MessageRows(db);
    }

    @Bean
    PreferenceRows messagePreferences(JdbcClient db) {
        return new PreferenceRows(db);
    }

    @Bean
    RuleBooks ruleBooks(JdbcClient db) {
        return new RuleBooks(new RuleBookRows(db));
    }

    @Bean
    Recipients recipients(KnownDirectory directory) {
        return new Recipients(directory);
    }

    @Bean
    SendingTimes sendingTimes(CalendarTable calendars) {
        return new SendingTimes(calendars);
    }

    @Bean
    Naming naming(KnownDirectory directory, SendingTimes times) {
        return new Naming(directory, times);
    }

    @Bean
    Wakening wakening() {
        return new Wakening();
    }

    @Bean
    Composing composing(
            RuleBooks books,
            Recipients recipients,
            PreferenceRows preferences,
            SendingTimes times,
            Composing.Ways ways) {
        return new Composing(books, recipients, preferences, times, ways);
    }

    @Bean
    Announcing notificationAnnouncing(
            MessageRows messages,
            Composing composing,
            Wakening wakening,
            NotificationSettings settings,
            InstantSource now) {
        return new Announcing(messages, composing, wakening, settings.oldest(), now);
    }

    @Bean
    LiveInboxes liveInboxes(
            MessageRows messages, Wakening wakening, NotificationSettings settings, SchemaMigrations migrated) {
        return new LiveInboxes(messages, wakening, settings.streamsPerAccount(), settings.lookEvery());
    }

    @Bean
    ProjectionAlarm notificationAlarm() {
        return new ProjectionAlarm("notification");
    }

    @Bean
    HealthIndicator notificationProjection(@Qualifier("notificationAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    FollowingTickets notificationFollowingTickets(
            JdbcClient db,
            Naming naming,
            Announcing announcing,
            TransactionTemplate transaction,
            @Qualifier("notificationAlarm") ProjectionAlarm alarm) {
        return new FollowingTickets(new FactRows(db), new TicketHappenings(naming), announcing, transaction, alarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> notificationEvents(
            KafkaClients kafka,
            NotificationSettings settings,
            FollowingTickets notificationFollowingTickets,
            @Qualifier("notificationAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.unhurried(
                kafka,
                "zhuqi-notification",
                Topics.EVENTS,
                settings.threads(),
                settings.batch(),
                notificationFollowingTickets::project,
                alarm);
    }

    @Bean
    ProjectionAlarm notificationClockAlarm() {
        return new ProjectionAlarm("notification clocks");
    }

    @Bean
    HealthIndicator notificationClockProjection(@Qualifier("notificationClockAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    FollowingClocks notificationFollowingClocks(
            JdbcClient db,
            Naming naming,
            Announcing announcing,
            TransactionTemplate transaction,
            @Qualifier("notificationClockAlarm") ProjectionAlarm alarm) {
        return new FollowingClocks(new ClockRows(db), new FactRows(db), naming, announcing, transaction, alarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> notificationClockEvents(
            KafkaClients kafka,
            NotificationSettings settings,
            FollowingClocks notificationFollowingClocks,
            @Qualifier("notificationClockAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.unhurried(
                kafka,
                "zhuqi-notification-clocks",
                Topics.CLOCKS,
                settings.threads(),
                settings.batch(),
                notificationFollowingClocks::project,
                alarm);
    }

    @Bean
    Errands notificationErrands(
            FollowingClocks clocks,
            MakingLists lists,
            Forgetting forgetting,
            Wakening wakening,
            NotificationSettings settings,
            SchemaMigrations migrated) {
        return new Errands(
                "notification",
                wakening,
                settings.lookEvery(),
                List.of(
                        new Errands.Errand("telling of early clock events", clocks::tellRipe),
                        new Errands.Errand("making the lists of the morning", lists::make),
                        new Errands.Errand("forgetting old messages", forgetting::forget)));
    }

    @Bean
    MakingLists makingLists(
            KnownDirectory directory,
            RuleBooks books,
            JdbcClient db,
            MessageRows messages,
            Naming naming,
            Composing composing,
            SendingTimes times,
            Wakening wakening,
            TransactionTemplate transaction,
            InstantSource now) {
        return new MakingLists(
                directory,
                books,
                new ClockRows(db),
                new FactRows(db),
                new GatheredRows(db, messages),
                messages,
                naming,
                composing,
                times,
                wakening,
                transaction,
                now);
    }

    @Bean
    Forgetting forgetting(JdbcClient db, MessageRows messages, NotificationSettings settings, InstantSource now) {
        return new Forgetting(messages, new LinkRows(db), settings.keep(), now);
    }

    @Bean
    Previewing previewing(JdbcClient db, Naming naming, Composing composing, InstantSource now) {
        return new Previewing(new FactRows(db), naming, composing, now);
    }

    @Bean
    ProjectionAlarm notificationMeetingAlarm() {
        return new ProjectionAlarm("notification meetings");
    }

    @Bean
    HealthIndicator notificationMeetingProjection(@Qualifier("notificationMeetingAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    FollowingMeetings notificationFollowingMeetings(
            JdbcClient db,
            Recipients recipients,
            Naming naming,
            Announcing announcing,
            TransactionTemplate transaction,
            @Qualifier("notificationMeetingAlarm") ProjectionAlarm alarm) {
        return new FollowingMeetings(new MatterRows(db), recipients, naming, announcing, transaction, alarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> notificationMeetings(
            KafkaClients kafka,
            NotificationSettings settings,
            FollowingMeetings notificationFollowingMeetings,
            @Qualifier("notificationMeetingAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.unhurried(
                kafka,
                "zhuqi-notification-meetings",
                Topics.DISPATCH,
                1,
                settings.batch(),
                notificationFollowingMeetings::project,
                alarm);
    }
}
