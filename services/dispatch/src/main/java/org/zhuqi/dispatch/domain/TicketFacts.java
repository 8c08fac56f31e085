package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
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
import org.zhuqi.platform.security.TicketAccess;

/**
 * What dispatch knows of a ticket: a fold of its events.
 *
 * @param version the sequence of the last event
 * @param dispatchedAt when it went to the present lead
 * @param leads every unit that ever led, in the order of their first time
 * @param refusedBy units from which it came back: their objection was upheld, or it was taken away from them
 * @param bounces how often that happened
 * @param outcome of the last answer
 * @param confirmed the enterprise itself said that the last answer settles it
 * @param imported from another system's history
 */
public record TicketFacts(
        TicketId ticket,
        TicketNumber number,
        long version,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        CatalogueItemId item,
        String title,
        String description,
        Urgency urgency,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        TicketState state,
        int round,
        Instant submittedAt,
        @Nullable UnitId lead,
        List<UnitId> assistants,
        List<UnitId> leads,
        @Nullable Instant dispatchedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant closedAt,
        List<UnitId> refusedBy,
        int bounces,
        @Nullable AnswerOutcome outcome,
        boolean confirmed,
        @Nullable EscalationLevel escalation,
        boolean hard,
        @Nullable TicketId mergedInto,
        @Nullable TicketState mergedFrom,
        boolean imported) {

    /** @throws BrokenHistoryException if the message is not a submission */
    public static TicketFacts opened(EventMessage<?> message) {
        if (!(message.event() instanceof TicketEvent.Submitted submitted)) {
            throw new BrokenHistoryException("the first event of ticket %s is '%s', not its submission"
                    .formatted(message.number(), message.type().wireName()));
        }
        return new TicketFacts(
                message.ticketId(),
                message.number(),
                message.sequence(),
                message.district(),
                submitted.enterprise(),
                message.actor().account(),
                submitted.item(),
                submitted.title(),
                submitted.description(),
                submitted.urgency(),
                submitted.chain(),
                submitted.place(),
                message.state(),
                message.round(),
                message.occurredAt(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                0,
                null,
                false,
                null,
                false,
                null,
                null,
                message.provenance() != null);
    }

    /** @throws BrokenHistoryException if the message is a second submission */
    public TicketFacts after(EventMessage<?> message) {
        Draft draft = new Draft(this, message);
        switch (message.event()) {
            case TicketEvent.Submitted e ->
                throw new BrokenHistoryException("ticket %s is submitted a second time".formatted(message.number()));
            case TicketEvent.Amended e -> {
                draft.title = e.title() == null ? title : e.title();
                draft.description = e.description() == null ? description : e.description();
                draft.item = e.item() == null ? item : e.item();
            }
            case TicketEvent.Dispatched e -> draft.ledBy(e.lead(), e.assistants());
            case TicketEvent.Redispatched e -> {
                draft.cameBackFrom(e.from());
                draft.ledBy(e.lead(), e.assistants());
            }
            case TicketEvent.CallClaimed e -> draft.ledBy(e.unit(), List.of());
            case TicketEvent.ObjectionUpheld e -> {
                draft.cameBackFrom(e.unit());
                draft.ledBy(null, List.of());
            }
            case TicketEvent.Reopened e -> {
                draft.newRound();
                draft.ledBy(e.lead(), assistants);
            }
            case TicketEvent.Disputed e -> draft.newRound();
            case TicketEvent.AssistantAdded e -> draft.assistants = with(assistants, e.unit());
            case TicketEvent.Answered e -> {
                draft.outcome = e.outcome();
                draft.answeredAt = message.occurredAt();
            }
            case TicketEvent.Confirmed e -> {
                draft.confirmed = true;
                draft.closedAt = message.occurredAt();
            }
            case TicketEvent.Closed e -> draft.closedAt = message.occurredAt();
            case TicketEvent.Escalated e -> draft.escalation = e.level();
            case TicketEvent.MarkedHard e -> draft.hard = true;
            case TicketEvent.Merged e -> {
                draft.mergedInto = e.into();
                draft.mergedFrom = e.cameFrom();
            }
            case TicketEvent.Unmerged e -> {
                draft.mergedInto = null;
                draft.mergedFrom = null;
            }
            // The state says all that dispatch asks.
            case TicketEvent.CallPublished e -> {}
            case TicketEvent.ClaimOffered e -> {}
            case TicketEvent.ClaimTakenBack e -> {}
            case TicketEvent.PartSignedOff e -> {}
            case TicketEvent.AnswerRelayed e -> {}
            case TicketEvent.Declined e -> {}
            case TicketEvent.Withdrawn e -> {}
            case TicketEvent.Accepted e -> {}
            case TicketEvent.Objected e -> {}
            case TicketEvent.ObjectionOverruled e -> {}
            case TicketEvent.ProgressRecorded e -> {}
            case TicketEvent.HandlerChanged e -> {}
            case TicketEvent.Suspended e -> {}
            case TicketEvent.Resumed e -> {}
            case TicketEvent.InformationProvided e -> {}
            case TicketEvent.ExtensionRequested e -> {}
            case TicketEvent.ExtensionGranted e -> {}
            case TicketEvent.ExtensionRefused e -> {}
            case TicketEvent.Rated e -> {}
            case TicketEvent.Appealed e -> {}
        }
        return draft.finish();
    }

    /** Whether a unit works on it, or is about to. */
    public boolean isWithAUnit() {
        return switch (state) {
            case DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED -> true;
            case NEW, SUBMITTED, OPEN_CALL, ANSWERED, CLOSED, MERGED, DECLINED, WITHDRAWN -> false;
        };
    }

    /** Whether it may still change anything for its enterprise. */
    public boolean isLive() {
        return switch (state) {
            case NEW, SUBMITTED, OPEN_CALL, DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED, ANSWERED -> true;
            case CLOSED, MERGED, DECLINED, WITHDRAWN -> false;
        };
    }

    public TicketAccess access() {
        List<UnitId> units =
                Stream.concat(leads.stream(), assistants.stream()).distinct().toList();
        return new TicketAccess(ticket, version, district, enterprise, filedBy, units, state, chain, place);
    }

    private static List<UnitId> with(List<UnitId> units, UnitId one) {
        if (units.contains(one)) {
            return units;
        }
        List<UnitId> more = new ArrayList<>(units);
        more.add(one);
        return List.copyOf(more);
    }

    private static final class Draft {
        private final TicketFacts before;
        private final EventMessage<?> message;
        private CatalogueItemId item;
        private String title;
        private String description;
        private @Nullable UnitId lead;
        private List<UnitId> assistants;
        private List<UnitId> leads;
        private @Nullable Instant dispatchedAt;
        private @Nullable Instant answeredAt;
        private @Nullable Instant closedAt;
        private List<UnitId> refusedBy;
        private int bounces;
        private @Nullable AnswerOutcome outcome;
        private boolean confirmed;
        private @Nullable EscalationLevel escalation;
        private boolean hard;
        private @Nullable TicketId mergedInto;
        private @Nullable TicketState mergedFrom;

        Draft(TicketFacts before, EventMessage<?> message) {
            this.before = before;
            this.message = message;
            item = before.item;
            title = before.title;
            description = before.description;
            lead = before.lead;
            assistants = before.assistants;
            leads = before.leads;
            dispatchedAt = before.dispatchedAt;
            answeredAt = before.answeredAt;
            closedAt = before.closedAt;
            refusedBy = before.refusedBy;
            bounces = before.bounces;
            outcome = before.outcome;
            confirmed = before.confirmed;
            escalation = before.escalation;
            hard = before.hard;
            mergedInto = before.mergedInto;
            mergedFrom = before.mergedFrom;
        }

        void ledBy(@Nullable UnitId unit, List<UnitId> assisting) {
            lead = unit;
            assistants = List.copyOf(assisting);
            if (unit != null) {
                leads = with(leads, unit);
                dispatchedAt = message.occurredAt();
            }
        }

        void cameBackFrom(UnitId unit) {
            refusedBy = with(refusedBy, unit);
            bounces++;
        }

        void newRound() {
            outcome = null;
            confirmed = false;
            answeredAt = null;
            closedAt = null;
        }

        TicketFacts finish() {
            return new TicketFacts(
                    before.ticket,
                    before.number,
                    message.sequence(),
                    before.district,
                    before.enterprise,
                    before.filedBy,
                    item,
                    title,
                    description,
                    before.urgency,
                    before.chain,
                    before.place,
                    message.state(),
                    message.round(),
                    before.submittedAt,
                    lead,
                    assistants,
                    leads,
                    dispatchedAt,
                    answeredAt,
                    closedAt,
                    refusedBy,
                    bounces,
                    outcome,
                    confirmed,
                    escalation,
                    hard,
                    mergedInto,
                    mergedFrom,
                    before.imported);
        }
    }
}
