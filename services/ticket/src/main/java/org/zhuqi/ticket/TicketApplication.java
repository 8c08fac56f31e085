package org.zhuqi.ticket;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** The lifecycle engine as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, TicketModule.class})
public class TicketApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("ticket", TicketApplication.class).run(arguments);
    }
}
