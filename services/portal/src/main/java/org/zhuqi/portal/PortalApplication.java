package org.zhuqi.portal;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** The pages as a process of their own, which keeps nothing: it has no database. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import({PlatformModule.class, PortalModule.class, ApiDocument.class})
public class PortalApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("portal", PortalApplication.class).run(arguments);
    }
}
