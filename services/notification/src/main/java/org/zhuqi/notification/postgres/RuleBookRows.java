package org.zhuqi.notification.postgres;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.platform.json.Json;

/** {@code notification.rule_book}: the rules of districts that have their own, every version of them. */
public final class RuleBookRows {
    private final JdbcClient db;

    public RuleBookRows(JdbcClient db) {
        this.db = db;
    }

    /** A version of a district's rules. */
    @Schema(name = "NotificationRulesVersion")
    public record Version(long version, Instant at, AccountId by) {}

    /** The rules of a version. */
    public record Stored(long version, RuleBook book) {}

    /** 0 if the district has none of its own. */
    public long version(DistrictId district) {
        return db.sql("select coalesce(max(version), 0) from notification.rule_book where district = ?")
                .param(district.text())
                .query(Long.class)
                .single();
    }

    public Optional<Stored> latest(DistrictId district) {
        return db.sql("""
                        select version, book from notification.rule_book where district = ?
                        order by version desc limit 1
                        """)
                .param(district.text())
                .query((row, index) -> new Stored(
                        row.getLong("version"), Json.MAPPER.readValue(row.getString("book"), RuleBook.class)))
                .optional();
    }

    public Optional<RuleBook> of(DistrictId district, long version) {
        return db.sql("select book from notification.rule_book where district = ? and version = ?")
                .params(district.text(), version)
                .query((row, index) -> Json.MAPPER.readValue(row.getString("book"), RuleBook.class))
                .optional();
    }

    /** The newest first. */
    public List<Version> versions(DistrictId district) {
        return db.sql("""
                        select version, changed_at, changed_by from notification.rule_book where district = ?
                        order by version desc
                        """)
                .param(district.text())
                .query((row, index) -> new Version(
                        row.getLong("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        new AccountId(row.getString("changed_by"))))
                .list();
    }

    /** @return false if there is such a version already */
    public boolean add(DistrictId district, long version, RuleBook book, Instant at, AccountId by) {
        return db.sql("""
                        insert into notification.rule_book (district, version, book, changed_at, changed_by)
                        values (?, ?, ?::jsonb, ?, ?) on conflict do nothing
                        """)
                        .params(
                                district.text(),
                                version,
                                Json.MAPPER.writeValueAsString(book),
                                at.atOffset(ZoneOffset.UTC),
                                by.text())
                        .update()
                == 1;
    }
}
