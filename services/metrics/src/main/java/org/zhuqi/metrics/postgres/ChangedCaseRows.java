package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.RecomputationTerms.Pair;
import org.zhuqi.metrics.domain.Change;
import org.zhuqi.metrics.domain.ClockBasis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.Population;

/** {@code metrics.changed_case}: who changes sides, found by what counts them, and kept. */
public final class ChangedCaseRows {
    private final JdbcClient db;
    private final Names names;

    public ChangedCaseRows(JdbcClient db, Names names) {
        this.db = db;
        this.names = names;
    }

    /**
     * Finds and keeps who counts otherwise after than before.
     *
     * @param before the build with the facts as they are
     * @param after the one with the facts as they would be; the same where only the definition is another
     * @param question of one district, in whole or in the part of a jurisdiction
     * @return how many, by how they change
     */
    public Map<Change, Long> find(TrialId id, Pair pair, Question question, int before, int after) {
        Identifier chain = question.scope().jurisdiction().chain();
        Identifier place = question.scope().jurisdiction().place();
        ClockBasis clocks = ClockBasis.of(pair.before()).or(ClockBasis.of(pair.after()));
        Map<Change, Long> found = new EnumMap<>(Change.class);
        db.sql("""
                        with found as (
                            insert into metrics.changed_case (recomputation, figure, number, ticket_id, part, change,
                                counted_before, counted_after, clock, due_before, due_after)
                            select :id, :figure, s.number, d.ticket_id, d.part,
                                case when not :share and d.counted_after then 'GAINED'
                                    when not :share then 'LOST'
                                    when not d.within_before then 'JUDGED'
                                    when not d.within_after then 'UNJUDGED'
                                    when d.counted_after then 'GAINED'
                                    else 'LOST' end,
                                d.counted_before, d.counted_after, n.text, c.due_before, c.due_after
                            from (
                                select ticket_id, part,
                                    coalesce(b.counted, false) as counted_before, coalesce(b.within, false) as within_before,
                                    coalesce(a.counted, false) as counted_after, coalesce(a.within, false) as within_after
                                from (%s) b full join (%s) a using (ticket_id, part)
                            ) d
                            join metrics.story s on s.build = :build and s.ticket_id = d.ticket_id
                            left join lateral (
                                select clock, b.due as due_before, a.due as due_after
                                from (%s) b full join (%s) a using (clock, round)
                                order by (b.due is distinct from a.due) desc, round desc, clock
                                limit 1
                            ) c on true
                            left join metrics.name n on n.id = c.clock
                            where (d.counted_before, d.within_before) is distinct from (d.counted_after, d.within_after)
                            returning change
                        )
                        select change, count(*) as changed from found group by change
                        """.formatted(
                                side(pair.before(), "build"),
                                side(pair.after(), "after"),
                                clocks(pair.before(), clocks, "build"),
                                clocks(pair.after(), clocks, "after")))
                .param("id", id.value())
                .param("figure", pair.figure().key())
                .param("share", pair.before().isShare())
                .param("build", before)
                .param("after", after)
                .param(
                        "district",
                        number(question.scope().districts().iterator().next()))
                .param("chain", chain == null ? null : number(chain))
                .param("place", place == null ? null : number(place))
                .param("from", question.from().atOffset(ZoneOffset.UTC))
                .param("to", question.to().atOffset(ZoneOffset.UTC))
                .param("at", question.at().atOffset(ZoneOffset.UTC))
                .param("atMicros", Micros.of(question.at()))
                .param("until", clocks.until())
                .query(row -> {
                    found.put(Change.valueOf(row.getString("change")), row.getLong("changed"));
                });
        return found;
    }

    private static String side(Definition definition, String build) {
        return """
                select ticket_id, part, %s as counted, %s as within
                from (%s) as source
                """.formatted(
                definition.sql(Part.NUMERATOR, "facts"),
                definition.isShare()
                        ? definition.sql(Part.DENOMINATOR, "facts")
                        : definition.sql(Part.NUMERATOR, "facts"),
                Sources.of(definition.population(), definition.basis(), """
                                         and t.district = :district and (:chain::int is null or t.chain = :chain)
                                            and (:place::int is null or t.place = :place)
                                        """).replace(":build", ":" + build));
    }

    /** The clocks of a ticket that may tell the two sides apart. */
    private static String clocks(Definition definition, ClockBasis clocks, String build) {
        String those = definition.population() == Population.CLOCKS
                ? "t.clock::text = d.part"
                : "t.scope = 0 and t.facts & :until <> 0"
                        + (clocks.running() ? " and (t.ended_at is null or t.ended_at > :at)" : "");
        return """
                select t.clock, t.round, %s as due
                from metrics.clock t
                where t.build = :%s and t.ticket_id = d.ticket_id and t.started_at <= :at and %s
                """.formatted(Sources.DUE, build, those);
    }

    /** A part of which nothing was ever counted has no number, and nobody in it. */
    private int number(Identifier id) {
        return names.find(id.text()).orElse(-1);
    }

    /**
     * One that counts otherwise.
     *
     * @param part the clock or the step that is counted, where a ticket has several
     * @param clock that tells the two sides apart; null if it is not about clocks
     */
    public record Changed(
            TicketId ticket,
            TicketNumber number,
            String part,
            Change change,
            boolean countedBefore,
            boolean countedAfter,
            @Nullable String clock,
            @Nullable Instant dueBefore,
            @Nullable Instant dueAfter) {}

    /** Where a page ended. */
    public record Position(String number, String part) {}

    /** In the order of their numbers. */
    public List<Changed> page(TrialId id, String figure, @Nullable Change change, @Nullable Position after, int limit) {
        return db.sql("""
                        select * from metrics.changed_case
                        where recomputation = :id and figure = :figure and (:change::text is null or change = :change)
                            and (:number::text is null or (number, part) > (:number, :part))
                        order by number, part
                        limit :limit
                        """)
                .param("id", id.value())
                .param("figure", figure)
                .param("change", change == null ? null : change.name())
                .param("number", after == null ? null : after.number())
                .param("part", after == null ? null : after.part())
                .param("limit", limit)
                .query((row, index) -> new Changed(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        new TicketNumber(row.getString("number")),
                        row.getString("part"),
                        Change.valueOf(row.getString("change")),
                        row.getBoolean("counted_before"),
                        row.getBoolean("counted_after"),
                        row.getString("clock"),
                        time(row, "due_before"),
                        time(row, "due_after")))
                .list();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
