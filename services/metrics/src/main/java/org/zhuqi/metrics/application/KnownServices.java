package org.zhuqi.metrics.application;

import java.util.Map;
import java.util.Set;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;

/** Which items of the menus are services, as the menus are now. */
@FunctionalInterface
public interface KnownServices {
    /** @param districts none: all of them */
    Map<DistrictId, Set<CatalogueItemId>> of(Set<DistrictId> districts);
}
