package org.zhuqi.directory.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.application.ImportKind;
import org.zhuqi.directory.application.ImportedRow;
import org.zhuqi.directory.application.ImportedRow.Outcome;
import org.zhuqi.directory.application.ImportedRow.RowFault;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.type.TypeReference;

/** {@code directory.import} and {@code import_row}: files that are to be brought in. */
public final class ImportRows {
    private final JdbcClient db;

    public ImportRows(JdbcClient db) {
        this.db = db;
    }

    /** Previews of a district, with the rows that they hold. */
    public void forgetAllOf(DistrictId district) {
        db.sql("delete from directory.import where district = ?")
                .param(district.text())
                .update();
    }

    /**
     * @param headers as the file has them, by the column's key
     * @param appliedAt null: it is a preview
     */
    public record Import(
            UUID id,
            DistrictId district,
            ImportKind kind,
            Map<String, String> headers,
            List<String> unknownColumns,
            Instant createdAt,
            AccountId createdBy,
            @Nullable Instant appliedAt,
            @Nullable AccountId appliedBy) {}

    public void add(Import preview, List<ImportedRow> rows) {
        db.sql("""
                        insert into directory.import
                            (id, district, kind, state, headers, unknown_columns, created_at, created_by)
                        values (?, ?, ?, 'PREVIEW', ?, ?, ?::timestamptz, ?)
                        """)
                .params(
                        preview.id(),
                        preview.district().text(),
                        preview.kind().name(),
                        Json.MAPPER.writeValueAsString(preview.headers()),
                        EntryTable.array(preview.unknownColumns()),
                        preview.createdAt().toString(),
                        preview.createdBy().text())
                .update();
        db.sql("""
                        insert into directory.import_row (import, number, cells, outcome, label, entry, base, faults)
                        select ?, number::int, cells, outcome, label, nullif(entry, ''), nullif(base, ''), faults
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            as given (number, cells, outcome, label, entry, base, faults)
                        """)
                .params(
                        preview.id(),
                        array(rows, ImportedRow::number),
                        array(rows, row -> Json.MAPPER.writeValueAsString(row.cells())),
                        array(rows, ImportedRow::outcome),
                        array(rows, ImportedRow::label),
                        array(rows, ImportedRow::entry),
                        array(rows, ImportedRow::base),
                        array(rows, row -> Json.MAPPER.writeValueAsString(row.faults())))
                .update();
    }

    private static SqlArrayValue array(List<ImportedRow> rows, Function<ImportedRow, @Nullable Object> column) {
        return EntryTable.array(
                rows.stream().map(row -> EntryTable.text(column.apply(row))).toList());
    }

    public Optional<Import> find(DistrictId district, UUID id) {
        return db.sql("select * from directory.import where district = ? and id = ?")
                .params(district.text(), id)
                .query((row, index) -> read(row))
                .optional();
    }

    private static Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getObject("id", UUID.class),
                new DistrictId(row.getString("district")),
                ImportKind.valueOf(row.getString("kind")),
                Json.MAPPER.readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {}),
                Arrays.asList((String[]) row.getArray("unknown_columns").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("created_by")),
                EntryTable.time(row, "applied_at"),
                EntryTable.id(row, "applied_by", AccountId::of));
    }

    public Map<Outcome, Long> counts(UUID id) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        db.sql("select outcome, count(*) from directory.import_row where import = ? group by outcome")
                .param(id)
                .query(row -> {
                    counts.put(Outcome.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    /** @param after a row's number; one more than asked for, if there is more */
    public List<ImportedRow> page(UUID id, @Nullable Outcome outcome, int after, int limit) {
        return db.sql("""
                        select * from directory.import_row
                        where import = :id and (:outcome = '' or outcome = :outcome) and number > :after
                        order by number limit :limit
                        """)
                .param("id", id)
                .param("outcome", outcome == null ? "" : outcome.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, index) -> row(row))
                .list();
    }

    public List<ImportedRow> all(UUID id) {
        return page(id, null, 0, Integer.MAX_VALUE - 1);
    }

    private static ImportedRow row(ResultSet row) throws SQLException {
        String cells = row.getString("cells");
        return new ImportedRow(
                row.getInt("number"),
                cells == null ? Map.of() : Json.MAPPER.readValue(cells, new TypeReference<Map<String, String>>() {}),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("label"),
                row.getString("entry"),
                row.getString("base"),
                Json.MAPPER.readValue(row.getString("faults"), new TypeReference<List<RowFault>>() {}));
    }

    /** What the rows said of persons is where it belongs now. */
    public void applied(UUID id, Instant at, AccountId by) {
        db.sql(
                        "update directory.import set state = 'APPLIED', applied_at = ?::timestamptz, applied_by = ? where id = ?")
                .params(at.toString(), by.text(), id)
                .update();
        db.sql("update directory.import_row set cells = null where import = ?")
                .param(id)
                .update();
    }

    public void remove(UUID id) {
        db.sql("delete from directory.import where id = ?").param(id).update();
    }

    /** Previews that nobody applied: their rows hold personal data. */
    public void forget(Instant olderThan) {
        db.sql("delete from directory.import where applied_at is null and created_at < ?::timestamptz")
                .param(olderThan.toString())
                .update();
    }
}
