package org.zhuqi.platform.persistence;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {
    /**
     * Who keeps nothing needs no database.
     *
     * @param migrate false for a rehearsed start without one
     */
    @Bean
    SchemaMigrations schemaMigrations(
            ObjectProvider<DataSource> database,
            ObjectProvider<ServiceSchema> schemas,
            @Value("${zhuqi.schemas.migrate:true}") boolean migrate) {
        List<ServiceSchema> ours = schemas.stream().toList();
        return ours.isEmpty() || !migrate ? SchemaMigrations.none() : new SchemaMigrations(database.getObject(), ours);
    }
}
