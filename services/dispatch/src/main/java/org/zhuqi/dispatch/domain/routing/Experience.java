package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;

/**
 * What a ticket teaches: who solved it in the end, and from whom it had come back. It follows from the ticket's facts alone,
 * so that it can be taken back when the ticket goes on, and counted anew from the events.
 *
 * @param at when the ticket was submitted: as of then it counts
 * @param solver the lead that solved it, wholly or partly; null while nobody has
 * @param cameBackFrom others, from which it came back
 */
public record Experience(
        TicketNumber number,
        CatalogueItemId item,
        String title,
        String description,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        Instant at,
        @Nullable UnitId solver,
        List<UnitId> assistants,
        List<UnitId> cameBackFrom) {

    public Experience {
        assistants = List.copyOf(assistants);
        cameBackFrom = List.copyOf(cameBackFrom);
    }

    /** @return empty if there is nothing to learn from it, or not yet */
    public static Optional<Experience> of(TicketFacts facts) {
        UnitId solver = isSolved(facts) ? facts.lead() : null;
        List<UnitId> returned =
                facts.refusedBy().stream().filter(unit -> !unit.equals(solver)).toList();
        if (solver == null && returned.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Experience(
                facts.number(),
                facts.item(),
                facts.title(),
                facts.description(),
                facts.chain(),
                facts.place(),
                facts.submittedAt(),
                solver,
                solver == null ? List.of() : facts.assistants(),
                returned));
    }

    private static boolean isSolved(TicketFacts facts) {
        return (facts.state() == TicketState.ANSWERED || facts.state() == TicketState.CLOSED)
                && (facts.outcome() == AnswerOutcome.SOLVED || facts.outcome() == AnswerOutcome.PARTLY);
    }

    /** One more for a unit. */
    public record Count(Feature feature, UnitId unit, int solved, int bounced) {}

    public List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (Feature feature : Feature.of(item, chain, place)) {
            if (solver != null) {
                counts.add(new Count(feature, solver, 1, 0));
            }
            cameBackFrom.forEach(unit -> counts.add(new Count(feature, unit, 0, 1)));
        }
        if (solver != null) {
            Feature assistance = Feature.assistance(item, solver);
            assistants.forEach(assistant -> counts.add(new Count(assistance, assistant, 1, 0)));
        }
        return counts;
    }
}
