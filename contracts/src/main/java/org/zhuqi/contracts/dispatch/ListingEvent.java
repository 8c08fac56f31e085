package org.zhuqi.contracts.dispatch;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** 供需对接: what enterprises offer and need, and what comes of introducing them to each other. */
public sealed interface ListingEvent extends DispatchEvent {

    @About("An enterprise lists what it offers or needs.")
    record ListingPosted(
            @About("Whose it is.") EnterpriseId enterprise,
            @About("Offered or needed.") ListingKind kind,
            @About("What and how.") ListingTerms terms)
            implements ListingEvent {}

    @About("A listing was changed: all of it, as it is now.")
    record ListingChanged(@About("What and how.") ListingTerms terms) implements ListingEvent {}

    @About("A listing holds no more.")
    record ListingClosed(
            @About("What came of it.") @Text(max = 500) String outcome) implements ListingEvent {}

    @About("An offer and a need were brought together.")
    record IntroductionProposed(
            @About("The offer.") SubjectId offer,
            @About("The need.") SubjectId need,
            @About("Who offers.") EnterpriseId offering,
            @About("Who needs.") EnterpriseId needing,

            @About("The enterprise that asked; absent if the coordinator brings both together.") @Nullable
            EnterpriseId askedBy,

            @About("A word to the other side.") @Nullable @Text(max = 500)
            String note,

            @About("The ticket with which a match was asked for.") @Nullable
            TicketId ticket)
            implements ListingEvent {}

    @About("A side agreed to be introduced.")
    record IntroductionAccepted(
            @About("Which side.") EnterpriseId enterprise,
            @About("True if both sides have agreed now.") boolean both) implements ListingEvent {}

    @About("A side does not want to be introduced.")
    record IntroductionDeclined(
            @About("Which side.") EnterpriseId enterprise,
            @About("Why.") @Text(max = 500) String reason) implements ListingEvent {}

    @About("It is known what came of an introduction.")
    record IntroductionConcluded(
            @About("A deal or none.") DealResult result,

            @About("The amount of the deal, as the enterprises put it.") @Nullable @Text(max = 100)
            String amount,

            @About("More about it; why there was no deal.") @Nullable @Text(max = 500)
            String note)
            implements ListingEvent {}
}
