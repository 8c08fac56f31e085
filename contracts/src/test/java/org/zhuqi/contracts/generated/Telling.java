package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;

/** As what event an accepted command is told, with the little that must be remembered of the ticket for it. */
final class Telling {
    private @Nullable UnitId lead;
    private @Nullable AccountId handler;
    private @Nullable TicketState cameFrom;
    private @Nullable TicketId mergedInto;
    private @Nullable Instant extensionAsked;
    private final Map<UnitId, TicketEvent.ClaimOffered> offers = new HashMap<>();
    private boolean bestPlan;

    boolean wasDispatched() {
        return lead != null;
    }

    boolean waitsForTheBestPlan() {
        return bestPlan;
    }

    TicketState cameFrom() {
        return known(cameFrom);
    }

    boolean beginsRound(TicketEvent event) {
        return event instanceof TicketEvent.Disputed || event instanceof TicketEvent.Reopened;
    }

    TicketEvent told(TicketCommand command, TicketState state, Actor who) {
        TicketEvent event = event(command, state, who);
        remember(event);
        return event;
    }

    private TicketEvent event(TicketCommand command, TicketState state, Actor who) {
        return switch (command) {
            case TicketCommand.Submit c ->
                new TicketEvent.Submitted(
                        c.enterprise(),
                        c.title(),
                        c.description(),
                        c.item(),
                        c.urgency() == null ? Urgency.NORMAL : c.urgency(),
                        c.contact(),
                        c.chain(),
                        c.place(),
                        all(c.attachments()),
                        c.answers(),
                        c.itemVersion());
            case TicketCommand.Amend c ->
                new TicketEvent.Amended(
                        c.title(), c.description(), c.item(), all(c.attachments()), c.answers(), c.itemVersion());
            case TicketCommand.Dispatch c ->
                new TicketEvent.Dispatched(
                        c.lead(), assistants(c.assistants(), c.parts()), c.difficulty(), c.note(), c.parts());
            case TicketCommand.Publish c -> new TicketEvent.CallPublished(c.terms(), c.until(), c.choice());
            case TicketCommand.Decline c -> new TicketEvent.Declined(c.ground(), c.reason());
            case TicketCommand.Merge c -> new TicketEvent.Merged(c.into(), state, c.reason());
            case TicketCommand.Withdraw c -> new TicketEvent.Withdrawn(c.reason());
            case TicketCommand.Claim c ->
                bestPlan
                        ? new TicketEvent.ClaimOffered(c.unit(), who.account(), c.plan(), all(c.milestones()))
                        : new TicketEvent.CallClaimed(c.unit(), who.account(), c.plan(), c.milestones(), null);
            case TicketCommand.TakeBackClaim c -> new TicketEvent.ClaimTakenBack(known(who.unit()), c.reason());
            case TicketCommand.ChooseClaim c -> chosen(known(offers.get(c.unit())), c.reason());
            case TicketCommand.SignOff c ->
                new TicketEvent.PartSignedOff(known(who.unit()), c.note(), all(c.attachments()));
            case TicketCommand.RelayAnswer c ->
                new TicketEvent.AnswerRelayed(c.outcome(), c.text(), c.reason(), c.round());
            case TicketCommand.Accept c ->
                new TicketEvent.Accepted(known(lead), c.handler() == null ? who.account() : c.handler(), c.note());
            case TicketCommand.RaiseObjection c ->
                new TicketEvent.Objected(known(lead), c.ground(), c.reason(), c.proposedUnit());
            case TicketCommand.Redispatch c ->
                new TicketEvent.Redispatched(
                        known(lead), c.lead(), assistants(c.assistants(), c.parts()), c.reason(), c.parts());
            case TicketCommand.Uphold c -> new TicketEvent.ObjectionUpheld(known(lead), c.reason());
            case TicketCommand.Overrule c -> new TicketEvent.ObjectionOverruled(known(lead), c.reason());
            case TicketCommand.RecordProgress c ->
                new TicketEvent.ProgressRecorded(c.note(), c.internal(), all(c.attachments()), c.milestone());
            case TicketCommand.AddAssistant c -> new TicketEvent.AssistantAdded(c.unit(), c.part(), c.due());
            case TicketCommand.ChangeHandler c ->
                new TicketEvent.HandlerChanged(known(handler), c.handler(), c.reason());
            case TicketCommand.Suspend c -> new TicketEvent.Suspended(c.reason(), c.note(), c.until());
            case TicketCommand.Resume c -> new TicketEvent.Resumed(c.note());
            case TicketCommand.ProvideInformation c ->
                new TicketEvent.InformationProvided(c.information(), all(c.attachments()));
            case TicketCommand.RequestExtension c -> new TicketEvent.ExtensionRequested(c.until(), c.reason());
            case TicketCommand.GrantExtension c ->
                new TicketEvent.ExtensionGranted(c.until() == null ? known(extensionAsked) : c.until(), c.note());
            case TicketCommand.RefuseExtension c -> new TicketEvent.ExtensionRefused(c.reason());
            case TicketCommand.Escalate c -> new TicketEvent.Escalated(c.level(), c.reason());
            case TicketCommand.MarkHard c -> new TicketEvent.MarkedHard(c.reason());
            case TicketCommand.Answer c ->
                new TicketEvent.Answered(
                        known(lead),
                        c.outcome(),
                        c.text(),
                        c.reason(),
                        all(c.evidence()),
                        c.textForMerged(),
                        c.withoutAssistants());
            case TicketCommand.Confirm c -> new TicketEvent.Confirmed(c.comment(), c.origin());
            case TicketCommand.Dispute c -> new TicketEvent.Disputed(c.reason());
            case TicketCommand.Close c -> new TicketEvent.Closed(c.cause(), c.note());
            case TicketCommand.Rate c -> new TicketEvent.Rated(c.satisfaction(), c.comment(), c.origin());
            case TicketCommand.Reopen c ->
                new TicketEvent.Reopened(c.lead() == null ? known(lead) : c.lead(), c.reason());
            case TicketCommand.Unmerge c -> new TicketEvent.Unmerged(mergedInto, c.reason());
            case TicketCommand.Appeal c -> new TicketEvent.Appealed(c.reason());
        };
    }

    private void remember(TicketEvent event) {
        if (event instanceof TicketEvent.Dispatched dispatched) {
            lead = dispatched.lead();
        } else if (event instanceof TicketEvent.Redispatched redispatched) {
            lead = redispatched.lead();
        } else if (event instanceof TicketEvent.CallPublished published) {
            bestPlan = published.choice() == CallChoice.BEST_PLAN;
        } else if (event instanceof TicketEvent.ClaimOffered offered) {
            offers.put(offered.unit(), offered);
        } else if (event instanceof TicketEvent.CallClaimed claimed) {
            lead = claimed.unit();
            handler = claimed.handler();
        } else if (event instanceof TicketEvent.Accepted accepted) {
            handler = accepted.handler();
        } else if (event instanceof TicketEvent.HandlerChanged changed) {
            handler = changed.handler();
        } else if (event instanceof TicketEvent.Merged merged) {
            cameFrom = merged.cameFrom();
            mergedInto = merged.into();
        } else if (event instanceof TicketEvent.ExtensionRequested requested) {
            extensionAsked = requested.until();
        }
    }

    private static TicketEvent chosen(TicketEvent.ClaimOffered offer, String reason) {
        return new TicketEvent.CallClaimed(offer.unit(), offer.handler(), offer.plan(), offer.milestones(), reason);
    }

    private static List<UnitId> assistants(@Nullable List<UnitId> named, @Nullable List<AssistantPart> parts) {
        return Stream.concat(all(named).stream(), all(parts).stream().map(AssistantPart::unit))
                .distinct()
                .toList();
    }

    private static <T> List<T> all(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    private static <T> T known(@Nullable T fact) {
        return Objects.requireNonNull(fact, "the story has not come so far yet");
    }
}
