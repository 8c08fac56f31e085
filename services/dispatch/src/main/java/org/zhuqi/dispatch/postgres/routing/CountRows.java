package org.zhuqi.dispatch.postgres.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.routing.Decay;
import org.zhuqi.dispatch.domain.routing.Experience;
import org.zhuqi.dispatch.domain.routing.Feature;
import org.zhuqi.dispatch.domain.routing.Tally;

/** {@code dispatch.routing_count}: what tickets taught. */
public final class CountRows {
    private final JdbcClient db;

    public CountRows(JdbcClient db) {
        this.db = db;
    }

    private record Key(String district, String kind, String key, String unit) {}

    /** What is to be added, gathered so that each row is written once. */
    public static final class Changes {
        private final Map<Key, Tally> tallies = new HashMap<>();

        public void add(DistrictId district, Experience experience) {
            change(district, experience, 1);
        }

        public void takeAway(DistrictId district, Experience experience) {
            change(district, experience, -1);
        }

        private void change(DistrictId district, Experience experience, int sign) {
            double grown = Decay.grown(experience.at());
            for (Experience.Count count : experience.counts()) {
                Key key = new Key(
                        district.text(),
                        count.feature().kind().name(),
                        count.feature().key(),
                        count.unit().text());
                tallies.put(
                        key,
                        tallies.getOrDefault(key, Tally.NOTHING)
                                .plus(sign * (long) count.solved(), sign * (long) count.bounced(), grown));
            }
        }
    }

    public void save(Changes changes) {
        // In one order for all writers, so that they never wait for each other.
        List<Map.Entry<Key, Tally>> rows = changes.tallies.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Key::district)
                        .thenComparing(Key::kind)
                        .thenComparing(Key::key)
                        .thenComparing(Key::unit)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                insert into dispatch.routing_count as known
                    (district, kind, key, unit, solved, bounced, solved_worth, bounced_worth)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                        ?::double precision[], ?::double precision[])
                on conflict (district, kind, key, unit) do update set
                    solved = known.solved + excluded.solved,
                    bounced = known.bounced + excluded.bounced,
                    solved_worth = known.solved_worth + excluded.solved_worth,
                    bounced_worth = known.bounced_worth + excluded.bounced_worth
                """)
                .param(array("text", rows, row -> row.getKey().district()))
                .param(array("text", rows, row -> row.getKey().kind()))
                .param(array("text", rows, row -> row.getKey().key()))
                .param(array("text", rows, row -> row.getKey().unit()))
                .param(array("bigint", rows, row -> row.getValue().solved()))
                .param(array("bigint", rows, row -> row.getValue().bounced()))
                .param(array("float8", rows, row -> row.getValue().solvedWorth()))
                .param(array("float8", rows, row -> row.getValue().bouncedWorth()))
                .update();
    }

    public Map<Feature, Map<UnitId, Tally>> find(DistrictId district, Collection<Feature> features, Instant now) {
        double present = Decay.present(now);
        Map<Feature, Map<UnitId, Tally>> found = new LinkedHashMap<>();
        features.forEach(feature -> found.put(feature, new LinkedHashMap<>()));
        db.sql("""
                select kind, key, unit, solved, bounced, solved_worth, bounced_worth
                from dispatch.routing_count
                where district = ? and (kind, key) in (select * from unnest(?::text[], ?::text[]))
                    and (solved > 0 or bounced > 0)
                order by kind, key, unit
                """)
                .param(district.text())
                .param(array("text", features, feature -> feature.kind().name()))
                .param(array("text", features, Feature::key))
                .query(row -> {
                    Feature feature = new Feature(Feature.Kind.valueOf(row.getString("kind")), row.getString("key"));
                    found.computeIfAbsent(feature, any -> new LinkedHashMap<>())
                            .put(
                                    new UnitId(row.getString("unit")),
                                    new Tally(
                                                    row.getLong("solved"),
                                                    row.getLong("bounced"),
                                                    row.getDouble("solved_worth"),
                                                    row.getDouble("bounced_worth"))
                                            .times(present));
                });
        return found;
    }

    private static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
