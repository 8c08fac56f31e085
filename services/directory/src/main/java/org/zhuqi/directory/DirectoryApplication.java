package org.zhuqi.directory;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.ServiceApplication;

/** Who is who, and their login, as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, DirectoryModule.class})
public class DirectoryApplication {
    public static void main(String[] arguments) {
        ServiceApplication.of("directory", DirectoryApplication.class).run(arguments);
    }
}
