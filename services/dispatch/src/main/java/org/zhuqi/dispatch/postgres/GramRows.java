package org.zhuqi.dispatch.postgres;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.similar.Rarity;

/** {@code dispatch.similar_count} and {@code dispatch.similar_gram}: how often words occur in a district. */
public final class GramRows {
    /** So many of the newest texts say how people write. */
    private static final int COUNTED = 20_000;

    private final JdbcClient db;

    public GramRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param revision another one with each count
     * @param texts of the district at that time
     */
    public record Count(long revision, long texts, long counted) {
        /** How many texts stand for each that was counted. */
        public double scale() {
            return counted == 0 ? 1 : (double) texts / counted;
        }
    }

    public Optional<Count> count(DistrictId district) {
        return db.sql("select revision, texts, counted from dispatch.similar_count where district = ?")
                .param(district.text())
                .query((row, index) -> new Count(row.getLong(1), row.getLong(2), row.getLong(3)))
                .optional();
    }

    public Rarity rarity(DistrictId district, Count count) {
        Map<Integer, Integer> texts = new HashMap<>();
        db.sql("select gram, texts from dispatch.similar_gram where district = ?")
                .param(district.text())
                .query(row -> {
                    texts.put(row.getInt(1), row.getInt(2));
                });
        return new Rarity(count.counted(), texts);
    }

    /** Inside of a transaction. Leaves it to somebody else who is counting already. */
    public void recount(DistrictId district) {
        boolean alone = db.sql("select pg_try_advisory_xact_lock(hashtextextended('dispatch.similar/' || ?::text, 0))")
                .param(district.text())
                .query(Boolean.class)
                .single();
        if (!alone) {
            return;
        }
        db.sql("delete from dispatch.similar_gram where district = ?")
                .param(district.text())
                .update();
        // A word that stands in one text is as rare as one that stands in none.
        db.sql("""
                insert into dispatch.similar_gram (district, gram, texts)
                select ?, gram, count(*)
                from (select grams from dispatch.similar_text where district = ? order by submitted_at desc limit ?) newest,
                    unnest(grams) gram
                group by gram having count(*) > 1
                """).params(district.text(), district.text(), COUNTED).update();
        db.sql("""
                insert into dispatch.similar_count (district, revision, texts, counted)
                select ?, 1, count(*), least(count(*), ?) from dispatch.similar_text where district = ?
                on conflict (district) do update set
                    revision = similar_count.revision + 1, texts = excluded.texts, counted = excluded.counted
                """).params(district.text(), COUNTED, district.text()).update();
    }
}
