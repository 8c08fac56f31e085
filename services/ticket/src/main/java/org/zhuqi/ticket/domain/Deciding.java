package org.zhuqi.ticket.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * Decides a command on a ticket: pure, no clock, no database. The order of the questions is the order in which a person
 * would want the answers: is there such a ticket, is my picture of it fresh, does its state know this, may I, does a rule
 * stand against it.
 */
public final class Deciding {
    private final ZoneId zone;

    /** @param zone of the dates in refusals */
    public Deciding(ZoneId zone) {
        this.zone = zone;
    }

    /** Finds another ticket of the same decision, for rules that concern two. */
    @FunctionalInterface
    public interface OtherTickets {
        @Nullable
        Ticket find(TicketId id);
    }

    /** @param objectionsUntil until when an objection is in time; null if no window limits it */
    public Decision decide(
            @Nullable Ticket ticket,
            CommandMessage<?> message,
            OtherTickets others,
            @Nullable Instant objectionsUntil) {
        return ticket == null
                ? decideNew(message)
                : decideKnown(ticket, message, new Given(others, objectionsUntil, zone));
    }

    /** What a guard may ask beside the ticket and the command. */
    record Given(OtherTickets others, @Nullable Instant objectionsUntil, ZoneId zone) {}

    private static Decision decideNew(CommandMessage<?> message) {
        if (!(message.command() instanceof TicketCommand.Submit submit)) {
            return new Decision.Refused(Refusals.notFound(message));
        }
        Edge edge = TicketLifecycle.edges(TicketState.NEW, message.type()).getFirst();
        Actor actor = message.actor();
        boolean mayEver = edge.who().stream().anyMatch(grant -> grant.role() == actor.role());
        boolean forItself =
                actor.role() != Role.ENTERPRISE || submit.enterprise().equals(actor.enterprise());
        boolean within = actor.jurisdiction().covers(submit.chain(), submit.place());
        if (!mayEver || !forItself || !within) {
            return new Decision.Refused(Refusals.notAllowed(message, Scopes.whoMay(List.of(edge))));
        }
        if (message.expectedVersion() != null && message.expectedVersion() != 0) {
            return new Decision.Refused(Refusals.notFound(message));
        }
        return new Decision.Accepted(edge, eventOf(null, message, edge));
    }

    private Decision decideKnown(Ticket ticket, CommandMessage<?> message, Given given) {
        if (!ticket.district().equals(message.district())) {
            return new Decision.Refused(Refusals.notFound(message));
        }
        if (!Scopes.mayKnow(ticket, message.actor())) {
            return new Decision.Refused(
                    cameTooLate(ticket, message)
                            ? Refusals.claimedByAnother(ticket, message, zone)
                            : Refusals.notFound(message));
        }
        if (message.command() instanceof TicketCommand.Submit) {
            return new Decision.Refused(Refusals.alreadyThere());
        }
        Long expected = message.expectedVersion();
        if (expected != null && expected != ticket.version()) {
            return new Decision.Refused(Refusals.stale(ticket, message.type(), expected));
        }
        List<Edge> edges = TicketLifecycle.edges(ticket.state(), message.type());
        if (edges.isEmpty()) {
            return new Decision.Refused(Refusals.wrongState(ticket, message.type(), zone));
        }
        Refusal refusal = Refusals.notAllowed(message, Scopes.whoMay(edges));
        int farthest = -1;
        for (Edge edge : edges) {
            if (edge.who().stream().anyMatch(grant -> Scopes.reaches(grant, ticket, message.actor()))) {
                int held = 0;
                Optional<Refusal> broken = Optional.empty();
                for (Guard guard : edge.guards()) {
                    broken = Guards.check(guard, ticket, message, given);
                    if (broken.isPresent()) {
                        break;
                    }
                    held++;
                }
                if (broken.isEmpty()) {
                    return new Decision.Accepted(edge, eventOf(ticket, message, edge));
                }
                // The edge that came nearest is the one that was meant.
                if (held >= farthest) {
                    farthest = held;
                    refusal = broken.get();
                }
            }
        }
        return new Decision.Refused(refusal);
    }

    /** What a command is told as, once nothing stands against it. */
    private static TicketEvent eventOf(@Nullable Ticket ticket, CommandMessage<?> message, Edge edge) {
        return switch (message.command()) {
            case TicketCommand.Submit c ->
                new TicketEvent.Submitted(
                        c.enterprise(),
                        c.title(),
                        c.description(),
                        c.item(),
                        Objects.requireNonNullElse(c.urgency(), Urgency.NORMAL),
                        c.contact(),
                        c.chain(),
                        c.place(),
                        orNone(c.attachments()),
                        c.answers(),
                        c.itemVersion());
            case TicketCommand.Amend c ->
                new TicketEvent.Amended(
                        c.title(), c.description(), c.item(), orNone(c.attachments()), c.answers(), c.itemVersion());
            case TicketCommand.Dispatch c ->
                new TicketEvent.Dispatched(c.lead(), Parts.of(c).assistants(), c.difficulty(), c.note(), c.parts());
            case TicketCommand.Publish c -> new TicketEvent.CallPublished(c.terms(), c.until(), c.choice());
            case TicketCommand.Decline c -> new TicketEvent.Declined(c.ground(), c.reason());
            case TicketCommand.Merge c ->
                new TicketEvent.Merged(c.into(), known(ticket).state(), c.reason());
            case TicketCommand.Withdraw c -> new TicketEvent.Withdrawn(c.reason());
            case TicketCommand.Claim c ->
                edge.to() == TicketState.OPEN_CALL
                        ? new TicketEvent.ClaimOffered(
                                c.unit(), message.actor().account(), c.plan(), orNone(c.milestones()))
                        : new TicketEvent.CallClaimed(
                                c.unit(), message.actor().account(), c.plan(), c.milestones(), null);
            case TicketCommand.TakeBackClaim c ->
                new TicketEvent.ClaimTakenBack(
                        Objects.requireNonNull(message.actor().unit(), "guarded"), c.reason());
            case TicketCommand.ChooseClaim c -> chosen(known(ticket), c);
            case TicketCommand.SignOff c ->
                new TicketEvent.PartSignedOff(
                        Objects.requireNonNull(message.actor().unit(), "an assisting unit's handler has one"),
                        c.note(),
                        orNone(c.attachments()));
            case TicketCommand.RelayAnswer c ->
                new TicketEvent.AnswerRelayed(c.outcome(), c.text(), c.reason(), c.round());
            case TicketCommand.Accept c ->
                new TicketEvent.Accepted(lead(ticket), Guards.orSender(c.handler(), message), c.note());
            case TicketCommand.RaiseObjection c ->
                new TicketEvent.Objected(lead(ticket), c.ground(), c.reason(), c.proposedUnit());
            case TicketCommand.Redispatch c ->
                new TicketEvent.Redispatched(lead(ticket), c.lead(), Parts.of(c).assistants(), c.reason(), c.parts());
            case TicketCommand.Uphold c -> new TicketEvent.ObjectionUpheld(lead(ticket), c.reason());
            case TicketCommand.Overrule c -> new TicketEvent.ObjectionOverruled(lead(ticket), c.reason());
            case TicketCommand.RecordProgress c ->
                new TicketEvent.ProgressRecorded(c.note(), c.internal(), orNone(c.attachments()), c.milestone());
            case TicketCommand.AddAssistant c -> new TicketEvent.AssistantAdded(c.unit(), c.part(), c.due());
            case TicketCommand.ChangeHandler c ->
                new TicketEvent.HandlerChanged(
                        Objects.requireNonNullElse(
                                known(ticket).handler(), message.actor().account()),
                        c.handler(),
                        c.reason());
            case TicketCommand.Suspend c -> new TicketEvent.Suspended(c.reason(), c.note(), c.until());
            case TicketCommand.Resume c -> new TicketEvent.Resumed(c.note());
            case TicketCommand.ProvideInformation c ->
                new TicketEvent.InformationProvided(c.information(), orNone(c.attachments()));
            case TicketCommand.RequestExtension c -> new TicketEvent.ExtensionRequested(c.until(), c.reason());
            case TicketCommand.GrantExtension c ->
                new TicketEvent.ExtensionGranted(
                        c.until() == null
                                ? Objects.requireNonNull(known(ticket).extensionAskedFor(), "guarded")
                                : c.until(),
                        c.note());
            case TicketCommand.RefuseExtension c -> new TicketEvent.ExtensionRefused(c.reason());
            case TicketCommand.Escalate c -> new TicketEvent.Escalated(c.level(), c.reason());
            case TicketCommand.MarkHard c -> new TicketEvent.MarkedHard(c.reason());
            case TicketCommand.Answer c ->
                new TicketEvent.Answered(
                        lead(ticket),
                        c.outcome(),
                        c.text(),
                        c.reason(),
                        orNone(c.evidence()),
                        c.textForMerged(),
                        c.withoutAssistants());
            case TicketCommand.Confirm c -> new TicketEvent.Confirmed(c.comment(), c.origin());
            case TicketCommand.Dispute c -> new TicketEvent.Disputed(c.reason());
            case TicketCommand.Close c -> new TicketEvent.Closed(c.cause(), c.note());
            case TicketCommand.Rate c -> new TicketEvent.Rated(c.satisfaction(), c.comment(), c.origin());
            case TicketCommand.Reopen c ->
                new TicketEvent.Reopened(c.lead() == null ? lead(ticket) : c.lead(), c.reason());
            case TicketCommand.Unmerge c ->
                new TicketEvent.Unmerged(known(ticket).mergedInto(), c.reason());
            case TicketCommand.Appeal c -> new TicketEvent.Appealed(c.reason());
        };
    }

    /** The call was open to every unit, so that none is told that there is no such ticket. */
    private static boolean cameTooLate(Ticket ticket, CommandMessage<?> message) {
        return message.command() instanceof TicketCommand.Claim
                && message.actor().role() == Role.HANDLER
                && ticket.call() != null
                && ticket.call().claimed();
    }

    private static TicketEvent chosen(Ticket ticket, TicketCommand.ChooseClaim command) {
        TicketEvent.ClaimOffered offer = Optional.ofNullable(ticket.call())
                .flatMap(call -> call.offerOf(command.unit()))
                .orElseThrow(() -> new IllegalStateException("guarded"));
        return new TicketEvent.CallClaimed(
                offer.unit(), offer.handler(), offer.plan(), offer.milestones(), command.reason());
    }

    private static Ticket known(@Nullable Ticket ticket) {
        return Objects.requireNonNull(ticket, "only submit comes before the first event");
    }

    private static UnitId lead(@Nullable Ticket ticket) {
        return Objects.requireNonNull(known(ticket).lead(), "a ticket in this state has a lead");
    }

    private static <T> List<T> orNone(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }
}
