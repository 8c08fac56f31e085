package org.zhuqi.directory.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/** {@code directory.change}: who changed what. */
public final class ChangeRows {
    private final JdbcClient db;

    public ChangeRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param kind a kind of entry by its name on the wire, or {@code contact}
     * @param fields all that changed, also personal data
     * @param before JSON of those that changed and are no personal data; null if there are none
     */
    public record Change(
            DistrictId district,
            String kind,
            String id,
            long version,
            Instant changedAt,
            AccountId changedBy,
            List<String> fields,
            @Nullable String before,
            @Nullable String after) {}

    public record Written(long position, Change change) {}

    public void add(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        db.sql("""
                        insert into directory.change
                            (district, kind, id, version, changed_at, changed_by, fields, before, after)
                        select district, kind, id, version::bigint, changed_at::timestamptz, changed_by,
                            string_to_array(fields, ','), nullif(before, '')::jsonb, nullif(after, '')::jsonb
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                ?::text[], ?::text[]) with ordinality
                            as given (district, kind, id, version, changed_at, changed_by, fields, before, after, place)
                        order by place
                        """)
                .params(
                        array(changes, Change::district),
                        array(changes, Change::kind),
                        array(changes, Change::id),
                        array(changes, Change::version),
                        array(changes, Change::changedAt),
                        array(changes, Change::changedBy),
                        array(changes, change -> String.join(",", change.fields())),
                        array(changes, Change::before),
                        array(changes, Change::after))
                .update();
    }

    private static SqlArrayValue array(List<Change> changes, Function<Change, @Nullable Object> column) {
        return EntryTable.array(changes.stream()
                .map(change -> EntryTable.text(column.apply(change)))
                .toList());
    }

    /** @param before positions lower than this; the last change comes first. One more than asked for, if there is more. */
    public List<Written> page(
            DistrictId district, @Nullable String kind, @Nullable String id, @Nullable Long before, int limit) {
        return db.sql("""
                        select * from directory.change
                        where district = :district and (:kind = '' or kind = :kind) and (:id = '' or id = :id)
                            and position < :before
                        order by position desc limit :limit
                        """)
                .param("district", district.text())
                .param("kind", kind == null ? "" : kind)
                .param("id", id == null ? "" : id)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit + 1)
                .query((row, index) -> written(row))
                .list();
    }

    private static Written written(ResultSet row) throws SQLException {
        return new Written(
                row.getLong("position"),
                new Change(
                        new DistrictId(row.getString("district")),
                        row.getString("kind"),
                        row.getString("id"),
                        row.getLong("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        new AccountId(row.getString("changed_by")),
                        Arrays.asList((String[]) row.getArray("fields").getArray()),
                        row.getString("before"),
                        row.getString("after")));
    }
}
