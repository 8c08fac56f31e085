package org.zhuqi.platform.persistence;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {
    @Bean
    SchemaMigrations schemaMigrations(DataSource database, List<ServiceSchema> schemas) {
        return new SchemaMigrations(database, schemas);
    }
}
