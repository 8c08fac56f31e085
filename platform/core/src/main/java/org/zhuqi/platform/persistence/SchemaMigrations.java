package org.zhuqi.platform.persistence;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schemas of the services in this process up to date, before anything uses them. */
public final class SchemaMigrations {
    private final List<String> schemas;

    private SchemaMigrations(List<String> schemas) {
        this.schemas = schemas;
    }

    public SchemaMigrations(DataSource database, Collection<ServiceSchema> schemas) {
        this(schemas.stream().map(ServiceSchema::name).sorted().toList());
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

    /** Of a process that keeps nothing, or leaves its schema as it is. */
    static SchemaMigrations none() {
        return new SchemaMigrations(List.of());
    }

    public List<String> schemas() {
        return schemas;
    }
}
