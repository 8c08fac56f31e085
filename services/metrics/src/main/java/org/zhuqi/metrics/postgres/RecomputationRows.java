package org.zhuqi.metrics.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.metrics.application.Comparison;
import org.zhuqi.metrics.application.Recomputation;
import org.zhuqi.metrics.application.Recomputation.Progress;
import org.zhuqi.metrics.application.Recomputation.State;
import org.zhuqi.metrics.application.RecomputationTerms;
import org.zhuqi.platform.json.Json;

/** {@code metrics.recomputation} and how far each is. */
public final class RecomputationRows {
    private static final String SELECT = """
            select r.*, p.tickets, p.told, p.compared
            from metrics.recomputation r join metrics.recomputation_progress p on p.id = r.id
            """;

    private final JdbcClient db;

    public RecomputationRows(JdbcClient db) {
        this.db = db;
    }

    /** Nobody else asks for one of this district until the transaction ends. */
    public void holdDistrict(DistrictId district) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("zhuqi.metrics.recomputation." + district)
                .query(row -> {});
    }

    public int underWay(DistrictId district) {
        return db.sql("select count(*) from metrics.recomputation where district = ? and state in ('ASKED', 'WORKING')")
                .param(district.text())
                .query(Integer.class)
                .single();
    }

    /**
     * @param request tells apart two requests with one key
     * @param knownAt since when everything is known that it takes to compare; null: it is asked for
     */
    public void add(Recomputation added, String request, @Nullable Instant knownAt) {
        db.sql("""
                        insert into metrics.recomputation (id, district, chain, place, account, asked_at, request, terms,
                            state, known_at, readings_kept)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(added.id().value())
                .param(added.district().text())
                .param(text(added.jurisdiction().chain()))
                .param(text(added.jurisdiction().place()))
                .param(added.account().text())
                .param(utc(added.askedAt()))
                .param(request)
                .param(Json.MAPPER.writeValueAsString(added.terms()))
                .param(added.state().name())
                .param(knownAt == null ? null : utc(knownAt))
                .param(knownAt == null)
                .update();
        db.sql("insert into metrics.recomputation_progress (id, tickets) values (?, ?)")
                .params(added.id().value(), added.progress().tickets())
                .update();
    }

    public Optional<Recomputation> find(TrialId id) {
        return db.sql(SELECT + " where r.id = ?")
                .param(id.value())
                .query(RecomputationRows::row)
                .optional();
    }

    public Optional<String> request(TrialId id) {
        return db.sql("select request from metrics.recomputation where id = ?")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** Where a page ended. */
    public record Position(Instant askedAt, TrialId id) {}

    /** Those that count nothing beyond this part of the district, the latest first. */
    public List<Recomputation> page(DistrictId district, Jurisdiction within, @Nullable Position after, int limit) {
        return db.sql(SELECT + """
                         where r.district = :district
                            and (:chain::text is null or r.chain = :chain)
                            and (:place::text is null or r.place = :place)
                            and (:at::timestamptz is null or (r.asked_at, r.id) < (:at::timestamptz, :id::uuid))
                        order by r.asked_at desc, r.id desc
                        limit :limit
                        """)
                .param("district", district.text())
                .param("chain", text(within.chain()))
                .param("place", text(within.place()))
                .param("at", after == null ? null : after.askedAt().toString())
                .param("id", after == null ? null : after.id().text())
                .param("limit", limit)
                .query(RecomputationRows::row)
                .list();
    }

    /** Those that wait for the answer to their trial, locked; to be called in a transaction. */
    public Optional<Recomputation> lockWaiting(TrialId id) {
        return db.sql(SELECT
                        + " where r.id = ? and r.state in ('ASKED', 'WORKING') and r.known_at is null for update of r")
                .param(id.value())
                .query(RecomputationRows::row)
                .optional();
    }

    public void begun(TrialId id) {
        db.sql("update metrics.recomputation set state = 'WORKING' where id = ? and state = 'ASKED'")
                .param(id.value())
                .update();
    }

    /** From now on it can be compared. */
    public void known(TrialId id, Instant at) {
        db.sql("update metrics.recomputation set state = 'WORKING', known_at = ? where id = ?")
                .params(utc(at), id.value())
                .update();
    }

    public void told(TrialId id, long told) {
        db.sql("update metrics.recomputation_progress set told = ? where id = ?")
                .params(told, id.value())
                .update();
    }

    public void compared(TrialId id, long compared) {
        db.sql("update metrics.recomputation_progress set compared = ? where id = ?")
                .params(compared, id.value())
                .update();
    }

    /** The readings of those that end so are of no use to anybody. */
    public void end(TrialId id, State state, Sentence why, Instant at) {
        db.sql("""
                        update metrics.recomputation
                        set state = ?, sentence_en = ?, sentence_zh = ?, ended_at = ?, readings_kept = false
                        where id = ?
                        """)
                .params(state.name(), why.en(), why.zh(), utc(at), id.value())
                .update();
        forgetReadings(id);
    }

    public void done(TrialId id, Comparison answer, Instant at) {
        db.sql("update metrics.recomputation set state = 'DONE', answer = ?, ended_at = ? where id = ?")
                .params(Json.MAPPER.writeValueAsString(answer), utc(at), id.value())
                .update();
    }

    /** Those that can be compared, the oldest first. */
    public List<TrialId> ready() {
        return db.sql("""
                        select id from metrics.recomputation
                        where state in ('ASKED', 'WORKING') and known_at is not null
                        order by known_at
                        """)
                .query((row, index) -> new TrialId(row.getObject("id", UUID.class)))
                .list();
    }

    /** @return how often it was tried in vain by now */
    public int failedOnce(TrialId id) {
        return db.sql("update metrics.recomputation set tries = tries + 1 where id = ? returning tries")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /** Those that still wait for an answer to what they asked before then; to be called in a transaction. */
    public List<TrialId> unanswered(Instant askedBefore) {
        return db.sql("""
                        select id from metrics.recomputation
                        where state in ('ASKED', 'WORKING') and known_at is null and asked_at < ?
                        for update skip locked
                        """)
                .param(utc(askedBefore))
                .query((row, index) -> new TrialId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Drops the readings of those that were asked for before then and have ended; to be called in a transaction. */
    public void forgetReadings(Instant askedBefore) {
        db.sql("""
                        update metrics.recomputation set readings_kept = false
                        where readings_kept and asked_at < ? and state not in ('ASKED', 'WORKING')
                        returning id
                        """)
                .param(utc(askedBefore))
                .query((row, index) -> new TrialId(row.getObject("id", UUID.class)))
                .list()
                .forEach(this::forgetReadings);
    }

    private void forgetReadings(TrialId id) {
        db.sql("delete from metrics.trial_clock where trial = ?")
                .param(id.value())
                .update();
    }

    private static Recomputation row(ResultSet row, int index) throws SQLException {
        String chain = row.getString("chain");
        String place = row.getString("place");
        String en = row.getString("sentence_en");
        String zh = row.getString("sentence_zh");
        String answer = row.getString("answer");
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Recomputation(
                new TrialId(row.getObject("id", UUID.class)),
                new DistrictId(row.getString("district")),
                new Jurisdiction(chain == null ? null : new ChainId(chain), place == null ? null : new PlaceId(place)),
                new AccountId(row.getString("account")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                Json.MAPPER.readValue(row.getString("terms"), RecomputationTerms.class),
                State.valueOf(row.getString("state")),
                en == null || zh == null ? null : new Sentence(en, zh),
                new Progress(row.getLong("tickets"), row.getLong("told"), row.getLong("compared")),
                ended == null ? null : ended.toInstant(),
                answer == null ? null : Json.MAPPER.readValue(answer, Comparison.class));
    }

    private static @Nullable String text(@Nullable Identifier id) {
        return id == null ? null : id.text();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
