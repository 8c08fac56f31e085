package org.zhuqi.notification;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** Who is told what as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, NotificationModule.class})
public class NotificationApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("notification", NotificationApplication.class).run(arguments);
    }
}
