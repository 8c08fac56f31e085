package org.zhuqi.metrics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.ReadingSignals;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.Names;
import org.zhuqi.metrics.postgres.SignalRows;
import org.zhuqi.metrics.web.SignalController;

/** What about the figures deserves a second look. */
@Configuration(proxyBeanMethods = false)
@Import(SignalController.class)
class SignalConfiguration {
    @Bean
    SignalRows metricsSignals(FigureRows figures, Names names) {
        return new SignalRows(figures, names);
    }

    @Bean
    ReadingSignals readingSignals(SignalRows rows, FigureRows figures, Counting counting) {
        return new ReadingSignals(rows, figures, counting);
    }
}
