package org.zhuqi.timeliness.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.TicketState;

/** What is due, out of {@code timeliness.clock}: open clocks by their due date. */
public final class DueRows {
    private final JdbcClient db;

    public DueRows(JdbcClient db) {
        this.db = db;
    }

    /** How it stands with an open clock. The words are those of the pages' colours. */
    public enum Standing {
        ON_TIME,
        SOON,
        OVERDUE,
        PAUSED,
        UNKNOWN;

        public static Standing of(
                @Nullable Instant due, @Nullable Instant soonAt, @Nullable Instant pausedSince, Instant now) {
            if (due == null) {
                return UNKNOWN;
            }
            if (pausedSince != null && pausedSince.isBefore(due)) {
                return PAUSED;
            }
            if (now.isAfter(due)) {
                return OVERDUE;
            }
            return soonAt != null && !now.isBefore(soonAt) ? SOON : ON_TIME;
        }
    }

    /**
     * What is asked for; null and empty ask for nothing in particular.
     *
     * @param from inclusive
     * @param to exclusive
     * @param after where the page before ended
     */
    public record Query(
            DistrictId district,
            Jurisdiction jurisdiction,
            @Nullable UnitId unit,
            @Nullable ClockScope scope,
            @Nullable String stage,
            @Nullable Standing standing,
            @Nullable Instant from,
            @Nullable Instant to,
            Instant now,
            @Nullable Position after,
            int limit) {}

    /** What the last entry of a page stands at; a due date that is not known comes last. */
    public record Position(@Nullable Instant due, UUID ticket, String clock) {}

    public record Due(
            TicketId ticket,
            TicketNumber number,
            TicketState state,
            String clock,
            String stage,
            String stageZh,
            ClockScope scope,
            @Nullable UnitId unit,
            Instant startedAt,
            @Nullable Instant originalDue,
            @Nullable Instant due,
            @Nullable Instant soonAt,
            @Nullable Instant pausedSince,
            @Nullable Integer unknownYear) {}

    /** One more than asked for, if there is more; the earliest due first. */
    public List<Due> page(Query query) {
        List<String> where = new ArrayList<>(List.of("c.district = :district"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("district", query.district().text());
        parameters.put("limit", query.limit() + 1);
        ChainId chain = query.jurisdiction().chain();
        if (chain != null) {
            where.add("t.chain = :chain");
            parameters.put("chain", chain.text());
        }
        PlaceId place = query.jurisdiction().place();
        if (place != null) {
            where.add("t.place = :place");
            parameters.put("place", place.text());
        }
        if (query.unit() != null) {
            where.add("c.unit = :unit");
            parameters.put("unit", query.unit().text());
        }
        if (query.scope() != null) {
            where.add("c.scope = :scope");
            parameters.put("scope", query.scope().name());
        }
        if (query.stage() != null) {
            where.add("c.stage = :stage");
            parameters.put("stage", query.stage());
        }
        if (query.from() != null) {
            where.add("c.due >= :from");
            parameters.put("from", query.from().atOffset(ZoneOffset.UTC));
        }
        if (query.to() != null) {
            where.add("c.due < :to");
            parameters.put("to", query.to().atOffset(ZoneOffset.UTC));
        }
        if (query.standing() != null) {
            where.add(standing(query.standing()));
            if (query.standing() != Standing.PAUSED && query.standing() != Standing.UNKNOWN) {
                parameters.put("now", query.now().atOffset(ZoneOffset.UTC));
            }
        }
        Position after = query.after();
        if (after != null) {
            parameters.put("afterTicket", after.ticket());
            parameters.put("afterClock", after.clock());
            if (after.due() == null) {
                where.add("c.due is null and (c.ticket_id, c.clock) > (:afterTicket, :afterClock)");
            } else {
                where.add("((c.due, c.ticket_id, c.clock) > (:afterDue, :afterTicket, :afterClock) or c.due is null)");
                parameters.put("afterDue", after.due().atOffset(ZoneOffset.UTC));
            }
        }
        return db.sql("""
                        select c.*, t.number, t.state
                        from timeliness.clock c join timeliness.ticket t on t.id = c.ticket_id
                        where %s
                        order by c.due, c.ticket_id, c.clock
                        limit :limit
                        """.formatted(String.join(" and ", where)))
                .params(parameters)
                .query(DueRows::row)
                .list();
    }

    private static String standing(Standing standing) {
        String notPaused = "(c.paused_since is null or c.paused_since >= c.due)";
        return switch (standing) {
            case UNKNOWN -> "c.due is null";
            case PAUSED -> "c.paused_since < c.due";
            case OVERDUE -> "c.due < :now and " + notPaused;
            case SOON -> "c.soon_at <= :now and c.due >= :now and " + notPaused;
            case ON_TIME -> "coalesce(c.soon_at > :now, true) and c.due >= :now and " + notPaused;
        };
    }

    private static Due row(ResultSet row, int index) throws SQLException {
        String unit = row.getString("unit");
        int year = row.getInt("unknown_year");
        return new Due(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                new TicketNumber(row.getString("number")),
                TicketState.valueOf(row.getString("state")),
                row.getString("clock"),
                row.getString("stage"),
                row.getString("stage_zh"),
                ClockScope.valueOf(row.getString("scope")),
                unit == null ? null : new UnitId(unit),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "original_due"),
                time(row, "due"),
                time(row, "soon_at"),
                time(row, "paused_since"),
                year == 0 ? null : year);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
