package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.dispatch.ReviewRoundEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;

/**
 * 滚筒式破难: one round of reviews of a district.
 *
 * @param number in the district: 1, 2, 3
 * @param heldOn the day of the meeting
 * @param closed what came of it; null while it is open
 */
public record ReviewRound(
        SubjectId id,
        DistrictId district,
        long version,
        int number,
        LocalDate heldOn,
        @Nullable AccountId chair,
        Instant openedAt,
        @Nullable Instant closedAt,
        ReviewRoundEvent.@Nullable ReviewRoundClosed closed) {
    /** More would make no sentence any more. */
    private static final int NAMED = 10;

    public static ReviewRound opened(
            SubjectId id, DistrictId district, ReviewRoundEvent.ReviewRoundOpened event, Deed deed) {
        return new ReviewRound(
                id, district, 1, event.number(), event.heldOn(), event.chair(), deed.occurredAt(), null, null);
    }

    public ReviewRound after(ReviewRoundEvent.ReviewRoundClosed event, Deed deed) {
        return new ReviewRound(id, district, version + 1, number, heldOn, chair, openedAt, deed.occurredAt(), event);
    }

    public boolean isOpen() {
        return closed == null;
    }

    public Optional<Hindrance> whyNotOpen() {
        return isOpen()
                ? Optional.empty()
                : Optional.of(Hindrance.state(
                        "Round %d was closed at %s.".formatted(number, closedAt), "第 %d 轮已结束。".formatted(number)));
    }

    /** @param unheard the titles of the problems on the list that have no result in this round */
    public Optional<Hindrance> whyNotClosed(List<String> unheard) {
        Optional<Hindrance> over = whyNotOpen();
        if (over.isPresent() || unheard.isEmpty()) {
            return over;
        }
        String named =
                unheard.stream().limit(NAMED).map(title -> "“" + title + "”").collect(Collectors.joining("、"));
        String namedEn =
                unheard.stream().limit(NAMED).map(title -> "'" + title + "'").collect(Collectors.joining(", "));
        int more = unheard.size() - NAMED;
        return Optional.of(Hindrance.state(
                "Round %d cannot be closed: %d on the list have no result yet: %s%s."
                        .formatted(number, unheard.size(), namedEn, more > 0 ? " and %d more".formatted(more) : ""),
                "第 %d 轮不能结束：清单上还有 %d 个问题没有会商结果：%s%s。".formatted(number, unheard.size(), named, more > 0 ? "等" : "")));
    }
}
