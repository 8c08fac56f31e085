package org.zhuqi.dispatch.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;

/**
 * 对接: an offer and a need that were brought together, by one of the two enterprises or by the coordinator.
 *
 * @param version how many events it has
 * @param askedBy null if the coordinator brings both together; then both must agree
 * @param note a word to the other side
 * @param reason why it was declined
 * @param amount of the deal, as the enterprises put it
 * @param resultNote more about the deal; why there was none
 */
public record Introduction(
        SubjectId id,
        long version,
        DistrictId district,
        SubjectId offer,
        SubjectId need,
        Status status,
        boolean offerAgreed,
        boolean needAgreed,
        @Nullable EnterpriseId askedBy,
        @Nullable String note,
        @Nullable TicketId ticket,
        @Nullable String reason,
        @Nullable String amount,
        @Nullable String resultNote,
        AccountId proposedBy,
        Instant proposedAt,
        @Nullable Instant endedAt) {

    public enum Status {
        /** One side, or both, have not answered yet. */
        PROPOSED,
        /** Both have agreed; what comes of it is not known yet. */
        ACCEPTED,
        DECLINED,
        DEALT,
        FELL_THROUGH
    }

    public boolean hasAgreed(ListingKind side) {
        return side == ListingKind.OFFER ? offerAgreed : needAgreed;
    }

    public Introduction agreed(ListingKind side) {
        boolean offerDoes = offerAgreed || side == ListingKind.OFFER;
        boolean needDoes = needAgreed || side == ListingKind.NEED;
        return copy(
                offerDoes && needDoes ? Status.ACCEPTED : status,
                offerDoes,
                needDoes,
                reason,
                amount,
                resultNote,
                endedAt);
    }

    public Introduction declined(String why, Instant at) {
        return copy(Status.DECLINED, offerAgreed, needAgreed, why, amount, resultNote, at);
    }

    public Introduction concluded(DealResult result, @Nullable String howMuch, @Nullable String more, Instant at) {
        return copy(
                result == DealResult.DEALT ? Status.DEALT : Status.FELL_THROUGH,
                offerAgreed,
                needAgreed,
                reason,
                howMuch,
                more,
                at);
    }

    public Introduction atVersion(long next) {
        return new Introduction(
                id,
                next,
                district,
                offer,
                need,
                status,
                offerAgreed,
                needAgreed,
                askedBy,
                note,
                ticket,
                reason,
                amount,
                resultNote,
                proposedBy,
                proposedAt,
                endedAt);
    }

    private Introduction copy(
            Status next,
            boolean offerDoes,
            boolean needDoes,
            @Nullable String why,
            @Nullable String howMuch,
            @Nullable String more,
            @Nullable Instant ended) {
        return new Introduction(
                id,
                version,
                district,
                offer,
                need,
                next,
                offerDoes,
                needDoes,
                askedBy,
                note,
                ticket,
                why,
                howMuch,
                more,
                proposedBy,
                proposedAt,
                ended);
    }
}
