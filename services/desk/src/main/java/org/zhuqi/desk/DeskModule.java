package org.zhuqi.desk;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.desk.application.CommittedTickets;
import org.zhuqi.desk.application.EventHub;
import org.zhuqi.desk.application.ProjectingClocks;
import org.zhuqi.desk.application.ProjectingEvents;
import org.zhuqi.desk.application.TellingEvents;
import org.zhuqi.desk.application.WaitingForVersions;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.desk.postgres.Presences;
import org.zhuqi.desk.postgres.TicketTexts;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.desk.postgres.Timelines;
import org.zhuqi.desk.web.ByIdOrNumber;
import org.zhuqi.desk.web.EventStreamController;
import org.zhuqi.desk.web.PresenceController;
import org.zhuqi.desk.web.TicketDocuments;
import org.zhuqi.desk.web.TicketQueryController;
import org.zhuqi.desk.web.TimelineDocuments;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;

/** The read side: events of tickets and of their clocks in, work lists, tickets, timelines and live updates out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeskSettings.class)
@Import({TicketQueryController.class, PresenceController.class, EventStreamController.class})
public class DeskModule {
    @Bean
    ServiceSchema deskSchema() {
        return new ServiceSchema("desk");
    }

    @Bean
    Tickets deskTickets(JdbcClient db, TransactionTemplate transaction) {
        return new Tickets(db, transaction);
    }

    @Bean
    ByIdOrNumber ticketsByIdOrNumber(Tickets tickets) {
        return new ByIdOrNumber(tickets);
    }

    @Bean
    Presences presences(JdbcClient db) {
        return new Presences(db);
    }

    @Bean
    TicketTexts deskTexts(JdbcClient db) {
        return new TicketTexts(db);
    }

    @Bean
    Timelines deskTimelines(JdbcClient db) {
        return new Timelines(db);
    }

    @Bean
    Clocks deskClocks(JdbcClient db) {
        return new Clocks(db);
    }

    @Bean
    CommittedTickets committedTickets() {
        return new CommittedTickets();
    }

    @Bean
    ProjectionAlarm deskAlarm() {
        return new ProjectionAlarm("desk");
    }

    @Bean
    HealthIndicator deskProjection(ProjectionAlarm deskAlarm) {
        return new ProjectionHealth(deskAlarm);
    }

    @Bean
    ProjectingEvents projectingEvents(
            Tickets tickets,
            TicketTexts texts,
            Timelines timelines,
            Clocks clocks,
            TransactionTemplate transaction,
            CommittedTickets committed,
            ProjectionAlarm deskAlarm) {
        return new ProjectingEvents(tickets, texts, timelines, clocks, transaction, committed, deskAlarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> deskEvents(
            KafkaClients kafka,
            DeskSettings settings,
            ProjectingEvents projecting,
            ProjectionAlarm deskAlarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.of(
                kafka,
                "zhuqi-desk",
                Topics.EVENTS,
                settings.threads(),
                settings.batch(),
                projecting::project,
                deskAlarm);
    }

    @Bean
    ProjectionAlarm deskClockAlarm() {
        return new ProjectionAlarm("desk clocks");
    }

    @Bean
    HealthIndicator deskClockProjection(ProjectionAlarm deskClockAlarm) {
        return new ProjectionHealth(deskClockAlarm);
    }

    @Bean
    ProjectingClocks projectingClocks(
            Clocks clocks,
            TransactionTemplate transaction,
            CommittedTickets committed,
            ProjectionAlarm deskClockAlarm) {
        return new ProjectingClocks(clocks, transaction, committed, deskClockAlarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> deskClockEvents(
            KafkaClients kafka,
            DeskSettings settings,
            ProjectingClocks projecting,
            ProjectionAlarm deskClockAlarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.of(
                kafka,
                "zhuqi-desk-clocks",
                Topics.CLOCKS,
                settings.threads(),
                settings.batch(),
                projecting::project,
                deskClockAlarm);
    }

    @Bean
    TicketDocuments ticketDocuments(
            Tickets tickets,
            TicketTexts texts,
            Clocks clocks,
            CalendarTable calendars,
            KnownDirectory directory,
            InstantSource now) {
        return new TicketDocuments(tickets, texts, clocks, calendars, directory, now);
    }

    @Bean
    TimelineDocuments timelineDocuments(Timelines timelines, Tickets tickets) {
        return new TimelineDocuments(timelines, tickets);
    }

    @Bean
    WaitingForVersions waitingForVersions(CommittedTickets committed, DeskSettings settings) {
        return new WaitingForVersions(committed, settings.waitAtMost());
    }

    @Bean
    EventHub eventHub(DeskSettings settings, InstantSource now) {
        return new EventHub(settings.streamsPerAccount(), now.millis(), System::nanoTime);
    }

    @Bean
    TellingEvents tellingEvents(
            EventHub hub, Tickets tickets, Clocks clocks, CommittedTickets committed, SchemaMigrations migrated) {
        return new TellingEvents(hub, tickets, clocks, committed);
    }

    @Bean
    TopicTail deskTail(KafkaClients kafka, TellingEvents telling) {
        return new TopicTail(kafka, Topics.EVENTS, "zhuqi-desk-tail", TopicTail.From.END, telling::arrived);
    }

    @Bean
    TopicTail deskClockTail(KafkaClients kafka, TellingEvents telling) {
        return new TopicTail(kafka, Topics.CLOCKS, "zhuqi-desk-clock-tail", TopicTail.From.END, telling::arrived);
    }
}
