package org.zhuqi.dispatch.application.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.Experience;
import org.zhuqi.dispatch.postgres.routing.CaseRows;
import org.zhuqi.dispatch.postgres.routing.CountRows;
import org.zhuqi.dispatch.postgres.routing.TurnRows;

/** Counts what tickets teach, and takes it back where a ticket goes on after all. */
final class LearningFromTickets {
    private final CountRows counts;
    private final CaseRows cases;
    private final TurnRows turns;

    LearningFromTickets(CountRows counts, CaseRows cases, TurnRows turns) {
        this.counts = counts;
        this.cases = cases;
        this.turns = turns;
    }

    /** @param journeys each ticket's steps of one batch, as one */
    void learn(List<Journey> journeys, List<Step> steps) {
        CountRows.Changes changes = new CountRows.Changes();
        List<TicketFacts> taught = new ArrayList<>();
        for (Journey journey : journeys) {
            Optional<Experience> before = Optional.ofNullable(journey.before()).flatMap(Experience::of);
            Optional<Experience> after = Experience.of(journey.after());
            if (!before.equals(after)) {
                before.ifPresent(experience -> changes.takeAway(journey.after().district(), experience));
                after.ifPresent(experience -> changes.add(journey.after().district(), experience));
                taught.add(journey.after());
            }
        }
        counts.save(changes);
        cases.save(taught);
        turn(steps);
    }

    private void turn(List<Step> steps) {
        List<TurnRows.Begun> begun = new ArrayList<>();
        List<TurnRows.CameBack> cameBack = new ArrayList<>();
        for (Step step : steps) {
            switch (step.message().event()) {
                case TicketEvent.Dispatched e -> begun.add(begun(step, e.lead()));
                case TicketEvent.CallClaimed e -> begun.add(begun(step, e.unit()));
                case TicketEvent.Reopened e -> begun.add(begun(step, e.lead()));
                case TicketEvent.Redispatched e -> {
                    cameBack.add(cameBack(step, e.from()));
                    begun.add(begun(step, e.lead()));
                }
                case TicketEvent.ObjectionUpheld e -> cameBack.add(cameBack(step, e.unit()));
                // Whoever leads, leads on.
                default -> {}
            }
        }
        turns.begin(begun);
        turns.end(cameBack);
    }

    private static TurnRows.Begun begun(Step step, UnitId unit) {
        EventMessage<?> message = step.message();
        return new TurnRows.Begun(step.after(), message.sequence(), unit, message.occurredAt());
    }

    private static TurnRows.CameBack cameBack(Step step, UnitId unit) {
        EventMessage<?> message = step.message();
        return new TurnRows.CameBack(message.ticketId(), message.sequence(), unit, message.occurredAt());
    }
}
