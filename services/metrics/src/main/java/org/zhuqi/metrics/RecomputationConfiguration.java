package org.zhuqi.metrics;

import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.metrics.application.AskingForRecomputations;
import org.zhuqi.metrics.application.ComparingFigures;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.KnownExclusions;
import org.zhuqi.metrics.application.TakingTrialAnswers;
import org.zhuqi.metrics.application.WorkingOffRecomputations;
import org.zhuqi.metrics.postgres.ChangedCaseRows;
import org.zhuqi.metrics.postgres.FactRows;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.Names;
import org.zhuqi.metrics.postgres.RecomputationRows;
import org.zhuqi.metrics.postgres.TriedRows;
import org.zhuqi.metrics.web.RecomputationController;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.OutgoingRows.Waiting;
import org.zhuqi.platform.telling.Telling;

/** Figures of the past under another definition or policy: trials are asked for over Kafka, and their answers counted. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecomputationSettings.class)
@Import(RecomputationController.class)
class RecomputationConfiguration {
    @Bean
    RecomputationRows metricsRecomputations(JdbcClient db) {
        return new RecomputationRows(db);
    }

    @Bean
    TriedRows metricsTried(JdbcClient db, Names names) {
        return new TriedRows(db, names);
    }

    @Bean
    ChangedCaseRows metricsChangedCases(JdbcClient db, Names names) {
        return new ChangedCaseRows(db, names);
    }

    @Bean
    OutgoingRows metricsOutgoing(JdbcClient db, @Qualifier("metricsSchema") ServiceSchema schema) {
        return new OutgoingRows(db, schema);
    }

    @Bean
    KafkaTelling metricsKafkaTelling(KafkaClients kafka) {
        return new KafkaTelling(kafka.producer("zhuqi-metrics", 0), RecomputationConfiguration::record);
    }

    private static ProducerRecord<String, byte[]> record(Waiting waiting) {
        return Wire.trialAsked(Json.MAPPER.readValue(waiting.body(), TrialAsked.class), waiting.toldAt());
    }

    @Bean
    Telling metricsTelling(
            @Qualifier("metricsOutgoing") OutgoingRows outgoing,
            @Qualifier("metricsKafkaTelling") KafkaTelling kafka,
            TransactionTemplate transaction,
            RecomputationSettings settings,
            SchemaMigrations migrated) {
        return new Telling("metrics", outgoing, kafka, transaction, settings.lookEvery());
    }

    @Bean
    ComparingFigures metricsComparing(
            RecomputationRows rows,
            TriedRows tried,
            ChangedCaseRows changes,
            FactRows facts,
            FigureRows figures,
            Counting counting,
            KnownExclusions exclusions,
            PlatformTransactionManager transactions,
            InstantSource now) {
        return new ComparingFigures(rows, tried, changes, facts, figures, counting, exclusions, transactions, now);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    WorkingOffRecomputations metricsWorkingOff(
            ComparingFigures comparing, RecomputationSettings settings, InstantSource now, SchemaMigrations migrated) {
        return new WorkingOffRecomputations(comparing, settings, now);
    }

    @Bean
    AskingForRecomputations metricsAskingForRecomputations(
            RecomputationRows rows,
            TriedRows tried,
            FigureRows figures,
            ComparingFigures comparing,
            @Qualifier("metricsOutgoing") OutgoingRows outgoing,
            @Qualifier("metricsTelling") Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new AskingForRecomputations(rows, tried, figures, comparing, outgoing, telling, transaction, now);
    }

    @Bean
    TakingTrialAnswers metricsTrialAnswers(
            RecomputationRows rows,
            TriedRows tried,
            FigureRows figures,
            WorkingOffRecomputations working,
            TransactionTemplate transaction,
            InstantSource now) {
        return new TakingTrialAnswers(rows, tried, figures, working::wake, transaction, now);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> metricsTrialReadings(
            KafkaClients kafka, RecomputationSettings settings, TakingTrialAnswers answers, SchemaMigrations migrated) {
        return kafka.container("zhuqi-metrics-trials", Topics.TRIAL_READINGS, 1, settings.batch(), answers::take);
    }
}
