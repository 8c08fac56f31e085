package org.zhuqi.timeliness;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.observability.RecentReading;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;
import org.zhuqi.timeliness.application.Announcing;
import org.zhuqi.timeliness.application.Calendars;
import org.zhuqi.timeliness.application.ChangingCalendars;
import org.zhuqi.timeliness.application.DryRun;
import org.zhuqi.timeliness.application.DueScan;
import org.zhuqi.timeliness.application.KeepingClocks;
import org.zhuqi.timeliness.application.Ledgers;
import org.zhuqi.timeliness.application.Policies;
import org.zhuqi.timeliness.application.PublishingPolicies;
import org.zhuqi.timeliness.application.Telling;
import org.zhuqi.timeliness.application.TryingPolicies;
import org.zhuqi.timeliness.kafka.KafkaTelling;
import org.zhuqi.timeliness.kafka.TrialContainer;
import org.zhuqi.timeliness.postgres.CalendarRows;
import org.zhuqi.timeliness.postgres.DueRows;
import org.zhuqi.timeliness.postgres.FeedRows;
import org.zhuqi.timeliness.postgres.OutgoingRows;
import org.zhuqi.timeliness.postgres.PolicyRows;
import org.zhuqi.timeliness.postgres.TicketRows;
import org.zhuqi.timeliness.web.CalendarController;
import org.zhuqi.timeliness.web.ClockController;
import org.zhuqi.timeliness.web.DueController;
import org.zhuqi.timeliness.web.FeedController;
import org.zhuqi.timeliness.web.PolicyController;

/** "135": policies, working calendar, clocks, warnings, auto-close. Ticket events in, clock events and commands out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TimelinessSettings.class)
@Import({
    CalendarController.class,
    ClockController.class,
    DueController.class,
    FeedController.class,
    PolicyController.class
})
public class TimelinessModule {
    @Bean
    ServiceSchema timelinessSchema() {
        return new ServiceSchema("timeliness");
    }

    @Bean
    TicketRows timelinessTickets(JdbcClient db) {
        return new TicketRows(db);
    }

    @Bean
    OutgoingRows timelinessOutgoing(JdbcClient db) {
        return new OutgoingRows(db);
    }

    @Bean
    PolicyRows timelinessPolicies(JdbcClient db) {
        return new PolicyRows(db);
    }

    @Bean
    CalendarRows timelinessCalendars(JdbcClient db) {
        return new CalendarRows(db);
    }

    @Bean
    DueRows timelinessDue(JdbcClient db) {
        return new DueRows(db);
    }

    @Bean
    FeedRows timelinessFeeds(JdbcClient db) {
        return new FeedRows(db);
    }

    @Bean
    Policies policies(PolicyRows rows) {
        return new Policies(rows);
    }

    @Bean
    Calendars calendars(CalendarRows rows) {
        return new Calendars(rows);
    }

    @Bean
    KafkaTelling kafkaTelling(KafkaClients kafka) {
        return new KafkaTelling(kafka.producer("zhuqi-timeliness", 0));
    }

    @Bean
    Telling telling(OutgoingRows outgoing, KafkaTelling kafka) {
        return new Telling(outgoing, kafka);
    }

    @Bean
    Announcing announcing(
            PolicyRows policies,
            CalendarRows calendars,
            TicketRows tickets,
            KafkaTelling kafka,
            TransactionTemplate transaction,
            InstantSource now,
            SchemaMigrations migrated) {
        return new Announcing(policies, calendars, tickets, kafka, transaction, now);
    }

    @Bean
    ChangingCalendars changingCalendars(
            CalendarRows rows,
            TicketRows tickets,
            Policies policies,
            Calendars calendars,
            Announcing announcing,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ChangingCalendars(rows, tickets, policies, calendars, announcing, transaction, now);
    }

    @Bean
    PublishingPolicies publishingPolicies(
            PolicyRows rows, Calendars calendars, Announcing announcing, InstantSource now) {
        return new PublishingPolicies(rows, calendars, announcing, now);
    }

    @Bean
    Ledgers ledgers(Policies policies, Calendars calendars) {
        return new Ledgers(policies, calendars);
    }

    @Bean
    DryRun dryRun(TicketRows tickets, Ledgers ledgers, Calendars calendars, InstantSource now) {
        return new DryRun(tickets, ledgers, calendars, now);
    }

    @Bean
    TryingPolicies tryingPolicies(TicketRows tickets, Policies policies, Calendars calendars) {
        return new TryingPolicies(tickets, policies, calendars);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> timelinessTrials(
            KafkaClients kafka, TryingPolicies trying, KafkaTelling telling, SchemaMigrations migrated) {
        return TrialContainer.of(kafka, "zhuqi-timeliness-trials", trying::answer, telling);
    }

    @Bean
    ProjectionAlarm timelinessAlarm() {
        return new ProjectionAlarm("timeliness");
    }

    @Bean
    HealthIndicator timelinessProjection(ProjectionAlarm timelinessAlarm) {
        return new ProjectionHealth(timelinessAlarm);
    }

    @Bean
    KeepingClocks keepingClocks(
            TicketRows tickets,
            OutgoingRows outgoing,
            Policies policies,
            Calendars calendars,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now,
            ProjectionAlarm timelinessAlarm) {
        return new KeepingClocks(tickets, outgoing, policies, calendars, telling, transaction, now, timelinessAlarm);
    }

    /** Starts with the application, once the schema and the rules are there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> timelinessEvents(
            KafkaClients kafka,
            TimelinessSettings settings,
            KeepingClocks clocks,
            ProjectionAlarm timelinessAlarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.of(
                kafka,
                "zhuqi-timeliness",
                Topics.EVENTS,
                settings.threads(),
                settings.batch(),
                clocks::project,
                timelinessAlarm);
    }

    @Bean
    @ConditionalOnProperty(name = "zhuqi.timeliness.scan", havingValue = "true", matchIfMissing = true)
    DueScan dueScan(
            KeepingClocks clocks,
            Telling telling,
            OutgoingRows outgoing,
            InstantSource now,
            TimelinessSettings settings,
            SchemaMigrations migrated) {
        return new DueScan(clocks, telling, outgoing, now, settings.scanEvery(), settings.batch());
    }

    @Bean
    MeterBinder dueScanDelay(TicketRows tickets, InstantSource now) {
        return registry -> RecentReading.gauge(
                registry,
                "zhuqi.due.delay",
                Tags.empty(),
                "How long a ticket whose time has come has waited to be looked at",
                "seconds",
                () -> tickets.nextDue()
                        .map(due ->
                                Math.max(0, Duration.between(due, now.instant()).toMillis() / 1000.0))
                        .orElse(0.0));
    }
}
