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
import org.zhuqi.desk.application.ProjectingEvents;
import org.zhuqi.desk.application.TellingEvents;
import org.zhuqi.desk.application.WaitingForVersions;
import org.zhuqi.desk.postgres.TicketTexts;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.desk.postgres.Timelines;
import org.zhuqi.desk.web.EventStreamController;
import org.zhuqi.desk.web.TicketQueryController;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;

/** The read side: events in, work lists, tickets, timelines and live updates out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeskSettings.class)
@Import({TicketQueryController.class, EventStreamController.class})
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
    TicketTexts deskTexts(JdbcClient db) {
        return new TicketTexts(db);
    }

    @Bean
    Timelines deskTimelines(JdbcClient db) {
        return new Timelines(db);
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
            TransactionTemplate transaction,
            CommittedTickets committed,
            ProjectionAlarm deskAlarm) {
        return new ProjectingEvents(tickets, texts, timelines, transaction, committed, deskAlarm);
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
    WaitingForVersions waitingForVersions(CommittedTickets committed, DeskSettings settings) {
        return new WaitingForVersions(committed, settings.waitAtMost());
    }

    @Bean
    EventHub eventHub(DeskSettings settings, InstantSource now) {
        return new EventHub(settings.streamsPerAccount(), now.millis(), System::nanoTime);
    }

    @Bean
    TellingEvents tellingEvents(EventHub hub, Tickets tickets, CommittedTickets committed, SchemaMigrations migrated) {
        return new TellingEvents(hub, tickets, committed);
    }

    @Bean
    TopicTail deskTail(KafkaClients kafka, TellingEvents telling) {
        return new TopicTail(kafka, Topics.EVENTS, "zhuqi-desk-tail", TopicTail.From.END, telling::arrived);
    }
}
