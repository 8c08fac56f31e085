package org.zhuqi.dispatch;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.dispatch.application.LinkingFiledTickets;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.application.RecordingVisits;
import org.zhuqi.dispatch.application.VisitFigures;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.postgres.VisitRows;
import org.zhuqi.dispatch.web.VisitController;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.telling.Telling;

/** 走访: officers' visits. */
@Configuration(proxyBeanMethods = false)
@Import(VisitController.class)
class VisitConfiguration {
    @Bean
    VisitRows visitRows(JdbcClient db) {
        return new VisitRows(db);
    }

    @Bean
    RecordingVisits recordingVisits(
            VisitRows visits,
            TicketFactRows tickets,
            KnownDirectory directory,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        return new RecordingVisits(visits, tickets, directory, recording, telling, transaction, now);
    }

    @Bean
    LinkingFiledTickets linkingFiledTickets(VisitRows visits, Recording recording, InstantSource now) {
        return new LinkingFiledTickets(visits, recording, now);
    }

    @Bean
    VisitFigures visitFigures(VisitRows visits, KnownDirectory directory, InstantSource now) {
        return new VisitFigures(visits, directory, now);
    }
}
