package org.zhuqi.platform.persistence;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schemas of the services in this process up to date, before anything uses them. */
public final class SchemaMigrations {
    private final List<String> schemas;

    public SchemaMigrations(DataSource database, Collection<ServiceSchema> schemas) {
        this.schemas = schemas.stream().map(ServiceSchema::name).sorted().toList();
        for (String schema : this.schemas) {
            Flyway.configure()
                    .dataSource(database)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations("classpath:db/" + schema)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        }
    }

    public List<String> schemas() {
        return schemas;
    }
}
