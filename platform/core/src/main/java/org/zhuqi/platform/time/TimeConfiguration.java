package org.zhuqi.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(TimeConfiguration.class);

    /**
     * The one place where the system learns what time it is.
     *
     * @param ahead how far its clock runs ahead, to rehearse what the next days will bring; never where real tickets are
     */
    @Bean
    @ConditionalOnMissingBean
    InstantSource now(@Value("${zhuqi.time.ahead:PT0S}") Duration ahead) {
        if (!ahead.isZero()) {
            LOG.warn("The clock of this installation runs {} ahead (zhuqi.time.ahead): a rehearsal", ahead);
        }
        return Clock.offset(Clock.systemUTC(), ahead);
    }
}
