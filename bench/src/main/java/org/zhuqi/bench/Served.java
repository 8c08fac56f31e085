package org.zhuqi.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Servers;

/**
 * What a measurement has that is served as by {@code ./zhuqi up}, but for the application.
 *
 * @param postmaster the process id of PostgreSQL
 */
record Served(Servers servers, HikariDataSource database, long postmaster) {

    @FunctionalInterface
    interface Measurement {
        void of(Served served) throws Exception;
    }

    /**
     * Starts the servers, measures, and stops them.
     *
     * @param data an empty folder that is kept; null for a temporary one
     */
    static void measure(@Nullable Path data, Measurement measurement) throws Exception {
        measure(data, false, measurement);
    }

    /** @param again whether the folder is one that an earlier measurement left */
    static void measure(@Nullable Path data, boolean again, Measurement measurement) throws Exception {
        try (Workplace place = again && data != null ? Workplace.again(data) : Workplace.in(data)) {
            Servers servers = Servers.start(place.data());
            AtExit.close(servers);
            try (HikariDataSource database = new HikariDataSource()) {
                database.setJdbcUrl(servers.jdbcUrl());
                database.setUsername(servers.username());
                database.setPassword(servers.password());
                measurement.of(new Served(servers, database, Processes.postmaster(place.data())));
            } finally {
                AtExit.forget(servers);
                servers.close();
            }
        }
    }
}
