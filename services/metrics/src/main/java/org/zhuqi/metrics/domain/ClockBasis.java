package org.zhuqi.metrics.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a way to count has to do with clocks.
 *
 * @param until the {@code UNTIL_} facts of the tickets' own clocks that decide it, as bits; none where it counts clocks one by one
 * @param running whether only a clock that runs decides it
 */
public record ClockBasis(boolean depends, long until, boolean running) {
    private static final long ANY = Stream.of(
                    ClockFact.UNTIL_DISPATCH,
                    ClockFact.UNTIL_ACCEPTANCE,
                    ClockFact.UNTIL_PROGRESS,
                    ClockFact.UNTIL_ANSWER,
                    ClockFact.UNTIL_CLOSING)
            .mapToLong(Fact::mask)
            .sum();
    private static final Map<TicketFact, Long> UNTIL = Map.of(
            TicketFact.RESPONSE_JUDGED, ClockFact.UNTIL_ACCEPTANCE.mask(),
            TicketFact.RESPONSE_LATE, ClockFact.UNTIL_ACCEPTANCE.mask(),
            TicketFact.PROGRESS_JUDGED, ClockFact.UNTIL_PROGRESS.mask(),
            TicketFact.PROGRESS_LATE, ClockFact.UNTIL_PROGRESS.mask(),
            TicketFact.ANSWER_JUDGED, ClockFact.UNTIL_ANSWER.mask(),
            TicketFact.ANSWER_LATE, ClockFact.UNTIL_ANSWER.mask(),
            TicketFact.OVERDUE, ANY);

    public static ClockBasis of(Definition definition) {
        Set<Fact> named = Stream.of(definition.numerator(), definition.denominator())
                .filter(Objects::nonNull)
                .flatMap(condition -> condition.cases().stream())
                .flatMap(it -> Stream.concat(it.all().stream(), it.none().stream()))
                .collect(Collectors.toUnmodifiableSet());
        long until = Arrays.stream(TicketFact.values())
                .filter(named::contains)
                .mapToLong(fact -> UNTIL.getOrDefault(fact, 0L))
                .reduce(0, (one, other) -> one | other);
        return new ClockBasis(
                definition.population() == Population.CLOCKS || until != 0, until, named.contains(TicketFact.OVERDUE));
    }

    /** What either has to do with them. */
    public ClockBasis or(ClockBasis other) {
        return new ClockBasis(depends || other.depends, until | other.until, running || other.running);
    }
}
