package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.UnitId;

/**
 * 协调会: a fold of its events.
 *
 * @param version the sequence of the last event
 * @param calledBy who planned it
 * @param changedAt when the last event was recorded
 * @param corrections how often the minutes were put right
 * @param decisionsEver the highest number that a decision of it ever had
 * @param cancelled why it does not take place
 */
public record Meeting(
        SubjectId id,
        DistrictId district,
        long version,
        MeetingStatus status,
        MeetingPlan plan,
        AccountId calledBy,
        Instant changedAt,
        @Nullable MeetingMinutes minutes,
        int corrections,
        int decisionsEver,
        List<Done> done,
        @Nullable String cancelled) {

    /** A decision that is carried out. */
    public record Done(int number, AccountId by, @Nullable UnitId unit, Instant at, String note) {}

    /** How it began. */
    public static Meeting planned(SubjectId id, DistrictId district, MeetingPlan plan, Deed deed) {
        return new Meeting(
                id,
                district,
                1,
                MeetingStatus.PLANNED,
                plan,
                deed.by().account(),
                deed.at(),
                null,
                0,
                0,
                List.of(),
                null);
    }

    /** @throws IllegalArgumentException if they are not the events of a meeting from its beginning */
    public static Meeting of(List<DispatchMessage<?>> history) {
        Meeting meeting = null;
        for (DispatchMessage<?> message : history) {
            Deed deed = new Deed(message.actor(), message.occurredAt(), message.recordedAt());
            if (meeting == null && message.event() instanceof MeetingEvent.MeetingPlanned planned) {
                meeting = planned(message.subject(), message.district(), planned.plan(), deed);
            } else if (meeting != null && message.event() instanceof MeetingEvent event) {
                meeting = meeting.after(event, deed);
            } else {
                throw new IllegalArgumentException("%s is not part of a meeting's history".formatted(message.type()));
            }
        }
        if (meeting == null) {
            throw new IllegalArgumentException("no events");
        }
        return meeting;
    }

    public Meeting after(MeetingEvent event, Deed deed) {
        Instant at = deed.at();
        return switch (event) {
            case MeetingEvent.MeetingPlanned e ->
                throw new IllegalArgumentException("meeting %s is planned a second time".formatted(id));
            case MeetingEvent.MeetingChanged e -> next(status, e.plan(), at, minutes, corrections, done, cancelled);
            case MeetingEvent.MeetingHeld e ->
                next(MeetingStatus.HELD, plan, at, e.minutes(), corrections, done, cancelled);
            case MeetingEvent.MinutesCorrected e ->
                next(status, plan, at, e.minutes(), corrections + 1, stillThere(e.minutes()), cancelled);
            case MeetingEvent.MeetingCancelled e ->
                next(MeetingStatus.CANCELLED, plan, at, minutes, corrections, done, e.reason());
            case MeetingEvent.DecisionDone e -> {
                List<Done> more = new ArrayList<>(done);
                Actor by = deed.by();
                more.add(new Done(e.number(), by.account(), by.unit(), deed.occurredAt(), e.note()));
                yield next(status, plan, at, minutes, corrections, more, cancelled);
            }
        };
    }

    private Meeting next(
            MeetingStatus now,
            MeetingPlan planned,
            Instant at,
            @Nullable MeetingMinutes written,
            int corrected,
            List<Done> carriedOut,
            @Nullable String why) {
        int highest = written == null
                ? 0
                : written.decisions().stream()
                        .mapToInt(MeetingDecision::number)
                        .max()
                        .orElse(0);
        return new Meeting(
                id,
                district,
                version + 1,
                now,
                planned,
                calledBy,
                at,
                written,
                corrected,
                Math.max(decisionsEver, highest),
                List.copyOf(carriedOut),
                why);
    }

    private List<Done> stillThere(MeetingMinutes corrected) {
        return done.stream()
                .filter(each -> corrected.decisions().stream().anyMatch(decision -> decision.number() == each.number()))
                .toList();
    }

    public List<MeetingDecision> decisions() {
        return minutes == null ? List.of() : minutes.decisions();
    }

    public Optional<MeetingDecision> decision(int number) {
        return decisions().stream()
                .filter(decision -> decision.number() == number)
                .findFirst();
    }

    public Optional<Done> done(int number) {
        return done.stream().filter(each -> each.number() == number).findFirst();
    }

    // -- what may be done -------------------------------------------------------------------------------------------

    /** What is wrong with a plan, whatever became of it. */
    public static List<Hindrance> faults(MeetingPlan plan) {
        List<Hindrance> faults = new ArrayList<>();
        if (!plan.endsAt().isAfter(plan.startsAt())) {
            faults.add(Hindrance.rule("endsAt", "A meeting ends after it begins.", "结束时间应晚于开始时间。"));
        }
        if (Set.copyOf(plan.agenda()).size() < plan.agenda().size()) {
            faults.add(Hindrance.rule("agenda", "A ticket stands on the agenda once.", "议程中的诉求单不能重复。"));
        }
        int tickets = plan.agenda().size();
        switch (plan.kind()) {
            case COMMON -> {
                if (tickets == 0 || (tickets == 1 && plan.commonProblem() == null)) {
                    faults.add(Hindrance.rule(
                            "agenda",
                            "A COMMON meeting is about several tickets, or about those of a common problem.",
                            "共性协调会应涉及多件诉求单，或某一共性问题的诉求单。"));
                }
            }
            case INDIVIDUAL -> {
                if (tickets != 1) {
                    faults.add(Hindrance.rule(
                            "agenda",
                            "An INDIVIDUAL meeting is about exactly one ticket, not %d.".formatted(tickets),
                            "个性协调会应恰好涉及一件诉求单，实际为 %d 件。".formatted(tickets)));
                }
            }
            case ESCALATED -> {
                if (tickets == 0) {
                    faults.add(Hindrance.rule(
                            "agenda", "An ESCALATED meeting is about at least one ticket.", "提级协调会至少涉及一件诉求单。"));
                }
                if (plan.chair() == null) {
                    faults.add(Hindrance.rule(
                            "chair",
                            "An ESCALATED meeting is chaired by the district leader in charge: say by whom.",
                            "提级协调会由分管区领导主持，请指定主持人。"));
                }
            }
        }
        if (plan.kind() != MeetingKind.COMMON && plan.commonProblem() != null) {
            faults.add(Hindrance.rule(
                    "commonProblem", "Only a COMMON meeting is about a common problem.", "只有共性协调会可以关联共性问题。"));
        }
        return faults;
    }

    public Optional<Hindrance> whyNotChanged() {
        return unless(
                status == MeetingStatus.PLANNED,
                "Only a meeting that is still to come can be changed; this one is %s.".formatted(status),
                "只有待召开的会议可以变更，本次会议%s。".formatted(status.zh()));
    }

    public Optional<Hindrance> whyNotCancelled() {
        return unless(
                status == MeetingStatus.PLANNED,
                status == MeetingStatus.HELD
                        ? "The meeting was held; its minutes can be corrected, but it cannot be cancelled."
                        : "The meeting is cancelled already.",
                status == MeetingStatus.HELD ? "会议已召开，可更正纪要，不能取消。" : "会议已经取消。");
    }

    /** @param reason why the minutes that there are were wrong; null if it is not said */
    public Optional<Hindrance> whyNotWritten(Instant at, @Nullable String reason) {
        return switch (status) {
            case PLANNED ->
                unless(
                        !plan.startsAt().isAfter(at),
                        "The meeting begins at %s; minutes are written when it was held.".formatted(plan.startsAt()),
                        "会议尚未开始，召开后方可登记纪要。");
            case HELD ->
                reason == null
                        ? Optional.of(Hindrance.rule(
                                "reason",
                                "There are minutes already: say in 'reason' what was wrong with them.",
                                "已有会议纪要，更正时请说明原因（reason）。"))
                        : Optional.empty();
            case CANCELLED ->
                unless(
                        false,
                        "The meeting was cancelled (%s); it has no minutes.".formatted(cancelled),
                        "会议已取消（%s），不能登记纪要。".formatted(cancelled));
        };
    }

    /** What is wrong with what is said to be decided. A decision with the number 0 is a new one. */
    public List<Hindrance> faults(List<MeetingDecision> drafts) {
        List<Hindrance> faults = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            MeetingDecision draft = drafts.get(i);
            String at = "decisions/" + i + "/";
            if (draft.ticket() != null && !plan.agenda().contains(draft.ticket())) {
                faults.add(Hindrance.rule(
                        at + "ticket", "The ticket is not on the agenda of this meeting.", "该诉求单不在本次会议议程中。"));
            }
            if (draft.ticket() == null && draft.publicText() != null) {
                faults.add(Hindrance.rule(
                        at + "publicText",
                        "A decision without a ticket has no enterprise that could read it.",
                        "未关联诉求单的议定事项没有可公开的对象企业。"));
            }
            if (draft.number() != 0 && (decision(draft.number()).isEmpty() || !seen.add(draft.number()))) {
                faults.add(Hindrance.rule(
                        at + "number",
                        "There is no decision %d to be put right, or it is named twice; leave the number out for a new one."
                                .formatted(draft.number()),
                        "没有编号为 %d 的议定事项，或编号重复；新增事项请勿填写编号。".formatted(draft.number())));
            }
        }
        return faults;
    }

    /** New decisions get the next numbers. */
    public List<MeetingDecision> numbered(List<MeetingDecision> drafts) {
        List<MeetingDecision> numbered = new ArrayList<>();
        int last = decisionsEver;
        for (MeetingDecision draft : drafts) {
            numbered.add(
                    draft.number() != 0
                            ? draft
                            : new MeetingDecision(
                                    ++last,
                                    draft.ticket(),
                                    draft.text(),
                                    draft.unit(),
                                    draft.due(),
                                    draft.publicText()));
        }
        return List.copyOf(numbered);
    }

    public Optional<Hindrance> whyNotDone(int number) {
        return done(number)
                .map(before -> Hindrance.state(
                        "Decision %d was reported as done at %s already.".formatted(number, before.at()),
                        "议定事项 %d 已报告落实。".formatted(number)));
    }

    private static Optional<Hindrance> unless(boolean fine, String en, String zh) {
        return fine ? Optional.empty() : Optional.of(Hindrance.state(en, zh));
    }
}
