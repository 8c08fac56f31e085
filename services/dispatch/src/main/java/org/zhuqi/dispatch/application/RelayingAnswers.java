package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.Answer;
import org.zhuqi.dispatch.domain.similar.Merge;
import org.zhuqi.dispatch.postgres.MergeRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;

/**
 * Whoever is merged reads the answer too: when the ticket that goes on is answered, and when a ticket is merged into one that
 * is answered already. Each merge gets each answer once.
 */
public final class RelayingAnswers implements Following.Companion {
    private final MergeRows merges;
    private final TicketFactRows tickets;
    private final Recording recording;
    private final InstantSource now;

    public RelayingAnswers(MergeRows merges, TicketFactRows tickets, Recording recording, InstantSource now) {
        this.merges = merges;
        this.tickets = tickets;
        this.recording = recording;
        this.now = now;
    }

    @Override
    public void counted(List<Step> steps) {
        List<Step> ours = steps.stream().filter(RelayingAnswers::matters).toList();
        if (ours.isEmpty()) {
            return;
        }
        merges.lock(ours.stream().map(step -> step.after().district()).toList());
        Instant at = now.instant();
        if (ours.stream().allMatch(step -> step.message().event() instanceof TicketEvent.Answered)) {
            answered(ours, at);
        } else {
            // Who is merged, taken out and answered in one batch is followed step by step: the order decides who is
            // told.
            ours.forEach(step -> follow(step, at));
        }
    }

    private static boolean matters(Step step) {
        return switch (step.message().event()) {
            case TicketEvent.Merged merged -> merged.into() != null;
            case TicketEvent.Unmerged unmerged -> true;
            case TicketEvent.Answered answered -> true;
            default -> false;
        };
    }

    private void follow(Step step, Instant at) {
        TicketEvent event = step.message().event();
        if (event instanceof TicketEvent.Answered) {
            answered(List.of(step), at);
        } else if (event instanceof TicketEvent.Merged merged && merged.into() != null) {
            merged(step, merged.into(), at);
        } else {
            merges.remove(step.after().ticket());
        }
    }

    private void merged(Step step, TicketId into, Instant at) {
        TicketFacts after = step.after();
        Merge merge = new Merge(
                after.ticket(),
                into,
                after.district(),
                step.message().sequence(),
                step.message().occurredAt());
        merges.add(merge);
        if (step.message().provenance() == null) {
            currentAnswer(merges.mainOf(after.ticket())).ifPresent(answer -> {
                tell(merge, answer, at);
                merges.into(after.ticket()).forEach(under -> tell(under, answer, at));
            });
        }
    }

    private static Answer answer(Step step) {
        if (!(step.message().event() instanceof TicketEvent.Answered answered)) {
            throw new IllegalArgumentException(step.message().type() + " is no answer");
        }
        // The answer itself may name the first enterprise, and so may its reason: a text of its own stands for both.
        String own = answered.textForMerged();
        return new Answer(
                step.after().ticket(),
                step.message().sequence(),
                step.message().round(),
                answered.outcome(),
                own == null ? answered.text() : own,
                own == null ? answered.reason() : null);
    }

    private void answered(List<Step> steps, Instant at) {
        merges.save(steps.stream().map(RelayingAnswers::answer).toList());
        // Whoever was merged in an imported history has read the answer long ago.
        List<Answer> news = steps.stream()
                .filter(step -> step.message().provenance() == null)
                .map(RelayingAnswers::answer)
                .toList();
        Set<TicketId> waitedFor =
                merges.targetsAmong(news.stream().map(Answer::ticket).toList());
        news.stream()
                .filter(answer -> waitedFor.contains(answer.ticket()))
                .forEach(answer -> merges.into(answer.ticket()).forEach(merge -> tell(merge, answer, at)));
    }

    /** None if the enterprise disputed it or the ticket was taken up again: then the next one is waited for. */
    private Optional<Answer> currentAnswer(TicketId main) {
        return tickets.find(main)
                .filter(facts -> facts.answeredAt() != null)
                .flatMap(facts -> merges.answerOf(main).filter(answer -> answer.round() == facts.round()));
    }

    private void tell(Merge merge, Answer answer, Instant at) {
        recording.ask(
                merge.ticket(),
                merge.district(),
                Actor.SYSTEM,
                "relay/%s@%d/%d".formatted(answer.ticket(), answer.sequence(), merge.sequence()),
                at,
                new TicketCommand.RelayAnswer(answer.outcome(), answer.text(), answer.reason(), answer.round()));
    }
}
