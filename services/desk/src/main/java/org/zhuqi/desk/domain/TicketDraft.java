package org.zhuqi.desk.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.security.Caller;

/** A {@link TicketView} while an event is applied to it. */
final class TicketDraft {
    private final TicketView before;
    private CatalogueItemId item;
    private String title;
    private TicketState state;
    private Instant stateSince;
    private int round;
    private @Nullable UnitId lead;
    private List<UnitId> assistants;
    private List<UnitId> formerLeads;
    private @Nullable AccountId handler;
    private @Nullable Difficulty difficulty;
    private @Nullable Instant dispatchedAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant closedAt;
    private Instant updatedAt;
    private @Nullable AnswerOutcome outcome;
    private boolean confirmed;
    private @Nullable Satisfaction satisfaction;
    private boolean hard;
    private @Nullable EscalationLevel escalation;
    private int bounces;
    private @Nullable TicketId mergedInto;
    private @Nullable TicketState mergedFrom;
    private boolean extensionPending;
    private boolean objectionOverruled;
    private boolean appealed;
    private int attachments;
    private long version;
    private List<AssistingPart> parts;
    private @Nullable PublishedCall call;
    private List<Milestone> milestones;
    private @Nullable RelayedAnswer relayedAnswer;
    private @Nullable SuspensionReason suspendedFor;

    TicketDraft(TicketView before) {
        this.before = before;
        item = before.item();
        title = before.title();
        state = before.state();
        stateSince = before.stateSince();
        round = before.round();
        lead = before.lead();
        assistants = before.assistants();
        formerLeads = before.formerLeads();
        handler = before.handler();
        difficulty = before.difficulty();
        dispatchedAt = before.dispatchedAt();
        acceptedAt = before.acceptedAt();
        answeredAt = before.answeredAt();
        closedAt = before.closedAt();
        updatedAt = before.updatedAt();
        outcome = before.outcome();
        confirmed = before.confirmed();
        satisfaction = before.satisfaction();
        hard = before.hard();
        escalation = before.escalation();
        bounces = before.bounces();
        mergedInto = before.mergedInto();
        mergedFrom = before.mergedFrom();
        extensionPending = before.extensionPending();
        objectionOverruled = before.objectionOverruled();
        appealed = before.appealed();
        attachments = before.attachments();
        version = before.version();
        parts = before.parts();
        call = before.call();
        milestones = before.milestones();
        relayedAnswer = before.relayedAnswer();
        suspendedFor = before.suspendedFor();
    }

    static TicketDraft opened(EventMessage<?> first) {
        if (!(first.event() instanceof TicketEvent.Submitted submitted)) {
            throw new BrokenHistoryException("the first event of ticket %s is '%s', not its submission"
                    .formatted(first.ticketId(), first.type().wireName()));
        }
        return new TicketDraft(new TicketView(
                first.ticketId(),
                first.number(),
                first.district(),
                submitted.enterprise(),
                first.actor().account(),
                submitted.contact(),
                submitted.item(),
                submitted.title(),
                submitted.urgency(),
                submitted.chain(),
                submitted.place(),
                first.state(),
                first.occurredAt(),
                first.round(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                first.occurredAt(),
                null,
                null,
                null,
                null,
                first.occurredAt(),
                null,
                false,
                null,
                false,
                null,
                0,
                null,
                null,
                false,
                false,
                false,
                first.provenance() != null,
                submitted.attachments().size(),
                first.sequence(),
                List.of(),
                null,
                List.of(),
                null,
                null));
    }

    void apply(EventMessage<?> message) {
        Instant at = message.occurredAt();
        if (state != message.state()) {
            state = message.state();
            stateSince = at;
            suspendedFor = null;
        }
        if (round != message.round()) {
            round = message.round();
            newRound();
        }
        updatedAt = at;
        version = message.sequence();

        switch (message.event()) {
            case TicketEvent.Submitted submitted ->
                throw new BrokenHistoryException("ticket %s is submitted a second time, as '%s'"
                        .formatted(message.ticketId(), submitted.title()));
            case TicketEvent.Amended amended -> {
                title = amended.title() == null ? title : amended.title();
                item = amended.item() == null ? item : amended.item();
                attach(amended.attachments());
            }
            case TicketEvent.Dispatched dispatched -> {
                parts = List.of();
                ledBy(dispatched.lead(), dispatched.assistants());
                ask(dispatched.parts());
                call = null;
                difficulty = dispatched.difficulty() == null ? difficulty : dispatched.difficulty();
                dispatchedAt = dispatchedAt == null ? at : dispatchedAt;
            }
            case TicketEvent.Redispatched redispatched -> {
                parts = List.of();
                ledBy(redispatched.lead(), redispatched.assistants());
                ask(redispatched.parts());
                call = null;
                milestones = List.of();
                stateSince = at;
                bounces++;
            }
            case TicketEvent.CallClaimed claimed -> {
                ledBy(claimed.unit(), List.of());
                handler = claimed.handler();
                milestones = planned(claimed.milestones());
                dispatchedAt = dispatchedAt == null ? at : dispatchedAt;
                acceptedAt = at;
            }
            case TicketEvent.Accepted accepted -> {
                handler = accepted.handler();
                acceptedAt = at;
            }
            case TicketEvent.Objected objected -> bounces++;
            case TicketEvent.ObjectionUpheld upheld -> ledBy(null, List.of());
            case TicketEvent.ObjectionOverruled overruled -> objectionOverruled = true;
            case TicketEvent.ProgressRecorded recorded -> {
                attach(recorded.internal() ? List.of() : recorded.attachments());
                if (recorded.milestone() != null) {
                    reach(recorded.milestone(), at);
                }
            }
            case TicketEvent.AssistantAdded added -> {
                assistants = with(added.unit(), assistants);
                parts = with(new AssistingPart(added.unit(), added.part(), added.due(), null));
            }
            case TicketEvent.PartSignedOff part -> {
                parts = parts.stream()
                        .map(each -> each.unit().equals(part.unit()) ? each.signedOff(at) : each)
                        .toList();
                attach(part.attachments());
            }
            case TicketEvent.CallPublished published ->
                call = new PublishedCall(
                        published.terms(),
                        published.until(),
                        Objects.requireNonNullElse(published.choice(), CallChoice.FIRST_CLAIM),
                        List.of());
            case TicketEvent.ClaimOffered offered -> {
                if (call != null) {
                    call = call.with(new OfferedClaim(
                            offered.unit(), offered.handler(), offered.plan(), offered.milestones(), at));
                }
            }
            case TicketEvent.ClaimTakenBack back -> call = call == null ? null : call.without(back.unit());
            case TicketEvent.AnswerRelayed relayed ->
                relayedAnswer = new RelayedAnswer(relayed.outcome(), relayed.text(), relayed.reason(), at);
            case TicketEvent.Suspended suspended -> suspendedFor = suspended.reason();
            case TicketEvent.HandlerChanged changed -> handler = changed.handler();
            case TicketEvent.InformationProvided provided -> attach(provided.attachments());
            case TicketEvent.ExtensionRequested requested -> extensionPending = true;
            case TicketEvent.ExtensionGranted granted -> extensionPending = false;
            case TicketEvent.ExtensionRefused refused -> extensionPending = false;
            case TicketEvent.Escalated escalated -> escalation = escalated.level();
            case TicketEvent.MarkedHard marked -> hard = true;
            case TicketEvent.Answered answered -> {
                outcome = answered.outcome();
                relayedAnswer = null;
                answeredAt = at;
                extensionPending = false;
                attach(answered.evidence());
            }
            case TicketEvent.Confirmed said -> {
                confirmed = true;
                closedAt = at;
            }
            case TicketEvent.Closed closed -> closedAt = at;
            case TicketEvent.Rated rated -> satisfaction = rated.satisfaction();
            case TicketEvent.Reopened reopened -> ledBy(reopened.lead(), assistants);
            case TicketEvent.Merged merged -> {
                mergedInto = merged.into();
                mergedFrom = merged.cameFrom();
                relayedAnswer = null;
            }
            case TicketEvent.Unmerged unmerged -> {
                mergedInto = null;
                mergedFrom = null;
            }
            case TicketEvent.Appealed again -> appealed = true;
            // State, times and timeline say all there is.
            case TicketEvent.Declined declined -> {}
            case TicketEvent.Withdrawn withdrawn -> {}
            case TicketEvent.Resumed resumed -> {}
            case TicketEvent.Disputed disputed -> {}
        }
    }

    /** What the round before came to stays in the timeline. */
    private void newRound() {
        outcome = null;
        confirmed = false;
        satisfaction = null;
        answeredAt = null;
        closedAt = null;
        parts = parts.stream().map(AssistingPart::anew).toList();
    }

    /** A new lead begins with a clean sheet. */
    private void ledBy(@Nullable UnitId unit, List<UnitId> assisting) {
        if (lead != null && !lead.equals(unit)) {
            formerLeads = with(lead, formerLeads);
            objectionOverruled = false;
        }
        lead = unit;
        assistants = assisting.stream().filter(each -> !each.equals(unit)).toList();
        parts = assistants.stream().map(this::partOf).toList();
        handler = null;
        acceptedAt = null;
        extensionPending = false;
    }

    /** The part of an assistant that stays; a new one has none yet. */
    private AssistingPart partOf(UnitId unit) {
        return parts.stream()
                .filter(part -> part.unit().equals(unit))
                .findFirst()
                .map(AssistingPart::anew)
                .orElseGet(() -> new AssistingPart(unit, null, null, null));
    }

    private void ask(@Nullable List<AssistantPart> asked) {
        if (asked != null) {
            asked.forEach(part -> parts = with(new AssistingPart(part.unit(), part.part(), part.due(), null)));
        }
    }

    /** A unit has one part. */
    private List<AssistingPart> with(AssistingPart part) {
        if (parts.stream().noneMatch(each -> each.unit().equals(part.unit()))) {
            List<AssistingPart> more = new ArrayList<>(parts);
            more.add(part);
            return List.copyOf(more);
        }
        return parts.stream()
                .map(each -> each.unit().equals(part.unit()) ? part : each)
                .toList();
    }

    private static List<Milestone> planned(@Nullable List<PlanMilestone> plan) {
        return plan == null
                ? List.of()
                : plan.stream()
                        .map(each -> new Milestone(each.title(), each.due(), null))
                        .toList();
    }

    private void reach(int number, Instant at) {
        List<Milestone> reached = new ArrayList<>(milestones);
        if (number >= 1 && number <= reached.size()) {
            Milestone milestone = reached.get(number - 1);
            reached.set(number - 1, new Milestone(milestone.title(), milestone.due(), at));
            milestones = List.copyOf(reached);
        }
    }

    void hide(Caller caller, boolean targetShown) {
        if (!targetShown) {
            mergedInto = null;
        }
        if (call != null) {
            call = call.showing(claim -> Audience.mayReadClaimOf(claim.unit(), caller));
        }
    }

    private void attach(List<Attachment> more) {
        attachments += more.size();
    }

    private static List<UnitId> with(UnitId unit, List<UnitId> units) {
        if (units.contains(unit)) {
            return units;
        }
        List<UnitId> more = new ArrayList<>(units);
        more.add(unit);
        return List.copyOf(more);
    }

    TicketView finish() {
        return new TicketView(
                before.id(),
                before.number(),
                before.district(),
                before.enterprise(),
                before.filedBy(),
                before.contact(),
                item,
                title,
                before.urgency(),
                before.chain(),
                before.place(),
                state,
                stateSince,
                round,
                lead,
                assistants,
                formerLeads,
                handler,
                difficulty,
                before.submittedAt(),
                dispatchedAt,
                acceptedAt,
                answeredAt,
                closedAt,
                updatedAt,
                outcome,
                confirmed,
                satisfaction,
                hard,
                escalation,
                bounces,
                mergedInto,
                mergedFrom,
                extensionPending,
                objectionOverruled,
                appealed,
                before.imported(),
                attachments,
                version,
                parts,
                call,
                milestones,
                relayedAnswer,
                suspendedFor);
    }
}
