package org.zhuqi.metrics.application;

import java.time.Instant;
import java.util.List;
import org.zhuqi.metrics.domain.Dimension;

/**
 * For which period, at which cut-off and for whom figures are asked.
 *
 * @param from the period's first instant
 * @param to the first instant behind it
 * @param at the cut-off: nothing that happened after it is counted
 * @param by the groups, in order; at most two
 * @param buckets the beginnings of stretches of the period, in order, the first of them {@code from}; needed for
 *     {@link Dimension#MONTH} and for series. Empty: none
 */
public record Question(Scope scope, Instant from, Instant to, Instant at, List<Dimension> by, List<Instant> buckets) {
    public Question {
        by = List.copyOf(by);
        buckets = List.copyOf(buckets);
    }
}
