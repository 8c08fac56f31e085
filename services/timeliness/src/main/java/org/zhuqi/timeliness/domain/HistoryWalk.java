package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Policy.Anchor;
import org.zhuqi.timeliness.domain.Policy.Milestone;
import org.zhuqi.timeliness.domain.Policy.Party;
import org.zhuqi.timeliness.domain.Policy.Stage;
import org.zhuqi.timeliness.domain.Policy.TicketTraits;
import org.zhuqi.timeliness.domain.Segment.Holder;

/** Walks through a ticket's history once, step by step, and leaves segments and clocks behind. */
final class HistoryWalk {
    private final Policy policy;
    private final WorkingCalendar calendar;

    private final Map<String, ClockDraft> clocks = new LinkedHashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<ExtensionRequest> requests = new ArrayList<>();
    /** The ticket's stages that this round has asked for: under way or behind it. An appeal asks for all of them anew. */
    private final Set<Stage> asked = new HashSet<>();

    private @Nullable Segment current;
    private @Nullable Segment beforeMerge;
    private Instant time = Instant.MIN;
    private int round;
    private int holding;
    private @Nullable UnitId lead;
    private final Set<UnitId> assistants = new LinkedHashSet<>();
    private @Nullable CatalogueItemId item;
    private @Nullable Urgency urgency;
    private @Nullable Difficulty difficulty;

    private @Nullable Instant suspendedAt;
    /** When the present suspension ends by itself: its day has come or its cap is used up. */
    private @Nullable Instant suspendedUntil;

    private Duration stoppedInRound = Duration.ZERO;
    private int extensionsInRound;

    HistoryWalk(Policy policy, WorkingCalendar calendar) {
        this.policy = policy;
        this.calendar = calendar;
    }

    List<Segment> segments() {
        List<Segment> all = new ArrayList<>(segments);
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    List<Clock> clocks() {
        return clocks.values().stream()
                .map(clock -> clock.finish(suspendedUntil))
                .toList();
    }

    List<ExtensionRequest> requests() {
        return requests;
    }

    @Nullable
    UnitId lead() {
        return lead;
    }

    int holding() {
        return holding;
    }

    @Nullable
    Instant suspendedUntil() {
        return suspendedUntil;
    }

    void take(Step step) {
        // Recorded later, happened earlier: it counts from when it happened, but the stretches stay in order.
        Instant at = step.at().isBefore(time) ? time : step.at();
        endSuspensionBefore(at);
        time = at;
        if (step.round() != round) {
            round = step.round();
            stoppedInRound = Duration.ZERO;
            extensionsInRound = 0;
            asked.clear();
        }
        switch (step.happening()) {
            case Happening.Submitted submitted -> {
                item = submitted.item();
                urgency = submitted.urgency();
                enter(at, Holder.DESK, step.state());
                startTicketClocks(EnumSet.of(Anchor.SUBMITTED), at);
            }
            case Happening.Amended amended -> item = amended.item() == null ? item : amended.item();
            case Happening.Dispatched dispatched -> dispatch(step, at, dispatched);
            case Happening.CallPublished published -> {
                enter(at, Holder.DESK, step.state());
                reach(Milestone.DISPATCHED, step);
            }
            case Happening.Claimed claimed -> {
                dispatch(step, at, new Happening.Dispatched(claimed.lead(), List.of(), null));
                accept(step, at);
            }
            case Happening.Accepted accepted -> {
                enter(at, Holder.UNIT, step.state());
                accept(step, at);
            }
            case Happening.Objected objected -> {
                boolean stopsTicket = policy.objections().stopTheTicket();
                boolean stopsUnit = policy.objections().stopTheUnit();
                enter(
                        at,
                        Holder.DESK,
                        step.state(),
                        stopsTicket || stopsUnit ? PauseCause.OBJECTED : null,
                        null,
                        stopsTicket,
                        stopsUnit);
                stop(at, PauseCause.OBJECTED, stopsTicket, stopsUnit);
            }
            case Happening.Overruled overruled -> {
                resumeAll(at);
                enter(at, Holder.UNIT, step.state());
            }
            case Happening.Upheld upheld -> {
                resumeAll(at);
                releaseUnits(at);
                lapseRequest(at);
                lead = null;
                handOver();
                assistants.clear();
                enter(at, Holder.DESK, step.state());
            }
            case Happening.Progress progress -> {
                if (!progress.internal()) {
                    reach(Milestone.PROGRESS, step);
                }
            }
            case Happening.AssistantAdded added -> assist(added.unit(), at);
            case Happening.Suspended suspended -> suspend(step, at, suspended);
            case Happening.Resumed resumed -> {
                endSuspension(at);
                enter(at, Holder.UNIT, step.state());
            }
            case Happening.ExtensionRequested requested -> request(step, requested.until());
            case Happening.ExtensionGranted granted -> grant(step, at, granted.until());
            case Happening.ExtensionRefused refused -> decideRequest(request -> request.refused(at));
            case Happening.Answered answered -> {
                lapseRequest(at);
                reach(Milestone.ANSWERED, step);
                releaseUnits(at);
                open().filter(clock -> clock.stage.isTheUnits()).forEach(clock -> clock.release(at));
                enter(at, Holder.ENTERPRISE, step.state());
            }
            case Happening.Closed closed -> {
                reach(Milestone.CLOSED, step);
                releaseAll(at);
                enter(at, Holder.NOBODY, step.state());
            }
            case Happening.Disputed disputed -> {
                releaseAll(at);
                enter(at, Holder.UNIT, step.state());
                beginRound(EnumSet.of(Milestone.DISPATCHED, Milestone.ACCEPTED), true, at);
            }
            case Happening.Reopened reopened -> {
                releaseAll(at);
                lead = reopened.lead();
                assistants.remove(reopened.lead());
                enter(at, Holder.UNIT, step.state());
                beginRound(EnumSet.of(Milestone.DISPATCHED), false, at);
            }
            case Happening.Merged merged -> {
                beforeMerge = current;
                stop(at, PauseCause.MERGED, true, true);
                enter(at, Holder.NOBODY, step.state(), PauseCause.MERGED, null, true, true);
            }
            case Happening.Unmerged unmerged -> {
                resumeAll(at);
                enter(at, beforeMerge == null ? Holder.DESK : beforeMerge.holder(), step.state());
            }
            case Happening.Ended ended -> {
                releaseAll(at);
                enter(at, Holder.NOBODY, step.state());
            }
            case Happening.Appealed appealed -> {
                asked.clear();
                enter(at, Holder.DESK, step.state());
                startTicketClocks(EnumSet.of(Anchor.SUBMITTED), at);
            }
        }
    }

    // -- who holds it ---------------------------------------------------------------------------------------------

    private void dispatch(Step step, Instant at, Happening.Dispatched dispatched) {
        lapseRequest(at);
        endSuspension(at);
        resumeAll(at);
        releaseUnits(at);
        lead = dispatched.lead();
        difficulty = dispatched.difficulty() == null ? difficulty : dispatched.difficulty();
        assistants.clear();
        holding++;
        enter(at, Holder.UNIT, step.state());
        reach(Milestone.DISPATCHED, step);
        open().filter(clock -> clock.scope == ClockScope.TICKET && clock.stage.starts() == Anchor.UNIT_DISPATCH)
                .forEach(clock -> {
                    clock.release(at);
                    asked.remove(clock.stage);
                });
        startTicketClocks(EnumSet.of(Anchor.FIRST_DISPATCH, Anchor.UNIT_DISPATCH), at);
        startUnitClocks(at);
        handOver();
        dispatched.assistants().forEach(unit -> assist(unit, at));
    }

    /** The ticket's clocks are the present unit's to keep; without one, and where no unit can keep them, the desk's. */
    private void handOver() {
        open().filter(clock -> clock.scope == ClockScope.TICKET)
                .forEach(clock -> clock.unit = clock.stage.isTheUnits() ? lead : null);
    }

    private void accept(Step step, Instant at) {
        reach(Milestone.ACCEPTED, step);
        startTicketClocks(EnumSet.of(Anchor.ACCEPTED), at);
        for (Stage stage : policy.stages()) {
            if (stage.party() == Party.LEAD && stage.starts() == Anchor.ACCEPTED && stage.isTheUnits()) {
                start(stage, ClockScope.UNIT, lead, at);
            }
        }
    }

    private void assist(UnitId unit, Instant at) {
        if (!assistants.add(unit)) {
            return;
        }
        for (Stage stage : policy.stages()) {
            if (stage.party() == Party.ASSISTANT) {
                start(stage, ClockScope.ASSISTANT, unit, at);
            }
        }
    }

    /** @param done what is behind it already, so that it is not asked again */
    private void beginRound(Set<Milestone> done, boolean accepted, Instant at) {
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

    // -- suspensions ----------------------------------------------------------------------------------------------

    private void suspend(Step step, Instant at, Happening.Suspended suspended) {
        boolean stops = policy.suspensions().reasons().contains(suspended.reason());
        suspendedAt = at;
        suspendedUntil = earliest(endOf(suspended.until(), at), stops ? endOfCap(at) : null);
        if (stops) {
            stop(at, PauseCause.SUSPENDED, true, true);
        }
        enter(at, Holder.UNIT, step.state(), stops ? PauseCause.SUSPENDED : null, suspended.reason(), stops, stops);
    }

    private @Nullable Instant endOf(@Nullable LocalDate day, Instant notBefore) {
        if (day == null) {
            return null;
        }
        Instant end = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
        return end.isBefore(notBefore) ? notBefore : end;
    }

    private @Nullable Instant endOfCap(Instant at) {
        Span cap = policy.suspensions().cap();
        if (cap == null) {
            return null;
        }
        Ruler ruler = new Ruler(calendar, cap.unit().isWorking());
        Duration left = Ledger.lengthOf(cap, calendar).minus(stoppedInRound);
        try {
            return left.isPositive() ? ruler.plus(at, left) : at;
        } catch (UnknownYearException e) {
            return null;
        }
    }

    private void endSuspensionBefore(Instant at) {
        if (suspendedUntil != null && suspendedUntil.isBefore(at) && current != null && current.stopsTicket()) {
            Instant end = suspendedUntil;
            Segment standing = current;
            stopCounting(end);
            resumeAll(end);
            enter(end, standing.holder(), standing.state(), null, standing.reason(), false, false);
        }
    }

    private void endSuspension(Instant at) {
        stopCounting(at);
        resumeAll(at);
        suspendedAt = null;
        suspendedUntil = null;
    }

    private void stopCounting(Instant end) {
        Span cap = policy.suspensions().cap();
        if (suspendedAt == null || cap == null || current == null || current.cause() != PauseCause.SUSPENDED) {
            return;
        }
        try {
            stoppedInRound = stoppedInRound.plus(new Ruler(calendar, cap.unit().isWorking()).between(suspendedAt, end));
        } catch (UnknownYearException e) {
            // Its length cannot be said before the year is known, and neither can any due date behind it.
            stoppedInRound = Ledger.lengthOf(cap, calendar);
        }
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    // -- extensions -----------------------------------------------------------------------------------------------

    private void request(Step step, Instant until) {
        String stage = policy.extensions() == null ? null : policy.extensions().stage();
        ClockDraft clock = extendable();
        requests.add(new ExtensionRequest(
                step.sequence(),
                step.imported(),
                stage,
                step.at(),
                until,
                null,
                null,
                null,
                Extending.against(policy.extensions(), clock, step.at(), until, extensionsInRound, calendar)));
    }

    private void grant(Step step, Instant at, Instant until) {
        Policy.Extensions rule = policy.extensions();
        ClockDraft clock = extendable();
        decideRequest(request -> {
            if (rule == null || clock == null || request.objection() != null) {
                return request.granted(at, until, null, request.objection());
            }
            Extending.Ruling ruling = Extending.rule(rule, clock, until, step.byRole(), calendar);
            Instant effective = ruling.until();
            if (effective != null) {
                extensionsInRound++;
                clock.extendTo(effective);
                open().filter(other -> other.scope == ClockScope.UNIT
                                && other.holding == holding
                                && other.stage.key().equals(rule.stage()))
                        .forEach(unitClock -> unitClock.extendTo(effective));
            }
            return request.granted(at, until, effective, ruling.objection());
        });
    }

    private void decideRequest(UnaryOperator<ExtensionRequest> decision) {
        int last = requests.size() - 1;
        if (last >= 0 && requests.get(last).isPending()) {
            requests.set(last, decision.apply(requests.get(last)));
        }
    }

    /** What the unit before asked for, or before it answered, nobody decides any more. */
    private void lapseRequest(Instant at) {
        decideRequest(request -> request.refused(at));
    }

    private @Nullable ClockDraft extendable() {
        Policy.Extensions rule = policy.extensions();
        return rule == null
                ? null
                : open().filter(clock -> clock.scope == ClockScope.TICKET
                                && clock.round == round
                                && clock.stage.key().equals(rule.stage()))
                        .findFirst()
                        .orElse(null);
    }

    // -- clocks ---------------------------------------------------------------------------------------------------

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
        stage.allowanceFor(traits()).ifPresent(allowance -> {
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
            clocks.put(key, new ClockDraft(key, stage, scope, round, holding, answers, allowance, ruler, at));
            if (scope == ClockScope.TICKET) {
                asked.add(stage);
            }
        });
    }

    /** Ends what waited for this; the time of the step itself counts, not that of its recording. */
    private void reach(Milestone milestone, Step step) {
        for (ClockDraft clock : List.copyOf(clocks.values())) {
            if (clock.isOpen() && clock.stage.ends().contains(milestone) && isBy(step, milestone, clock)) {
                clock.meet(step.at());
                startNext(clock, step.at().isBefore(clock.startedAt) ? clock.startedAt : step.at());
            }
        }
    }

    private boolean isBy(Step step, Milestone milestone, ClockDraft clock) {
        if (milestone == Milestone.PROGRESS) {
            // A coordinator's note is no report of a unit's, whichever unit the coordinator sits in.
            return step.byRole() != Role.COORDINATOR
                    && (clock.scope == ClockScope.ASSISTANT
                            ? step.byUnit() != null && step.byUnit().equals(clock.unit)
                            : step.byUnit() == null || step.byUnit().equals(lead));
        }
        return switch (clock.scope) {
            case TICKET -> true;
            case UNIT -> clock.holding == holding;
            case ASSISTANT -> milestone == Milestone.ANSWERED || milestone == Milestone.CLOSED;
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
                        && stage.allowanceFor(traits()).isPresent())
                .toList();
    }

    private TicketTraits traits() {
        return new TicketTraits(item, difficulty, urgency);
    }

    private void stop(Instant at, PauseCause cause, boolean ticket, boolean units) {
        open().filter(clock -> clock.scope == ClockScope.TICKET ? ticket : units)
                .forEach(clock -> clock.pause(at, cause));
    }

    private void resumeAll(Instant at) {
        open().forEach(clock -> clock.resume(at));
    }

    private void releaseUnits(Instant at) {
        open().filter(clock -> clock.scope != ClockScope.TICKET).forEach(clock -> clock.release(at));
    }

    private void releaseAll(Instant at) {
        endSuspension(at);
        open().forEach(clock -> clock.release(at));
    }

    private Stream<ClockDraft> open() {
        Collection<ClockDraft> all = List.copyOf(clocks.values());
        return all.stream().filter(ClockDraft::isOpen);
    }

    // -- segments -------------------------------------------------------------------------------------------------

    private void enter(Instant at, Holder holder, TicketState state) {
        enter(at, holder, state, null, null, false, false);
    }

    private void enter(
            Instant at,
            Holder holder,
            TicketState state,
            @Nullable PauseCause cause,
            @Nullable SuspensionReason reason,
            boolean stopsTicket,
            boolean stopsUnits) {
        if (current != null && current.from().isBefore(at)) {
            segments.add(current.until(at));
        }
        current = new Segment(
                at,
                null,
                holder,
                holder == Holder.UNIT ? lead : null,
                state,
                round,
                cause,
                reason,
                stopsTicket,
                stopsUnits);
    }
}
