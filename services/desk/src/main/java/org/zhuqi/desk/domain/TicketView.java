package org.zhuqi.desk.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.TicketAccess;

/**
 * A ticket as lists and pages show it: a fold of its events. The description is kept apart, see {@link TicketText}.
 *
 * @param stateSince since when it waits there; for a redispatched ticket, since it waits for the new lead
 * @param formerLeads units that led once and still may know of the ticket
 * @param dispatchedAt first dispatch, which starts the clock
 * @param acceptedAt by the present lead
 * @param answeredAt in the present round, as are closedAt, outcome, confirmed and satisfaction
 * @param updatedAt when the last event happened
 * @param bounces how often a unit gave it back or had it taken away
 * @param mergedFrom the state to which an un-merge brings it back
 * @param objectionOverruled an objection of the present lead was overruled
 * @param attachments how many files the enterprise can see
 * @param version the sequence of the last event
 * @param parts of the assistants, in the order in which they came
 * @param call as which it was published last, unless it was dispatched instead
 * @param milestones of the plan with which it was claimed
 * @param relayedAnswer while it is merged, and after, until it has an answer of its own
 * @param suspendedFor why the work waits, while it does
 */
public record TicketView(
        TicketId id,
        TicketNumber number,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        @Nullable AccountId contact,
        CatalogueItemId item,
        String title,
        Urgency urgency,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        TicketState state,
        Instant stateSince,
        int round,
        @Nullable UnitId lead,
        List<UnitId> assistants,
        List<UnitId> formerLeads,
        @Nullable AccountId handler,
        @Nullable Difficulty difficulty,
        Instant submittedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant closedAt,
        Instant updatedAt,
        @Nullable AnswerOutcome outcome,
        boolean confirmed,
        @Nullable Satisfaction satisfaction,
        boolean hard,
        @Nullable EscalationLevel escalation,
        int bounces,
        @Nullable TicketId mergedInto,
        @Nullable TicketState mergedFrom,
        boolean extensionPending,
        boolean objectionOverruled,
        boolean appealed,
        boolean imported,
        int attachments,
        long version,
        List<AssistingPart> parts,
        @Nullable PublishedCall call,
        List<Milestone> milestones,
        @Nullable RelayedAnswer relayedAnswer,
        @Nullable SuspensionReason suspendedFor) {

    /**
     * The ticket after its first event.
     *
     * @throws BrokenHistoryException if that is not its submission
     */
    public static TicketView opened(EventMessage<?> first) {
        return TicketDraft.opened(first).finish();
    }

    /**
     * The ticket after one more event. That it is the next one, the caller has checked.
     *
     * @throws BrokenHistoryException if the ticket is submitted again
     */
    public TicketView apply(EventMessage<?> next) {
        TicketDraft draft = new TicketDraft(this);
        draft.apply(next);
        return draft.finish();
    }

    /**
     * What of it a caller may see who may see the ticket.
     *
     * @param targetShown whether the caller may see the ticket into which this one is merged; whoever may not does not learn
     *     which one that is
     */
    public TicketView shownTo(Caller caller, boolean targetShown) {
        TicketDraft draft = new TicketDraft(this);
        draft.hide(caller, targetShown);
        return draft.finish();
    }

    public TicketAccess access() {
        List<UnitId> units = Stream.of(
                        lead == null ? Stream.<UnitId>empty() : Stream.of(lead),
                        assistants.stream(),
                        formerLeads.stream())
                .flatMap(some -> some)
                .toList();
        return new TicketAccess(id, version, district, enterprise, filedBy, units, state, chain, place);
    }

    boolean involves(@Nullable UnitId unit) {
        return unit != null && (unit.equals(lead) || assistants.contains(unit));
    }
}
