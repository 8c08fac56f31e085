package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.zhuqi.metrics.application.RecomputationTerms.Pair;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.ClockBasis;

/**
 * The tickets that it takes to try a policy.
 *
 * @param from received from then on
 * @param to received before then
 */
public record TrialRange(Instant from, Instant to) {

    /** What stands at a cut-off, or falls due in a period, may have been received at any time before. */
    public static TrialRange of(List<Pair> pairs, Question question) {
        boolean ofThePeriodOnly = pairs.stream()
                .filter(TrialRange::dependsOnClocks)
                .allMatch(pair -> pair.before().basis() == Basis.RECEIVED);
        Instant afterTheCutOff = question.at().plus(1, ChronoUnit.MICROS);
        return ofThePeriodOnly
                ? new TrialRange(
                        question.from(), question.to().isBefore(afterTheCutOff) ? question.to() : afterTheCutOff)
                : new TrialRange(Instant.EPOCH, afterTheCutOff);
    }

    static boolean dependsOnClocks(Pair pair) {
        return ClockBasis.of(pair.before()).or(ClockBasis.of(pair.after())).depends();
    }
}
