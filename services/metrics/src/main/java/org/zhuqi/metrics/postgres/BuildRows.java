package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.Build;

/** {@code metrics.build}, and the partitions in which each build keeps its facts. */
public final class BuildRows {
    /** The tables that hold facts, with the share of a page that is filled: what changes often needs room beside it. */
    private static final List<FactTable> TABLES = List.of(
            new FactTable("story", 70),
            new FactTable("ticket", 80),
            new FactTable("moment", 100),
            new FactTable("clock", 70),
            new FactTable("day", 70),
            new FactTable("subject", 70),
            new FactTable("subject_standing", 100));

    private final JdbcClient db;

    /**
     * Counting reads indexes only where nothing changed since the last vacuum; by its own measure of a fifth PostgreSQL would let
     * months pass. While a build is under way nobody asks, and vacuuming as often would only hold it up.
     */
    private static final String VACUUMED_OFTEN =
            "autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02";

    private static final List<String> COUNTED = List.of("ticket", "moment", "clock");

    private record FactTable(String name, int fill) {
        String of(int build) {
            return "metrics.%s_%d".formatted(name, build);
        }
    }

    public BuildRows(JdbcClient db) {
        this.db = db;
    }

    /** The latest first. */
    public List<Build> all() {
        return db.sql("select * from metrics.build order by build desc")
                .query(BuildRows::row)
                .list();
    }

    /** @return empty if one is under way; to be called in a transaction */
    public Optional<Build> begin(@Nullable AccountId account, Instant at) {
        Optional<Build> begun = db.sql("""
                        insert into metrics.build (state, begun_at, account) values ('BUILDING', ?, ?)
                        on conflict (state) where state <> 'RETIRED' do nothing
                        returning *
                        """)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(account == null ? null : account.text())
                .query(BuildRows::row)
                .optional();
        begun.ifPresent(build -> TABLES.forEach(table -> createFor(build.number(), table)));
        return begun;
    }

    /** Made apart and then attached, which neither waits for those who read and write beside it nor lets them wait. */
    private void createFor(int build, FactTable table) {
        // Numbers and names of our own: nothing of a caller is in it.
        db.sql("create table %s (like metrics.%s including all) with (fillfactor = %d)"
                        .formatted(table.of(build), table.name(), table.fill()))
                .update();
        db.sql("alter table metrics.%s attach partition %s for values in (%d)"
                        .formatted(table.name(), table.of(build), build))
                .update();
    }

    /** From now on this build serves, and the one that served does not; to be called in a transaction. */
    public boolean serve(int build, Instant at) {
        boolean isBuilding = db.sql("select 1 from metrics.build where build = ? and state = 'BUILDING' for update")
                .param(build)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (isBuilding) {
            db.sql("update metrics.build set state = 'RETIRED', retired_at = ? where state = 'SERVING'")
                    .param(at.atOffset(ZoneOffset.UTC))
                    .update();
            db.sql("update metrics.build set state = 'SERVING', served_at = ? where build = ?")
                    .params(at.atOffset(ZoneOffset.UTC), build)
                    .update();
            for (String counted : COUNTED) {
                db.sql("alter table metrics.%s_%d set (%s)".formatted(counted, build, VACUUMED_OFTEN))
                        .update();
            }
        }
        return isBuilding;
    }

    /** @return false if it is not under way */
    public boolean giveUp(int build, Instant at) {
        return db.sql(
                                "update metrics.build set state = 'RETIRED', retired_at = ? where build = ? and state = 'BUILDING'")
                        .params(at.atOffset(ZoneOffset.UTC), build)
                        .update()
                == 1;
    }

    /** The tables of builds that serve no more since before then. */
    public List<String> forgettable(Instant retiredBefore) {
        return db.sql("""
                        select facts.name from (
                            select 'metrics.' || t.name || '_' || b.build as name
                            from metrics.build b cross join unnest(?::text[]) as t (name)
                            where b.state = 'RETIRED' and b.retired_at < ?
                        ) as facts
                        where to_regclass(facts.name) is not null
                        """)
                .param(new SqlArrayValue(
                        "text", TABLES.stream().map(FactTable::name).toArray()))
                .param(retiredBefore.atOffset(ZoneOffset.UTC))
                .query((row, index) -> row.getString("name"))
                .list();
    }

    /**
     * To be called in a transaction, one for each table.
     *
     * @param table one of {@link #forgettable}
     * @throws org.springframework.dao.DataAccessException if somebody reads the figures for so long that others would have to wait
     *     behind this: try again later
     */
    public void drop(String table) {
        db.sql("set local lock_timeout = '2s'").update();
        db.sql("drop table if exists " + table).update();
    }

    private static Build row(ResultSet row, int index) throws SQLException {
        String account = row.getString("account");
        return new Build(
                row.getInt("build"),
                Build.State.valueOf(row.getString("state")),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                time(row, "served_at"),
                time(row, "retired_at"),
                account == null ? null : new AccountId(account));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
