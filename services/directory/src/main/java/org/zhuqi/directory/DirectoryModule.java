package org.zhuqi.directory;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.directory.DirectoryEntryType;
import org.zhuqi.directory.application.ChangingContacts;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.Importing;
import org.zhuqi.directory.application.StartingData;
import org.zhuqi.directory.application.Writing;
import org.zhuqi.directory.login.LoginModule;
import org.zhuqi.directory.postgres.ChangeRows;
import org.zhuqi.directory.postgres.ContactRows;
import org.zhuqi.directory.postgres.ImportRows;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.directory.web.AccountController;
import org.zhuqi.directory.web.ChainController;
import org.zhuqi.directory.web.ChangeController;
import org.zhuqi.directory.web.ContactController;
import org.zhuqi.directory.web.DistrictController;
import org.zhuqi.directory.web.EnterpriseController;
import org.zhuqi.directory.web.ImportController;
import org.zhuqi.directory.web.PlaceController;
import org.zhuqi.directory.web.UnitController;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;

/** Who is who: districts, units, chains, places, enterprises, persons and their accounts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DirectorySettings.class)
@Import({
    LoginModule.class,
    PrivacyConfiguration.class,
    AccountController.class,
    ChainController.class,
    ChangeController.class,
    ContactController.class,
    DistrictController.class,
    EnterpriseController.class,
    ImportController.class,
    PlaceController.class,
    UnitController.class
})
public class DirectoryModule {
    @Bean
    ServiceSchema directorySchema() {
        return new ServiceSchema("directory");
    }

    @Bean
    Tables directoryTables(JdbcClient db) {
        return new Tables(db);
    }

    @Bean
    ContactRows directoryContacts(JdbcClient db) {
        return new ContactRows(db);
    }

    @Bean
    ChangeRows directoryChanges(JdbcClient db) {
        return new ChangeRows(db);
    }

    @Bean
    OutgoingRows directoryOutgoing(JdbcClient db, @Qualifier("directorySchema") ServiceSchema schema) {
        return new OutgoingRows(db, schema);
    }

    @Bean
    Writing directoryWriting(Tables tables, ChangeRows changes, OutgoingRows directoryOutgoing) {
        return new Writing(tables, changes, directoryOutgoing);
    }

    @Bean
    KafkaTelling directoryKafkaTelling(KafkaClients kafka) {
        return new KafkaTelling(
                kafka.producer("zhuqi-directory", 0),
                waiting -> Wire.directoryEntry(
                        Wire.readDirectoryBody(
                                DirectoryEntryType.byCeType(waiting.type()).orElseThrow(), waiting.body()),
                        waiting.toldAt()));
    }

    @Bean
    Telling directoryTelling(
            OutgoingRows directoryOutgoing,
            KafkaTelling directoryKafkaTelling,
            TransactionTemplate transaction,
            DirectorySettings settings,
            SchemaMigrations migrated) {
        return new Telling("directory", directoryOutgoing, directoryKafkaTelling, transaction, settings.tellEvery());
    }

    @Bean
    StartingData startingData(
            Tables tables,
            Writing writing,
            TransactionTemplate transaction,
            InstantSource now,
            DirectorySettings settings,
            SchemaMigrations migrated) {
        return new StartingData(tables, writing, transaction, now, settings.startingData());
    }

    @Bean
    ChangingEntries changingEntries(
            Tables tables,
            Writing writing,
            Telling directoryTelling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ChangingEntries(tables, writing, directoryTelling, transaction, now);
    }

    @Bean
    ChangingContacts changingContacts(
            Tables tables,
            ContactRows contacts,
            ChangeRows changes,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ChangingContacts(tables, contacts, changes, transaction, now);
    }

    @Bean
    ImportRows directoryImports(JdbcClient db) {
        return new ImportRows(db);
    }

    @Bean
    Importing directoryImporting(
            Tables tables,
            ContactRows contacts,
            ImportRows imports,
            Writing writing,
            ChangingContacts changingContacts,
            Telling directoryTelling,
            TransactionTemplate transaction,
            InstantSource now,
            DirectorySettings settings) {
        return new Importing(
                tables,
                contacts,
                imports,
                writing,
                changingContacts,
                directoryTelling,
                transaction,
                now,
                settings.keepPreviews());
    }
}
