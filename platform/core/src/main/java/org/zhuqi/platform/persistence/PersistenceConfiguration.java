package org.zhuqi.platform.persistence;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {
    /** Who keeps nothing needs no database. */
    @Bean
    SchemaMigrations schemaMigrations(ObjectProvider<DataSource> database, ObjectProvider<ServiceSchema> schemas) {
        List<ServiceSchema> ours = schemas.stream().toList();
        return ours.isEmpty() ? SchemaMigrations.none() : new SchemaMigrations(database.getObject(), ours);
    }
}
