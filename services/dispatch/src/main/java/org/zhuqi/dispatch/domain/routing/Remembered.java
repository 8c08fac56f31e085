package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.id.UnitId;

/** Looks for alike texts once, for several who ask about the same matter. */
final class Remembered implements Evidence {
    private final Evidence evidence;
    private final List<Neighbour> similar;

    Remembered(Evidence evidence, Matter matter) {
        this.evidence = evidence;
        this.similar = evidence.similar(matter);
    }

    @Override
    public Map<Feature, Map<UnitId, Tally>> tallies(Collection<Feature> features, Instant now) {
        return evidence.tallies(features, now);
    }

    @Override
    public List<Neighbour> similar(Matter matter) {
        return similar;
    }
}
