package org.zhuqi.platform.time;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {
    /** The one place where the system learns what time it is. */
    @Bean
    @ConditionalOnMissingBean
    InstantSource now() {
        return Clock.systemUTC();
    }
}
