package org.zhuqi.contracts.command;

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
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/**
 * Everything that can be asked of a ticket. Imperative; {@link org.zhuqi.contracts.event.TicketEvent} tells what came of
 * it. A field is required unless it is {@code @Nullable}. Released versions are frozen: a change is an optional field or
 * a new version.
 */
public sealed interface TicketCommand {

    @About("点单: an enterprise reports a problem or picks a service.")
    record Submit(
            @About("The enterprise whose request this is.") EnterpriseId enterprise,

            @About("What it is about, in one line.") @Text(max = 120)
            String title,

            @About("The request in the enterprise's own words.") @Text(max = 5000)
            String description,

            @About("The item of the menu that was ordered.") CatalogueItemId item,

            @About("How urgent the enterprise says it is; NORMAL if not said.") @Nullable
            Urgency urgency,

            @About("The contact at the enterprise, an account id; names and phones live in the directory.") @Nullable
            AccountId contact,

            @About("The industry chain of the enterprise, if it is in one.") @Nullable
            ChainId chain,

            @About("The town or park of the enterprise.") @Nullable
            PlaceId place,

            @Items(max = 20) @About("Documents and pictures.") @Nullable
            List<Attachment> attachments,

            @Items(max = 50) @About("What was filled into the item's form.") @Nullable
            List<FormAnswer> answers,

            @About("The version of the item whose form that is; the system says which.") @Nullable
            Long itemVersion,

            @About("The timeliness policy that the item asks for; the system says which.") @Nullable @Text(max = 80)
            String policy)
            implements TicketCommand {

        /** Without a form, of which nothing is known. */
        public Submit(
                EnterpriseId enterprise,
                String title,
                String description,
                CatalogueItemId item,
                @Nullable Urgency urgency,
                @Nullable AccountId contact,
                @Nullable ChainId chain,
                @Nullable PlaceId place,
                @Nullable List<Attachment> attachments) {
            this(enterprise, title, description, item, urgency, contact, chain, place, attachments, null, null, null);
        }

        public Submit of(@Nullable ChainId itsChain, @Nullable PlaceId itsPlace) {
            return new Submit(
                    enterprise,
                    title,
                    description,
                    item,
                    urgency,
                    contact,
                    itsChain,
                    itsPlace,
                    attachments,
                    answers,
                    itemVersion,
                    policy);
        }

        /** What the system says of the item, in the place of whatever was said. */
        public Submit stamped(@Nullable Long version, @Nullable String itsPolicy) {
            return new Submit(
                    enterprise,
                    title,
                    description,
                    item,
                    urgency,
                    contact,
                    chain,
                    place,
                    attachments,
                    answers,
                    version,
                    itsPolicy);
        }
    }

    @About("The request is put more precisely before it is dispatched. Only the given fields change.")
    record Amend(
            @About("The new title.") @Nullable @Text(max = 120)
            String title,

            @About("The new description.") @Nullable @Text(max = 5000)
            String description,

            @About("The new item of the menu.") @Nullable CatalogueItemId item,

            @Items(max = 20) @About("Further documents and pictures.") @Nullable
            List<Attachment> attachments,

            @Items(max = 50) @About("The form anew, whole; given together with the item whose form it is.") @Nullable
            List<FormAnswer> answers,

            @About("The version of the item whose form that is; the system says which.") @Nullable
            Long itemVersion)
            implements TicketCommand {

        /** Without a form. */
        public Amend(
                @Nullable String title,
                @Nullable String description,
                @Nullable CatalogueItemId item,
                @Nullable List<Attachment> attachments) {
            this(title, description, item, attachments, null, null);
        }

        /** What the system says of the item, in the place of whatever was said. */
        public Amend stamped(@Nullable Long version) {
            return new Amend(title, description, item, attachments, answers, version);
        }
    }

    @About("派单: the ticket goes to a lead unit, with any number of assistants.")
    record Dispatch(
            @About("The unit that leads (主办) and answers for the ticket.")
            UnitId lead,

            @Items(max = 20) @About("Units that assist (协办).") @Nullable
            List<UnitId> assistants,

            @About("How difficult it is; a tiered policy asks for it.") @Nullable
            Difficulty difficulty,

            @About("A word to the unit.") @Nullable @Text(max = 2000)
            String note,

            @Items(max = 20)
            @About("What the assistants are asked to do; a unit that is named only here assists too.")
            @Nullable
            List<AssistantPart> parts)
            implements TicketCommand {

        /** Without a word on what the assistants do. */
        public Dispatch(
                UnitId lead,
                @Nullable List<UnitId> assistants,
                @Nullable Difficulty difficulty,
                @Nullable String note) {
            this(lead, assistants, difficulty, note, null);
        }
    }

    @About("揭榜: the problem is published for research teams or units to claim.")
    record Publish(
            @About("What a solution must achieve.") @Text(max = 5000)
            String terms,

            @About("The last day on which it can be claimed.") @Nullable
            LocalDate until,

            @About("Who gets it: whoever claims first, or the best plan; FIRST_CLAIM if not said.") @Nullable
            CallChoice choice)
            implements TicketCommand {

        /** Whoever claims first has it. */
        public Publish(String terms, @Nullable LocalDate until) {
            this(terms, until, null);
        }
    }

    @About("不予受理: the request is not for this system.")
    record Decline(
            @About("On what ground.") DeclineGround ground,

            @About("The reason, as the enterprise will read it.") @Text(max = 2000)
            String reason)
            implements TicketCommand {}

    @About("并单: the same matter is already another ticket.")
    record Merge(
            @About("The ticket that goes on; only an imported history may leave it out, where its source does not say.")
            @Nullable
            TicketId into,

            @About("Why they are the same.") @Nullable @Text(max = 2000)
            String reason)
            implements TicketCommand {}

    @About("撤回: the enterprise takes its request back.")
    record Withdraw(
            @About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketCommand {}

    @About("领办: a unit or team takes on an open call.")
    record Claim(
            @About("The unit that will lead.") UnitId unit,
            @About("How it will be done.") @Text(max = 5000) String plan,

            @Items(max = 20) @About("The steps of the plan, in order.") @Nullable
            List<PlanMilestone> milestones)
            implements TicketCommand {

        /** A plan without steps. */
        public Claim(UnitId unit, String plan) {
            this(unit, plan, null);
        }
    }

    @About("A unit takes its claim on an open call back.")
    record TakeBackClaim(
            @About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketCommand {}

    @About("择优选定: of the claims on an open call, one is chosen.")
    record ChooseClaim(
            @About("The unit whose claim it is.") UnitId unit,
            @About("Why this one.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("接单: the lead unit takes the ticket.")
    record Accept(
            @About("Who handles it; the sender if not said.") @Nullable
            AccountId handler,

            @About("A word to the enterprise.") @Nullable @Text(max = 2000)
            String note)
            implements TicketCommand {}

    @About("退单: the lead unit says that the ticket is not its own.")
    record RaiseObjection(
            @About("On what ground.") ObjectionGround ground,
            @About("The reason.") @Text(max = 2000) String reason,

            @About("The unit that should have it.") @Nullable
            UnitId proposedUnit)
            implements TicketCommand {}

    @About("改派: the ticket goes to another lead unit.")
    record Redispatch(
            @About("The new lead unit.") UnitId lead,

            @Items(max = 20) @About("The units that assist from now on.") @Nullable
            List<UnitId> assistants,

            @About("Why.") @Text(max = 2000) String reason,

            @Items(max = 20)
            @About("What the assistants are asked to do; a unit that is named only here assists too.")
            @Nullable
            List<AssistantPart> parts)
            implements TicketCommand {

        /** Without a word on what the assistants do. */
        public Redispatch(UnitId lead, @Nullable List<UnitId> assistants, String reason) {
            this(lead, assistants, reason, null);
        }
    }

    @About("裁定成立: the objection is right, the ticket goes back to be dispatched anew.")
    record Uphold(@About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketCommand {}

    @About("裁定不成立: the objection is wrong, the unit keeps the ticket and cannot object again.")
    record Overrule(@About("Why.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("A step of the work, told.")
    record RecordProgress(
            @About("What was done.") @Text(max = 5000) String note,

            @About("True if the enterprise must not see it.")
            boolean internal,

            @Items(max = 20) @About("Documents and pictures.") @Nullable
            List<Attachment> attachments,

            @About("The milestone of the plan that is reached with it, counted from 1.") @Nullable
            Integer milestone)
            implements TicketCommand {

        /** A step that reaches no milestone. */
        public RecordProgress(String note, boolean internal, @Nullable List<Attachment> attachments) {
            this(note, internal, attachments, null);
        }
    }

    @About("协办: one more unit assists.")
    record AddAssistant(
            @About("The unit.") UnitId unit,

            @About("Its part of the work.") @Nullable @Text(max = 2000)
            String part,

            @About("The day on which its part is due, at the close of business.") @Nullable
            LocalDate due)
            implements TicketCommand {

        /** With the policy's time for assistants. */
        public AddAssistant(UnitId unit, @Nullable String part) {
            this(unit, part, null);
        }
    }

    @About("协办完成: an assisting unit has done its part.")
    record SignOff(
            @About("What it has done.") @Text(max = 5000) String note,

            @Items(max = 20) @About("Documents and pictures.") @Nullable
            List<Attachment> attachments)
            implements TicketCommand {}

    @About("Another person of the lead unit handles the ticket.")
    record ChangeHandler(
            @About("Who handles it now.") AccountId handler,
            @About("Why.") @Nullable @Text(max = 2000) String reason) implements TicketCommand {}

    @About("挂起: the work waits for a listed reason.")
    record Suspend(
            @About("For what it waits.") SuspensionReason reason,

            @About("What exactly, as the enterprise will read it.") @Text(max = 2000)
            String note,

            @About("Until when at the longest.") @Nullable LocalDate until)
            implements TicketCommand {}

    @About("恢复: the work goes on.")
    record Resume(
            @About("What has changed.") @Nullable @Text(max = 2000)
            String note) implements TicketCommand {}

    @About("The enterprise gives what the unit was waiting for; the work goes on.")
    record ProvideInformation(
            @About("The information.") @Text(max = 5000) String information,

            @Items(max = 20) @About("Documents and pictures.") @Nullable
            List<Attachment> attachments)
            implements TicketCommand {}

    @About("申请延期: the lead unit asks for a later due date, before the old one.")
    record RequestExtension(
            @About("The due date asked for.") Instant until,
            @About("Why.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("同意延期: the extension is granted.")
    record GrantExtension(
            @About("The due date granted; the one asked for if not said.") @Nullable
            Instant until,

            @About("A word to the unit.") @Nullable @Text(max = 2000)
            String note)
            implements TicketCommand {}

    @About("不同意延期: the extension is refused.")
    record RefuseExtension(@About("Why.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("提级: the ticket is raised to a higher level.")
    record Escalate(
            @About("To which level.") EscalationLevel level,
            @About("Why.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("The ticket goes onto the district's list of hard problems (重难点问题).")
    record MarkHard(
            @About("What makes it hard.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("办结: the lead unit answers.")
    record Answer(
            @About("What came of it, as the unit sees it.") AnswerOutcome outcome,
            @About("The official answer.") @Text(max = 5000) String text,

            @About("Why not or not wholly; required for PARTLY and UNSOLVED.") @Nullable @Text(max = 2000)
            String reason,

            @Items(max = 20) @About("The evidence.") @Nullable
            List<Attachment> evidence,

            @About("What the enterprises of merged tickets are told instead of the answer, which may name another one.")
            @Nullable
            @Text(max = 5000)
            String textForMerged,

            @About("Why it is answered although assistants have not signed off.") @Nullable @Text(max = 2000)
            String withoutAssistants)
            implements TicketCommand {

        /** The same answer for everybody, and no assistant is left out. */
        public Answer(
                AnswerOutcome outcome, String text, @Nullable String reason, @Nullable List<Attachment> evidence) {
            this(outcome, text, reason, evidence, null, null);
        }
    }

    @About("The answer to the ticket into which this one was merged reaches this one's enterprise.")
    record RelayAnswer(
            @About("What came of it, as the unit sees it.") AnswerOutcome outcome,
            @About("The answer.") @Text(max = 5000) String text,

            @About("Why not or not wholly.") @Nullable @Text(max = 2000)
            String reason,

            @About("The round of the ticket that was answered.")
            int round)
            implements TicketCommand {}

    @About("确认: the enterprise says that its request is settled.")
    record Confirm(
            @About("A word.") @Nullable @Text(max = 2000) String comment,

            @About("From which network it was sent, as a fingerprint of the day; the system says which.") @Nullable
            Origin origin)
            implements TicketCommand {

        /** From nobody knows where. */
        public Confirm(@Nullable String comment) {
            this(comment, null);
        }

        /** What the system says of where it is from, in the place of whatever was said. */
        public Confirm stamped(@Nullable Origin itsOrigin) {
            return new Confirm(comment, itsOrigin);
        }
    }

    @About("The enterprise says that it is not settled; a new round begins.")
    record Dispute(
            @About("What is missing.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("销号 without the enterprise's word: time ran out, or it said so on the phone. Counts as unconfirmed.")
    record Close(
            @About("Why it is closed without confirmation.") ClosingCause cause,

            @About("What was said or waited for.") @Nullable @Text(max = 2000)
            String note)
            implements TicketCommand {}

    @About("评价: the enterprise rates. There is no default.")
    record Rate(
            @About("How satisfied it is.") Satisfaction satisfaction,
            @About("A word.") @Nullable @Text(max = 2000) String comment,

            @About("From which network it was sent, as a fingerprint of the day; the system says which.") @Nullable
            Origin origin)
            implements TicketCommand {

        /** From nobody knows where. */
        public Rate(Satisfaction satisfaction, @Nullable String comment) {
            this(satisfaction, comment, null);
        }

        /** What the system says of where it is from, in the place of whatever was said. */
        public Rate stamped(@Nullable Origin itsOrigin) {
            return new Rate(satisfaction, comment, itsOrigin);
        }
    }

    @About("重办: a closed ticket is taken up again; a new round begins.")
    record Reopen(
            @About("Why.") @Text(max = 2000) String reason,

            @About("The lead unit; the last one if not said.") @Nullable
            UnitId lead)
            implements TicketCommand {}

    @About("A merge is undone; the ticket goes back to where it was.")
    record Unmerge(@About("Why.") @Text(max = 2000) String reason) implements TicketCommand {}

    @About("申诉: the enterprise does not accept that its request was declined.")
    record Appeal(@About("Why.") @Text(max = 2000) String reason) implements TicketCommand {}
}
