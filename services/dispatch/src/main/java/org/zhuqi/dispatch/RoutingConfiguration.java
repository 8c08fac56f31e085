package org.zhuqi.dispatch;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.application.routing.CaseLibrary;
import org.zhuqi.dispatch.application.routing.MenuOfTheDistrict;
import org.zhuqi.dispatch.application.routing.Queues;
import org.zhuqi.dispatch.application.routing.Routing;
import org.zhuqi.dispatch.application.routing.RuleTexts;
import org.zhuqi.dispatch.application.routing.Rulebook;
import org.zhuqi.dispatch.application.routing.StartingRules;
import org.zhuqi.dispatch.application.routing.Suggesting;
import org.zhuqi.dispatch.application.routing.TryingRules;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.postgres.routing.AskedRows;
import org.zhuqi.dispatch.postgres.routing.CaseRows;
import org.zhuqi.dispatch.postgres.routing.CountRows;
import org.zhuqi.dispatch.postgres.routing.RoutingDocumentRows;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures;
import org.zhuqi.dispatch.postgres.routing.TurnRows;
import org.zhuqi.dispatch.web.routing.RoutingController;
import org.zhuqi.dispatch.web.routing.RulesController;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.persistence.SchemaMigrations;

/** 派单建议, 自动派单, 提级: which unit a ticket goes to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutingSizes.class)
class RoutingConfiguration {
    @Bean
    RoutingFigures routingFigures(JdbcClient db) {
        return new RoutingFigures(db);
    }

    @Bean
    CountRows routingCounts(JdbcClient db) {
        return new CountRows(db);
    }

    @Bean
    CaseRows routingCases(JdbcClient db) {
        return new CaseRows(db);
    }

    @Bean
    Rulebook routingRulebook(JdbcClient db, InstantSource now) {
        return new Rulebook(new RoutingDocumentRows(db), now);
    }

    @Bean
    StartingRules routingStartingRules(Rulebook rulebook, SchemaMigrations migrated) {
        return new StartingRules(rulebook);
    }

    @Bean
    RuleTexts routingRuleTexts(KnownDirectory directory, Menu menu) {
        return new RuleTexts(directory, menu);
    }

    @Bean
    Menu routingMenu(KnownCatalogue catalogue) {
        return new MenuOfTheDistrict(catalogue);
    }

    @Bean
    Suggesting routingSuggesting(
            Rulebook rulebook,
            Menu menu,
            KnownDirectory directory,
            CountRows counts,
            CaseRows cases,
            RoutingFigures figures,
            RoutingSizes sizes,
            InstantSource now) {
        return new Suggesting(
                rulebook, menu, directory, counts, new CaseLibrary(cases, sizes.remembered()), figures, now);
    }

    @Bean
    Routing routing(
            JdbcClient db,
            CountRows counts,
            CaseRows cases,
            Suggesting suggesting,
            Rulebook rulebook,
            Recording recording,
            InstantSource now) {
        return new Routing(counts, cases, new TurnRows(db), new AskedRows(db), suggesting, rulebook, recording, now);
    }

    @Bean
    TryingRules routingTryingRules(Suggesting suggesting, Rulebook rulebook, RoutingFigures figures) {
        return new TryingRules(suggesting, rulebook, figures);
    }

    @Bean
    RulesController routingRulesController(Rulebook rulebook, RuleTexts texts, TryingRules trying) {
        return new RulesController(rulebook, texts, trying);
    }

    @Bean
    RoutingController routingController(
            Suggesting suggesting,
            RoutingFigures figures,
            Rulebook rulebook,
            TicketFactRows tickets,
            KnownDirectory directory,
            Menu menu,
            InstantSource now) {
        return new RoutingController(
                suggesting, new Queues(figures, rulebook, directory), figures, tickets, directory, menu, now);
    }
}
