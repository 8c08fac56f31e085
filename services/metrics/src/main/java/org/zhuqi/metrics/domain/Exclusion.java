package org.zhuqi.metrics.domain;

import org.jspecify.annotations.Nullable;

/**
 * A stretch in which a ticket is left out of the figures, with approval. Times are microseconds since 1970.
 *
 * @param until null while it lasts
 */
public record Exclusion(long from, @Nullable Long until) {
    boolean covers(long at) {
        return from <= at && (until == null || at < until);
    }
}
