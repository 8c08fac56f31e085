package org.zhuqi.intake;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** The write API as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, IntakeModule.class})
public class IntakeApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("intake", IntakeApplication.class).run(arguments);
    }
}
