package org.zhuqi.metrics;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** The figures as a process of their own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, MetricsModule.class})
public class MetricsApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("metrics", MetricsApplication.class).run(arguments);
    }
}
