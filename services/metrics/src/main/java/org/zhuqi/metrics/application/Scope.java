package org.zhuqi.metrics.application;

import java.util.Map;
import java.util.Set;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.metrics.domain.Dimension;

/**
 * What may be counted for the one who asks, and what is asked for.
 *
 * @param districts none: all of them
 * @param jurisdiction the part of the district to which the caller's right is narrowed
 * @param only by dimension the ids that are asked for, the empty text for those without a value; a dimension that is not named is
 *     not narrowed. Never {@link Dimension#DISTRICT} or {@link Dimension#MONTH}
 */
public record Scope(Set<DistrictId> districts, Jurisdiction jurisdiction, Map<Dimension, Set<String>> only) {
    public Scope {
        districts = Set.copyOf(districts);
        only = Map.copyOf(only);
    }

    public static Scope of(DistrictId district) {
        return new Scope(Set.of(district), Jurisdiction.WHOLE_DISTRICT, Map.of());
    }
}
