package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.metrics.application.export.Cadence;
import org.zhuqi.metrics.application.export.ExportFormat;
import org.zhuqi.metrics.application.export.ExportRight;
import org.zhuqi.metrics.application.export.Schedule;
import org.zhuqi.metrics.application.export.Schedule.Content;
import org.zhuqi.metrics.application.export.Schedule.Last;
import org.zhuqi.metrics.application.export.Schedule.Plan;
import org.zhuqi.platform.json.Json;

/** {@code metrics.schedule}: reports that are made again and again. */
public final class ScheduleRows {
    private static final String SEEN = """
            district = :district and ((account = :account and held = :held) or (:oversees and of_district))
            """;

    private final JdbcClient db;

    public ScheduleRows(JdbcClient db) {
        this.db = db;
    }

    /** By name. */
    public List<Schedule> all(ExportRight right) {
        return seen("select * from metrics.schedule where %s order by name, id".formatted(SEEN), right)
                .query(ScheduleRows::row)
                .list();
    }

    public Optional<Schedule> find(ExportRight right, UUID id) {
        return seen("select * from metrics.schedule where id = :id and " + SEEN, right)
                .param("id", id)
                .query(ScheduleRows::row)
                .optional();
    }

    public boolean remove(ExportRight right, UUID id) {
        return seen("delete from metrics.schedule where id = :id and " + SEEN, right)
                        .param("id", id)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec seen(String sql, ExportRight right) {
        return db.sql(sql)
                .param("district", right.district().text())
                .param("account", right.account().text())
                .param("held", right.held())
                .param("oversees", right.oversees());
    }

    public long count(DistrictId district) {
        return db.sql("select count(*) from metrics.schedule where district = ?")
                .param(district.text())
                .query(Long.class)
                .single();
    }

    public void add(Schedule schedule) {
        written("""
                        insert into metrics.schedule (id, version, district, account, held, of_district, name, cadence, day,
                            local_time, formats, asked, changed_at, next_at)
                        values (:id, :version, :district, :account, :held, :ofDistrict, :name, :cadence, :day, :time,
                            :formats, :asked, :changedAt, :nextAt)
                        """, schedule).param("district", schedule.district().text()).update();
    }

    /** @return false if it is not that version any more */
    public boolean change(Schedule before, Schedule after) {
        return written("""
                                update metrics.schedule set version = :version, account = :account, held = :held,
                                    of_district = :ofDistrict, name = :name, cadence = :cadence, day = :day,
                                    local_time = :time, formats = :formats, asked = :asked, changed_at = :changedAt,
                                    next_at = :nextAt
                                where id = :id and version = :before
                                """, after).param("before", before.version()).update() == 1;
    }

    private JdbcClient.StatementSpec written(String sql, Schedule schedule) {
        Plan plan = schedule.plan();
        return db.sql(sql)
                .param("id", schedule.id())
                .param("version", schedule.version())
                .param("account", schedule.account().text())
                .param("held", schedule.held())
                .param("ofDistrict", schedule.ofDistrict())
                .param("name", plan.name())
                .param("cadence", plan.cadence() instanceof Cadence.Monthly ? "MONTHLY" : "WEEKLY")
                .param(
                        "day",
                        switch (plan.cadence()) {
                            case Cadence.Monthly monthly -> monthly.day();
                            case Cadence.Weekly weekly -> weekly.weekday().getValue();
                        })
                .param("time", plan.cadence().time())
                .param(
                        "formats",
                        new SqlArrayValue(
                                "text", plan.formats().stream().map(Enum::name).toArray()))
                .param("asked", Json.MAPPER.writeValueAsString(plan.content()))
                .param("changedAt", time(schedule.changedAt()))
                .param("nextAt", time(schedule.nextAt()));
    }

    /** Whose time has come, the earliest first; no other instance gets them until the transaction ends. */
    public List<Schedule> due(Instant now, int limit) {
        return db.sql("""
                        select * from metrics.schedule where next_at <= ? order by next_at, id
                        limit ? for update skip locked
                        """).params(time(now), limit).query(ScheduleRows::row).list();
    }

    public void made(Schedule schedule, Last last, Instant nextAt) {
        Sentence note = last.note();
        db.sql("""
                        update metrics.schedule
                        set last_at = ?, last_from = ?, last_to = ?, last_note = ?, next_at = ?
                        where id = ?
                        """)
                .param(time(last.at()))
                .param(last.from())
                .param(last.to())
                .param(note == null ? null : Json.MAPPER.writeValueAsString(note))
                .param(time(nextAt))
                .param(schedule.id())
                .update();
    }

    private static Schedule row(ResultSet row, int index) throws SQLException {
        LocalTime time = row.getObject("local_time", LocalTime.class);
        int day = row.getInt("day");
        return new Schedule(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                new DistrictId(row.getString("district")),
                new AccountId(row.getString("account")),
                row.getString("held"),
                row.getBoolean("of_district"),
                new Plan(
                        row.getString("name"),
                        row.getString("cadence").equals("MONTHLY")
                                ? new Cadence.Monthly(day, time)
                                : new Cadence.Weekly(DayOfWeek.of(day), time),
                        Arrays.stream((String[]) row.getArray("formats").getArray())
                                .map(ExportFormat::valueOf)
                                .toList(),
                        Json.MAPPER.readValue(row.getString("asked"), Content.class)),
                instant(row, "changed_at"),
                instant(row, "next_at"),
                last(row));
    }

    private static @Nullable Last last(ResultSet row) throws SQLException {
        if (row.getObject("last_at") == null) {
            return null;
        }
        String note = row.getString("last_note");
        return new Last(
                instant(row, "last_at"),
                row.getObject("last_from", LocalDate.class),
                row.getObject("last_to", LocalDate.class),
                note == null ? null : Json.MAPPER.readValue(note, Sentence.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
