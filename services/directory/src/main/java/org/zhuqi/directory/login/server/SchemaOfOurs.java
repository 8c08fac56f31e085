package org.zhuqi.directory.login.server;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;

/** The authorization server's statements name its tables without a schema, and have no setting for it. */
final class SchemaOfOurs extends JdbcTemplate {
    private static final String TABLES = "oauth2_authorization";

    SchemaOfOurs(DataSource database) {
        super(database);
    }

    @Override
    public int update(String sql, @Nullable PreparedStatementSetter parameters) {
        return super.update(qualified(sql), parameters);
    }

    @Override
    public <T extends @Nullable Object> List<T> query(
            String sql, @Nullable PreparedStatementSetter parameters, RowMapper<T> rows) {
        return super.query(qualified(sql), parameters, rows);
    }

    private static String qualified(String sql) {
        return sql.replace(TABLES, "directory." + TABLES);
    }
}
