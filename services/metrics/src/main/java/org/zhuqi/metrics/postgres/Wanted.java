package org.zhuqi.metrics.postgres;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.metrics.domain.ClockFact;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.MomentFact;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.TicketFact;

/**
 * What some conditions say of the columns by which the indexes are ordered, so that rows of which none can hold are not read. It
 * narrows and never decides: whether a condition holds is asked of what is left.
 */
final class Wanted {
    /** The facts of which the index {@code ticket_in_stock} knows who has one. */
    private static final long IN_STOCK = TicketFact.OPEN.mask() | TicketFact.OVERDUE.mask();

    private static final Map<ClockFact, ClockScope> SCOPES = new EnumMap<>(Map.of(
            ClockFact.OF_TICKET, ClockScope.TICKET,
            ClockFact.OF_UNIT, ClockScope.UNIT,
            ClockFact.OF_ASSISTANT, ClockScope.ASSISTANT));

    private Wanted() {}

    /** Conditions on what never changes of {@code t}, each beginning with "and". No text of a caller is in it. */
    static String fixed(Population population, Collection<Condition> wanted) {
        return switch (population) {
            case CLOCKS ->
                numbers(
                                wanted,
                                fact -> Optional.ofNullable(fact instanceof ClockFact it ? SCOPES.get(it) : null)
                                        .map(scope -> (long) FactRows.scope(scope)))
                        .map(scopes -> " and t.scope in (%s)".formatted(scopes))
                        .orElse("");
            case MOMENTS ->
                numbers(wanted, fact -> Optional.of(fact.mask()).filter(mask -> (mask & MomentFact.KINDS) != 0))
                        .map(kinds -> " and t.facts & %d in (%s)".formatted(MomentFact.KINDS, kinds))
                        .orElse("");
            case TICKETS, MEETINGS, DECISIONS, HARD_PROBLEMS, VISITS, LISTINGS, INTRODUCTIONS -> "";
        };
    }

    /** Whether none but those that are open or overdue can be wanted. */
    static boolean isInStock(Collection<Condition> wanted) {
        return numbers(wanted, fact -> Optional.of(fact.mask()).filter(mask -> (mask & IN_STOCK) != 0))
                .isPresent();
    }

    /** The same of {@code t}, written as the index has it, or the planner would not see that it answers the question. */
    static String inStock() {
        return "and " + inStock("t.facts");
    }

    static String inStock(String facts) {
        return "%s & %d <> 0".formatted(facts, IN_STOCK);
    }

    /** @return empty if something is wanted for which none of the facts that have a number is needed */
    private static Optional<String> numbers(Collection<Condition> wanted, Function<Fact, Optional<Long>> number) {
        Set<Long> numbers = new TreeSet<>();
        for (Condition condition : wanted) {
            for (Condition.Case one : condition.cases()) {
                Set<Long> needed =
                        one.all().stream().map(number).flatMap(Optional::stream).collect(Collectors.toSet());
                if (needed.isEmpty()) {
                    return Optional.empty();
                }
                numbers.addAll(needed);
            }
        }
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
