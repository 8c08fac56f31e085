package org.zhuqi.desk;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** The read side as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, DeskModule.class})
public class DeskApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("desk", DeskApplication.class).run(arguments);
    }
}
