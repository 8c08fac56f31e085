package org.zhuqi.dispatch;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.dispatch.application.Introducing;
import org.zhuqi.dispatch.application.ListingSights;
import org.zhuqi.dispatch.application.PostingListings;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.postgres.IntroductionRows;
import org.zhuqi.dispatch.postgres.ListingRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.IntroductionController;
import org.zhuqi.dispatch.web.ListingController;
import org.zhuqi.dispatch.web.ListingDocuments;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.telling.Telling;

/** 供需对接: supply and demand. */
@Configuration(proxyBeanMethods = false)
@Import({ListingController.class, IntroductionController.class, ListingDocuments.class})
class ListingConfiguration {
    @Bean
    ListingRows listingRows(JdbcClient db) {
        return new ListingRows(db);
    }

    @Bean
    IntroductionRows introductionRows(JdbcClient db) {
        return new IntroductionRows(db);
    }

    @Bean
    ListingSights listingSights(
            ListingRows listings, TicketFactRows tickets, KnownDirectory directory, InstantSource now) {
        return new ListingSights(listings, tickets, directory, now);
    }

    @Bean
    PostingListings postingListings(
            ListingRows listings,
            ListingSights sights,
            TicketFactRows tickets,
            KnownDirectory directory,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new PostingListings(listings, sights, tickets, directory, recording, telling, transaction, now);
    }

    @Bean
    Introducing introducing(
            ListingRows listings,
            ListingSights sights,
            IntroductionRows introductions,
            TicketFactRows tickets,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new Introducing(listings, sights, introductions, tickets, recording, telling, transaction, now);
    }
}
