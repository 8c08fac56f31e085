package org.zhuqi.desk.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.BrokenHistoryException;

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
                first.sequence()));
    }

    void apply(EventMessage<?> message) {
        Instant at = message.occurredAt();
        if (state != message.state()) {
            state = message.state();
            stateSince = at;
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
                ledBy(dispatched.lead(), dispatched.assistants());
                difficulty = dispatched.difficulty() == null ? difficulty : dispatched.difficulty();
                dispatchedAt = dispatchedAt == null ? at : dispatchedAt;
            }
            case TicketEvent.Redispatched redispatched -> {
                ledBy(redispatched.lead(), redispatched.assistants());
                stateSince = at;
                bounces++;
            }
            case TicketEvent.CallClaimed claimed -> {
                ledBy(claimed.unit(), List.of());
                handler = claimed.handler();
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
            case TicketEvent.ProgressRecorded recorded ->
                attach(recorded.internal() ? List.of() : recorded.attachments());
            case TicketEvent.AssistantAdded added -> assistants = with(added.unit(), assistants);
            case TicketEvent.HandlerChanged changed -> handler = changed.handler();
            case TicketEvent.InformationProvided provided -> attach(provided.attachments());
            case TicketEvent.ExtensionRequested requested -> extensionPending = true;
            case TicketEvent.ExtensionGranted granted -> extensionPending = false;
            case TicketEvent.ExtensionRefused refused -> extensionPending = false;
            case TicketEvent.Escalated escalated -> escalation = escalated.level();
            case TicketEvent.MarkedHard marked -> hard = true;
            case TicketEvent.Answered answered -> {
                outcome = answered.outcome();
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
            }
            case TicketEvent.Unmerged unmerged -> {
                mergedInto = null;
                mergedFrom = null;
            }
            case TicketEvent.Appealed again -> appealed = true;
            // State, times and timeline say all there is.
            case TicketEvent.CallPublished published -> {}
            case TicketEvent.Declined declined -> {}
            case TicketEvent.Withdrawn withdrawn -> {}
            case TicketEvent.Suspended suspended -> {}
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
    }

    /** A new lead begins with a clean sheet. */
    private void ledBy(@Nullable UnitId unit, List<UnitId> assisting) {
        if (lead != null && !lead.equals(unit)) {
            formerLeads = with(lead, formerLeads);
            objectionOverruled = false;
        }
        lead = unit;
        assistants = List.copyOf(assisting);
        handler = null;
        acceptedAt = null;
        extensionPending = false;
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
                version);
    }
}
