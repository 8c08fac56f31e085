package org.zhuqi.directory;

import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.directory.application.ErasingPersons;
import org.zhuqi.directory.application.FindingAddresses;
import org.zhuqi.directory.application.PersonTraces;
import org.zhuqi.directory.application.SeeingPersons;
import org.zhuqi.directory.application.Writing;
import org.zhuqi.directory.domain.PersonSight;
import org.zhuqi.directory.postgres.ForeignIdentityRows;
import org.zhuqi.directory.postgres.ImportRows;
import org.zhuqi.directory.postgres.PersonalDataRows;
import org.zhuqi.directory.postgres.PreferenceRows;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.directory.web.AddressController;
import org.zhuqi.directory.web.ForeignIdentityController;
import org.zhuqi.directory.web.MeController;
import org.zhuqi.directory.web.PersonController;
import org.zhuqi.directory.web.PreferenceController;
import org.zhuqi.platform.access.FollowingAccess;
import org.zhuqi.platform.access.TicketAccessRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;
import org.zhuqi.platform.telling.Telling;

/** Who may know whom, who looked, and being forgotten. */
@Configuration(proxyBeanMethods = false)
@Import({
    AddressController.class,
    ForeignIdentityController.class,
    MeController.class,
    PersonController.class,
    PreferenceController.class
})
class PrivacyConfiguration {
    private static final int THREADS = 1;
    private static final int BATCH = 500;

    @Bean
    PersonalDataRows personalData(JdbcClient db) {
        return new PersonalDataRows(db);
    }

    @Bean
    FindingAddresses findingAddresses(PersonalDataRows persons, KnownDirectory directory) {
        return new FindingAddresses(persons, directory);
    }

    @Bean
    ForeignIdentityRows foreignIdentities(JdbcClient db) {
        return new ForeignIdentityRows(db);
    }

    @Bean
    PreferenceRows preferences(JdbcClient db) {
        return new PreferenceRows(db);
    }

    @Bean
    PersonSight personSight(KnownDirectory directory) {
        return new PersonSight(directory);
    }

    @Bean
    TicketAccessRows directoryTicketAccess(JdbcClient db) {
        return new TicketAccessRows(db, "directory");
    }

    @Bean
    SeeingPersons seeingPersons(
            PersonalDataRows persons, TicketAccessRows directoryTicketAccess, PersonSight sight, InstantSource now) {
        return new SeeingPersons(persons, directoryTicketAccess, sight, now);
    }

    @Bean
    ErasingPersons erasingPersons(
            Tables tables,
            Writing writing,
            Telling directoryTelling,
            PersonalDataRows persons,
            List<PersonTraces> traces,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ErasingPersons(tables, writing, directoryTelling, persons, traces, transaction, now);
    }

    /** What was put in with a table of persons can be put in again. */
    @Bean
    PersonTraces importedPersons(ImportRows directoryImports) {
        return (district, person, at) -> directoryImports.forgetAllOf(district);
    }

    @Bean
    ProjectionAlarm directoryAlarm() {
        return new ProjectionAlarm("directory");
    }

    @Bean
    HealthIndicator directoryProjection(ProjectionAlarm directoryAlarm) {
        return new ProjectionHealth(directoryAlarm);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> directoryEvents(
            KafkaClients kafka,
            TicketAccessRows directoryTicketAccess,
            TransactionTemplate transaction,
            ProjectionAlarm directoryAlarm,
            SchemaMigrations migrated) {
        FollowingAccess following =
                new FollowingAccess(directoryTicketAccess, events -> {}, transaction, directoryAlarm);
        return ProjectionContainer.unhurried(
                kafka, "zhuqi-directory", Topics.EVENTS, THREADS, BATCH, following::project, directoryAlarm);
    }
}
