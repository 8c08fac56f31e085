package org.zhuqi.intake.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.intake.application.StoredItem;
import org.zhuqi.platform.json.Json;

/** {@code intake.catalogue_item} and {@code intake.catalogue_version}: the menu, and what it ever was. */
public final class CatalogueRows {
    private final JdbcClient db;

    public CatalogueRows(JdbcClient db) {
        this.db = db;
    }

    /** Until the transaction ends nobody else changes this district's menu. */
    public void lock(DistrictId district) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("zhuqi.intake.catalogue." + district.text())
                .query(row -> {});
    }

    public Optional<StoredItem> find(DistrictId district, CatalogueItemId item) {
        return db.sql("""
                        select body, changed_at, changed_by from intake.catalogue_item where district = ? and item = ?
                        """)
                .params(district.text(), item.text())
                .query(CatalogueRows::stored)
                .optional();
    }

    public List<StoredItem> of(DistrictId district) {
        return db.sql("select body, changed_at, changed_by from intake.catalogue_item where district = ?")
                .param(district.text())
                .query(CatalogueRows::stored)
                .list();
    }

    public boolean isEmpty(DistrictId district) {
        return db.sql("select count(*) from intake.catalogue_item where district = ?")
                        .param(district.text())
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** When any district's menu was changed last; empty while there is none. */
    public Optional<Instant> changedAt() {
        return db.sql("select changed_at from intake.catalogue_item order by changed_at desc limit 1")
                .query((row, index) ->
                        row.getObject("changed_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    public List<CatalogueEntry> all() {
        return db.sql("select body, changed_at, changed_by from intake.catalogue_item")
                .query((row, index) -> stored(row, index).entry())
                .list();
    }

    public Optional<StoredItem> version(DistrictId district, CatalogueItemId item, long version) {
        return db.sql("""
                        select body, changed_at, changed_by from intake.catalogue_version
                        where district = ? and item = ? and version = ?
                        """)
                .params(district.text(), item.text(), version)
                .query(CatalogueRows::stored)
                .optional();
    }

    /** The last one first. */
    public List<StoredItem> versions(DistrictId district, CatalogueItemId item) {
        return db.sql("""
                        select body, changed_at, changed_by from intake.catalogue_version
                        where district = ? and item = ? order by version desc
                        """)
                .params(district.text(), item.text())
                .query(CatalogueRows::stored)
                .list();
    }

    /** A version that is new; the item has it from now on. */
    public void put(StoredItem stored) {
        CatalogueEntry entry = stored.entry();
        Object[] row = {
            entry.district().text(),
            entry.item().text(),
            entry.version(),
            Json.MAPPER.writeValueAsString(entry),
            stored.changedAt().toString(),
            stored.changedBy().text()
        };
        db.sql("""
                        insert into intake.catalogue_version (district, item, version, body, changed_at, changed_by)
                        values (?, ?, ?, ?, ?::timestamptz, ?)
                        """).params(row).update();
        db.sql("""
                        insert into intake.catalogue_item (district, item, version, body, changed_at, changed_by)
                        values (?, ?, ?, ?, ?::timestamptz, ?)
                        on conflict (district, item) do update
                        set version = excluded.version, body = excluded.body,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by
                        """).params(row).update();
    }

    private static StoredItem stored(ResultSet row, int index) throws SQLException {
        return new StoredItem(
                Json.MAPPER.readValue(row.getString("body"), CatalogueEntry.class),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("changed_by")));
    }
}
