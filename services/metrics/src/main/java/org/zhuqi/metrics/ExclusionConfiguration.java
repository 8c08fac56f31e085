package org.zhuqi.metrics;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.metrics.application.ExcludingTickets;
import org.zhuqi.metrics.application.GatheringFacts;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.ExclusionRows;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.web.ExclusionController;

/** 剔除: what is left out of the figures, with approval. */
@Configuration(proxyBeanMethods = false)
@Import(ExclusionController.class)
class ExclusionConfiguration {
    @Bean
    ExclusionRows metricsExclusions(JdbcClient db, FigureRows figures) {
        return new ExclusionRows(db, figures);
    }

    @Bean
    ExcludingTickets excludingTickets(
            ExclusionRows exclusions,
            BuildRows builds,
            GatheringFacts facts,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ExcludingTickets(exclusions, builds, facts, transaction, now);
    }
}
