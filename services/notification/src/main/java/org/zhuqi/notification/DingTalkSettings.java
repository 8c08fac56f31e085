package org.zhuqi.notification;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param hosts at which robots may be; others are refused
 * @param timeout for connecting and for the answer
 */
@ConfigurationProperties("zhuqi.notification.dingtalk")
public record DingTalkSettings(
        @DefaultValue("oapi.dingtalk.com") List<String> hosts,
        @DefaultValue("10s") Duration timeout) {}
