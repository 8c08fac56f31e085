package org.zhuqi.ticket.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * A ticket as far as decisions need it: a fold of its events, nothing else. Texts are not kept here; whoever shows them
 * reads the events.
 *
 * @param version the sequence of the last event
 * @param formerLeads units that led once and still may know of the ticket
 * @param objectionOverruled an objection of the present lead was overruled; it cannot object again
 * @param extensionAskedFor the due date asked for, while a request waits for an answer
 * @param mergedFrom the state to which an un-merge brings it back
 * @param policyVersion the timeliness policy that was in force when it was submitted; null if none was known
 * @param chain and place of the enterprise when it was submitted: whose committees have it
 * @param escalation the level to which it was raised; null if it never was
 * @param leadSince when it went to the present lead; null without one
 * @param signedOff the assistants that have done their part of this round
 * @param answerRelayed while it is merged, the answer of the other ticket has reached it
 * @param call the open call as which it was published last, as long as nobody else got it
 */
public record Ticket(
        TicketId id,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        TicketState state,
        Instant stateSince,
        long version,
        int round,
        @Nullable UnitId lead,
        List<UnitId> assistants,
        List<UnitId> formerLeads,
        @Nullable AccountId handler,
        boolean objectionOverruled,
        @Nullable Instant extensionAskedFor,
        boolean hard,
        boolean appealed,
        boolean rated,
        @Nullable TicketId mergedInto,
        @Nullable TicketState mergedFrom,
        @Nullable String policyVersion,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        @Nullable EscalationLevel escalation,
        @Nullable Instant leadSince,
        List<UnitId> signedOff,
        boolean answerRelayed,
        @Nullable OpenCall call) {

    /**
     * What an event is, beside what it says.
     *
     * @param policyVersion frozen onto the ticket with its first event; of later ones not asked
     */
    public record Step(
            TicketId ticketId,
            DistrictId district,
            AccountId by,
            TicketState to,
            Instant occurredAt,
            @Nullable String policyVersion,
            TicketEvent event) {}

    /**
     * The ticket after one more event.
     *
     * @param before null before its first event
     * @throws IllegalStateException if the first event is not {@code Submitted}, or a later one is
     */
    public static Ticket apply(@Nullable Ticket before, Step step) {
        if (before == null) {
            if (step.event() instanceof TicketEvent.Submitted submitted) {
                return new Ticket(
                        step.ticketId(),
                        step.district(),
                        submitted.enterprise(),
                        step.by(),
                        step.to(),
                        step.occurredAt(),
                        1,
                        1,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        false,
                        null,
                        false,
                        false,
                        false,
                        null,
                        null,
                        step.policyVersion(),
                        submitted.chain(),
                        submitted.place(),
                        null,
                        null,
                        List.of(),
                        false,
                        null);
            }
            throw new IllegalStateException("the first event of ticket " + step.ticketId() + " is "
                    + step.event().getClass());
        }
        Draft draft = new Draft(before);
        draft.version++;
        if (draft.state != step.to()) {
            draft.state = step.to();
            draft.stateSince = step.occurredAt();
        }
        switch (step.event()) {
            case TicketEvent.Submitted submitted ->
                throw new IllegalStateException("ticket " + before.id() + " was submitted twice: " + submitted.title());
            case TicketEvent.Dispatched dispatched -> {
                draft.ledBy(dispatched.lead(), dispatched.assistants(), step.occurredAt());
                draft.call = null;
            }
            case TicketEvent.Redispatched redispatched -> {
                draft.ledBy(redispatched.lead(), redispatched.assistants(), step.occurredAt());
                draft.call = null;
            }
            case TicketEvent.CallClaimed claimed -> {
                draft.ledBy(claimed.unit(), List.of(), step.occurredAt());
                draft.handler = claimed.handler();
                draft.call = draft.call().claimedWith(claimed.milestones());
            }
            case TicketEvent.CallPublished published -> draft.call = OpenCall.of(published);
            case TicketEvent.ClaimOffered offer -> draft.call = draft.call().offered(offer);
            case TicketEvent.ClaimTakenBack back -> draft.call = draft.call().takenBack(back.unit());
            case TicketEvent.ProgressRecorded recorded -> {
                if (recorded.milestone() != null) {
                    draft.call = draft.call().reached(recorded.milestone());
                }
            }
            case TicketEvent.PartSignedOff part -> draft.signedOff = with(part.unit(), draft.signedOff);
            case TicketEvent.AnswerRelayed relayed -> draft.answerRelayed = true;
            case TicketEvent.Accepted accepted -> draft.handler = accepted.handler();
            case TicketEvent.HandlerChanged changed -> draft.handler = changed.handler();
            case TicketEvent.ObjectionUpheld upheld -> {
                draft.ledBy(null, List.of(), step.occurredAt());
            }
            case TicketEvent.ObjectionOverruled overruled -> draft.objectionOverruled = true;
            case TicketEvent.AssistantAdded added -> {
                draft.assistants = with(added.unit(), draft.assistants);
            }
            case TicketEvent.ExtensionRequested requested -> draft.extensionAskedFor = requested.until();
            case TicketEvent.ExtensionGranted granted -> draft.extensionAskedFor = null;
            case TicketEvent.ExtensionRefused refused -> draft.extensionAskedFor = null;
            case TicketEvent.Escalated escalated -> draft.escalation = escalated.level();
            case TicketEvent.MarkedHard marked -> draft.hard = true;
            case TicketEvent.Answered answered -> draft.extensionAskedFor = null;
            case TicketEvent.Disputed disputed -> draft.newRound();
            case TicketEvent.Reopened reopened -> {
                draft.newRound();
                draft.ledBy(reopened.lead(), draft.assistants, step.occurredAt());
            }
            case TicketEvent.Rated rated -> draft.rated = true;
            case TicketEvent.Merged merged -> {
                draft.mergedInto = merged.into();
                draft.mergedFrom = merged.cameFrom();
            }
            case TicketEvent.Unmerged unmerged -> {
                draft.mergedInto = null;
                draft.mergedFrom = null;
                draft.answerRelayed = false;
            }
            case TicketEvent.Appealed appealed -> draft.appealed = true;
            case TicketEvent.Amended amended -> {}
            case TicketEvent.Declined declined -> {}
            case TicketEvent.Withdrawn withdrawn -> {}
            case TicketEvent.Objected objected -> {}
            case TicketEvent.Suspended suspended -> {}
            case TicketEvent.Resumed resumed -> {}
            case TicketEvent.InformationProvided provided -> {}
            case TicketEvent.Confirmed confirmed -> {}
            case TicketEvent.Closed closed -> {}
        }
        return draft.finish();
    }

    private static List<UnitId> with(UnitId unit, List<UnitId> units) {
        List<UnitId> more = new ArrayList<>(units);
        more.add(unit);
        return List.copyOf(more);
    }

    /** The assistants that have not done their part of this round. */
    List<UnitId> openParts() {
        return assistants.stream().filter(unit -> !signedOff.contains(unit)).toList();
    }

    boolean involves(UnitId unit) {
        return unit.equals(lead) || assistants.contains(unit);
    }

    private static final class Draft {
        private final Ticket before;
        private TicketState state;
        private Instant stateSince;
        private long version;
        private int round;
        private @Nullable UnitId lead;
        private List<UnitId> assistants;
        private List<UnitId> formerLeads;
        private @Nullable AccountId handler;
        private boolean objectionOverruled;
        private @Nullable Instant extensionAskedFor;
        private boolean hard;
        private boolean appealed;
        private boolean rated;
        private @Nullable TicketId mergedInto;
        private @Nullable TicketState mergedFrom;
        private @Nullable EscalationLevel escalation;
        private @Nullable Instant leadSince;
        private List<UnitId> signedOff;
        private boolean answerRelayed;
        private @Nullable OpenCall call;

        Draft(Ticket before) {
            this.before = before;
            state = before.state;
            stateSince = before.stateSince;
            version = before.version;
            round = before.round;
            lead = before.lead;
            assistants = before.assistants;
            formerLeads = before.formerLeads;
            handler = before.handler;
            objectionOverruled = before.objectionOverruled;
            extensionAskedFor = before.extensionAskedFor;
            hard = before.hard;
            appealed = before.appealed;
            rated = before.rated;
            mergedInto = before.mergedInto;
            mergedFrom = before.mergedFrom;
            escalation = before.escalation;
            leadSince = before.leadSince;
            signedOff = before.signedOff;
            answerRelayed = before.answerRelayed;
            call = before.call;
        }

        /** A new lead begins with a clean sheet: it may object, has no handler yet and has asked for nothing. */
        void ledBy(@Nullable UnitId unit, List<UnitId> assisting, Instant at) {
            if (lead != null && !lead.equals(unit)) {
                if (!formerLeads.contains(lead)) {
                    List<UnitId> former = new ArrayList<>(formerLeads);
                    former.add(lead);
                    formerLeads = List.copyOf(former);
                }
                objectionOverruled = false;
            }
            lead = unit;
            leadSince = unit == null ? null : at;
            assistants = assisting.stream().filter(other -> !other.equals(unit)).toList();
            signedOff = List.of();
            handler = null;
            extensionAskedFor = null;
        }

        void newRound() {
            round++;
            rated = false;
            signedOff = List.of();
        }

        /** Histories that were imported may claim what was never published. */
        OpenCall call() {
            return call == null ? OpenCall.of(new TicketEvent.CallPublished("", null)) : call;
        }

        Ticket finish() {
            return new Ticket(
                    before.id,
                    before.district,
                    before.enterprise,
                    before.filedBy,
                    state,
                    stateSince,
                    version,
                    round,
                    lead,
                    assistants,
                    formerLeads,
                    handler,
                    objectionOverruled,
                    extensionAskedFor,
                    hard,
                    appealed,
                    rated,
                    mergedInto,
                    mergedFrom,
                    before.policyVersion,
                    before.chain,
                    before.place,
                    escalation,
                    leadSince,
                    signedOff,
                    answerRelayed,
                    call);
        }
    }
}
