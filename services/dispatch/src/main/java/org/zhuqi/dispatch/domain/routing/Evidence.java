package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.id.UnitId;

/** What a district has experienced. */
public interface Evidence {
    /** @param now the tallies' worths are those of this time */
    Map<Feature, Map<UnitId, Tally>> tallies(Collection<Feature> features, Instant now);

    /** The cases whose texts are most like the matter's, the most similar first. */
    List<Neighbour> similar(Matter matter);

    Evidence NONE = new Evidence() {
        @Override
        public Map<Feature, Map<UnitId, Tally>> tallies(Collection<Feature> features, Instant now) {
            return Map.of();
        }

        @Override
        public List<Neighbour> similar(Matter matter) {
            return List.of();
        }
    };
}
