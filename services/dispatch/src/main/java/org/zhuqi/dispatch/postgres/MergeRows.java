package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.similar.Answer;
import org.zhuqi.dispatch.domain.similar.Merge;

/** {@code dispatch.merged} and {@code dispatch.last_answer}. */
public final class MergeRows {
    /** More tickets in a row than anybody merges: a guard against going in circles. */
    private static final int LONGEST_CHAIN = 50;

    private final JdbcClient db;

    public MergeRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * Held until the transaction ends. A ticket is merged on one partition while its target is answered on another: without
     * it each could miss what the other is about to commit, and the answer would never arrive.
     */
    public void lock(Collection<DistrictId> districts) {
        districts.stream()
                .map(DistrictId::text)
                .distinct()
                .sorted()
                .forEach(district -> db.sql(
                                "select pg_advisory_xact_lock(hashtextextended('dispatch.merged/' || ?::text, 0))::text")
                        .param(district)
                        .query(String.class)
                        .list());
    }

    public void add(Merge merge) {
        db.sql("""
                insert into dispatch.merged (ticket_id, into_id, district, sequence, since) values (?, ?, ?, ?, ?)
                on conflict (ticket_id) do update set
                    into_id = excluded.into_id, sequence = excluded.sequence, since = excluded.since
                """)
                .params(
                        merge.ticket().value(),
                        merge.into().value(),
                        merge.district().text(),
                        merge.sequence(),
                        merge.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void remove(TicketId ticket) {
        db.sql("delete from dispatch.merged where ticket_id = ?")
                .param(ticket.value())
                .update();
    }

    public Optional<Merge> find(TicketId ticket) {
        return db.sql("select * from dispatch.merged where ticket_id = ?")
                .param(ticket.value())
                .query(MergeRows::read)
                .optional();
    }

    /** What is merged into it, directly or by way of another, the oldest merge first. */
    public List<Merge> into(TicketId target) {
        return db.sql("""
                        with recursive under (ticket_id, depth) as (
                            select ticket_id, 1 from dispatch.merged where into_id = :target
                            union
                            select m.ticket_id, u.depth + 1 from dispatch.merged m join under u on m.into_id = u.ticket_id
                            where u.depth < :longest)
                        select * from dispatch.merged where ticket_id in (select ticket_id from under)
                        order by since, ticket_id
                        """)
                .param("target", target.value())
                .param("longest", LONGEST_CHAIN)
                .query(MergeRows::read)
                .list();
    }

    /** The ticket that goes on for this one: itself if it is not merged. */
    public TicketId mainOf(TicketId ticket) {
        return db.sql("""
                        with recursive above (ticket_id, depth) as (
                            values (:ticket::uuid, 0)
                            union
                            select m.into_id, a.depth + 1 from dispatch.merged m join above a on m.ticket_id = a.ticket_id
                            where a.depth < :longest)
                        select ticket_id from above order by depth desc limit 1
                        """)
                .param("ticket", ticket.text())
                .param("longest", LONGEST_CHAIN)
                .query((row, index) -> new TicketId(row.getObject(1, UUID.class)))
                .single();
    }

    /** @param answers of several by the same ticket the last one stands */
    public void save(List<Answer> answers) {
        Map<TicketId, Answer> last = new LinkedHashMap<>();
        answers.forEach(answer -> last.put(answer.ticket(), answer));
        Collection<Answer> rows = last.values();
        db.sql("""
                insert into dispatch.last_answer (ticket_id, sequence, round, outcome, text, reason)
                select * from unnest(?::uuid[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[])
                    as given (ticket_id, sequence, round, outcome, text, reason)
                order by ticket_id
                on conflict (ticket_id) do update set
                    sequence = excluded.sequence, round = excluded.round, outcome = excluded.outcome, text = excluded.text,
                    reason = excluded.reason
                """)
                .param(array("uuid", rows, answer -> answer.ticket().value()))
                .param(array("bigint", rows, Answer::sequence))
                .param(array("int", rows, Answer::round))
                .param(array("text", rows, answer -> answer.outcome().name()))
                .param(array("text", rows, Answer::text))
                .param(array("text", rows, Answer::reason))
                .update();
    }

    /** Those into which anything is merged. */
    public Set<TicketId> targetsAmong(Collection<TicketId> tickets) {
        return Set.copyOf(db.sql("select distinct into_id from dispatch.merged where into_id = any(?)")
                .param(array("uuid", tickets, TicketId::value))
                .query((row, index) -> new TicketId(row.getObject(1, UUID.class)))
                .list());
    }

    public Optional<Answer> answerOf(TicketId ticket) {
        return db.sql("select * from dispatch.last_answer where ticket_id = ?")
                .param(ticket.value())
                .query((row, index) -> new Answer(
                        ticket,
                        row.getLong("sequence"),
                        row.getInt("round"),
                        AnswerOutcome.valueOf(row.getString("outcome")),
                        row.getString("text"),
                        row.getString("reason")))
                .optional();
    }

    private static Merge read(ResultSet row, int index) throws SQLException {
        return new Merge(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                new TicketId(row.getObject("into_id", UUID.class)),
                new DistrictId(row.getString("district")),
                row.getLong("sequence"),
                instant(row, "since"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
