package org.zhuqi.dispatch.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.MeetingRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.web.Problem;

/**
 * Calls meetings, changes and cancels them, and writes down what came of them. What is decided about a ticket becomes progress
 * of the ticket, in the name of whoever writes it down; if the ticket does not take it, the decision stands all the same.
 *
 * <p>Whoever brings in a history asks nothing of tickets: their own history comes in by itself.
 */
public final class PlanningMeetings {
    private final MeetingRows meetings;
    private final TicketFactRows tickets;
    private final EventRows events;
    private final Recording recording;
    private final Changes changes;

    public PlanningMeetings(
            MeetingRows meetings,
            TicketFactRows tickets,
            EventRows events,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction) {
        this.meetings = meetings;
        this.tickets = tickets;
        this.events = events;
        this.recording = recording;
        this.changes = new Changes(transaction, telling);
    }

    /**
     * @param fingerprint of the request, so that the same one is known again
     * @param minutes of a meeting that was held, if its history is brought in
     * @param heldAs when and by whom the minutes were written
     */
    public Attempt<Meeting> plan(
            Caller caller,
            SubjectId id,
            String fingerprint,
            MeetingPlan plan,
            Deed deed,
            @Nullable MeetingMinutes minutes,
            Deed heldAs) {
        List<Hindrance> faults = new ArrayList<>(faults(caller, plan));
        Meeting planned = Meeting.planned(id, caller.district(), plan, deed);
        if (minutes != null) {
            planned.whyNotWritten(heldAs.at(), null).ifPresent(faults::add);
            faults.addAll(planned.faults(minutes.decisions()));
        }
        if (!faults.isEmpty()) {
            return Attempt.refused(faults);
        }
        return changes.make(() -> {
            if (!meetings.add(planned, fingerprint)) {
                return meetings.find(id)
                        .filter(known -> known.fingerprint().equals(fingerprint))
                        .<Attempt<Meeting>>map(known -> Attempt.done(known.meeting()))
                        .orElseGet(() -> Attempt.refused(Refusals.keyReused()));
            }
            record(planned, new MeetingEvent.MeetingPlanned(plan), deed);
            escalate(planned, "escalate", deed);
            return Attempt.done(minutes == null ? planned : hold(planned, minutes, heldAs));
        });
    }

    public Attempt<Meeting> change(Caller caller, SubjectId id, long version, MeetingPlan plan, Deed deed) {
        List<Hindrance> faults = faults(caller, plan);
        if (!faults.isEmpty()) {
            return Attempt.refused(faults);
        }
        return write(caller, id, version, before -> {
            Optional<Hindrance> why = before.whyNotChanged();
            if (why.isPresent()) {
                return Attempt.refused(why.get());
            }
            Meeting after = apply(before, new MeetingEvent.MeetingChanged(plan), deed);
            escalate(after, "escalate", deed);
            return Attempt.done(after);
        });
    }

    public Attempt<Meeting> cancel(Caller caller, SubjectId id, long version, String reason, Deed deed) {
        return write(caller, id, version, before -> {
            Optional<Hindrance> why = before.whyNotCancelled();
            return why.isPresent()
                    ? Attempt.refused(why.get())
                    : Attempt.done(apply(before, new MeetingEvent.MeetingCancelled(reason), deed));
        });
    }

    /**
     * The first time the meeting was held; after that the minutes are put right.
     *
     * @param minutes new decisions with the number 0
     * @param reason what was wrong before; null the first time
     */
    public Attempt<Meeting> write(
            Caller caller, SubjectId id, long version, MeetingMinutes minutes, @Nullable String reason, Deed deed) {
        return write(caller, id, version, before -> {
            List<Hindrance> faults = new ArrayList<>();
            before.whyNotWritten(deed.at(), reason).ifPresent(faults::add);
            faults.addAll(before.faults(minutes.decisions()));
            if (!faults.isEmpty()) {
                return Attempt.refused(faults);
            }
            return Attempt.done(
                    before.minutes() == null
                            ? hold(before, minutes, deed)
                            : correct(before, minutes, Objects.requireNonNull(reason), deed));
        });
    }

    /** @param version null if the caller does not mind */
    public Attempt<Meeting> done(
            Caller caller, SubjectId id, @Nullable Long version, int number, String note, Deed deed) {
        return changes.make(() -> {
            Meeting before = locked(caller, id);
            if (before == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.MEETING, id));
            }
            if (version != null && version != before.version()) {
                return Attempt.refused(Refusals.stale(before.version()));
            }
            MeetingDecision decision = before.decision(number).orElse(null);
            if (decision == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.MEETING, id));
            }
            if (caller.role() == Role.HANDLER && !decision.unit().equals(caller.unit())) {
                return Attempt.refused(notOfYourUnit(decision.unit()));
            }
            if (caller.role() != Role.HANDLER && !isAllCovered(caller, before.plan())) {
                return Attempt.refused(beyondYours());
            }
            Optional<Hindrance> why = before.whyNotDone(number);
            return why.isPresent()
                    ? Attempt.refused(why.get())
                    : Attempt.done(apply(before, new MeetingEvent.DecisionDone(number, note), deed));
        });
    }

    private List<Hindrance> faults(Caller caller, MeetingPlan plan) {
        List<Hindrance> faults = new ArrayList<>(Meeting.faults(plan));
        SubjectId common = plan.commonProblem();
        if (common != null && !events.isAbout(common, SubjectKind.COMMON_PROBLEM, caller.district())) {
            faults.add(Hindrance.rule(
                    "commonProblem",
                    "There is no common problem %s in your district.".formatted(common),
                    "本区没有共性问题“%s”。".formatted(common)));
        }
        return List.copyOf(faults);
    }

    private Attempt<Meeting> write(
            Caller caller, SubjectId id, long version, Function<Meeting, Attempt<Meeting>> writing) {
        return changes.make(() -> {
            Meeting before = locked(caller, id);
            if (before == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.MEETING, id));
            }
            if (version != before.version()) {
                return Attempt.refused(Refusals.stale(before.version()));
            }
            if (!isAllCovered(caller, before.plan())) {
                return Attempt.refused(beyondYours());
            }
            return writing.apply(before);
        });
    }

    private @Nullable Meeting locked(Caller caller, SubjectId id) {
        return meetings.isShownTo(caller, id) ? meetings.lock(id).orElse(null) : null;
    }

    /** Who is narrowed to a part of the district writes where all tickets lie in it. */
    private boolean isAllCovered(Caller caller, MeetingPlan plan) {
        return tickets.find(plan.agenda()).values().stream()
                .allMatch(ticket -> caller.jurisdiction().covers(ticket.chain(), ticket.place()));
    }

    private static Problem beyondYours() {
        return Refusals.notYours(
                "The meeting is about tickets beyond your part of the district; its coordinator writes here.",
                "会议涉及您职责范围以外的诉求单，由相应派单员办理。");
    }

    private static Problem notOfYourUnit(UnitId unit) {
        return Refusals.notYours(
                "The decision is for the unit %s, or a coordinator, to report as done.".formatted(unit),
                "该议定事项由单位 %s 或派单员报告落实。".formatted(unit));
    }

    private Meeting hold(Meeting before, MeetingMinutes drafts, Deed deed) {
        MeetingMinutes minutes = numbered(before, drafts);
        Meeting after = apply(before, new MeetingEvent.MeetingHeld(minutes), deed);
        escalate(after, "escalate/held", deed);
        minutes.decisions().forEach(decision -> meetings.decide(after, decision, tell(after, decision, deed, "")));
        return after;
    }

    private Meeting correct(Meeting before, MeetingMinutes drafts, String reason, Deed deed) {
        MeetingMinutes minutes = numbered(before, drafts);
        Meeting after = apply(before, new MeetingEvent.MinutesCorrected(minutes, reason), deed);
        meetings.keepDecisions(after);
        for (MeetingDecision decision : minutes.decisions()) {
            MeetingDecision old = before.decision(decision.number()).orElse(null);
            if (old == null) {
                meetings.decide(after, decision, tell(after, decision, deed, ""));
            } else if (isToldAnew(old, decision)) {
                meetings.decide(after, decision, tell(after, decision, deed, "/" + after.corrections()));
            } else if (!old.equals(decision)) {
                meetings.decideAgain(after, decision);
            }
        }
        return after;
    }

    private static boolean isToldAnew(MeetingDecision old, MeetingDecision now) {
        return !Objects.equals(old.ticket(), now.ticket())
                || !old.text().equals(now.text())
                || !Objects.equals(old.publicText(), now.publicText())
                || !Objects.equals(old.due(), now.due());
    }

    private static MeetingMinutes numbered(Meeting meeting, MeetingMinutes drafts) {
        return new MeetingMinutes(
                drafts.text(),
                drafts.units(),
                drafts.accounts(),
                drafts.enterprises(),
                meeting.numbered(drafts.decisions()));
    }

    private Meeting apply(Meeting before, MeetingEvent event, Deed deed) {
        record(before, event, deed);
        Meeting after = before.after(event, deed);
        meetings.save(after);
        return after;
    }

    private void record(Meeting meeting, MeetingEvent event, Deed deed) {
        recording.record(meeting.id(), meeting.district(), deed.by(), deed.occurredAt(), deed.at(), event);
    }

    /** @return null if the ticket is not told */
    private @Nullable CommandId tell(Meeting meeting, MeetingDecision decision, Deed deed, String which) {
        TicketId ticket = decision.ticket();
        if (ticket == null || deed.by().role() == Role.IMPORTER) {
            return null;
        }
        String open = decision.publicText();
        String text = "协调会%s：%s%s"
                .formatted(
                        which.isEmpty() ? "议定" : "议定（更正）",
                        open == null ? decision.text() : open,
                        decision.due() == null ? "" : "（期限 %s）".formatted(decision.due()));
        return recording.ask(
                ticket,
                meeting.district(),
                deed.by(),
                "meeting/%s/decision/%d%s".formatted(meeting.id(), decision.number(), which),
                deed.at(),
                new TicketCommand.RecordProgress(text, open == null, null));
    }

    /** A ticket that is not in progress when the meeting is called is asked again when it is held. */
    private void escalate(Meeting meeting, String why, Deed deed) {
        if (meeting.plan().kind() != MeetingKind.ESCALATED || deed.by().role() == Role.IMPORTER) {
            return;
        }
        Map<TicketId, TicketFacts> facts = tickets.find(meeting.plan().agenda());
        for (TicketId ticket : meeting.plan().agenda()) {
            TicketFacts known = facts.get(ticket);
            if (known != null && !isWithALeader(known.escalation())) {
                recording.ask(
                        ticket,
                        meeting.district(),
                        deed.by(),
                        "meeting/%s/%s".formatted(meeting.id(), why),
                        deed.at(),
                        new TicketCommand.Escalate(
                                EscalationLevel.DISTRICT_LEADER,
                                "提级协调会：" + meeting.plan().title()));
            }
        }
    }

    private static boolean isWithALeader(@Nullable EscalationLevel level) {
        return level != null && level.compareTo(EscalationLevel.DISTRICT_LEADER) >= 0;
    }
}
