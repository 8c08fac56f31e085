package org.zhuqi.notification.postgres;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/** {@code notification.robot}. */
public final class RobotRows {
    private final JdbcClient db;

    public RobotRows(JdbcClient db) {
        this.db = db;
    }

    /** What is told of a robot: never its address or secret. */
    @Schema(name = "NotificationRobot")
    public record Known(String group, Instant changedAt, AccountId changedBy) {}

    public List<Known> of(DistrictId district) {
        return db.sql(
                        "select audience, changed_at, changed_by from notification.robot where district = ? order by audience")
                .param(district.text())
                .query((row, index) -> new Known(
                        row.getString("audience"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        new AccountId(row.getString("changed_by"))))
                .list();
    }

    public Set<String> groups(DistrictId district) {
        return db.sql("select audience from notification.robot where district = ?")
                .param(district.text())
                .query((row, index) -> row.getString("audience"))
                .set();
    }

    public Optional<byte[]> sealed(DistrictId district, String group) {
        return db.sql("select sealed from notification.robot where district = ? and audience = ?")
                .params(district.text(), group)
                .query((row, index) -> row.getBytes("sealed"))
                .optional();
    }

    public void put(DistrictId district, String group, byte[] sealed, Instant at, AccountId by) {
        db.sql("""
                insert into notification.robot (district, audience, sealed, changed_at, changed_by)
                values (?, ?, ?, ?, ?)
                on conflict (district, audience) do update set sealed = excluded.sealed,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """)
                .params(district.text(), group, sealed, at.atOffset(ZoneOffset.UTC), by.text())
                .update();
    }

    public boolean remove(DistrictId district, String group) {
        return db.sql("delete from notification.robot where district = ? and audience = ?")
                        .params(district.text(), group)
                        .update()
                == 1;
    }
}
