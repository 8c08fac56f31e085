package org.zhuqi.bench;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.ticket.TicketModule;

/** The ticket engine as it is, without the other services, its consumers held back until they are started. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, TicketModule.class})
class EngineOnly {
    @Bean
    static BeanPostProcessor heldBack() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ConcurrentMessageListenerContainer<?, ?> container) {
                    container.setAutoStartup(false);
                }
                return bean;
            }
        };
    }
}
