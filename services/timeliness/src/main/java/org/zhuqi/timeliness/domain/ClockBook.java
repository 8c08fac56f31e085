package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Policy.Anchor;
import org.zhuqi.timeliness.domain.Policy.Party;
import org.zhuqi.timeliness.domain.Policy.Stage;
import org.zhuqi.timeliness.domain.Policy.TicketTraits;

/**
 * The clocks of a ticket while its history is walked through: which begin with what, what ends them, which stand still. It
 * knows who has the ticket and in which round it is; what happened, it is told.
 */
final class ClockBook {
    private final Policy policy;
    private final WorkingCalendar calendar;

    private final Map<String, ClockDraft> clocks = new LinkedHashMap<>();
    /** The ticket's stages that this round has asked for: under way or behind it. An appeal asks for all of them anew. */
    private final Set<Stage> asked = new HashSet<>();

    private final Set<UnitId> assistants = new LinkedHashSet<>();
    private TicketTraits traits = new TicketTraits(null, null, null);
    private @Nullable UnitId lead;
    private int round;
    private int holding;

    ClockBook(Policy policy, WorkingCalendar calendar) {
        this.policy = policy;
        this.calendar = calendar;
    }

    /** @param suspendedUntil when the present suspension ends by itself */
    List<Clock> finish(@Nullable Instant suspendedUntil) {
        return clocks.values().stream()
                .map(clock -> clock.finish(suspendedUntil))
                .toList();
    }

    @Nullable
    UnitId lead() {
        return lead;
    }

    int holding() {
        return holding;
    }

    void round(int number) {
        round = number;
        asked.clear();
    }

    void about(CatalogueItemId item, @Nullable Urgency urgency) {
        traits = new TicketTraits(item, traits.difficulty(), urgency);
    }

    void item(CatalogueItemId item) {
        about(item, traits.urgency());
    }

    /** The desk has it, from the submission or an appeal on. */
    void submitted(Instant at) {
        asked.clear();
        startTicketClocks(EnumSet.of(Anchor.SUBMITTED), at);
    }

    /** From now on it is this unit's. */
    void lead(UnitId unit, @Nullable Difficulty difficulty) {
        lead = unit;
        traits = new TicketTraits(
                traits.item(), difficulty == null ? traits.difficulty() : difficulty, traits.urgency());
        assistants.clear();
        holding++;
    }

    void dispatched(Step step, Instant at, Happening.Dispatched dispatched) {
        reach(ClockMilestone.DISPATCHED, step);
        open().filter(clock -> clock.scope == ClockScope.TICKET && clock.stage.starts() == Anchor.UNIT_DISPATCH)
                .forEach(clock -> {
                    clock.release(at);
                    asked.remove(clock.stage);
                });
        startTicketClocks(EnumSet.of(Anchor.FIRST_DISPATCH, Anchor.UNIT_DISPATCH), at);
        startUnitClocks(at);
        handOver();
        dispatched.assistants().forEach(unit -> assist(unit, at, dueOf(unit, dispatched.parts())));
    }

    /** The desk has it again. */
    void returned(Instant at) {
        resumeAll(at);
        releaseUnits(at);
        lead = null;
        handOver();
        assistants.clear();
    }

    /** Taken up again by this unit, in a new round. */
    void reopened(UnitId unit, Instant at) {
        lead = unit;
        assistants.remove(unit);
        beginRound(EnumSet.of(ClockMilestone.DISPATCHED), false, at);
    }

    /** The same unit goes on, in a new round. */
    void disputed(Instant at) {
        beginRound(EnumSet.of(ClockMilestone.DISPATCHED, ClockMilestone.ACCEPTED), true, at);
    }

    void answered(Step step, Instant at) {
        reach(ClockMilestone.ANSWERED, step);
        releaseUnits(at);
        open().filter(clock -> clock.stage.isTheUnits()).forEach(clock -> clock.release(at));
    }

    /** The ticket's clocks are the present unit's to keep; without one, and where no unit can keep them, the desk's. */
    private void handOver() {
        open().filter(clock -> clock.scope == ClockScope.TICKET)
                .forEach(clock -> clock.unit = clock.stage.isTheUnits() ? lead : null);
    }

    void accepted(Step step, Instant at) {
        reach(ClockMilestone.ACCEPTED, step);
        startTicketClocks(EnumSet.of(Anchor.ACCEPTED), at);
        for (Stage stage : policy.stages()) {
            if (stage.party() == Party.LEAD && stage.starts() == Anchor.ACCEPTED && stage.isTheUnits()) {
                start(stage, ClockScope.UNIT, lead, at);
            }
        }
    }

    private static @Nullable LocalDate dueOf(UnitId unit, @Nullable List<Happening.PartDue> parts) {
        return parts == null
                ? null
                : parts.stream()
                        .filter(part -> part.unit().equals(unit))
                        .map(Happening.PartDue::due)
                        .findFirst()
                        .orElse(null);
    }

    /** An assistant's part is done, whatever its stage waits for. */
    void signedOff(UnitId unit, Step step) {
        open().filter(clock -> clock.scope == ClockScope.ASSISTANT && unit.equals(clock.unit))
                .forEach(clock -> clock.meet(step.at()));
    }

    /** @param due the day on which its part is due, in place of the policy's time; a new round has the policy's again */
    void assist(UnitId unit, Instant at, @Nullable LocalDate due) {
        if (!assistants.add(unit)) {
            return;
        }
        for (Stage stage : policy.stages()) {
            if (stage.party() == Party.ASSISTANT) {
                start(stage, ClockScope.ASSISTANT, unit, at, due);
            }
        }
    }

    /** @param done what is behind it already, so that it is not asked again */
    private void beginRound(Set<ClockMilestone> done, boolean accepted, Instant at) {
        holding++;
        EnumSet<Anchor> begun = EnumSet.of(Anchor.SUBMITTED, Anchor.FIRST_DISPATCH, Anchor.UNIT_DISPATCH);
        if (accepted) {
            begun.add(Anchor.ACCEPTED);
        }
        boolean precedingIsDone = false;
        for (Stage stage : leadStages()) {
            boolean isDone = stage.ends().stream().anyMatch(done::contains);
            boolean starts =
                    begun.contains(stage.starts()) || (stage.starts() == Anchor.PREVIOUS_STAGE && precedingIsDone);
            if (starts && !isDone) {
                start(stage, ClockScope.TICKET, lead, at);
                if (stage.isTheUnits()) {
                    start(stage, ClockScope.UNIT, lead, at);
                }
            }
            precedingIsDone = isDone;
        }
        assistants.forEach(unit -> policy.stages().stream()
                .filter(stage -> stage.party() == Party.ASSISTANT)
                .forEach(stage -> start(stage, ClockScope.ASSISTANT, unit, at)));
    }

    private void startTicketClocks(Set<Anchor> anchors, Instant at) {
        for (Stage stage : policy.stages()) {
            if (stage.party() == Party.LEAD && anchors.contains(stage.starts()) && !asked.contains(stage)) {
                start(stage, ClockScope.TICKET, lead, at);
            }
        }
    }

    private void startUnitClocks(Instant at) {
        for (Stage stage : policy.stages()) {
            if (stage.party() == Party.LEAD
                    && stage.isTheUnits()
                    && (stage.starts() == Anchor.SUBMITTED
                            || stage.starts() == Anchor.FIRST_DISPATCH
                            || stage.starts() == Anchor.UNIT_DISPATCH
                            || followsTheDesk(stage))) {
                start(stage, ClockScope.UNIT, lead, at);
            }
        }
    }

    private void start(Stage stage, ClockScope scope, @Nullable UnitId unit, Instant at) {
        start(stage, scope, unit, at, null);
    }

    private void start(Stage stage, ClockScope scope, @Nullable UnitId unit, Instant at, @Nullable LocalDate due) {
        stage.allowanceFor(traits).ifPresent(allowance -> {
            String name = round + "/" + stage.key() + "/" + scope
                    + switch (scope) {
                        case TICKET -> "";
                        case UNIT -> "/" + holding;
                        case ASSISTANT -> "/" + unit;
                    };
            String key = name;
            for (int again = 2; clocks.containsKey(key); again++) {
                key = name + "#" + again;
            }
            Ruler ruler = new Ruler(calendar, allowance.within().unit().isWorking());
            UnitId answers = scope != ClockScope.TICKET || stage.isTheUnits() ? unit : null;
            clocks.put(key, new ClockDraft(key, stage, scope, round, holding, answers, allowance, ruler, at, due));
            if (scope == ClockScope.TICKET) {
                asked.add(stage);
            }
        });
    }

    /** Ends what waited for this; the time of the step itself counts, not that of its recording. */
    void reach(ClockMilestone milestone, Step step) {
        for (ClockDraft clock : List.copyOf(clocks.values())) {
            if (clock.isOpen() && clock.stage.ends().contains(milestone) && isBy(step, milestone, clock)) {
                clock.meet(step.at());
                startNext(clock, step.at().isBefore(clock.startedAt) ? clock.startedAt : step.at());
            }
        }
    }

    private boolean isBy(Step step, ClockMilestone milestone, ClockDraft clock) {
        if (milestone == ClockMilestone.PROGRESS) {
            // A coordinator's note is no report of a unit's, whichever unit the coordinator sits in.
            return step.byRole() != Role.COORDINATOR
                    && (clock.scope == ClockScope.ASSISTANT
                            ? step.byUnit() != null && step.byUnit().equals(clock.unit)
                            : step.byUnit() == null || step.byUnit().equals(lead));
        }
        return switch (clock.scope) {
            case TICKET -> true;
            case UNIT -> clock.holding == holding;
            case ASSISTANT -> milestone == ClockMilestone.ANSWERED || milestone == ClockMilestone.CLOSED;
        };
    }

    /** Stages of assistants, and those not asked of this ticket, stand in nobody's way. */
    private void startNext(ClockDraft ended, Instant at) {
        List<Stage> stages = leadStages();
        int next = stages.indexOf(ended.stage) + 1;
        if (ended.scope != ClockScope.ASSISTANT && next < stages.size()) {
            Stage stage = stages.get(next);
            boolean fits = ended.scope == ClockScope.TICKET ? !asked.contains(stage) : stage.isTheUnits();
            if (stage.starts() == Anchor.PREVIOUS_STAGE && fits) {
                start(stage, ended.scope, lead, at);
            }
        }
    }

    /** The desk has no unit's clock whose end could start the unit's next: the dispatch does. */
    private boolean followsTheDesk(Stage stage) {
        List<Stage> stages = leadStages();
        int previous = stages.indexOf(stage) - 1;
        return stage.starts() == Anchor.PREVIOUS_STAGE
                && previous >= 0
                && !stages.get(previous).isTheUnits();
    }

    private List<Stage> leadStages() {
        return policy.stages().stream()
                .filter(stage -> stage.party() == Party.LEAD
                        && stage.allowanceFor(traits).isPresent())
                .toList();
    }

    void stop(Instant at, PauseCause cause, boolean ticket, boolean units) {
        open().filter(clock -> clock.scope == ClockScope.TICKET ? ticket : units)
                .forEach(clock -> clock.pause(at, cause));
    }

    void resumeAll(Instant at) {
        open().forEach(clock -> clock.resume(at));
    }

    void releaseUnits(Instant at) {
        open().filter(clock -> clock.scope != ClockScope.TICKET).forEach(clock -> clock.release(at));
    }

    void releaseAll(Instant at) {
        open().forEach(clock -> clock.release(at));
    }

    private Stream<ClockDraft> open() {
        Collection<ClockDraft> all = List.copyOf(clocks.values());
        return all.stream().filter(ClockDraft::isOpen);
    }

    /** The ticket's own clock of a stage in this round, if it is open. */
    Optional<ClockDraft> ticketClock(String stage) {
        return open().filter(clock -> clock.scope == ClockScope.TICKET
                        && clock.round == round
                        && clock.stage.key().equals(stage))
                .findFirst();
    }

    /** Gives a stage more time: the ticket's clock and the present unit's. */
    void extend(String stage, Instant until) {
        open().filter(clock -> clock.stage.key().equals(stage)
                        && clock.round == round
                        && (clock.scope == ClockScope.TICKET
                                || (clock.scope == ClockScope.UNIT && clock.holding == holding)))
                .forEach(clock -> clock.extendTo(until));
    }
}
