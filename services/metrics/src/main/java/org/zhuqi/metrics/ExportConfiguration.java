package org.zhuqi.metrics;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Printing;
import org.zhuqi.metrics.application.export.ComposingReports;
import org.zhuqi.metrics.application.export.ExportSettings;
import org.zhuqi.metrics.application.export.ExportingFigures;
import org.zhuqi.metrics.application.export.RunningExports;
import org.zhuqi.metrics.application.export.SchedulingReports;
import org.zhuqi.metrics.application.export.WritingExports;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.ExportRows;
import org.zhuqi.metrics.postgres.ScheduleRows;
import org.zhuqi.metrics.web.Asking;
import org.zhuqi.metrics.web.ExportAsking;
import org.zhuqi.metrics.web.ExportController;
import org.zhuqi.metrics.web.ScheduleController;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.persistence.SchemaMigrations;

/** Figures as files: asked for, written, kept for a while, and made on a schedule. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportSettings.class)
@Import({ExportController.class, ScheduleController.class})
class ExportConfiguration {
    @Bean
    ExportRows metricsExports(JdbcClient db) {
        return new ExportRows(db);
    }

    @Bean
    ScheduleRows metricsSchedules(JdbcClient db) {
        return new ScheduleRows(db);
    }

    @Bean
    ComposingReports composingReports(
            Counting counting,
            BuildRows builds,
            KnownDirectory directory,
            KnownCatalogue catalogue,
            Printing printing) {
        return new ComposingReports(counting, builds, directory, catalogue, printing);
    }

    @Bean
    WritingExports writingExports(
            ComposingReports reports,
            ExportRows rows,
            PlatformTransactionManager transactions,
            InstantSource now,
            ExportSettings settings) {
        return new WritingExports(reports, rows, transactions, now, settings);
    }

    @Bean
    ExportingFigures exportingFigures(
            ComposingReports reports,
            ExportRows rows,
            WritingExports writing,
            TransactionTemplate transaction,
            InstantSource now,
            ExportSettings settings) {
        return new ExportingFigures(reports, rows, writing, transaction, now, settings);
    }

    @Bean
    SchedulingReports schedulingReports(
            ScheduleRows rows,
            ExportRows exports,
            ComposingReports reports,
            CalendarTable calendars,
            TransactionTemplate transaction,
            InstantSource now) {
        return new SchedulingReports(rows, exports, reports, calendars, transaction, now);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    RunningExports metricsRunningExports(
            WritingExports writing,
            SchedulingReports schedules,
            ExportRows rows,
            TransactionTemplate transaction,
            InstantSource now,
            ExportSettings settings,
            SchemaMigrations migrated) {
        return new RunningExports(writing, schedules, rows, transaction, now, settings);
    }

    @Bean
    ExportAsking metricsExportAsking(Asking asking) {
        return new ExportAsking(asking);
    }
}
