package org.zhuqi.metrics;

import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.metrics.application.BuildAlarms;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.GatheringFacts;
import org.zhuqi.metrics.application.KnownExclusions;
import org.zhuqi.metrics.application.KnownServices;
import org.zhuqi.metrics.application.Printing;
import org.zhuqi.metrics.application.Rebuilding;
import org.zhuqi.metrics.kafka.Feed;
import org.zhuqi.metrics.kafka.Progress;
import org.zhuqi.metrics.kafka.RunningBuilds;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.FactRows;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.Names;
import org.zhuqi.metrics.web.Asking;
import org.zhuqi.metrics.web.BuildController;
import org.zhuqi.metrics.web.MetricsController;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionHealth;

/** The figures: defined once, counted from what happened, answered for any past cut-off. Events in; out only trials of other policies. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsSettings.class)
@Import({
    BesideConfiguration.class,
    BuildController.class,
    ChartConfiguration.class,
    ExclusionConfiguration.class,
    ExportConfiguration.class,
    MetricsController.class,
    RecomputationConfiguration.class,
    SignalConfiguration.class
})
public class MetricsModule {
    @Bean
    ServiceSchema metricsSchema() {
        return new ServiceSchema("metrics");
    }

    @Bean
    Names metricsNames(JdbcClient db, PlatformTransactionManager transactions) {
        return new Names(db, transactions);
    }

    @Bean
    FactRows metricsFacts(JdbcClient db, Names names) {
        return new FactRows(db, names);
    }

    @Bean
    FigureRows metricsFigures(JdbcClient db, Names names, KnownServices services) {
        return new FigureRows(db, names, services);
    }

    @Bean
    BuildRows metricsBuilds(JdbcClient db) {
        return new BuildRows(db);
    }

    @Bean
    BuildAlarms metricsAlarms() {
        return new BuildAlarms();
    }

    @Bean
    HealthIndicator metricsProjection(BuildAlarms alarms) {
        // A build under way that cannot go on is shown in the list of the builds; it makes no figure wrong.
        return () -> new ProjectionHealth(alarms.ofTheServing()).health();
    }

    @Bean
    GatheringFacts gatheringFacts(
            FactRows facts, KnownExclusions exclusions, TransactionTemplate transaction, BuildAlarms alarms) {
        return new GatheringFacts(facts, exclusions, transaction, alarms);
    }

    @Bean
    Feed metricsTicketFeed(GatheringFacts facts) {
        return new Feed("tickets", Topics.EVENTS, facts::events);
    }

    @Bean
    Feed metricsClockFeed(GatheringFacts facts) {
        return new Feed("clocks", Topics.CLOCKS, facts::clocks);
    }

    @Bean
    Progress metricsProgress(KafkaClients kafka, List<Feed> feeds) {
        return new Progress(kafka, feeds);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    RunningBuilds metricsRunningBuilds(
            BuildRows rows,
            List<Feed> feeds,
            KafkaClients kafka,
            Progress progress,
            TransactionTemplate transaction,
            BuildAlarms alarms,
            InstantSource now,
            MetricsSettings settings,
            SchemaMigrations migrated) {
        return new RunningBuilds(rows, feeds, kafka, progress, transaction, alarms, now, settings);
    }

    @Bean
    Rebuilding metricsRebuilding(
            BuildRows rows,
            RunningBuilds running,
            BuildAlarms alarms,
            TransactionTemplate transaction,
            InstantSource now) {
        return new Rebuilding(rows, running, alarms, transaction, now);
    }

    @Bean
    Counting metricsCounting(FigureRows rows, KnownDirectory directory) {
        return new Counting(rows, directory);
    }

    @Bean
    Asking metricsAsking(CalendarTable calendars, Printing printing, InstantSource now) {
        return new Asking(calendars, printing, now);
    }
}
