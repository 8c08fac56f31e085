package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.UnitId;

/**
 * 重难点问题: a fold of its events.
 *
 * @param version the sequence of the last event
 * @param reviews one for each round that talked about it, in the order of the rounds
 * @param writtenOff how it left the list solved; null if it did not, or is back
 * @param removed how it left the list unsolved; null if it did not, or is back
 */
public record HardProblem(
        SubjectId id,
        DistrictId district,
        long version,
        ProblemStatus status,
        HardProblemSheet sheet,
        Instant listedAt,
        AccountId listedBy,
        Instant changedAt,
        List<Review> reviews,
        @Nullable WrittenOff writtenOff,
        @Nullable Removed removed) {

    /** What one round said of it. */
    public record Review(
            int round,
            ReviewResult result,
            String said,
            @Nullable String next,
            @Nullable UnitId unit,
            @Nullable LocalDate until,
            AccountId by,
            Instant at) {}

    public record WrittenOff(
            String how,
            @Nullable String evidence,
            boolean confirmedByEnterprise,
            @Nullable String despite,
            AccountId by,
            Instant at) {}

    public record Removed(RemovalGround ground, AccountId approver, String reason, Instant at) {}

    public static HardProblem listed(SubjectId id, DistrictId district, HardProblemSheet sheet, Deed deed) {
        return new HardProblem(
                id,
                district,
                1,
                ProblemStatus.LISTED,
                sheet,
                deed.occurredAt(),
                deed.by().account(),
                deed.at(),
                List.of(),
                null,
                null);
    }

    /** @throws IllegalArgumentException if they are not the events of a hard problem from its beginning */
    public static HardProblem of(List<DispatchMessage<?>> history) {
        HardProblem problem = null;
        for (DispatchMessage<?> message : history) {
            Deed deed = new Deed(message.actor(), message.occurredAt(), message.recordedAt());
            if (problem == null && message.event() instanceof HardProblemEvent.HardProblemListed first) {
                problem = listed(message.subject(), message.district(), first.sheet(), deed);
            } else if (problem != null && message.event() instanceof HardProblemEvent event) {
                problem = problem.after(event, deed);
            } else {
                throw new IllegalArgumentException(
                        "%s is not part of a hard problem's history".formatted(message.type()));
            }
        }
        if (problem == null) {
            throw new IllegalArgumentException("no events");
        }
        return problem;
    }

    public HardProblem after(HardProblemEvent event, Deed deed) {
        AccountId by = deed.by().account();
        Instant when = deed.occurredAt();
        return switch (event) {
            case HardProblemEvent.HardProblemListed e ->
                throw new IllegalArgumentException("hard problem %s is listed a second time".formatted(id));
            case HardProblemEvent.HardProblemChanged e -> next(status, e.sheet(), deed, reviews, writtenOff, removed);
            case HardProblemEvent.HardProblemReviewed e ->
                next(
                        ProblemStatus.IN_REVIEW,
                        sheet,
                        deed,
                        with(new Review(e.round(), e.result(), e.said(), e.next(), e.unit(), e.until(), by, when)),
                        null,
                        null);
            case HardProblemEvent.HardProblemWrittenOff e ->
                next(
                        ProblemStatus.WRITTEN_OFF,
                        sheet,
                        deed,
                        reviews,
                        new WrittenOff(e.how(), e.evidence(), e.confirmedByEnterprise(), e.despite(), by, when),
                        null);
            case HardProblemEvent.HardProblemRelisted e ->
                next(
                        reviews.isEmpty() ? ProblemStatus.LISTED : ProblemStatus.IN_REVIEW,
                        sheet,
                        deed,
                        reviews,
                        null,
                        null);
            case HardProblemEvent.HardProblemRemoved e ->
                next(
                        ProblemStatus.REMOVED,
                        sheet,
                        deed,
                        reviews,
                        null,
                        new Removed(e.ground(), e.approver(), e.reason(), when));
        };
    }

    private HardProblem next(
            ProblemStatus now,
            HardProblemSheet written,
            Deed deed,
            List<Review> talkedAbout,
            @Nullable WrittenOff off,
            @Nullable Removed gone) {
        return new HardProblem(
                id, district, version + 1, now, written, listedAt, listedBy, deed.at(), talkedAbout, off, gone);
    }

    private List<Review> with(Review review) {
        List<Review> all = new ArrayList<>(reviews);
        all.removeIf(before -> before.round() == review.round());
        all.add(review);
        all.sort(Comparator.comparingInt(Review::round));
        return List.copyOf(all);
    }

    /** For how many rounds in a row, up to the last one, nothing moved. To be put off again does not move it either. */
    public int stuckFor() {
        int rounds = 0;
        for (Review review : reviews) {
            rounds = switch (review.result()) {
                case SOLVED, PROGRESS -> 0;
                case STUCK, POSTPONED -> rounds + 1;
            };
        }
        return rounds;
    }

    /** @param today in the district */
    public boolean isOverdue(LocalDate today) {
        return status.isOnTheList()
                && sheet.targetOn() != null
                && sheet.targetOn().isBefore(today);
    }

    // -- what may be done -------------------------------------------------------------------------------------------

    public Optional<Hindrance> whyNotOnTheList() {
        return status.isOnTheList()
                ? Optional.empty()
                : Optional.of(Hindrance.state(
                        "The hard problem '%s' is not on the list: it is %s.".formatted(sheet.title(), status),
                        "重难点问题“%s”不在清单上：%s。".formatted(sheet.title(), status.zh())));
    }

    public Optional<Hindrance> whyNotRelisted() {
        return status.isOnTheList()
                ? Optional.of(Hindrance.state(
                        "The hard problem '%s' is on the list.".formatted(sheet.title()),
                        "重难点问题“%s”已在清单上。".formatted(sheet.title())))
                : Optional.empty();
    }

    /**
     * @param tickets its tickets
     * @param despite why it is written off although some of them are open; null if it is not said
     */
    public Optional<Hindrance> whyNotWrittenOff(Collection<TicketFacts> tickets, @Nullable String despite) {
        Optional<Hindrance> off = whyNotOnTheList();
        if (off.isPresent()) {
            return off;
        }
        String open = tickets.stream()
                .filter(HardProblem::isUnsolved)
                .map(ticket -> ticket.number().text())
                .sorted()
                .collect(Collectors.joining(", "));
        if (open.isEmpty() || despite != null) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.state(
                "These tickets are open, and answered neither SOLVED nor PARTLY: %s. Say in 'despite' why it is written off all the same."
                        .formatted(open),
                "以下诉求单尚未办结为“已解决”或“部分解决”：%s。如仍需销号，请在 despite 中说明理由。".formatted(open)));
    }

    private static boolean isUnsolved(TicketFacts ticket) {
        return ticket.isLive() && ticket.outcome() != AnswerOutcome.SOLVED && ticket.outcome() != AnswerOutcome.PARTLY;
    }
}
