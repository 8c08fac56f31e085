package org.zhuqi.platform.web;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.platform.json.Json;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    JsonMapperBuilderCustomizer sameJsonEverywhere() {
        return Json::configure;
    }
}
