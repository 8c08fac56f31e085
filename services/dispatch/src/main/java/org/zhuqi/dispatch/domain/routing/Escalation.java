package org.zhuqi.dispatch.domain.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.dispatch.domain.TicketFacts;

/** 提级 that nobody has to think of: a ticket that was bounced, or left unsolved, so often that somebody higher must look. */
public final class Escalation {
    private Escalation() {}

    /** @param cause unique for the ticket */
    public record Due(String cause, Sentence reason) {}

    /** All that is due by what has happened so far, the earliest first. History from another system causes none. */
    public static List<Due> due(TicketFacts facts, RoutingSettings settings) {
        List<Due> due = new ArrayList<>();
        if (facts.imported()) {
            return due;
        }
        for (int times : multiples(facts.bounces(), settings.escalateAfterBounces())) {
            due.add(new Due(
                    "escalate/bounces/" + times,
                    new Sentence(
                            "It came back from units %d times.".formatted(times),
                            "已被退单、改派%d次，自动提级。".formatted(times))));
        }
        for (int times : multiples(facts.round() - 1, settings.escalateAfterRounds())) {
            due.add(new Due(
                    "escalate/rounds/" + times,
                    new Sentence(
                            "The enterprise said %d times that it is not solved.".formatted(times),
                            "企业%d次反映未解决，自动提级。".formatted(times))));
        }
        return due;
    }

    /** The step of the ladder after the present one; empty at its end. */
    public static Optional<EscalationLevel> next(@Nullable EscalationLevel present, List<EscalationLevel> ladder) {
        return ladder.stream()
                .filter(level -> present == null || level.compareTo(present) > 0)
                .findFirst();
    }

    private static List<Integer> multiples(int times, int each) {
        List<Integer> multiples = new ArrayList<>();
        for (int multiple = each; each > 0 && multiple <= times; multiple += each) {
            multiples.add(multiple);
        }
        return multiples;
    }
}
