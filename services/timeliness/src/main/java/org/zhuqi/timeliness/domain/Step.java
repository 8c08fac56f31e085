package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * One step of a ticket's history, as far as clocks need it.
 *
 * @param at when it happened in the world
 * @param recordedAt when it was recorded here
 * @param state the ticket's state after it
 * @param byUnit the unit of whoever did it
 * @param imported it comes from the history of another system
 */
public record Step(
        long sequence,
        Instant at,
        Instant recordedAt,
        TicketState state,
        int round,
        Role byRole,
        @Nullable UnitId byUnit,
        boolean imported,
        Happening happening) {

    /** Empty for what moves no clock. */
    public static Optional<Step> of(EventMessage<?> message) {
        Happening happening = happening(message.event());
        return happening == null
                ? Optional.empty()
                : Optional.of(new Step(
                        message.sequence(),
                        message.occurredAt(),
                        message.recordedAt(),
                        message.state(),
                        message.round(),
                        message.actor().role(),
                        message.actor().unit(),
                        message.provenance() != null,
                        happening));
    }

    private static @Nullable Happening happening(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Submitted e -> new Happening.Submitted(e.item(), e.urgency());
            case TicketEvent.Amended e -> new Happening.Amended(e.item());
            case TicketEvent.Dispatched e ->
                new Happening.Dispatched(e.lead(), e.assistants(), e.difficulty(), dues(e.parts()));
            case TicketEvent.Redispatched e ->
                new Happening.Dispatched(e.lead(), e.assistants(), null, dues(e.parts()));
            case TicketEvent.CallPublished e -> new Happening.CallPublished();
            case TicketEvent.CallClaimed e -> new Happening.Claimed(e.unit());
            case TicketEvent.Accepted e -> new Happening.Accepted();
            case TicketEvent.Objected e -> new Happening.Objected();
            case TicketEvent.ObjectionUpheld e -> new Happening.Upheld();
            case TicketEvent.ObjectionOverruled e -> new Happening.Overruled();
            case TicketEvent.ProgressRecorded e -> new Happening.Progress(e.internal());
            case TicketEvent.AssistantAdded e -> new Happening.AssistantAdded(e.unit(), e.due());
            case TicketEvent.PartSignedOff e -> new Happening.PartSignedOff(e.unit());
            case TicketEvent.Suspended e -> new Happening.Suspended(e.reason(), e.until());
            case TicketEvent.Resumed e -> new Happening.Resumed();
            case TicketEvent.InformationProvided e -> new Happening.Resumed();
            case TicketEvent.ExtensionRequested e -> new Happening.ExtensionRequested(e.until());
            case TicketEvent.ExtensionGranted e -> new Happening.ExtensionGranted(e.until());
            case TicketEvent.ExtensionRefused e -> new Happening.ExtensionRefused();
            case TicketEvent.Answered e -> new Happening.Answered();
            case TicketEvent.Confirmed e -> new Happening.Closed();
            case TicketEvent.Closed e -> new Happening.Closed();
            case TicketEvent.Disputed e -> new Happening.Disputed();
            case TicketEvent.Reopened e -> new Happening.Reopened(e.lead());
            case TicketEvent.Merged e -> new Happening.Merged();
            case TicketEvent.Unmerged e -> new Happening.Unmerged();
            case TicketEvent.Declined e -> new Happening.Ended();
            case TicketEvent.Withdrawn e -> new Happening.Ended();
            case TicketEvent.Appealed e -> new Happening.Appealed();
            case TicketEvent.ClaimOffered e -> null;
            case TicketEvent.ClaimTakenBack e -> null;
            case TicketEvent.AnswerRelayed e -> null;
            case TicketEvent.HandlerChanged e -> null;
            case TicketEvent.Escalated e -> null;
            case TicketEvent.MarkedHard e -> null;
            case TicketEvent.Rated e -> null;
        };
    }

    private static @Nullable List<Happening.PartDue> dues(@Nullable List<AssistantPart> parts) {
        if (parts == null) {
            return null;
        }
        List<Happening.PartDue> dues = new ArrayList<>();
        for (AssistantPart part : parts) {
            if (part.due() != null) {
                dues.add(new Happening.PartDue(part.unit(), part.due()));
            }
        }
        return dues.isEmpty() ? null : List.copyOf(dues);
    }
}
