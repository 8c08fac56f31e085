package org.zhuqi.dispatch.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.ReviewRoundEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.dispatch.domain.HardProblem;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.dispatch.domain.ReviewRound;
import org.zhuqi.dispatch.postgres.HardProblemRows;
import org.zhuqi.dispatch.postgres.ReviewRoundRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;

/**
 * 滚筒式破难: round after round every problem on the list is talked about. A round ends when each has its result, so that
 * nothing leaves silently.
 */
public final class ReviewingHardProblems {
    private final HardProblemRows problems;
    private final ReviewRoundRows rounds;
    private final Recording recording;
    private final Telling telling;
    private final TransactionTemplate transaction;

    public ReviewingHardProblems(
            HardProblemRows problems,
            ReviewRoundRows rounds,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction) {
        this.problems = problems;
        this.rounds = rounds;
        this.recording = recording;
        this.telling = telling;
        this.transaction = transaction;
    }

    /** One is open at a time. */
    public WriteOutcome<ReviewRound> open(
            Caller caller, SubjectId id, String fingerprint, LocalDate heldOn, @Nullable AccountId chair, Deed deed) {
        if (!isForTheWholeDistrict(caller)) {
            return new WriteOutcome.NotYours<>(forTheWholeDistrict());
        }
        return inTransaction(() -> {
            problems.lockList(caller.district());
            Optional<ReviewRoundRows.Known> known = rounds.find(id);
            if (known.isPresent()) {
                return known.get().fingerprint().equals(fingerprint)
                        ? new WriteOutcome.Done<>(known.get().round(), true)
                        : new WriteOutcome.KeyReused<>();
            }
            ReviewRound last = rounds.last(caller.district()).orElse(null);
            if (last != null && last.isOpen()) {
                return WriteOutcome.refused(Hindrance.state(
                        "Round %d of %s is open; close it first.".formatted(last.number(), last.heldOn()),
                        "第 %d 轮（%s）尚未结束，请先结束该轮。".formatted(last.number(), last.heldOn())));
            }
            var event = new ReviewRoundEvent.ReviewRoundOpened(last == null ? 1 : last.number() + 1, heldOn, chair);
            ReviewRound round = ReviewRound.opened(id, caller.district(), event, deed);
            rounds.add(round, fingerprint);
            recording.record(id, caller.district(), deed.by(), deed.occurredAt(), deed.at(), event);
            return new WriteOutcome.Done<>(round, false);
        });
    }

    /** A second result of the same round takes the place of the first. */
    public WriteOutcome<HardProblem> review(
            Caller caller, int number, SubjectId id, HardProblemEvent.HardProblemReviewed event, Deed deed) {
        return inTransaction(() -> {
            // Shared: results of several problems are written at once, while nobody closes the round.
            ReviewRound round = rounds.share(caller.district(), number).orElse(null);
            if (round == null || !problems.isShownTo(caller, id)) {
                return new WriteOutcome.Missing<>();
            }
            HardProblem before = problems.lock(id).orElse(null);
            if (before == null) {
                return new WriteOutcome.Missing<>();
            }
            Optional<Hindrance> why = round.whyNotOpen().or(before::whyNotOnTheList);
            if (why.isPresent()) {
                return WriteOutcome.refused(why.get());
            }
            recording.record(id, before.district(), deed.by(), deed.occurredAt(), deed.at(), event);
            HardProblem after = before.after(event, deed);
            problems.save(after);
            problems.reviewed(after, event);
            return new WriteOutcome.Done<>(after, false);
        });
    }

    public WriteOutcome<ReviewRound> close(Caller caller, int number, Deed deed) {
        if (!isForTheWholeDistrict(caller)) {
            return new WriteOutcome.NotYours<>(forTheWholeDistrict());
        }
        return inTransaction(() -> {
            problems.lockList(caller.district());
            ReviewRound round = rounds.lock(caller.district(), number).orElse(null);
            if (round == null) {
                return new WriteOutcome.Missing<>();
            }
            List<String> unheard = problems.unheard(caller, number).stream()
                    .map(problem -> problem.sheet().title())
                    .toList();
            Optional<Hindrance> why = round.whyNotClosed(unheard);
            if (why.isPresent()) {
                return WriteOutcome.refused(why.get());
            }
            Map<ReviewResult, Integer> counts = problems.results(caller.district(), number);
            var event = new ReviewRoundEvent.ReviewRoundClosed(
                    number,
                    counts.getOrDefault(ReviewResult.SOLVED, 0),
                    counts.getOrDefault(ReviewResult.PROGRESS, 0),
                    counts.getOrDefault(ReviewResult.STUCK, 0),
                    counts.getOrDefault(ReviewResult.POSTPONED, 0));
            recording.record(round.id(), round.district(), deed.by(), deed.occurredAt(), deed.at(), event);
            ReviewRound closed = round.after(event, deed);
            rounds.save(closed);
            return new WriteOutcome.Done<>(closed, false);
        });
    }

    private <T> WriteOutcome<T> inTransaction(Supplier<WriteOutcome<T>> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            WriteOutcome<T> outcome = work.get();
            telling.wake();
            return outcome;
        }));
    }

    private static boolean isForTheWholeDistrict(Caller caller) {
        return caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT);
    }

    private static Sentence forTheWholeDistrict() {
        return new Sentence(
                "A round is about the whole district's list; who looks after a part of the district cannot begin or end it.",
                "破难轮次针对全区清单，仅负责部分区域或产业链的账号不能开始或结束。");
    }
}
