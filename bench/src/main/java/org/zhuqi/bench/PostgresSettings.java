package org.zhuqi.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a server says about itself, so that a report shows that all had the same. */
final class PostgresSettings {
    private PostgresSettings() {}

    /** Version and what the configuration says that concerns speed and durability. Closes the connection. */
    static String of(Connection connection) throws SQLException {
        try (connection;
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select 'PostgreSQL ' || current_setting('server_version') || ' with '
                               || string_agg(name || '=' || current_setting(name), ', ' order by name)
                        from pg_settings
                        where name in ('fsync', 'full_page_writes', 'synchronous_commit')
                           or source = 'configuration file'
                              and name ~ '(_mem|_buffers|_size|_cost|_level|_compression|_connections|_workers.*|_method|jit)$'
                        """)) {
            row.next();
            return row.getString(1);
        }
    }
}
