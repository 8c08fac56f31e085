package org.zhuqi.dispatch.application.routing;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.application.Following;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.routing.Ranking;
import org.zhuqi.dispatch.postgres.routing.AskedRows;
import org.zhuqi.dispatch.postgres.routing.CaseRows;
import org.zhuqi.dispatch.postgres.routing.CountRows;
import org.zhuqi.dispatch.postgres.routing.TurnRows;

/** Goes along with the events of tickets: learns from them first, then does what the district lets it do by itself. */
public final class Routing implements Following.Companion {
    private final LearningFromTickets learning;
    private final DispatchingAutomatically dispatching;
    private final Escalating escalating;
    private final InstantSource now;

    public Routing(
            CountRows counts,
            CaseRows cases,
            TurnRows turns,
            AskedRows asked,
            Suggesting suggesting,
            Rulebook rulebook,
            Recording recording,
            InstantSource now) {
        this.learning = new LearningFromTickets(counts, cases, turns);
        this.dispatching = new DispatchingAutomatically(suggesting, rulebook, recording);
        this.escalating = new Escalating(rulebook, asked, recording);
        this.now = now;
    }

    @Override
    public void counted(List<Step> steps) {
        List<Journey> journeys = Journey.of(steps);
        learning.learn(journeys, steps);
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        Map<DistrictId, Ranking> rankings = new HashMap<>();
        for (Journey journey : journeys) {
            dispatching.consider(journey, at, district -> rankings.computeIfAbsent(district, dispatching::ranking));
            escalating.consider(journey, at);
        }
    }
}
