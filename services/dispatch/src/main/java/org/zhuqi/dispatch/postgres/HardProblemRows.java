package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.HardProblem;
import org.zhuqi.dispatch.domain.ProblemStatus;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;

/** {@code dispatch.hard_problem}, {@code dispatch.hard_review} and the lock {@code dispatch.problem_list}. */
public final class HardProblemRows {
    private static final String ON_THE_LIST = "p.status in ('LISTED', 'IN_REVIEW')";

    private final JdbcClient db;

    public HardProblemRows(JdbcClient db) {
        this.db = db;
    }

    /** @param fingerprint of the request that made it; empty if it came by itself */
    public record Known(HardProblem problem, String fingerprint) {}

    /**
     * @param statuses any of them; empty for all
     * @param stuckFor at least so many rounds
     * @param after where the page before ended
     */
    public record Query(
            List<ProblemStatus> statuses,
            @Nullable UnitId unit,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            @Nullable TicketId ticket,
            @Nullable Integer stuckFor,
            @Nullable String q,
            @Nullable Place after,
            int limit) {
        public record Place(Instant listedAt, SubjectId problem) {}
    }

    /** Until the transaction ends nothing comes onto the district's list, and no round of it begins or ends. */
    public void lockList(DistrictId district) {
        db.sql("insert into dispatch.problem_list (district) values (?) on conflict do nothing")
                .param(district.text())
                .update();
        db.sql("select from dispatch.problem_list where district = ? for update")
                .param(district.text())
                .query(row -> {});
    }

    public void add(HardProblem problem, String fingerprint) {
        db.sql("""
                insert into dispatch.hard_problem (problem, district, version, status, listed_at, title, difficulty,
                    lead_unit, chain, place, target_on, tickets, stuck, fingerprint, body)
                values (:problem, :district, :version, :status, :listed, :title, :difficulty, :lead, :chain, :place,
                    :target, :tickets, :stuck, :fingerprint, :body::jsonb)
                """)
                .params(columns(problem))
                .param("district", problem.district().text())
                .param("listed", problem.listedAt().atOffset(ZoneOffset.UTC))
                .param("fingerprint", fingerprint)
                .update();
    }

    /** Inside of the transaction that locked it. */
    public void save(HardProblem problem) {
        db.sql("""
                update dispatch.hard_problem set version = :version, status = :status, title = :title,
                    difficulty = :difficulty, lead_unit = :lead, chain = :chain, place = :place, target_on = :target,
                    tickets = :tickets, stuck = :stuck, body = :body::jsonb
                where problem = :problem
                """).params(columns(problem)).update();
    }

    private static Map<String, @Nullable Object> columns(HardProblem problem) {
        var sheet = problem.sheet();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("problem", problem.id().value());
        columns.put("version", problem.version());
        columns.put("status", problem.status().name());
        columns.put("title", sheet.title());
        columns.put("difficulty", sheet.difficulty());
        columns.put("lead", sheet.leadUnit() == null ? null : sheet.leadUnit().text());
        columns.put("chain", sheet.chain() == null ? null : sheet.chain().text());
        columns.put("place", sheet.place() == null ? null : sheet.place().text());
        columns.put("target", sheet.targetOn());
        columns.put("tickets", uuids(sheet.tickets()));
        columns.put("stuck", problem.stuckFor());
        columns.put("body", Json.MAPPER.writeValueAsString(problem));
        return columns;
    }

    private static SqlArrayValue uuids(List<TicketId> tickets) {
        return new SqlArrayValue(
                "uuid", tickets.stream().<Object>map(TicketId::value).toArray());
    }

    public Optional<Known> find(SubjectId id) {
        return db.sql("select body, fingerprint from dispatch.hard_problem where problem = ?")
                .param(id.value())
                .query((row, index) -> new Known(read(row), row.getString("fingerprint")))
                .optional();
    }

    /** Until the transaction ends nobody else writes it. */
    public Optional<HardProblem> lock(SubjectId id) {
        return db.sql("select body from dispatch.hard_problem where problem = ? for update")
                .param(id.value())
                .query((row, index) -> read(row))
                .optional();
    }

    public boolean isShownTo(Caller caller, SubjectId id) {
        return shownTo(caller, id).isPresent();
    }

    public Optional<HardProblem> shownTo(Caller caller, SubjectId id) {
        ConditionList where = scope(caller).and("p.problem = :id", "id", id.value());
        return problems(where, "").stream().findFirst();
    }

    /** The latest first; one more than asked for, if there is more. */
    public List<HardProblem> page(Caller caller, Query query) {
        ConditionList where = scope(caller)
                .and(
                        "p.lead_unit = :unit",
                        "unit",
                        query.unit() == null ? null : query.unit().text())
                .and(
                        "p.chain = :chain",
                        "chain",
                        query.chain() == null ? null : query.chain().text())
                .and(
                        "p.place = :place",
                        "place",
                        query.place() == null ? null : query.place().text())
                .and(
                        "p.tickets @> array[:ticket]",
                        "ticket",
                        query.ticket() == null ? null : query.ticket().value())
                .and("p.stuck >= :stuck", "stuck", query.stuckFor())
                .and("p.title ilike :q or p.difficulty ilike :q", "q", ConditionList.pattern(query.q()));
        if (!query.statuses().isEmpty()) {
            where.and("p.status = any(:statuses)")
                    .withTexts(
                            "statuses",
                            query.statuses().stream().map(ProblemStatus::name).toList());
        }
        if (query.after() != null) {
            where.and("(p.listed_at, p.problem) < (:afterTime, :afterProblem)")
                    .with("afterTime", query.after().listedAt().atOffset(ZoneOffset.UTC))
                    .with("afterProblem", query.after().problem().value());
        }
        return problems(
                where.with("limit", query.limit() + 1), "order by p.listed_at desc, p.problem desc limit :limit");
    }

    /**
     * On the list, without a result in that round; the oldest first.
     *
     * @param at what came onto the list later is not waited for: a history is brought in to a list that has gone on since
     */
    public List<HardProblem> unheard(Caller caller, int round, Instant at) {
        ConditionList where = scope(caller)
                .and(ON_THE_LIST)
                .and("p.listed_at <= :at", "at", at.atOffset(ZoneOffset.UTC))
                .and("""
                not exists (select from dispatch.hard_review r
                    where r.district = p.district and r.round = :round and r.problem = p.problem)
                """, "round", round);
        return problems(where, "order by p.listed_at, p.problem");
    }

    /** With a result in that round; the oldest first. */
    public List<HardProblem> heard(Caller caller, int round) {
        ConditionList where = scope(caller).and("""
                exists (select from dispatch.hard_review r
                    where r.district = p.district and r.round = :round and r.problem = p.problem)
                """, "round", round);
        return problems(where, "order by p.listed_at, p.problem");
    }

    private List<HardProblem> problems(ConditionList where, String order) {
        return db.sql("select p.body from dispatch.hard_problem p where %s %s".formatted(where.sql(), order))
                .params(where.values())
                .query((row, index) -> read(row))
                .list();
    }

    /** Who may know of a hard problem {@code p}. Enterprises and officers see their tickets, not the list. */
    private static ConditionList scope(Caller caller) {
        ConditionList where = new ConditionList()
                .and("p.district = :district", "district", caller.district().text());
        return switch (caller.role()) {
            case AUDITOR, IMPORTER -> where;
            case COORDINATOR, SUPERVISOR -> {
                ChainId chain = caller.jurisdiction().chain();
                PlaceId place = caller.jurisdiction().place();
                yield where.and("p.chain = :ownChain", "ownChain", chain == null ? null : chain.text())
                        .and("p.place = :ownPlace", "ownPlace", place == null ? null : place.text());
            }
            case HANDLER -> where.and("p.lead_unit = :ownUnit or " + OwnTickets.among("p.tickets", caller, where));
            case ENTERPRISE, OFFICER, ADMIN, SYSTEM -> where.and("false");
        };
    }

    /** By ticket, those on the list, but for one. */
    public Map<TicketId, HardProblem> onTheListWith(List<TicketId> tickets, SubjectId but) {
        Map<TicketId, HardProblem> found = new HashMap<>();
        db.sql("select p.body from dispatch.hard_problem p where p.tickets && ? and p.problem <> ? and " + ON_THE_LIST)
                .param(uuids(tickets))
                .param(but.value())
                .query((row, index) -> read(row))
                .list()
                .forEach(problem -> problem.sheet().tickets().forEach(ticket -> found.put(ticket, problem)));
        return found;
    }

    /** Whether a hard problem has it, on the list or not. */
    public boolean isAnywhere(TicketId ticket) {
        return db.sql("select exists (select from dispatch.hard_problem where tickets @> array[?::uuid])")
                .param(ticket.value())
                .query(Boolean.class)
                .single();
    }

    // -- rounds -----------------------------------------------------------------------------------------------------

    public void reviewed(HardProblem problem, HardProblemEvent.HardProblemReviewed event) {
        db.sql("""
                insert into dispatch.hard_review (district, round, problem, result) values (?, ?, ?, ?)
                on conflict (district, round, problem) do update set result = excluded.result
                """)
                .params(
                        problem.district().text(),
                        event.round(),
                        problem.id().value(),
                        event.result().name())
                .update();
    }

    /** How many problems got which result. */
    public Map<ReviewResult, Integer> results(DistrictId district, int round) {
        Map<ReviewResult, Integer> counts = new EnumMap<>(ReviewResult.class);
        db.sql("select result, count(*) from dispatch.hard_review where district = ? and round = ? group by result")
                .params(district.text(), round)
                .query(row -> {
                    counts.put(ReviewResult.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    private static HardProblem read(ResultSet row) throws SQLException {
        return Json.MAPPER.readValue(row.getString("body"), HardProblem.class);
    }
}
