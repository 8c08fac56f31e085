package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.ExclusionGround;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.KnownExclusions;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Exclusion;
import org.zhuqi.metrics.domain.ExclusionId;
import org.zhuqi.metrics.domain.ExclusionRequest;
import org.zhuqi.metrics.domain.ExclusionRequest.By;
import org.zhuqi.metrics.domain.ExclusionRequest.Decision;
import org.zhuqi.metrics.domain.ExclusionState;
import org.zhuqi.metrics.domain.Micros;

/**
 * {@code metrics.exclusion} and {@code metrics.exclusion_decision}: written once, for all builds. What somebody may see of them is
 * what he may see of their tickets in the build that serves.
 */
public final class ExclusionRows implements KnownExclusions {
    private static final String LOCK = "hashtextextended('metrics.exclusions', 0)";
    private static final String STATE = """
            coalesce((select d.decision from metrics.exclusion_decision d where d.exclusion = x.exclusion
                order by d.step desc limit 1), 'ASKED')""";

    private final JdbcClient db;
    private final FigureRows figures;

    public ExclusionRows(JdbcClient db, FigureRows figures) {
        this.db = db;
        this.figures = figures;
    }

    @Override
    public void hold() {
        db.sql("select pg_advisory_xact_lock_shared(%s)::text".formatted(LOCK)).query(row -> {});
    }

    /** Until the transaction ends nobody gathers facts, and no other exclusion begins or ends. */
    public void holdAlone() {
        db.sql("select pg_advisory_xact_lock(%s)::text".formatted(LOCK)).query(row -> {});
    }

    /** Until the transaction ends nobody else asks for this ticket. */
    public void holdTicket(TicketId ticket) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('metrics.exclusion/' || ?, 0))::text")
                .param(ticket.text())
                .query(row -> {});
    }

    @Override
    public Map<TicketId, List<Exclusion>> of(Collection<TicketId> tickets) {
        Map<TicketId, List<Exclusion>> found = new HashMap<>();
        db.sql("""
                select x.ticket_id, a.decided_at as begun, r.decided_at as ended
                from metrics.exclusion x
                join metrics.exclusion_decision a on a.exclusion = x.exclusion and a.decision = 'APPROVED'
                left join metrics.exclusion_decision r on r.exclusion = x.exclusion and r.decision = 'REVOKED'
                where x.ticket_id = any(?)
                order by x.ticket_id, a.decided_at
                """)
                .param(new SqlArrayValue(
                        "uuid", tickets.stream().map(TicketId::value).toArray()))
                .query(row -> {
                    OffsetDateTime ended = row.getObject("ended", OffsetDateTime.class);
                    found.computeIfAbsent(
                                    new TicketId(row.getObject("ticket_id", UUID.class)), any -> new ArrayList<>())
                            .add(new Exclusion(
                                    Micros.of(time(row, "begun")),
                                    ended == null ? null : Micros.of(ended.toInstant())));
                });
        return found;
    }

    /** A ticket within what somebody may see: its district and number. */
    public record Ticket(DistrictId district, TicketNumber number) {}

    public Optional<Ticket> ticket(Scope scope, TicketId ticket) {
        FigureRows.Narrowing narrowing = figures.narrow(scope, Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return Optional.empty();
        }
        return with(
                        narrowing,
                        db.sql("""
                                select n.text as district, s.number
                                from metrics.ticket t
                                join metrics.story s on s.build = t.build and s.ticket_id = t.ticket_id
                                join metrics.name n on n.id = t.district
                                %s and t.build = :build and t.ticket_id = :ticket %s
                                """.formatted(narrowing.moving(), narrowing.fixed()))
                                .param("build", figures.serving())
                                .param("ticket", ticket.value()))
                .query((row, index) ->
                        new Ticket(DistrictId.of(row.getString("district")), TicketNumber.of(row.getString("number"))))
                .optional();
    }

    /** @return false if there is one with this id */
    public boolean add(ExclusionRequest asked, String fingerprint) {
        return db.sql("""
                        insert into metrics.exclusion (exclusion, ticket_id, number, district, ground, reason, evidence,
                            asked_by, asked_as, asked_at, fingerprint)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (exclusion) do nothing
                        """)
                        .params(
                                asked.id().value(),
                                asked.ticket().value(),
                                asked.number().text(),
                                asked.district().text(),
                                asked.ground().name(),
                                asked.reason(),
                                asked.evidence(),
                                asked.asked().account().text(),
                                asked.asked().role().name(),
                                asked.asked().at().atOffset(ZoneOffset.UTC),
                                fingerprint)
                        .update()
                == 1;
    }

    /** The request's last decision is new. Inside of the transaction that locked it. */
    public void addDecision(ExclusionRequest decided) {
        Decision last = decided.decisions().getLast();
        db.sql("""
                insert into metrics.exclusion_decision (exclusion, step, decision, decided_by, decided_as, decided_at, reason)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        decided.id().value(),
                        decided.decisions().size(),
                        last.to().name(),
                        last.by().account().text(),
                        last.by().role().name(),
                        last.by().at().atOffset(ZoneOffset.UTC),
                        last.reason())
                .update();
    }

    /** Whether this is what was asked under the id. */
    public boolean isSame(ExclusionId id, String fingerprint) {
        return db.sql("select fingerprint = ? from metrics.exclusion where exclusion = ?")
                .params(fingerprint, id.value())
                .query(Boolean.class)
                .single();
    }

    /** Whoever may see it or not. */
    public Optional<ExclusionRequest> find(ExclusionId id) {
        return read("where x.exclusion = :id", Map.of("id", id.value())).stream()
                .findFirst();
    }

    /** Until the transaction ends nobody else decides on it. */
    public Optional<ExclusionRequest> lock(Scope scope, ExclusionId id) {
        boolean there = db.sql("select 1 from metrics.exclusion where exclusion = ? for update")
                .param(id.value())
                .query(Integer.class)
                .optional()
                .isPresent();
        return there ? find(id).filter(it -> ticket(scope, it.ticket()).isPresent()) : Optional.empty();
    }

    /** The request for this ticket that waits or holds. */
    public Optional<ExclusionRequest> open(TicketId ticket) {
        return read("where x.ticket_id = :ticket", Map.of("ticket", ticket.value())).stream()
                .filter(it -> !it.state().isOver())
                .findFirst();
    }

    /** Where a page ended. */
    public record Position(Instant askedAt, ExclusionId id) {}

    /**
     * The latest first.
     *
     * @param states any of them; none for all
     */
    public List<ExclusionRequest> page(Scope scope, Set<ExclusionState> states, @Nullable Position after, int limit) {
        FigureRows.Narrowing narrowing = figures.narrow(scope, Definition.Of.ALL);
        if (narrowing.isNothing()) {
            return List.of();
        }
        Map<String, Object> values = new HashMap<>(narrowing.values());
        values.put("build", figures.serving());
        values.put("limit", limit);
        StringBuilder where = new StringBuilder(
                        "join metrics.ticket t on t.build = :build and t.ticket_id = x.ticket_id ")
                .append(narrowing.moving())
                .append(narrowing.fixed());
        if (!states.isEmpty()) {
            where.append(" and ").append(STATE).append(" = any(:states)");
            values.put(
                    "states",
                    new SqlArrayValue("text", states.stream().map(Enum::name).toArray()));
        }
        if (after != null) {
            where.append(" and (x.asked_at, x.exclusion) < (:afterAt, :afterId)");
            values.put("afterAt", after.askedAt().atOffset(ZoneOffset.UTC));
            values.put("afterId", after.id().value());
        }
        return read(where + " order by x.asked_at desc, x.exclusion desc limit :limit", values);
    }

    private List<ExclusionRequest> read(String where, Map<String, ?> values) {
        List<ExclusionRequest> asked = db.sql("select x.* from metrics.exclusion x " + where)
                .params(values)
                .query((row, index) -> request(row))
                .list();
        Map<ExclusionId, List<Decision>> decisions = new HashMap<>();
        if (!asked.isEmpty()) {
            db.sql("select * from metrics.exclusion_decision where exclusion = any(?) order by exclusion, step")
                    .param(new SqlArrayValue(
                            "uuid", asked.stream().map(it -> it.id().value()).toArray()))
                    .query(row -> {
                        decisions
                                .computeIfAbsent(
                                        new ExclusionId(row.getObject("exclusion", UUID.class)),
                                        any -> new ArrayList<>())
                                .add(new Decision(
                                        ExclusionState.valueOf(row.getString("decision")),
                                        by(row, "decided"),
                                        row.getString("reason")));
                    });
        }
        return asked.stream()
                .map(it -> {
                    ExclusionRequest whole = it;
                    for (Decision decision : decisions.getOrDefault(it.id(), List.of())) {
                        whole = whole.with(decision);
                    }
                    return whole;
                })
                .toList();
    }

    private static ExclusionRequest request(ResultSet row) throws SQLException {
        return new ExclusionRequest(
                new ExclusionId(row.getObject("exclusion", UUID.class)),
                new TicketId(row.getObject("ticket_id", UUID.class)),
                TicketNumber.of(row.getString("number")),
                DistrictId.of(row.getString("district")),
                ExclusionGround.valueOf(row.getString("ground")),
                row.getString("reason"),
                row.getString("evidence"),
                by(row, "asked"),
                List.of());
    }

    private static By by(ResultSet row, String what) throws SQLException {
        return new By(
                AccountId.of(row.getString(what + "_by")),
                Role.valueOf(row.getString(what + "_as")),
                time(row, what + "_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static JdbcClient.StatementSpec with(FigureRows.Narrowing narrowing, JdbcClient.StatementSpec statement) {
        JdbcClient.StatementSpec narrowed = statement;
        for (Map.Entry<String, Object> each : narrowing.values().entrySet()) {
            narrowed = narrowed.param(each.getKey(), each.getValue());
        }
        return narrowed;
    }
}
