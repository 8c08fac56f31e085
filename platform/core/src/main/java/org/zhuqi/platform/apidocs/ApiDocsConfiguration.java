package org.zhuqi.platform.apidocs;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ApiDocsConfiguration {
    /** Before the others: each is put in front of those before it, and this one asks no further. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver typesByTheirMarks() {
        return new ModelResolver(Json31.mapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    GlobalOperationCustomizer operationIds() {
        return OperationIds::remember;
    }
}
