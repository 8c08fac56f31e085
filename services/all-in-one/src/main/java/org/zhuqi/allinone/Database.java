package org.zhuqi.allinone;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.zhuqi.allinone.DataFolder.Running;

/** A way into a running installation's database for the tools that look at it from outside. */
public final class Database {
    private Database() {}

    public static DataSource of(Running running) {
        return of(running.jdbcUrl(), running.username(), running.password());
    }

    public static DataSource of(String jdbcUrl, String username, String password) {
        return new DriverManagerDataSource(jdbcUrl, username, password);
    }
}
