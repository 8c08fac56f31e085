package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Segment.Holder;

/** Walks through a ticket's history once, step by step, and leaves segments and clocks behind. */
final class HistoryWalk {
    private final Policy policy;

    private final ClockBook clocks;
    private final Requests requests;
    private final SuspensionTime suspension;
    private final List<Segment> segments = new ArrayList<>();

    private @Nullable Segment current;
    private @Nullable Segment beforeMerge;
    private Instant time = Instant.MIN;
    private int round;

    HistoryWalk(Policy policy, WorkingCalendar calendar) {
        this.policy = policy;
        clocks = new ClockBook(policy, calendar);
        requests = new Requests(policy, calendar, clocks);
        suspension = new SuspensionTime(policy, calendar);
    }

    List<Segment> segments() {
        List<Segment> all = new ArrayList<>(segments);
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    List<Clock> clocks() {
        return clocks.finish(suspension.until());
    }

    List<ExtensionRequest> requests() {
        return requests.all();
    }

    @Nullable
    UnitId lead() {
        return clocks.lead();
    }

    int holding() {
        return clocks.holding();
    }

    @Nullable
    Instant suspendedUntil() {
        return suspension.until();
    }

    void take(Step step) {
        // Recorded later, happened earlier: it counts from when it happened, but the stretches stay in order.
        Instant at = step.at().isBefore(time) ? time : step.at();
        suspension.ranOutBefore(at).ifPresent(this::runAgain);
        time = at;
        if (step.round() != round) {
            round = step.round();
            clocks.round(round);
            requests.newRound();
            suspension.newRound();
        }
        switch (step.happening()) {
            case Happening.Submitted submitted -> {
                clocks.about(submitted.item(), submitted.urgency());
                enter(at, Holder.DESK, step.state());
                clocks.submitted(at);
            }
            case Happening.Amended amended -> {
                if (amended.item() != null) {
                    clocks.item(amended.item());
                }
            }
            case Happening.Dispatched dispatched -> dispatch(step, at, dispatched);
            case Happening.CallPublished published -> {
                enter(at, Holder.DESK, step.state());
                clocks.reach(ClockMilestone.DISPATCHED, step);
            }
            case Happening.Claimed claimed -> {
                dispatch(step, at, new Happening.Dispatched(claimed.lead(), List.of(), null));
                clocks.accepted(step, at);
            }
            case Happening.Accepted accepted -> {
                enter(at, Holder.UNIT, step.state());
                clocks.accepted(step, at);
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
                clocks.stop(at, PauseCause.OBJECTED, stopsTicket, stopsUnit);
            }
            case Happening.Overruled overruled -> {
                clocks.resumeAll(at);
                enter(at, Holder.UNIT, step.state());
            }
            case Happening.Upheld upheld -> {
                requests.refuse(at);
                clocks.returned(at);
                enter(at, Holder.DESK, step.state());
            }
            case Happening.Progress progress -> {
                if (!progress.internal()) {
                    clocks.reach(ClockMilestone.PROGRESS, step);
                }
            }
            case Happening.AssistantAdded added -> clocks.assist(added.unit(), at, added.due());
            case Happening.PartSignedOff part -> clocks.signedOff(part.unit(), step);
            case Happening.Suspended suspended -> suspend(step, at, suspended);
            case Happening.Resumed resumed -> {
                endSuspension(at);
                enter(at, Holder.UNIT, step.state());
            }
            case Happening.ExtensionRequested requested -> requests.ask(step, requested.until());
            case Happening.ExtensionGranted granted -> requests.grant(step, at, granted.until());
            case Happening.ExtensionRefused refused -> requests.refuse(at);
            case Happening.Answered answered -> {
                requests.refuse(at);
                clocks.answered(step, at);
                enter(at, Holder.ENTERPRISE, step.state());
            }
            case Happening.Closed closed -> {
                clocks.reach(ClockMilestone.CLOSED, step);
                releaseAll(at);
                enter(at, Holder.NOBODY, step.state());
            }
            case Happening.Disputed disputed -> {
                releaseAll(at);
                enter(at, Holder.UNIT, step.state());
                clocks.disputed(at);
            }
            case Happening.Reopened reopened -> {
                releaseAll(at);
                clocks.reopened(reopened.lead(), at);
                enter(at, Holder.UNIT, step.state());
            }
            case Happening.Merged merged -> {
                beforeMerge = current;
                clocks.stop(at, PauseCause.MERGED, true, true);
                enter(at, Holder.NOBODY, step.state(), PauseCause.MERGED, null, true, true);
            }
            case Happening.Unmerged unmerged -> {
                clocks.resumeAll(at);
                enter(at, beforeMerge == null ? Holder.DESK : beforeMerge.holder(), step.state());
            }
            case Happening.Ended ended -> {
                releaseAll(at);
                enter(at, Holder.NOBODY, step.state());
            }
            case Happening.Appealed appealed -> {
                enter(at, Holder.DESK, step.state());
                clocks.submitted(at);
            }
        }
    }

    private void dispatch(Step step, Instant at, Happening.Dispatched dispatched) {
        requests.refuse(at);
        endSuspension(at);
        clocks.releaseUnits(at);
        clocks.lead(dispatched.lead(), dispatched.difficulty());
        enter(at, Holder.UNIT, step.state());
        clocks.dispatched(step, at, dispatched);
    }

    private void suspend(Step step, Instant at, Happening.Suspended suspended) {
        boolean stops = suspension.begin(at, suspended);
        if (stops) {
            clocks.stop(at, PauseCause.SUSPENDED, true, true);
        }
        enter(at, Holder.UNIT, step.state(), stops ? PauseCause.SUSPENDED : null, suspended.reason(), stops, stops);
    }

    /** The work still waits, but the time runs again. */
    private void runAgain(Instant at) {
        suspension.runAgain(at);
        clocks.resumeAll(at);
        if (current != null) {
            enter(at, current.holder(), current.state(), null, current.reason(), false, false);
        }
    }

    private void endSuspension(Instant at) {
        suspension.end(at);
        clocks.resumeAll(at);
    }

    private void releaseAll(Instant at) {
        endSuspension(at);
        clocks.releaseAll(at);
    }

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
                holder == Holder.UNIT ? clocks.lead() : null,
                state,
                round,
                cause,
                reason,
                stopsTicket,
                stopsUnits);
    }
}
