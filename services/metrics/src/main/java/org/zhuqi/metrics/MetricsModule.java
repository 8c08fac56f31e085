package org.zhuqi.metrics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.platform.persistence.ServiceSchema;

/** The figures: defined once, counted from what happened, answered for any past cut-off. Events in; nothing out but answers. */
@Configuration(proxyBeanMethods = false)
public class MetricsModule {
    @Bean
    ServiceSchema metricsSchema() {
        return new ServiceSchema("metrics");
    }
}
