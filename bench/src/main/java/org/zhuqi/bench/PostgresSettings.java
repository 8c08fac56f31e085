package org.zhuqi.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a server says about itself, so that a report shows that all had the same. */
final class PostgresSettings {
    private PostgresSettings() {}

    /** Version and whatever is not at its default. Closes the connection. */
    static String of(Connection connection) throws SQLException {
        try (connection;
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select 'PostgreSQL ' || current_setting('server_version') || ' with '
                               || string_agg(name || '=' || setting || coalesce(unit, ''), ', ' order by name)
                        from pg_settings
                        where source = 'configuration file' and name <> 'port'
                           or name in ('fsync', 'full_page_writes', 'shared_buffers', 'synchronous_commit')
                        """)) {
            row.next();
            return row.getString(1);
        }
    }
}
