package org.zhuqi.ticket;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.observability.RecentReading;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.ticket.application.AuditingTickets;
import org.zhuqi.ticket.application.DeadLetters;
import org.zhuqi.ticket.application.DecidedCommands;
import org.zhuqi.ticket.application.PoliciesInForce;
import org.zhuqi.ticket.application.ProcessingCommands;
import org.zhuqi.ticket.application.TicketLog;
import org.zhuqi.ticket.application.export.ExportingLog;
import org.zhuqi.ticket.kafka.KafkaPublisher;
import org.zhuqi.ticket.postgres.PostgresAudit;
import org.zhuqi.ticket.postgres.PostgresDeadLetters;
import org.zhuqi.ticket.postgres.PostgresEventLog;
import org.zhuqi.ticket.postgres.PostgresTicketLog;

/** The lifecycle engine: the only writer of tickets. Commands in, log and tickets in PostgreSQL, events and outcomes out. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("org.zhuqi.ticket.web")
@EnableConfigurationProperties(EngineSettings.class)
public class TicketModule {
    @Bean
    ServiceSchema ticketSchema() {
        return new ServiceSchema("ticket");
    }

    @Bean
    KafkaPublisher ticketPublisher(KafkaClients kafka) {
        return new KafkaPublisher(kafka.producer("zhuqi-ticket", 0));
    }

    @Bean
    TicketLog ticketLog(JdbcClient db) {
        return new PostgresTicketLog(db);
    }

    @Bean
    AuditingTickets auditingTickets(JdbcClient db) {
        return new PostgresAudit(db);
    }

    @Bean
    ExportingLog exportingLog(JdbcClient db, PlatformTransactionManager transactions) {
        return new ExportingLog(new PostgresEventLog(db, transactions));
    }

    @Bean
    DecidedCommands decidedCommands(TicketLog log) {
        return new DecidedCommands(log);
    }

    @Bean
    ProcessingCommands processingCommands(
            TicketLog log,
            KafkaPublisher publisher,
            TransactionTemplate transaction,
            InstantSource now,
            PoliciesInForce policies,
            EngineSettings settings,
            MeterRegistry figures) {
        return new ProcessingCommands(log, publisher, transaction, now, policies, settings.zone(), figures);
    }

    @Bean
    PoliciesInForce policiesInForce() {
        return new PoliciesInForce();
    }

    /** Has read all rules before the first command is taken. */
    @Bean
    TopicTail ticketRules(KafkaClients kafka, PoliciesInForce policies) {
        return new TopicTail(kafka, Topics.RULES, "zhuqi-ticket-rules", TopicTail.From.BEGINNING, policies::arrived);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ticketCommands(
            KafkaClients kafka, ProcessingCommands processing, EngineSettings settings, SchemaMigrations migrated) {
        return kafka.container(
                "zhuqi-ticket", Topics.COMMANDS, settings.threads(), settings.batch(), processing::process);
    }

    @Bean
    Producer<String, byte[]> redriveProducer(KafkaClients kafka) {
        return kafka.producer("zhuqi-ticket-redrive", 0);
    }

    @Bean
    DeadLetters deadLetters(
            JdbcClient db,
            Producer<String, byte[]> redriveProducer,
            TransactionTemplate transaction,
            InstantSource now) {
        return new PostgresDeadLetters(db, redriveProducer, transaction, now);
    }

    @Bean
    MeterBinder openDeadLetters(DeadLetters letters) {
        return registry -> RecentReading.gauge(
                registry,
                "zhuqi.dead.letters",
                Tags.empty(),
                "Commands that could not be processed and that nobody has settled yet",
                null,
                letters::open);
    }
}
