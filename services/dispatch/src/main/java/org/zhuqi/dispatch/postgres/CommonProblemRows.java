package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.similar.CommonProblem;
import org.zhuqi.dispatch.domain.similar.CommonProblem.Member;
import org.zhuqi.dispatch.domain.similar.Proposal;

/** {@code dispatch.common_problem}, {@code dispatch.common_problem_ticket} and {@code dispatch.dismissed_proposal}. */
public final class CommonProblemRows {
    private final JdbcClient db;

    public CommonProblemRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<CommonProblem> find(DistrictId district, SubjectId id) {
        return find(district, id, "");
    }

    /** Until the transaction ends nobody else changes it. */
    public Optional<CommonProblem> lock(DistrictId district, SubjectId id) {
        return find(district, id, "for update");
    }

    private Optional<CommonProblem> find(DistrictId district, SubjectId id, String how) {
        return db.sql("select * from dispatch.common_problem where id = ? and district = ? " + how)
                .params(id.value(), district.text())
                .query(CommonProblemRows::read)
                .optional();
    }

    /**
     * The newest first.
     *
     * @param published null: both; as open
     * @param before where the page before ended: opened at, id; null from the beginning
     */
    public List<CommonProblem> list(
            DistrictId district,
            Jurisdiction jurisdiction,
            @Nullable Boolean published,
            @Nullable Boolean open,
            @Nullable List<String> before,
            int limit) {
        return db.sql("""
                        select * from dispatch.common_problem
                        where district = :district
                          and (:published::boolean is null or published = :published)
                          and (:open::boolean is null or (closed_at is null) = :open)
                          and ((:chain::text is null and :place::text is null)
                              or (chain is not distinct from :chain and place is not distinct from :place))
                          and (:at::timestamptz is null or (opened_at, id) < (:at::timestamptz, :id::uuid))
                        order by opened_at desc, id desc limit :limit
                        """)
                .param("district", district.text())
                .param("published", published)
                .param("open", open)
                .param(
                        "chain",
                        jurisdiction.chain() == null
                                ? null
                                : jurisdiction.chain().text())
                .param(
                        "place",
                        jurisdiction.place() == null
                                ? null
                                : jurisdiction.place().text())
                .param("at", before == null ? null : before.get(0))
                .param("id", before == null ? null : before.get(1))
                .param("limit", limit)
                .query(CommonProblemRows::read)
                .list();
    }

    /** Published and open. */
    public List<CommonProblem> published(DistrictId district, int most) {
        return list(district, Jurisdiction.WHOLE_DISTRICT, true, true, null, most);
    }

    public void add(CommonProblem problem) {
        db.sql("""
                insert into dispatch.common_problem (id, district, version, title, description, published, chain, place,
                    opened_at, opened_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(Arrays.asList(
                        problem.id().value(),
                        problem.district().text(),
                        problem.version(),
                        problem.title(),
                        problem.description(),
                        problem.published(),
                        problem.jurisdiction().chain() == null
                                ? null
                                : problem.jurisdiction().chain().text(),
                        problem.jurisdiction().place() == null
                                ? null
                                : problem.jurisdiction().place().text(),
                        problem.openedAt().atOffset(ZoneOffset.UTC),
                        problem.openedBy().text()))
                .update();
    }

    public void save(CommonProblem problem) {
        Instant closedAt = problem.closedAt();
        db.sql("""
                update dispatch.common_problem set version = ?, title = ?, description = ?, published = ?, closed_at = ?,
                    outcome = ?
                where id = ?
                """)
                .params(Arrays.asList(
                        problem.version(),
                        problem.title(),
                        problem.description(),
                        problem.published(),
                        closedAt == null ? null : closedAt.atOffset(ZoneOffset.UTC),
                        problem.outcome(),
                        problem.id().value()))
                .update();
        if (closedAt != null) {
            db.sql("update dispatch.common_problem_ticket set open = false where problem_id = ?")
                    .param(problem.id().value())
                    .update();
        }
    }

    /** In the order in which they came. */
    public List<Member> members(SubjectId problem) {
        return db.sql("""
                        select * from dispatch.common_problem_ticket where problem_id = ? order by position
                        """)
                .param(problem.value())
                .query((row, index) -> new Member(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        time(row, "added_at"),
                        row.getBoolean("joined"),
                        row.getObject("merge_into", UUID.class) == null
                                ? null
                                : new TicketId(row.getObject("merge_into", UUID.class)),
                        row.getObject("merge_asked_at") == null ? null : time(row, "merge_asked_at")))
                .list();
    }

    public Map<SubjectId, Integer> sizes(Collection<SubjectId> problems) {
        Map<SubjectId, Integer> sizes = new HashMap<>();
        db.sql("""
                        select problem_id, count(*) from dispatch.common_problem_ticket where problem_id = any(?)
                        group by problem_id
                        """)
                .param(new SqlArrayValue(
                        "uuid", problems.stream().map(SubjectId::value).toArray()))
                .query(row -> {
                    sizes.put(new SubjectId(row.getObject(1, UUID.class)), row.getInt(2));
                });
        return sizes;
    }

    /** The open problems in which these tickets are. */
    public Map<TicketId, SubjectId> openOf(Collection<TicketId> tickets) {
        Map<TicketId, SubjectId> open = new HashMap<>();
        db.sql("""
                        select ticket_id, problem_id from dispatch.common_problem_ticket where open and ticket_id = any(?)
                        """)
                .param(new SqlArrayValue(
                        "uuid", tickets.stream().map(TicketId::value).toArray()))
                .query(row -> {
                    open.put(new TicketId(row.getObject(1, UUID.class)), new SubjectId(row.getObject(2, UUID.class)));
                });
        return open;
    }

    /** @return false if it is in an open problem already, this one or another */
    public boolean addTicket(SubjectId problem, TicketId ticket, boolean joined, Instant at) {
        return db.sql("""
                        insert into dispatch.common_problem_ticket (problem_id, ticket_id, added_at, joined, open)
                        values (?, ?, ?, ?, true) on conflict do nothing
                        """)
                        .params(problem.value(), ticket.value(), at.atOffset(ZoneOffset.UTC), joined)
                        .update()
                == 1;
    }

    public boolean removeTicket(SubjectId problem, TicketId ticket) {
        return db.sql("delete from dispatch.common_problem_ticket where problem_id = ? and ticket_id = ?")
                        .params(problem.value(), ticket.value())
                        .update()
                == 1;
    }

    public void askedToMerge(SubjectId problem, Collection<TicketId> tickets, TicketId into, Instant at) {
        db.sql("""
                update dispatch.common_problem_ticket set merge_into = ?, merge_asked_at = ?
                where problem_id = ? and ticket_id = any(?)
                """)
                .params(
                        into.value(),
                        at.atOffset(ZoneOffset.UTC),
                        problem.value(),
                        new SqlArrayValue(
                                "uuid", tickets.stream().map(TicketId::value).toArray()))
                .update();
    }

    public void dismiss(Proposal proposal, DistrictId district, String reason, AccountId by, Instant at) {
        db.sql("""
                insert into dispatch.dismissed_proposal (id, district, tickets, reason, dismissed_by, dismissed_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(
                        proposal.id().value(),
                        district.text(),
                        new SqlArrayValue(
                                "uuid",
                                proposal.tickets().stream()
                                        .map(it -> it.ticket().value())
                                        .toArray()),
                        reason,
                        by.text(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public List<Set<TicketId>> dismissed(DistrictId district, Instant since) {
        return db.sql("select tickets from dispatch.dismissed_proposal where district = ? and dismissed_at > ?")
                .params(district.text(), since.atOffset(ZoneOffset.UTC))
                .query((row, index) -> Arrays.stream(
                                (UUID[]) row.getArray("tickets").getArray())
                        .map(TicketId::new)
                        .collect(Collectors.toUnmodifiableSet()))
                .list();
    }

    private static CommonProblem read(ResultSet row, int index) throws SQLException {
        String chain = row.getString("chain");
        String place = row.getString("place");
        return new CommonProblem(
                new SubjectId(row.getObject("id", UUID.class)),
                new DistrictId(row.getString("district")),
                row.getLong("version"),
                row.getString("title"),
                row.getString("description"),
                row.getBoolean("published"),
                new Jurisdiction(chain == null ? null : new ChainId(chain), place == null ? null : new PlaceId(place)),
                time(row, "opened_at"),
                new AccountId(row.getString("opened_by")),
                row.getObject("closed_at") == null ? null : time(row, "closed_at"),
                row.getString("outcome"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }
}
