package org.zhuqi.dispatch.application;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.similar.Rarity;
import org.zhuqi.dispatch.postgres.GramRows;
import org.zhuqi.dispatch.postgres.GramRows.Count;

/** How rare words are in each district, as they were counted last. Every process has the same numbers. */
public final class Rarities {
    private final GramRows grams;
    private final Map<DistrictId, Counted> known = new ConcurrentHashMap<>();

    public Rarities(GramRows grams) {
        this.grams = grams;
    }

    /** @param scale how many texts stand for each that was counted */
    public record Counted(long revision, Rarity rarity, double scale) {
        static final Counted NOTHING = new Counted(0, Rarity.UNKNOWN, 1);
    }

    public Counted of(DistrictId district) {
        Count count = grams.count(district).orElse(null);
        if (count == null) {
            return Counted.NOTHING;
        }
        Counted before = known.get(district);
        if (before != null && before.revision() == count.revision()) {
            return before;
        }
        Counted counted = new Counted(count.revision(), grams.rarity(district, count), count.scale());
        known.put(district, counted);
        return counted;
    }
}
