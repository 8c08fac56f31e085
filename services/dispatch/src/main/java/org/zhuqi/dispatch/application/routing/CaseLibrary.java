package org.zhuqi.dispatch.application.routing;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.CaseIndex;
import org.zhuqi.dispatch.domain.routing.Experience;
import org.zhuqi.dispatch.postgres.routing.CaseRows;

/**
 * Each district's latest cases in memory, brought up to date from the database whenever they are asked for, so that every
 * instance compares with the same cases, whichever of them counted the events in. What a transaction wrote that was rolled
 * back after all stays until the same events come again, which they do at once.
 */
public final class CaseLibrary {
    private final CaseRows rows;
    private final int remembered;
    private final Map<DistrictId, Shelf> shelves = new ConcurrentHashMap<>();

    /** @param remembered so many cases of each district, the latest */
    public CaseLibrary(CaseRows rows, int remembered) {
        this.rows = rows;
        this.remembered = remembered;
    }

    private final class Shelf {
        private final DistrictId district;
        private final CaseIndex index = new CaseIndex(remembered);
        private @Nullable String horizon;

        Shelf(DistrictId district) {
            this.district = district;
        }

        synchronized void catchUp() {
            String before = horizon;
            // First the horizon, then the rows: what is written in between is read twice, not missed.
            String now = rows.horizon();
            put(before == null ? rows.latest(district, remembered) : rows.since(district, before));
            horizon = now;
        }

        private void put(Collection<TicketFacts> cases) {
            cases.forEach(
                    facts -> index.put(facts.ticket(), Experience.of(facts).orElse(null)));
        }
    }

    /** As of now. */
    CaseIndex of(DistrictId district) {
        Shelf shelf = shelves.computeIfAbsent(district, Shelf::new);
        shelf.catchUp();
        return shelf.index;
    }
}
