package org.zhuqi.dispatch.postgres.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/** {@code dispatch.routing_document}. */
public final class RoutingDocumentRows {
    private static final String COLUMNS = "version, body, changed_at, changed_by";

    private final JdbcClient db;

    public RoutingDocumentRows(JdbcClient db) {
        this.db = db;
    }

    public enum Kind {
        RULES,
        SETTINGS
    }

    /** @param body JSON */
    public record Document(long version, String body, Instant changedAt, AccountId changedBy) {}

    public Optional<Document> last(DistrictId district, Kind kind) {
        return db.sql("select " + COLUMNS + """
                         from dispatch.routing_document where district = ? and kind = ? order by version desc limit 1
                        """)
                .params(district.text(), kind.name())
                .query(RoutingDocumentRows::row)
                .optional();
    }

    /** The latest first. */
    public List<Document> all(DistrictId district, Kind kind) {
        return db.sql("select " + COLUMNS + """
                         from dispatch.routing_document where district = ? and kind = ? order by version desc
                        """)
                .params(district.text(), kind.name())
                .query(RoutingDocumentRows::row)
                .list();
    }

    /** @return false if the last version is another one than the version before this one */
    public boolean add(DistrictId district, Kind kind, Document document) {
        return db.sql("""
                        insert into dispatch.routing_document (district, kind, version, body, changed_at, changed_by)
                        select district, kind, version, ?::jsonb, ?, ?
                        from (select ?::text, ?::text, ?::bigint) as given (district, kind, version)
                        where version - 1 = (select coalesce(max(known.version), 0)
                                             from dispatch.routing_document as known
                                             where known.district = given.district and known.kind = given.kind)
                        on conflict do nothing
                        """)
                        .params(
                                document.body(),
                                document.changedAt().atOffset(ZoneOffset.UTC),
                                document.changedBy().text(),
                                district.text(),
                                kind.name(),
                                document.version())
                        .update()
                == 1;
    }

    private static Document row(ResultSet row, int index) throws SQLException {
        return new Document(
                row.getLong("version"),
                row.getString("body"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("changed_by")));
    }
}
