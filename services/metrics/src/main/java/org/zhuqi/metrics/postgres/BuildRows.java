package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.Build;

/** {@code metrics.build}, and the partitions in which each build keeps its facts. */
public final class BuildRows {
    /** The tables that hold facts, with the share of a page that is filled: what changes often needs room beside it. */
    private static final List<FactTable> TABLES = List.of(
            new FactTable("story", 70),
            new FactTable("ticket", 80),
            new FactTable("moment", 100),
            new FactTable("clock", 70));

    private final JdbcClient db;

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
        Build begun;
        try {
            begun = db.sql("insert into metrics.build (state, begun_at, account) values ('BUILDING', ?, ?) returning *")
                    .param(at.atOffset(ZoneOffset.UTC))
                    .param(account == null ? null : account.text())
                    .query(BuildRows::row)
                    .single();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
        for (FactTable table : TABLES) {
            // Numbers and names of our own: nothing of a caller is in it.
            db.sql("create table %s partition of metrics.%s for values in (%d) with (fillfactor = %d)"
                            .formatted(table.of(begun.number()), table.name(), begun.number(), table.fill()))
                    .update();
        }
        return Optional.of(begun);
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
        }
        return isBuilding;
    }

    /** Gives up the one that is under way; to be called in a transaction. */
    public Optional<Integer> giveUp(Instant at) {
        return db.sql(
                        "update metrics.build set state = 'RETIRED', retired_at = ? where state = 'BUILDING' returning build")
                .param(at.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional();
    }

    /** Drops the facts of builds that serve no more since before then. */
    public void forget(Instant retiredBefore) {
        List<Integer> retired = db.sql("""
                        select build from metrics.build
                        where state = 'RETIRED' and retired_at < ? and to_regclass('metrics.story_' || build) is not null
                        for update skip locked
                        """)
                .param(retiredBefore.atOffset(ZoneOffset.UTC))
                .query((row, index) -> row.getInt("build"))
                .list();
        for (int build : retired) {
            for (FactTable table : TABLES.reversed()) {
                db.sql("drop table if exists " + table.of(build)).update();
            }
        }
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
