package org.zhuqi.notification.webhook;

import org.springframework.context.annotation.Configuration;

/** Other systems that subscribed to events. */
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {}
