package org.zhuqi.dispatch;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.dispatch.application.ListingHardProblems;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.application.ReviewingHardProblems;
import org.zhuqi.dispatch.postgres.HardProblemRows;
import org.zhuqi.dispatch.postgres.ReviewRoundRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.HardProblemController;
import org.zhuqi.platform.telling.Telling;

/** 重难点问题, 滚筒式破难. */
@Configuration(proxyBeanMethods = false)
@Import(HardProblemController.class)
class HardProblemConfiguration {
    @Bean
    HardProblemRows hardProblemRows(JdbcClient db) {
        return new HardProblemRows(db);
    }

    @Bean
    ReviewRoundRows reviewRoundRows(JdbcClient db) {
        return new ReviewRoundRows(db);
    }

    @Bean
    ListingHardProblems listingHardProblems(
            HardProblemRows problems,
            TicketFactRows tickets,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new ListingHardProblems(problems, tickets, recording, telling, transaction, now);
    }

    @Bean
    ReviewingHardProblems reviewingHardProblems(
            HardProblemRows problems,
            ReviewRoundRows rounds,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction) {
        return new ReviewingHardProblems(problems, rounds, recording, telling, transaction);
    }
}
