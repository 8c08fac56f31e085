package org.zhuqi.timeliness.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.platform.json.Json;

/** {@code timeliness.calendar}. */
public final class CalendarRows {
    /** In place of a district: for those that have no calendar of their own. */
    public static final String COMMON = "*";

    private final JdbcClient db;

    public CalendarRows(JdbcClient db) {
        this.db = db;
    }

    /** By district, {@link #COMMON} among them. */
    public Map<String, String> currentVersions() {
        Map<String, String> versions = new HashMap<>();
        db.sql("select district, version from timeliness.calendar where current")
                .query(row -> {
                    versions.put(row.getString(1), row.getString(2));
                });
        return versions;
    }

    public List<CalendarAnnounced> current() {
        return db.sql("select rules from timeliness.calendar where current order by district")
                .query((row, index) -> read(row.getString(1)))
                .list();
    }

    /** The rules of a version, whoever uses them. */
    public Optional<CalendarAnnounced> find(String version) {
        return db.sql("select rules from timeliness.calendar where version = ? limit 1")
                .param(version)
                .query((row, index) -> read(row.getString(1)))
                .optional();
    }

    /** Waits until nobody else is changing calendars, and nobody is counting by them. */
    public void lock() {
        db.sql("lock table timeliness.calendar in exclusive mode").update();
    }

    /** Nobody changes a calendar until this transaction ends; before any ticket is locked, or two wait for each other. */
    public void hold() {
        db.sql("lock table timeliness.calendar in row share mode").update();
    }

    public void put(CalendarAnnounced rules, Instant since, AccountId by) {
        String district = rules.district() == null ? COMMON : rules.district().text();
        db.sql("update timeliness.calendar set current = false where district = ? and current")
                .param(district)
                .update();
        db.sql("""
                insert into timeliness.calendar (district, version, rules, since, changed_by, current)
                values (?, ?, ?, ?, ?, true)
                """)
                .params(
                        district,
                        rules.version(),
                        Json.MAPPER.writeValueAsString(rules),
                        since.atOffset(ZoneOffset.UTC),
                        by.text())
                .update();
    }

    private static CalendarAnnounced read(String json) {
        return Json.MAPPER.readValue(json, CalendarAnnounced.class);
    }
}
