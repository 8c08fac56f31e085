package org.zhuqi.dispatch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param remembered so many cases of each district are kept in memory to be compared with, the latest; about 4 KB each */
@ConfigurationProperties("zhuqi.dispatch.routing")
public record RoutingSizes(@DefaultValue("10000") int remembered) {}
