package org.zhuqi.metrics;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.metrics.application.Charting;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Following;
import org.zhuqi.metrics.application.Measuring;
import org.zhuqi.metrics.application.Printing;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.FlowRows;
import org.zhuqi.metrics.postgres.Names;
import org.zhuqi.metrics.postgres.PrintRulesRows;
import org.zhuqi.metrics.postgres.StockRows;
import org.zhuqi.metrics.postgres.TimeRows;
import org.zhuqi.metrics.web.ChartController;
import org.zhuqi.metrics.web.FlowController;
import org.zhuqi.metrics.web.SettingsController;
import org.zhuqi.metrics.web.TimesController;
import org.zhuqi.platform.directory.KnownDirectory;

/** What is made of the figures: how they went, who is ahead, how long things took, and how a district prints it. */
@Configuration(proxyBeanMethods = false)
@Import({ChartController.class, FlowController.class, TimesController.class, SettingsController.class})
class ChartConfiguration {
    @Bean
    Printing metricsPrinting(JdbcClient db, InstantSource now) {
        return new Printing(new PrintRulesRows(db), now);
    }

    @Bean
    Charting metricsCharting(Counting counting, FigureRows rows) {
        return new Charting(counting, new StockRows(rows), rows);
    }

    @Bean
    Following metricsFollowing(Names names, FigureRows rows) {
        return new Following(new FlowRows(names, rows), rows);
    }

    @Bean
    Measuring metricsMeasuring(Names names, FigureRows rows, Counting counting, KnownDirectory directory) {
        return new Measuring(new TimeRows(names, rows), rows, counting, directory);
    }
}
