package org.zhuqi.dispatch.application.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;

/**
 * All steps of one ticket in one batch.
 *
 * @param before null if it was submitted in it
 * @param last what happened last
 */
record Journey(@Nullable TicketFacts before, Step last) {

    TicketFacts after() {
        return last.after();
    }

    /** In the order in which the tickets first come. */
    static List<Journey> of(List<Step> steps) {
        Map<TicketId, Journey> journeys = new LinkedHashMap<>();
        for (Step step : steps) {
            journeys.merge(
                    step.after().ticket(),
                    new Journey(step.before(), step),
                    (earlier, later) -> new Journey(earlier.before, later.last));
        }
        return List.copyOf(journeys.values());
    }
}
