package org.zhuqi.dispatch;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** 派单 and what happens beside tickets, as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, DispatchModule.class})
public class DispatchApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("dispatch", DispatchApplication.class).run(arguments);
    }
}
