package org.zhuqi.intake;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.intake.application.AttachmentStorage;
import org.zhuqi.intake.application.AwaitedOutcomes;
import org.zhuqi.intake.application.ChangingCatalogue;
import org.zhuqi.intake.application.CommandBodies;
import org.zhuqi.intake.application.FindingAttachments;
import org.zhuqi.intake.application.ForgettingOriginKeys;
import org.zhuqi.intake.application.ItemBodies;
import org.zhuqi.intake.application.Janitor;
import org.zhuqi.intake.application.KeepingUses;
import org.zhuqi.intake.application.NamedInCommands;
import org.zhuqi.intake.application.NamingAttachments;
import org.zhuqi.intake.application.OrderedItems;
import org.zhuqi.intake.application.SendingCommands;
import org.zhuqi.intake.application.StampingOrigins;
import org.zhuqi.intake.application.StartingCatalogue;
import org.zhuqi.intake.application.TakingCommands;
import org.zhuqi.intake.application.TakingUploads;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.intake.postgres.OriginKeyRows;
import org.zhuqi.intake.postgres.StrayRows;
import org.zhuqi.intake.postgres.UseRows;
import org.zhuqi.intake.storage.DiskStorage;
import org.zhuqi.intake.storage.Leftovers;
import org.zhuqi.intake.storage.Storages;
import org.zhuqi.platform.access.FollowingAccess;
import org.zhuqi.platform.access.TicketAccessRows;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;

/**
 * 点单: the write API. Authenticates, validates, stamps, appends to the command topic, waits for the outcome. Keeps the files
 * that commands name, and who may see them. Keeps the menu of every district.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AttachmentSettings.class, CatalogueSettings.class})
@ComponentScan("org.zhuqi.intake.web")
@Import(Open311Configuration.class)
public class IntakeModule {
    private static final String SCHEMA = "intake";
    private static final int BATCH = 500;
    /** What a form says around its file. */
    private static final int FORM_BYTES = 64 * 1024;

    private static final int IN_MEMORY_BYTES = 64 * 1024;

    @Bean
    CommandBodies commandBodies() {
        return new CommandBodies();
    }

    /** Where the token alone says who is who, nobody can be asked whom a command names. */
    @Bean
    @ConditionalOnProperty(name = "zhuqi.security.accounts", havingValue = "DIRECTORY", matchIfMissing = true)
    NamedInCommands namedInCommands(KnownDirectory directory) {
        return new NamedInCommands(directory);
    }

    /** As with names: without the directory an installation has no menu that could be asked. */
    @Bean
    @ConditionalOnProperty(name = "zhuqi.security.accounts", havingValue = "DIRECTORY", matchIfMissing = true)
    OrderedItems orderedItems(KnownCatalogue catalogue) {
        return new OrderedItems(catalogue);
    }

    @Bean
    ItemBodies itemBodies() {
        return new ItemBodies();
    }

    @Bean
    CatalogueRows catalogueRows(JdbcClient db) {
        return new CatalogueRows(db);
    }

    @Bean
    OutgoingRows catalogueOutgoing(JdbcClient db, ServiceSchema intakeSchema) {
        return new OutgoingRows(db, intakeSchema);
    }

    @Bean
    KafkaTelling catalogueKafkaTelling(KafkaClients kafka) {
        return new KafkaTelling(
                kafka.producer("zhuqi-intake-catalogue", 0),
                waiting -> Wire.catalogueEntry(
                        Json.MAPPER.readValue(waiting.body(), CatalogueEntry.class), waiting.toldAt()));
    }

    @Bean
    Telling catalogueTelling(
            OutgoingRows catalogueOutgoing,
            KafkaTelling catalogueKafkaTelling,
            TransactionTemplate transaction,
            CatalogueSettings settings,
            SchemaMigrations migrated) {
        return new Telling("catalogue", catalogueOutgoing, catalogueKafkaTelling, transaction, settings.tellEvery());
    }

    @Bean
    StartingCatalogue startingCatalogue(
            CatalogueRows catalogueRows,
            OutgoingRows catalogueOutgoing,
            TransactionTemplate transaction,
            InstantSource now,
            CatalogueSettings settings,
            SchemaMigrations migrated) {
        return new StartingCatalogue(catalogueRows, catalogueOutgoing, transaction, now, settings.startingData());
    }

    @Bean
    ChangingCatalogue changingCatalogue(
            CatalogueRows catalogueRows,
            OutgoingRows catalogueOutgoing,
            Telling catalogueTelling,
            KnownDirectory directory,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ChangingCatalogue(catalogueRows, catalogueOutgoing, catalogueTelling, directory, transaction, now);
    }

    @Bean
    AwaitedOutcomes awaitedOutcomes() {
        return new AwaitedOutcomes();
    }

    @Bean
    TopicTail outcomeTail(KafkaClients kafka, AwaitedOutcomes outcomes) {
        return new TopicTail(kafka, Topics.OUTCOMES, "zhuqi-intake-outcomes", TopicTail.From.END, outcomes::arrived);
    }

    @Bean
    Producer<String, byte[]> commandProducer(KafkaClients kafka) {
        return kafka.producer("zhuqi-intake", 1);
    }

    @Bean
    SendingCommands sendingCommands(
            Producer<String, byte[]> commandProducer, AwaitedOutcomes outcomes, MeterRegistry figures) {
        return new SendingCommands(commandProducer, outcomes, figures);
    }

    @Bean
    TakingCommands takingCommands(
            CommandBodies bodies,
            NamingAttachments attachments,
            SendingCommands sending,
            Optional<NamedInCommands> named,
            Optional<OrderedItems> ordered,
            StampingOrigins origins,
            InstantSource now) {
        return new TakingCommands(bodies, attachments, sending, named, ordered, origins, now);
    }

    @Bean
    ServiceSchema intakeSchema() {
        return new ServiceSchema(SCHEMA);
    }

    @Bean
    AttachmentRows attachmentRows(JdbcClient db) {
        return new AttachmentRows(db);
    }

    @Bean
    StrayRows strayRows(JdbcClient db) {
        return new StrayRows(db);
    }

    @Bean
    UseRows attachmentUses(JdbcClient db) {
        return new UseRows(db);
    }

    @Bean
    TicketAccessRows intakeAccessRows(JdbcClient db) {
        return new TicketAccessRows(db, SCHEMA);
    }

    @Bean(destroyMethod = "close")
    AttachmentStorage attachmentStorage(AttachmentSettings settings) {
        return Storages.of(settings);
    }

    /** A form's files go to the disk, next to where they are kept, and one setting says how large they may be. */
    @Bean
    MultipartConfigElement uploadForms(AttachmentSettings settings, InstantSource now) throws IOException {
        Path spool = Files.createDirectories(settings.spoolFolder());
        Instant yesterday = now.instant().minus(Duration.ofDays(1));
        Leftovers.remove(spool, yesterday);
        if (settings.folder() != null) {
            Leftovers.remove(DiskStorage.drafts(settings.folder()), yesterday);
        }
        long largest = settings.maxSize().toBytes();
        return new MultipartConfigElement(spool.toString(), largest, largest + FORM_BYTES, IN_MEMORY_BYTES);
    }

    /** Only who asks for a form's parts has them received: commands are no forms. */
    @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    StandardServletMultipartResolver lazyForms() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }

    @Bean
    TakingUploads takingUploads(
            AttachmentRows attachments,
            StrayRows strays,
            AttachmentStorage storage,
            TransactionTemplate transaction,
            InstantSource now,
            AttachmentSettings settings,
            SchemaMigrations migrated) {
        return new TakingUploads(attachments, strays, storage, transaction, now, settings.unclaimedPerDay());
    }

    @Bean
    NamingAttachments namingAttachments(
            AttachmentRows attachments, TransactionTemplate transaction, InstantSource now, SchemaMigrations migrated) {
        return new NamingAttachments(attachments, transaction, now);
    }

    @Bean
    FindingAttachments findingAttachments(
            AttachmentRows attachments,
            UseRows uses,
            @Qualifier("intakeAccessRows") TicketAccessRows access,
            SchemaMigrations migrated) {
        return new FindingAttachments(attachments, uses, access);
    }

    @Bean
    @ConditionalOnProperty(name = "zhuqi.attachments.janitor", havingValue = "true", matchIfMissing = true)
    Janitor janitor(
            AttachmentRows attachments,
            StrayRows strays,
            AttachmentStorage storage,
            TransactionTemplate transaction,
            InstantSource now,
            AttachmentSettings settings,
            SchemaMigrations migrated) {
        return new Janitor(
                attachments, strays, storage, transaction, now, settings.keepUnclaimed(), settings.janitorEvery());
    }

    @Bean
    OriginKeyRows originKeyRows(JdbcClient db) {
        return new OriginKeyRows(db);
    }

    @Bean
    StampingOrigins stampingOrigins(OriginKeyRows keys, SchemaMigrations migrated) {
        return new StampingOrigins(keys);
    }

    @Bean
    ForgettingOriginKeys forgettingOriginKeys(OriginKeyRows keys, InstantSource now, SchemaMigrations migrated) {
        return new ForgettingOriginKeys(keys, now);
    }

    @Bean
    ProjectionAlarm intakeAlarm() {
        return new ProjectionAlarm("attachments");
    }

    @Bean
    HealthIndicator intakeProjection(@Qualifier("intakeAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    FollowingAccess intakeAccess(
            @Qualifier("intakeAccessRows") TicketAccessRows access,
            UseRows uses,
            AttachmentRows attachments,
            TransactionTemplate transaction,
            InstantSource now,
            @Qualifier("intakeAlarm") ProjectionAlarm alarm) {
        return new FollowingAccess(access, new KeepingUses(uses, attachments, now), transaction, alarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> intakeEvents(
            KafkaClients kafka,
            AttachmentSettings settings,
            @Qualifier("intakeAccess") FollowingAccess following,
            @Qualifier("intakeAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        return ProjectionContainer.of(
                kafka, "zhuqi-intake", Topics.EVENTS, settings.threads(), BATCH, following::project, alarm);
    }
}
