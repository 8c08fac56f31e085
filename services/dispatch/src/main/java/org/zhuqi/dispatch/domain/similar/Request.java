package org.zhuqi.dispatch.domain.similar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;

/**
 * A request as it is compared with others.
 *
 * @param enterprise null if not known yet, as the others
 */
public record Request(
        Features features,
        @Nullable EnterpriseId enterprise,
        @Nullable CatalogueItemId item,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        Instant at) {}
