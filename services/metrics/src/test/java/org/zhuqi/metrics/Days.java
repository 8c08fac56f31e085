package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code metrics.day}, and what the migration that made it counts of the rows that are there. */
final class Days {
    private Days() {}

    /** What was counted in change by change is what there is, in this build. */
    static void areWhatTheRowsSay(JdbcClient database, int build) {
        String migration = migration();
        String recount = migration
                .substring(migration.indexOf("select build, 'T'"))
                .replaceAll("\\bfrom (ticket|clock|moment)\\b", "from metrics.$1")
                .replace(";", "");
        List<String> counted = told(
                database,
                "select build, population, district, day, facts, sum(many) as many from metrics.day"
                        + " group by build, population, district, day, facts having sum(many) <> 0",
                build);
        List<String> there = told(database, recount, build);
        for (String population : List.of("T", "C", "M")) {
            assertThat(there).as("some of each are counted in days").anyMatch(it -> it.startsWith(population));
        }
        assertThat(counted).isEqualTo(there);
    }

    private static List<String> told(JdbcClient database, String days, int build) {
        return database.sql("""
                        select concat_ws(' ', population, district, day, facts, many)
                        from (%s) as days (build, population, district, day, facts, many) where build = ? order by 1
                        """.formatted(
                        days.startsWith("select build, 'T'")
                                ? "select build, p, district, day, facts, many from (%s) as there".formatted(days)
                                        + " (build, p, district, day, facts, writer, many)"
                                : days))
                .param(build)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private static String migration() {
        try (InputStream in = Objects.requireNonNull(
                Days.class.getResourceAsStream("/db/metrics/V9__days.sql"), "the migration is there")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
