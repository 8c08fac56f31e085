package org.zhuqi.dispatch;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.dispatch.application.CommonProblems;
import org.zhuqi.dispatch.application.FindingSimilar;
import org.zhuqi.dispatch.application.IndexingTexts;
import org.zhuqi.dispatch.application.ProposingProblems;
import org.zhuqi.dispatch.application.Rarities;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.application.RelayingAnswers;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.GramRows;
import org.zhuqi.dispatch.postgres.MergeRows;
import org.zhuqi.dispatch.postgres.SimilarRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.CommonProblemController;
import org.zhuqi.dispatch.web.SimilarController;
import org.zhuqi.platform.telling.Telling;

/** 重复诉求、并单、共性问题: what is about the same matter. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SimilarSettings.class)
@Import({SimilarController.class, CommonProblemController.class})
class SimilarConfiguration {
    @Bean
    SimilarRows dispatchSimilarRows(JdbcClient db) {
        return new SimilarRows(db);
    }

    @Bean
    GramRows dispatchGramRows(JdbcClient db) {
        return new GramRows(db);
    }

    @Bean
    MergeRows dispatchMergeRows(JdbcClient db) {
        return new MergeRows(db);
    }

    @Bean
    CommonProblemRows dispatchCommonProblemRows(JdbcClient db) {
        return new CommonProblemRows(db);
    }

    @Bean
    Rarities dispatchRarities(GramRows grams) {
        return new Rarities(grams);
    }

    @Bean
    IndexingTexts dispatchIndexingTexts(
            SimilarRows texts, GramRows grams, SimilarSettings settings, InstantSource now) {
        return new IndexingTexts(texts, grams, settings.closedWithin(), now);
    }

    @Bean
    RelayingAnswers dispatchRelayingAnswers(
            MergeRows merges, TicketFactRows tickets, Recording recording, InstantSource now) {
        return new RelayingAnswers(merges, tickets, recording, now);
    }

    @Bean
    FindingSimilar dispatchFindingSimilar(
            SimilarRows texts, Rarities rarities, SimilarSettings settings, InstantSource now) {
        return new FindingSimilar(texts, rarities, settings.closedWithin(), now);
    }

    @Bean
    ProposingProblems dispatchProposingProblems(
            SimilarRows texts,
            CommonProblemRows problems,
            Rarities rarities,
            SimilarSettings settings,
            InstantSource now) {
        return new ProposingProblems(texts, problems, rarities, settings.proposedWithin(), now);
    }

    @Bean
    CommonProblems dispatchCommonProblems(
            CommonProblemRows problems,
            TicketFactRows tickets,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new CommonProblems(problems, tickets, recording, telling, transaction, now);
    }
}
