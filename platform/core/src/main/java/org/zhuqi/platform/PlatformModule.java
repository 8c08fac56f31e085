package org.zhuqi.platform;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What every service shares: messaging, persistence, problem details, security, time. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class PlatformModule {}
