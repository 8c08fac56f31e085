package org.zhuqi.contracts.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.DeclineGround;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.FormAnswer;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** Everything that can happen to a ticket. Participles; each says enough that a reader needs nothing else. */
public sealed interface TicketEvent {

    @About("点单: the request was filed.")
    record Submitted(
            @About("The enterprise whose request this is.") EnterpriseId enterprise,

            @About("What it is about, in one line.") @Text(max = 120)
            String title,

            @About("The request in the enterprise's own words.") @Text(max = 5000)
            String description,

            @About("The item of the menu that was ordered.") CatalogueItemId item,
            @About("How urgent the enterprise says it is.") Urgency urgency,

            @About("The contact at the enterprise.") @Nullable
            AccountId contact,

            @About("The industry chain of the enterprise.") @Nullable
            ChainId chain,

            @About("The town or park of the enterprise.") @Nullable
            PlaceId place,

            @Items(max = 20) @About("Documents and pictures.")
            List<Attachment> attachments,

            @Items(max = 50) @About("What was filled into the item's form.") @Nullable
            List<FormAnswer> answers,

            @About("The version of the item whose form that is.") @Nullable
            Long itemVersion)
            implements TicketEvent {

        /** Without a form. */
        public Submitted(
                EnterpriseId enterprise,
                String title,
                String description,
                CatalogueItemId item,
                Urgency urgency,
                @Nullable AccountId contact,
                @Nullable ChainId chain,
                @Nullable PlaceId place,
                List<Attachment> attachments) {
            this(enterprise, title, description, item, urgency, contact, chain, place, attachments, null, null);
        }
    }

    @About("The request was put more precisely; the fields that did not change are absent.")
    record Amended(
            @About("The new title.") @Nullable @Text(max = 120)
            String title,

            @About("The new description.") @Nullable @Text(max = 5000)
            String description,

            @About("The new item of the menu.") @Nullable CatalogueItemId item,

            @Items(max = 20) @About("Further documents and pictures.")
            List<Attachment> attachments,

            @Items(max = 50) @About("The form as it is now, whole; absent if it did not change.") @Nullable
            List<FormAnswer> answers,

            @About("The version of the item, where an item is given.") @Nullable
            Long itemVersion)
            implements TicketEvent {

        /** Without a form. */
        public Amended(
                @Nullable String title,
                @Nullable String description,
                @Nullable CatalogueItemId item,
                List<Attachment> attachments) {
            this(title, description, item, attachments, null, null);
        }
    }

    @About("派单: the ticket went to a lead unit.")
    record Dispatched(
            @About("The lead unit.") UnitId lead,
            @Items(max = 20) @About("The assistants.") List<UnitId> assistants,
            @About("How difficult it is.") @Nullable Difficulty difficulty,

            @About("A word to the unit.") @Nullable @Text(max = 2000)
            String note,

            @Items(max = 20) @About("What the assistants are asked to do, where it was said.") @Nullable
            List<AssistantPart> parts)
            implements TicketEvent {

        /** Without a word on what the assistants do. */
        public Dispatched(
                UnitId lead, List<UnitId> assistants, @Nullable Difficulty difficulty, @Nullable String note) {
            this(lead, assistants, difficulty, note, null);
        }
    }

    @About("The problem was published as an open call.")
    record CallPublished(
            @About("What a solution must achieve.") @Text(max = 5000)
            String terms,

            @About("The last day on which it can be claimed.") @Nullable
            LocalDate until,

            @About("Who gets it; absent: whoever claims first.") @Nullable
            CallChoice choice)
            implements TicketEvent {

        /** Whoever claims first has it. */
        public CallPublished(String terms, @Nullable LocalDate until) {
            this(terms, until, null);
        }
    }

    @About("不予受理: the request was not taken.")
    record Declined(
            @About("On what ground.") DeclineGround ground,
            @About("The reason.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("并单: the ticket was merged into another.")
    record Merged(
            @About("The ticket that goes on; absent where an imported source does not say.") @Nullable
            TicketId into,

            @About("The state in which it was merged, to which an un-merge brings it back.")
            TicketState cameFrom,

            @About("Why they are the same.") @Nullable @Text(max = 2000)
            String reason)
            implements TicketEvent {}

    @About("撤回: the enterprise took its request back.")
    record Withdrawn(
            @About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketEvent {}

    @About("领办: a unit took on the open call.")
    record CallClaimed(
            @About("The unit that leads.") UnitId unit,
            @About("Who handles it.") AccountId handler,
            @About("How it will be done.") @Text(max = 5000) String plan,

            @Items(max = 20) @About("The steps of the plan, in order.") @Nullable
            List<PlanMilestone> milestones,

            @About("Why this claim was chosen, where several could be made.") @Nullable @Text(max = 2000)
            String reason)
            implements TicketEvent {

        /** A plan without steps, which came first. */
        public CallClaimed(UnitId unit, AccountId handler, String plan) {
            this(unit, handler, plan, null, null);
        }
    }

    @About("A unit offers to take on the open call; an offer that it made before is replaced.")
    record ClaimOffered(
            @About("The unit.") UnitId unit,
            @About("Who would handle it.") AccountId handler,

            @About("How it would be done.") @Text(max = 5000)
            String plan,

            @Items(max = 20) @About("The steps of the plan, in order.")
            List<PlanMilestone> milestones)
            implements TicketEvent {}

    @About("A unit took its claim on the open call back.")
    record ClaimTakenBack(
            @About("The unit.") UnitId unit,
            @About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketEvent {}

    @About("接单: the lead unit took the ticket.")
    record Accepted(
            @About("The unit.") UnitId unit,
            @About("Who handles it.") AccountId handler,

            @About("A word to the enterprise.") @Nullable @Text(max = 2000)
            String note)
            implements TicketEvent {}

    @About("退单: the lead unit said that the ticket is not its own.")
    record Objected(
            @About("The unit that objects.") UnitId unit,
            @About("On what ground.") ObjectionGround ground,
            @About("The reason.") @Text(max = 2000) String reason,

            @About("The unit that should have it.") @Nullable
            UnitId proposedUnit)
            implements TicketEvent {}

    @About("改派: the ticket went to another lead unit.")
    record Redispatched(
            @About("The lead unit that had it.") UnitId from,
            @About("The new lead unit.") UnitId lead,

            @Items(max = 20) @About("The assistants from now on.")
            List<UnitId> assistants,

            @About("Why.") @Text(max = 2000) String reason,

            @Items(max = 20) @About("What the assistants are asked to do, where it was said.") @Nullable
            List<AssistantPart> parts)
            implements TicketEvent {

        /** Without a word on what the assistants do. */
        public Redispatched(UnitId from, UnitId lead, List<UnitId> assistants, String reason) {
            this(from, lead, assistants, reason, null);
        }
    }

    @About("The objection was right; the ticket waits to be dispatched anew.")
    record ObjectionUpheld(
            @About("The unit that had objected.") UnitId unit,
            @About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketEvent {}

    @About("The objection was wrong; the unit keeps the ticket and cannot object again.")
    record ObjectionOverruled(
            @About("The unit that had objected.") UnitId unit,
            @About("Why.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("A step of the work was told.")
    record ProgressRecorded(
            @About("What was done.") @Text(max = 5000) String note,

            @About("True if the enterprise must not see it.")
            boolean internal,

            @Items(max = 20) @About("Documents and pictures.")
            List<Attachment> attachments,

            @About("The milestone of the plan that was reached with it, counted from 1.") @Nullable
            Integer milestone)
            implements TicketEvent {

        /** A step that reaches no milestone. */
        public ProgressRecorded(String note, boolean internal, List<Attachment> attachments) {
            this(note, internal, attachments, null);
        }
    }

    @About("One more unit assists.")
    record AssistantAdded(
            @About("The unit.") UnitId unit,

            @About("Its part of the work.") @Nullable @Text(max = 2000)
            String part,

            @About("The day on which its part is due, at the close of business.") @Nullable
            LocalDate due)
            implements TicketEvent {

        /** With the policy's time for assistants. */
        public AssistantAdded(UnitId unit, @Nullable String part) {
            this(unit, part, null);
        }
    }

    @About("协办完成: an assisting unit has done its part.")
    record PartSignedOff(
            @About("The unit.") UnitId unit,
            @About("What it has done.") @Text(max = 5000) String note,

            @Items(max = 20) @About("Documents and pictures.")
            List<Attachment> attachments)
            implements TicketEvent {}

    @About("Another person of the lead unit handles the ticket.")
    record HandlerChanged(
            @About("Who handled it.") AccountId from,
            @About("Who handles it now.") AccountId handler,
            @About("Why.") @Nullable @Text(max = 2000) String reason)
            implements TicketEvent {}

    @About("挂起: the work waits.")
    record Suspended(
            @About("For what it waits.") SuspensionReason reason,
            @About("What exactly.") @Text(max = 2000) String note,
            @About("Until when at the longest.") @Nullable LocalDate until)
            implements TicketEvent {}

    @About("The work goes on.")
    record Resumed(
            @About("What has changed.") @Nullable @Text(max = 2000)
            String note) implements TicketEvent {}

    @About("The enterprise gave what the unit was waiting for; the work goes on.")
    record InformationProvided(
            @About("The information.") @Text(max = 5000) String information,

            @Items(max = 20) @About("Documents and pictures.")
            List<Attachment> attachments)
            implements TicketEvent {}

    @About("The lead unit asked for a later due date.")
    record ExtensionRequested(
            @About("The due date asked for.") Instant until,
            @About("Why.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("The extension was granted.")
    record ExtensionGranted(
            @About("The due date granted.") Instant until,

            @About("A word to the unit.") @Nullable @Text(max = 2000)
            String note)
            implements TicketEvent {}

    @About("The extension was refused.")
    record ExtensionRefused(@About("Why.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("提级: the ticket was raised to a higher level.")
    record Escalated(
            @About("To which level.") EscalationLevel level,
            @About("Why.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("The ticket is on the district's list of hard problems.")
    record MarkedHard(
            @About("What makes it hard.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("办结: the lead unit answered. Whether it is solved, the enterprise says.")
    record Answered(
            @About("The unit that answers.") UnitId unit,
            @About("What came of it, as the unit sees it.") AnswerOutcome outcome,
            @About("The official answer.") @Text(max = 5000) String text,

            @About("Why not or not wholly.") @Nullable @Text(max = 2000)
            String reason,

            @Items(max = 20) @About("The evidence.") List<Attachment> evidence,

            @About("What the enterprises of merged tickets are told instead of the answer.") @Nullable @Text(max = 5000)
            String textForMerged,

            @About("Why it was answered although assistants had not signed off.") @Nullable @Text(max = 2000)
            String withoutAssistants)
            implements TicketEvent {

        /** The same answer for everybody, and no assistant is left out. */
        public Answered(
                UnitId unit, AnswerOutcome outcome, String text, @Nullable String reason, List<Attachment> evidence) {
            this(unit, outcome, text, reason, evidence, null, null);
        }
    }

    @About("The ticket into which this one was merged was answered. Which one that is, and whose, is not said here.")
    record AnswerRelayed(
            @About("What came of it, as the unit sees it.") AnswerOutcome outcome,
            @About("The answer.") @Text(max = 5000) String text,

            @About("Why not or not wholly.") @Nullable @Text(max = 2000)
            String reason,

            @About("The round of the ticket that was answered.")
            int round)
            implements TicketEvent {}

    @About("确认: the enterprise said that its request is settled; the ticket is closed.")
    record Confirmed(
            @About("A word.") @Nullable @Text(max = 2000) String comment,

            @About("From which network it was sent, as a fingerprint of the day; for figures, not for pages.") @Nullable
            Origin origin)
            implements TicketEvent {

        /** From nobody knows where. */
        public Confirmed(@Nullable String comment) {
            this(comment, null);
        }

        /** As a page may show it. */
        public Confirmed withoutOrigin() {
            return new Confirmed(comment, null);
        }
    }

    @About("The enterprise said that it is not settled; a new round began.")
    record Disputed(
            @About("What is missing.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("销号: the ticket was closed without the enterprise's own word.")
    record Closed(
            @About("Why it was closed without confirmation.")
            ClosingCause cause,

            @About("What was said or waited for.") @Nullable @Text(max = 2000)
            String note)
            implements TicketEvent {}

    @About("评价: the enterprise rated this round.")
    record Rated(
            @About("How satisfied it is.") Satisfaction satisfaction,
            @About("A word.") @Nullable @Text(max = 2000) String comment,

            @About("From which network it was sent, as a fingerprint of the day; for figures, not for pages.") @Nullable
            Origin origin)
            implements TicketEvent {

        /** From nobody knows where. */
        public Rated(Satisfaction satisfaction, @Nullable String comment) {
            this(satisfaction, comment, null);
        }

        /** As a page may show it. */
        public Rated withoutOrigin() {
            return new Rated(satisfaction, comment, null);
        }
    }

    @About("重办: the ticket was taken up again; a new round began.")
    record Reopened(
            @About("The lead unit.") UnitId lead,
            @About("Why.") @Text(max = 2000) String reason) implements TicketEvent {}

    @About("The merge was undone.")
    record Unmerged(
            @About("The ticket into which it had been merged.") @Nullable
            TicketId from,

            @About("Why.") @Text(max = 2000) String reason)
            implements TicketEvent {}

    @About("申诉: the enterprise did not accept that its request was declined; it waits to be dispatched.")
    record Appealed(@About("Why.") @Text(max = 2000) String reason) implements TicketEvent {}
}
