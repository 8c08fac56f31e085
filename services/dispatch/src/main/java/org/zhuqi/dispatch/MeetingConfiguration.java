package org.zhuqi.dispatch;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.dispatch.application.FollowingDecisions;
import org.zhuqi.dispatch.application.KnownNames;
import org.zhuqi.dispatch.application.MeetingFeeds;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.application.PlanningMeetings;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.MeetingFeedRows;
import org.zhuqi.dispatch.postgres.MeetingRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.MeetingController;
import org.zhuqi.dispatch.web.MeetingFeedController;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.telling.Telling;

/** 协调会. */
@Configuration(proxyBeanMethods = false)
@Import({MeetingController.class, MeetingFeedController.class})
class MeetingConfiguration {
    @Bean
    MeetingRows meetingRows(JdbcClient db) {
        return new MeetingRows(db);
    }

    /** Where the token alone says who is who, nobody can be asked whom a form names. */
    @Bean
    KnownNames meetingNames(KnownDirectory directory, @Value("${zhuqi.security.accounts:DIRECTORY}") String accounts) {
        return new KnownNames("DIRECTORY".equals(accounts) ? Optional.of(directory) : Optional.empty());
    }

    @Bean
    MeetingFeeds meetingFeeds(
            JdbcClient db,
            KnownDirectory directory,
            InstantSource now,
            @Value("${zhuqi.security.accounts:DIRECTORY}") String accounts) {
        return new MeetingFeeds(
                new MeetingFeedRows(db), "DIRECTORY".equals(accounts) ? Optional.of(directory) : Optional.empty(), now);
    }

    @Bean
    NamedTickets meetingTickets(TicketFactRows tickets) {
        return new NamedTickets(tickets);
    }

    @Bean
    PlanningMeetings planningMeetings(
            MeetingRows meetings,
            TicketFactRows tickets,
            EventRows events,
            Recording recording,
            @Qualifier("dispatchTelling") Telling telling,
            TransactionTemplate transaction) {
        return new PlanningMeetings(meetings, tickets, events, recording, telling, transaction);
    }

    @Bean
    FollowingDecisions followingDecisions(MeetingRows meetings) {
        return new FollowingDecisions(meetings);
    }
}
