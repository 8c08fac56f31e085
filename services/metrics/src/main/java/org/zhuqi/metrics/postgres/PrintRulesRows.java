package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.metrics.application.Printing.Stored;
import org.zhuqi.metrics.domain.PrintRules;
import org.zhuqi.platform.json.Json;

/** {@code metrics.setting}: how districts print, every version of it. */
public final class PrintRulesRows {
    private final JdbcClient db;

    public PrintRulesRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<Stored> last(DistrictId district) {
        return db.sql("select * from metrics.setting where district = ? order by version desc limit 1")
                .param(district.text())
                .query(PrintRulesRows::row)
                .optional();
    }

    /** The latest first. */
    public List<Stored> all(DistrictId district) {
        return db.sql("select * from metrics.setting where district = ? order by version desc")
                .param(district.text())
                .query(PrintRulesRows::row)
                .list();
    }

    /** @return false if there is this version already, or not the one before it */
    public boolean add(DistrictId district, Stored next) {
        return db.sql("""
                        insert into metrics.setting (district, version, body, changed_at, changed_by)
                        select ?, ?, ?::jsonb, ?, ?
                        where ? = (select coalesce(max(version), 0) + 1 from metrics.setting where district = ?)
                        on conflict do nothing
                        """)
                        .params(
                                district.text(),
                                next.version(),
                                Json.MAPPER.writeValueAsString(next.rules()),
                                Objects.requireNonNull(next.changedAt(), "somebody changed it some time")
                                        .atOffset(ZoneOffset.UTC),
                                Objects.requireNonNull(next.changedBy(), "somebody changed it")
                                        .text(),
                                next.version(),
                                district.text())
                        .update()
                == 1;
    }

    private static Stored row(ResultSet row, int index) throws SQLException {
        return new Stored(
                row.getLong("version"),
                Json.MAPPER.readValue(row.getString("body"), PrintRules.class),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("changed_by")));
    }
}
