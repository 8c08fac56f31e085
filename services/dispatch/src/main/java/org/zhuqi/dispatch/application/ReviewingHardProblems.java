package org.zhuqi.dispatch.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.SubjectKind;
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
import org.zhuqi.platform.web.Problem;

/**
 * 滚筒式破难: round after round every problem on the list is talked about. A round ends when each has its result, so that
 * nothing leaves silently.
 */
public final class ReviewingHardProblems {
    private final HardProblemRows problems;
    private final ReviewRoundRows rounds;
    private final Recording recording;
    private final Changes changes;

    public ReviewingHardProblems(
            HardProblemRows problems,
            ReviewRoundRows rounds,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction) {
        this.problems = problems;
        this.rounds = rounds;
        this.recording = recording;
        this.changes = new Changes(transaction, telling);
    }

    /** One is open at a time. */
    public Attempt<ReviewRound> open(
            Caller caller, SubjectId id, String fingerprint, LocalDate heldOn, @Nullable AccountId chair, Deed deed) {
        if (!isForTheWholeDistrict(caller)) {
            return Attempt.refused(forTheWholeDistrict());
        }
        return changes.make(() -> {
            problems.lockList(caller.district());
            Optional<ReviewRoundRows.Known> known = rounds.find(id);
            if (known.isPresent()) {
                return known.get().fingerprint().equals(fingerprint)
                        ? Attempt.done(known.get().round())
                        : Attempt.refused(Refusals.keyReused());
            }
            ReviewRound last = rounds.last(caller.district()).orElse(null);
            if (last != null && last.isOpen()) {
                return Attempt.refused(Hindrance.state(
                        "Round %d of %s is open; close it first.".formatted(last.number(), last.heldOn()),
                        "第 %d 轮（%s）尚未结束，请先结束该轮。".formatted(last.number(), last.heldOn())));
            }
            var event = new ReviewRoundEvent.ReviewRoundOpened(last == null ? 1 : last.number() + 1, heldOn, chair);
            ReviewRound round = ReviewRound.opened(id, caller.district(), event, deed);
            rounds.add(round, fingerprint);
            recording.record(id, caller.district(), deed.by(), deed.occurredAt(), deed.at(), event);
            return Attempt.done(round);
        });
    }

    /** A second result of the same round takes the place of the first. */
    public Attempt<HardProblem> review(
            Caller caller, int number, SubjectId id, HardProblemEvent.HardProblemReviewed event, Deed deed) {
        return changes.make(() -> {
            // Shared: results of several problems are written at once, while nobody closes the round.
            ReviewRound round = rounds.share(caller.district(), number).orElse(null);
            if (round == null || !problems.isShownTo(caller, id)) {
                return Attempt.refused(Refusals.missing(SubjectKind.HARD_PROBLEM, id));
            }
            HardProblem before = problems.lock(id).orElse(null);
            if (before == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.HARD_PROBLEM, id));
            }
            Optional<Hindrance> why = round.whyNotOpen().or(before::whyNotOnTheList);
            if (why.isPresent()) {
                return Attempt.refused(why.get());
            }
            recording.record(id, before.district(), deed.by(), deed.occurredAt(), deed.at(), event);
            HardProblem after = before.after(event, deed);
            problems.save(after);
            problems.reviewed(after, event);
            return Attempt.done(after);
        });
    }

    public Attempt<ReviewRound> close(Caller caller, int number, Deed deed) {
        if (!isForTheWholeDistrict(caller)) {
            return Attempt.refused(forTheWholeDistrict());
        }
        return changes.make(() -> {
            problems.lockList(caller.district());
            ReviewRound round = rounds.lock(caller.district(), number).orElse(null);
            if (round == null) {
                return Attempt.refused(noRound(String.valueOf(number)));
            }
            List<String> unheard = problems.unheard(caller, number, deed.occurredAt()).stream()
                    .map(problem -> problem.sheet().title())
                    .toList();
            Optional<Hindrance> why = round.whyNotClosed(unheard);
            if (why.isPresent()) {
                return Attempt.refused(why.get());
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
            return Attempt.done(closed);
        });
    }

    private static boolean isForTheWholeDistrict(Caller caller) {
        return caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT);
    }

    private static Problem forTheWholeDistrict() {
        return Refusals.notYours(
                "A round is about the whole district's list; who looks after a part of the district cannot begin or end it.",
                "破难轮次针对全区清单，仅负责部分区域或产业链的账号不能开始或结束。");
    }

    public static Problem noRound(String number) {
        return Problem.notFound(
                "There is no round %s in your district.".formatted(number), "本区没有第 %s 轮。".formatted(number));
    }
}
