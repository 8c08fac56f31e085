package org.zhuqi.ticket.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;

/**
 * An open call (揭榜) and what became of it. The plans that wait for a choice are kept whole, because the chosen one is told
 * again as the claim.
 *
 * @param until the last day on which it can be claimed; null: any day
 * @param offers the claims that wait for a choice, one for each unit
 * @param claimed some unit has it
 * @param milestones how many its plan has
 * @param reached the numbers of those that were reached
 */
public record OpenCall(
        @Nullable LocalDate until,
        CallChoice choice,
        List<TicketEvent.ClaimOffered> offers,
        boolean claimed,
        int milestones,
        List<Integer> reached) {

    static OpenCall of(TicketEvent.CallPublished published) {
        return new OpenCall(
                published.until(),
                Objects.requireNonNullElse(published.choice(), CallChoice.FIRST_CLAIM),
                List.of(),
                false,
                0,
                List.of());
    }

    Optional<TicketEvent.ClaimOffered> offerOf(@Nullable UnitId unit) {
        return offers.stream().filter(offer -> offer.unit().equals(unit)).findFirst();
    }

    /** A later claim of the same unit replaces the earlier one. */
    OpenCall offered(TicketEvent.ClaimOffered offer) {
        List<TicketEvent.ClaimOffered> more = new ArrayList<>(withoutOfferOf(offer.unit()));
        more.add(offer);
        return new OpenCall(until, choice, List.copyOf(more), claimed, milestones, reached);
    }

    OpenCall takenBack(UnitId unit) {
        return new OpenCall(until, choice, withoutOfferOf(unit), claimed, milestones, reached);
    }

    OpenCall claimedWith(@Nullable List<PlanMilestone> plan) {
        return new OpenCall(until, choice, List.of(), true, plan == null ? 0 : plan.size(), List.of());
    }

    OpenCall reached(int milestone) {
        List<Integer> more = new ArrayList<>(reached);
        more.add(milestone);
        return new OpenCall(until, choice, offers, claimed, milestones, List.copyOf(more));
    }

    private List<TicketEvent.ClaimOffered> withoutOfferOf(UnitId unit) {
        return offers.stream().filter(offer -> !offer.unit().equals(unit)).toList();
    }
}
