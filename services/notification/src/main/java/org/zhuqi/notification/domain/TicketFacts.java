package org.zhuqi.notification.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
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
 * What of a ticket decides who is told of it: a fold of its events.
 *
 * @param version the sequence of the last event
 * @param leads every unit that ever led, the present one last
 * @param led whether a unit leads now
 * @param assistants the units that assist now
 * @param handler who handles it
 * @param imported the last event came from another system's history: nobody works on it here yet
 */
public record TicketFacts(
        TicketId ticket,
        TicketNumber number,
        long version,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        String title,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        List<UnitId> leads,
        boolean led,
        List<UnitId> assistants,
        @Nullable AccountId handler,
        TicketState state,
        int round,
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
                submitted.title(),
                submitted.chain(),
                submitted.place(),
                List.of(),
                false,
                List.of(),
                null,
                message.state(),
                message.round(),
                message.provenance() != null);
    }

    /** @throws BrokenHistoryException if the message is a second submission */
    public TicketFacts after(EventMessage<?> message) {
        return switch (message.event()) {
            case TicketEvent.Submitted e ->
                throw new BrokenHistoryException("ticket %s is submitted a second time".formatted(message.number()));
            case TicketEvent.Amended e ->
                moved(message, e.title() == null ? title : e.title(), leads, led, assistants, handler);
            case TicketEvent.Dispatched e -> moved(message, title, leading(e.lead()), true, e.assistants(), null);
            case TicketEvent.Redispatched e -> moved(message, title, leading(e.lead()), true, e.assistants(), null);
            case TicketEvent.CallClaimed e -> moved(message, title, leading(e.unit()), true, List.of(), e.handler());
            case TicketEvent.Accepted e -> moved(message, title, leads, led, assistants, e.handler());
            case TicketEvent.HandlerChanged e -> moved(message, title, leads, led, assistants, e.handler());
            case TicketEvent.ObjectionUpheld e -> moved(message, title, leads, false, List.of(), null);
            case TicketEvent.Reopened e -> moved(message, title, leading(e.lead()), true, assistants, null);
            case TicketEvent.AssistantAdded e -> moved(message, title, leads, led, with(assistants, e.unit()), handler);
            case TicketEvent.ClaimOffered e -> moved(message);
            case TicketEvent.ClaimTakenBack e -> moved(message);
            case TicketEvent.PartSignedOff e -> moved(message);
            case TicketEvent.AnswerRelayed e -> moved(message);
            case TicketEvent.CallPublished e -> moved(message);
            case TicketEvent.Declined e -> moved(message);
            case TicketEvent.Merged e -> moved(message);
            case TicketEvent.Withdrawn e -> moved(message);
            case TicketEvent.Objected e -> moved(message);
            case TicketEvent.ObjectionOverruled e -> moved(message);
            case TicketEvent.ProgressRecorded e -> moved(message);
            case TicketEvent.Suspended e -> moved(message);
            case TicketEvent.Resumed e -> moved(message);
            case TicketEvent.InformationProvided e -> moved(message);
            case TicketEvent.ExtensionRequested e -> moved(message);
            case TicketEvent.ExtensionGranted e -> moved(message);
            case TicketEvent.ExtensionRefused e -> moved(message);
            case TicketEvent.Escalated e -> moved(message);
            case TicketEvent.MarkedHard e -> moved(message);
            case TicketEvent.Answered e -> moved(message);
            case TicketEvent.Confirmed e -> moved(message);
            case TicketEvent.Disputed e -> moved(message);
            case TicketEvent.Closed e -> moved(message);
            case TicketEvent.Rated e -> moved(message);
            case TicketEvent.Unmerged e -> moved(message);
            case TicketEvent.Appealed e -> moved(message);
        };
    }

    /** The unit that leads now. */
    public @Nullable UnitId lead() {
        return led ? leads.getLast() : null;
    }

    public TicketAccess access() {
        Set<UnitId> units = new LinkedHashSet<>(leads);
        units.addAll(assistants);
        return new TicketAccess(
                ticket, version, district, enterprise, filedBy, List.copyOf(units), state, chain, place);
    }

    private TicketFacts moved(EventMessage<?> message) {
        return moved(message, title, leads, led, assistants, handler);
    }

    private TicketFacts moved(
            EventMessage<?> message,
            String named,
            List<UnitId> leading,
            boolean isLed,
            List<UnitId> assisting,
            @Nullable AccountId handling) {
        return new TicketFacts(
                ticket,
                number,
                message.sequence(),
                district,
                enterprise,
                filedBy,
                named,
                chain,
                place,
                leading,
                isLed,
                assisting,
                handling,
                message.state(),
                message.round(),
                message.provenance() != null);
    }

    private List<UnitId> leading(UnitId lead) {
        List<UnitId> others = new ArrayList<>(
                leads.stream().filter(unit -> !unit.equals(lead)).toList());
        others.add(lead);
        return List.copyOf(others);
    }

    private static List<UnitId> with(List<UnitId> units, UnitId one) {
        if (units.contains(one)) {
            return units;
        }
        List<UnitId> more = new ArrayList<>(units);
        more.add(one);
        return List.copyOf(more);
    }
}
