package org.zhuqi.metrics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.metrics.application.BuildAlarms;
import org.zhuqi.metrics.application.GatheringSubjects;
import org.zhuqi.metrics.application.KnownServices;
import org.zhuqi.metrics.application.ServicesOfTheMenu;
import org.zhuqi.metrics.kafka.Feed;
import org.zhuqi.metrics.postgres.Names;
import org.zhuqi.metrics.postgres.SubjectRows;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;

/** The figures beside the tickets: meetings, hard problems, visits, services, supply and demand. */
@Configuration(proxyBeanMethods = false)
class BesideConfiguration {
    @Bean
    SubjectRows metricsSubjects(JdbcClient db, Names names) {
        return new SubjectRows(db, names);
    }

    @Bean
    GatheringSubjects gatheringSubjects(SubjectRows rows, TransactionTemplate transaction, BuildAlarms alarms) {
        return new GatheringSubjects(rows, transaction, alarms);
    }

    @Bean
    Feed metricsDispatchFeed(GatheringSubjects subjects) {
        return new Feed("dispatch", Topics.DISPATCH, subjects::events);
    }

    @Bean
    KnownServices metricsServices(KnownCatalogue menus, KnownDirectory directory) {
        return new ServicesOfTheMenu(menus, directory);
    }
}
