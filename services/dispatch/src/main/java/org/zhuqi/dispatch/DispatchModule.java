package org.zhuqi.dispatch;

import org.apache.kafka.clients.producer.ProducerRecord;
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
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.dispatch.application.Following;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.OutgoingRows.Waiting;
import org.zhuqi.platform.telling.Telling;

/**
 * 派单: routing, objections, merges, common problems, meetings, hard problems, visits, supply and demand. Ticket events in;
 * events of its own and commands for tickets out.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchSettings.class)
@Import({
    HardProblemConfiguration.class,
    ListingConfiguration.class,
    MeetingConfiguration.class,
    RoutingConfiguration.class,
    SimilarConfiguration.class,
    VisitConfiguration.class
})
public class DispatchModule {
    private static final String SOURCE = "/zhuqi/dispatch";

    @Bean
    ServiceSchema dispatchSchema() {
        return new ServiceSchema("dispatch");
    }

    @Bean
    TicketFactRows dispatchTickets(JdbcClient db) {
        return new TicketFactRows(db);
    }

    @Bean
    EventRows dispatchEventRows(JdbcClient db) {
        return new EventRows(db);
    }

    @Bean
    OutgoingRows dispatchOutgoing(JdbcClient db, @Qualifier("dispatchSchema") ServiceSchema schema) {
        return new OutgoingRows(db, schema);
    }

    @Bean
    KafkaTelling dispatchKafkaTelling(KafkaClients kafka) {
        return new KafkaTelling(kafka.producer("zhuqi-dispatch", 0), DispatchModule::record);
    }

    private static ProducerRecord<String, byte[]> record(Waiting waiting) {
        return DispatchEventType.byCeType(waiting.type())
                .map(type -> Wire.dispatch(Wire.readDispatchBody(type, waiting.body())))
                .orElseGet(() -> Wire.command(
                        Wire.readCommandBody(
                                CommandType.byCeType(waiting.type()).orElseThrow(), waiting.body()),
                        SOURCE));
    }

    @Bean
    Telling dispatchTelling(
            @Qualifier("dispatchOutgoing") OutgoingRows outgoing,
            @Qualifier("dispatchKafkaTelling") KafkaTelling kafka,
            TransactionTemplate transaction,
            DispatchSettings settings,
            SchemaMigrations migrated) {
        return new Telling("dispatch", outgoing, kafka, transaction, settings.tellEvery());
    }

    @Bean
    Recording dispatchRecording(EventRows events, @Qualifier("dispatchOutgoing") OutgoingRows outgoing) {
        return new Recording(events, outgoing);
    }

    @Bean
    ProjectionAlarm dispatchAlarm() {
        return new ProjectionAlarm("dispatch");
    }

    @Bean
    HealthIndicator dispatchProjection(@Qualifier("dispatchAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    Following dispatchFollowing(
            TicketFactRows tickets,
            ObjectProvider<Following.Companion> companions,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction,
            @Qualifier("dispatchAlarm") ProjectionAlarm alarm) {
        return new Following(tickets, companions.orderedStream().toList(), telling, transaction, alarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> dispatchEvents(
            KafkaClients kafka,
            DispatchSettings settings,
            @Qualifier("dispatchFollowing") Following following,
            @Qualifier("dispatchAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.unhurried(
                kafka,
                "zhuqi-dispatch",
                Topics.EVENTS,
                settings.threads(),
                settings.batch(),
                following::project,
                alarm);
    }
}
