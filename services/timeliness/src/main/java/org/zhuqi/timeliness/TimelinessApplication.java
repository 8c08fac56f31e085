package org.zhuqi.timeliness;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** "135" as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, TimelinessModule.class})
public class TimelinessApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("timeliness", TimelinessApplication.class).run(arguments);
    }
}
