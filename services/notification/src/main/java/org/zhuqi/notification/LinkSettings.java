package org.zhuqi.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param last how long a link in a mail can be used
 * @param patience how long its user waits for what came of it
 */
@ConfigurationProperties("zhuqi.notification.links")
public record LinkSettings(
        @DefaultValue("14d") Duration last,
        @DefaultValue("3s") Duration patience) {}
