package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;

/** Experience that is gathered while a history is gone through again. For one thread. */
public final class MemoryEvidence implements Evidence {
    private final Map<Feature, Map<UnitId, Tally>> counted = new HashMap<>();
    private final CaseIndex cases;

    public MemoryEvidence(int remembered) {
        cases = new CaseIndex(remembered);
    }

    public void learn(TicketId ticket, Experience experience) {
        double grown = Decay.grown(experience.at());
        for (Experience.Count count : experience.counts()) {
            counted.computeIfAbsent(count.feature(), feature -> new HashMap<>())
                    .merge(
                            count.unit(),
                            Tally.NOTHING.plus(count.solved(), count.bounced(), grown),
                            (known, more) -> known.plus(count.solved(), count.bounced(), grown));
        }
        cases.put(ticket, experience);
    }

    @Override
    public Map<Feature, Map<UnitId, Tally>> tallies(Collection<Feature> features, Instant now) {
        double present = Decay.present(now);
        Map<Feature, Map<UnitId, Tally>> found = new HashMap<>();
        for (Feature feature : features) {
            Map<UnitId, Tally> units = new LinkedHashMap<>();
            counted.getOrDefault(feature, Map.of()).forEach((unit, tally) -> units.put(unit, tally.times(present)));
            found.put(feature, units);
        }
        return found;
    }

    @Override
    public List<Neighbour> similar(Matter matter) {
        return cases.nearest(matter, null, Ranking.NEIGHBOURS, Ranking.ALIKE_FROM);
    }
}
