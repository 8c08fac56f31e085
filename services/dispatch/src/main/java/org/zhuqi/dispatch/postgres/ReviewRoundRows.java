package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.dispatch.domain.ReviewRound;
import org.zhuqi.platform.json.Json;

/** {@code dispatch.review_round}. */
public final class ReviewRoundRows {
    private final JdbcClient db;

    public ReviewRoundRows(JdbcClient db) {
        this.db = db;
    }

    /** @param fingerprint of the request that opened it */
    public record Known(ReviewRound round, String fingerprint) {}

    public void add(ReviewRound round, String fingerprint) {
        db.sql("""
                insert into dispatch.review_round (round, district, number, version, status, fingerprint, body)
                values (?, ?, ?, ?, ?, ?, ?::jsonb)
                """)
                .params(
                        round.id().value(),
                        round.district().text(),
                        round.number(),
                        round.version(),
                        status(round),
                        fingerprint,
                        Json.MAPPER.writeValueAsString(round))
                .update();
    }

    /** Inside of the transaction that locked it. */
    public void save(ReviewRound round) {
        db.sql("update dispatch.review_round set version = ?, status = ?, body = ?::jsonb where round = ?")
                .params(
                        round.version(),
                        status(round),
                        Json.MAPPER.writeValueAsString(round),
                        round.id().value())
                .update();
    }

    private static String status(ReviewRound round) {
        return round.isOpen() ? "OPEN" : "CLOSED";
    }

    public Optional<Known> find(SubjectId id) {
        return db.sql("select body, fingerprint from dispatch.review_round where round = ?")
                .param(id.value())
                .query((row, index) -> new Known(read(row), row.getString("fingerprint")))
                .optional();
    }

    /** The latest first. */
    public List<ReviewRound> all(DistrictId district) {
        return db.sql("select body from dispatch.review_round where district = ? order by number desc")
                .param(district.text())
                .query((row, index) -> read(row))
                .list();
    }

    public Optional<ReviewRound> last(DistrictId district) {
        return db.sql("select body from dispatch.review_round where district = ? order by number desc limit 1")
                .param(district.text())
                .query((row, index) -> read(row))
                .optional();
    }

    public Optional<ReviewRound> find(DistrictId district, int number) {
        return find(district, number, "");
    }

    /** Until the transaction ends nobody closes it. */
    public Optional<ReviewRound> share(DistrictId district, int number) {
        return find(district, number, "for share");
    }

    /** Until the transaction ends nobody else writes it, or writes a result of it. */
    public Optional<ReviewRound> lock(DistrictId district, int number) {
        return find(district, number, "for update");
    }

    private Optional<ReviewRound> find(DistrictId district, int number, String how) {
        return db.sql("select body from dispatch.review_round where district = ? and number = ? " + how)
                .params(district.text(), number)
                .query((row, index) -> read(row))
                .optional();
    }

    private static ReviewRound read(ResultSet row) throws SQLException {
        return Json.MAPPER.readValue(row.getString("body"), ReviewRound.class);
    }
}
