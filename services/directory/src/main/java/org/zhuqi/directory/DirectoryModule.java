package org.zhuqi.directory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.platform.persistence.ServiceSchema;

/** Who is who: districts, units, chains, places, enterprises, persons and their accounts. */
@Configuration(proxyBeanMethods = false)
public class DirectoryModule {
    @Bean
    ServiceSchema directorySchema() {
        return new ServiceSchema("directory");
    }
}
