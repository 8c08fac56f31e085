package org.zhuqi.notification;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.zhuqi.notification.webhook.WebhookConfiguration;
import org.zhuqi.platform.persistence.ServiceSchema;

/** Who is told what, when and how: persons over their channels, other systems by webhooks. Events and clock events in. */
@Configuration(proxyBeanMethods = false)
@Import(WebhookConfiguration.class)
public class NotificationModule {
    @Bean
    ServiceSchema notificationSchema() {
        return new ServiceSchema("notification");
    }
}
