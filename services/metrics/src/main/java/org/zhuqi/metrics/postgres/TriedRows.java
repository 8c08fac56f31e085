package org.zhuqi.metrics.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.trial.TrialReadings.TicketReading;
import org.zhuqi.metrics.application.Recomputation;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.application.TrialRange;
import org.zhuqi.metrics.domain.KnownClock;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.platform.json.Json;

/**
 * {@code metrics.trial_clock}: the clocks that tickets would have had; and the build under which tickets are written with them,
 * for as long as a transaction lasts. Nobody else ever sees that build.
 */
public final class TriedRows {
    /** No build that is read from the topics has such a number. */
    public static final int BUILD = -1;

    private static final String IN_SCOPE = """
            t.build = :build and t.district = :district and (:chain::int is null or t.chain = :chain)
                and (:place::int is null or t.place = :place) and t.received_at >= :from::timestamptz
                and t.received_at < :to::timestamptz
            """;

    private final JdbcClient db;
    private final Names names;

    public TriedRows(JdbcClient db, Names names) {
        this.db = db;
        this.names = names;
    }

    /** What comes again takes the place of what came before. */
    public void save(TrialId trial, Collection<TicketReading> readings) {
        db.sql("""
                        insert into metrics.trial_clock (trial, ticket_id, clocks)
                        select ?, ticket_id, clocks from unnest(?::uuid[], ?::text[]) as given (ticket_id, clocks)
                        on conflict (trial, ticket_id) do update set clocks = excluded.clocks
                        """)
                .param(trial.value())
                .param(array("uuid", readings, it -> it.ticketId().value()))
                .param(array(
                        "text",
                        readings,
                        it -> Json.MAPPER.writeValueAsString(
                                it.clocks().stream().map(KnownClock::of).toList())))
                .update();
    }

    /** Of how many tickets the other clocks are known. */
    public long count(TrialId trial) {
        return db.sql("select count(*) from metrics.trial_clock where trial = ?")
                .param(trial.value())
                .query(Long.class)
                .single();
    }

    /** The same, of those in the scope alone. */
    public long count(TrialId trial, int build, Scope scope, TrialRange range) {
        return scoped(
                        "select count(*) from metrics.trial_clock c join metrics.ticket t on t.ticket_id = c.ticket_id"
                                + " where c.trial = :trial and " + IN_SCOPE,
                        build,
                        scope,
                        range)
                .map(asked ->
                        asked.param("trial", trial.value()).query(Long.class).single())
                .orElse(0L);
    }

    /** How many tickets there are to try. */
    public long tickets(int build, Scope scope, TrialRange range) {
        return scoped("select count(*) from metrics.ticket t where " + IN_SCOPE, build, scope, range)
                .map(asked -> asked.query(Long.class).single())
                .orElse(0L);
    }

    /** @param clocks that it would have had; null if nobody said */
    public record Tried(
            TicketId ticket, TicketStory story, @Nullable List<KnownClock> clocks) {}

    /** The next tickets to try, in the order of their ids. */
    public List<Tried> next(
            Recomputation recomputation, int build, TrialRange range, @Nullable TicketId after, int limit) {
        return scoped("""
                        select t.ticket_id, s.told, c.clocks
                        from metrics.ticket t
                        join metrics.story s on s.build = t.build and s.ticket_id = t.ticket_id
                        left join metrics.trial_clock c on c.trial = :trial and c.ticket_id = t.ticket_id
                        where %s and (:after::uuid is null or t.ticket_id > :after::uuid)
                        order by t.ticket_id
                        limit :limit
                        """.formatted(IN_SCOPE), build, recomputation.scope(), range)
                .map(asked -> asked.param("trial", recomputation.id().value())
                        .param("after", after == null ? null : after.text())
                        .param("limit", limit)
                        .query((row, index) -> {
                            String clocks = row.getString("clocks");
                            return new Tried(
                                    new TicketId(row.getObject("ticket_id", UUID.class)),
                                    Json.MAPPER.readValue(row.getString("told"), TicketStory.class),
                                    clocks == null ? null : clocks(clocks));
                        })
                        .list())
                .orElse(List.of());
    }

    private static List<KnownClock> clocks(String text) {
        return Json.MAPPER.readerForListOf(KnownClock.class).readValue(text);
    }

    /** Whether this transaction alone may write under {@link #BUILD}. */
    public boolean hold() {
        return Boolean.TRUE.equals(db.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param("zhuqi.metrics.tried")
                .query(Boolean.class)
                .single());
    }

    /** Whether this transaction alone works on this one. */
    public boolean hold(TrialId id) {
        return Boolean.TRUE.equals(db.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param("zhuqi.metrics.recomputation." + id)
                .query(Boolean.class)
                .single());
    }

    /** Once all is written: the database has never seen any of it and would plan as if there were nothing. */
    public void analyze() {
        for (String table : List.of("story_tried", "ticket_tried", "clock_tried")) {
            db.sql("analyze metrics." + table).update();
        }
    }

    /** So that nothing is left when the transaction is committed. */
    public void clear() {
        for (String table : List.of("clock", "ticket", "story")) {
            db.sql("delete from metrics.%s where build = ?".formatted(table))
                    .param(BUILD)
                    .update();
        }
    }

    /** @return empty if nothing was ever counted in that part of the district */
    private Optional<JdbcClient.StatementSpec> scoped(String sql, int build, Scope scope, TrialRange range) {
        Optional<Integer> district = scope.districts().stream().findFirst().flatMap(id -> names.find(id.text()));
        Identifier chain = scope.jurisdiction().chain();
        Identifier place = scope.jurisdiction().place();
        Optional<Integer> chainNumber = number(chain);
        Optional<Integer> placeNumber = number(place);
        if (district.isEmpty()
                || (chain != null && chainNumber.isEmpty())
                || (place != null && placeNumber.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(db.sql(sql)
                .param("build", build)
                .param("district", district.get())
                .param("chain", chainNumber.orElse(null))
                .param("place", placeNumber.orElse(null))
                .param("from", range.from().toString())
                .param("to", range.to().toString()));
    }

    private Optional<Integer> number(@Nullable Identifier id) {
        return id == null ? Optional.empty() : names.find(id.text());
    }

    private static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
