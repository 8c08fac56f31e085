package org.zhuqi.intake.application.open311;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;

/**
 * Which requests a client asks for.
 *
 * @param services any if empty
 * @param from of the time at which they were made, inclusive
 * @param to of the same time, inclusive
 * @param closed true for closed ones, false for open ones, null for both
 * @param page counted from 1
 * @param pageSize requests on a page
 */
public record RequestFilter(
        List<CatalogueItemId> services,
        Instant from,
        Instant to,
        @Nullable Boolean closed,
        int page,
        int pageSize) {}
