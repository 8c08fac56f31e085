package org.zhuqi.platform.access;

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
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.security.TicketAccess;

/**
 * What of a ticket decides who may see it, as its events tell it.
 *
 * @param version the sequence of the last event that is counted in
 * @param chain the industry chain that the submission named
 * @param place the town or park that the submission named
 * @param leads every unit that ever led, the one that led last at the end
 * @param assistants the units that assist now
 */
public record AccessRecord(
        TicketId ticket,
        long version,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        List<UnitId> leads,
        List<UnitId> assistants,
        TicketState state) {

    /** @throws BrokenHistoryException if the message is not a submission */
    static AccessRecord opened(EventMessage<?> message) {
        if (!(message.event() instanceof TicketEvent.Submitted submitted)) {
            throw new BrokenHistoryException("the first event of ticket %s is '%s', not its submission"
                    .formatted(message.number(), message.type().wireName()));
        }
        return new AccessRecord(
                message.ticketId(),
                message.sequence(),
                message.district(),
                submitted.enterprise(),
                message.actor().account(),
                submitted.chain(),
                submitted.place(),
                List.of(),
                List.of(),
                message.state());
    }

    /** @throws BrokenHistoryException if the message is a second submission */
    AccessRecord after(EventMessage<?> message) {
        return switch (message.event()) {
            case TicketEvent.Submitted e ->
                throw new BrokenHistoryException("ticket %s is submitted a second time".formatted(message.number()));
            case TicketEvent.Dispatched e -> moved(message, leading(e.lead()), e.assistants());
            case TicketEvent.Redispatched e -> moved(message, leading(e.lead()), e.assistants());
            case TicketEvent.CallClaimed e -> moved(message, leading(e.unit()), List.of());
            case TicketEvent.ObjectionUpheld e -> moved(message, leads, List.of());
            case TicketEvent.Reopened e -> moved(message, leading(e.lead()), assistants);
            case TicketEvent.AssistantAdded e -> moved(message, leads, with(assistants, e.unit()));
            case TicketEvent.ClaimOffered e -> moved(message);
            case TicketEvent.ClaimTakenBack e -> moved(message);
            case TicketEvent.PartSignedOff e -> moved(message);
            case TicketEvent.AnswerRelayed e -> moved(message);
            case TicketEvent.Amended e -> moved(message);
            case TicketEvent.CallPublished e -> moved(message);
            case TicketEvent.Declined e -> moved(message);
            case TicketEvent.Merged e -> moved(message);
            case TicketEvent.Withdrawn e -> moved(message);
            case TicketEvent.Accepted e -> moved(message);
            case TicketEvent.Objected e -> moved(message);
            case TicketEvent.ObjectionOverruled e -> moved(message);
            case TicketEvent.ProgressRecorded e -> moved(message);
            case TicketEvent.HandlerChanged e -> moved(message);
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

    public TicketAccess access() {
        Set<UnitId> units = new LinkedHashSet<>(leads);
        units.addAll(assistants);
        return new TicketAccess(
                ticket, version, district, enterprise, filedBy, List.copyOf(units), state, chain, place);
    }

    private AccessRecord moved(EventMessage<?> message) {
        return moved(message, leads, assistants);
    }

    private AccessRecord moved(EventMessage<?> message, List<UnitId> leading, List<UnitId> assisting) {
        return new AccessRecord(
                ticket,
                message.sequence(),
                district,
                enterprise,
                filedBy,
                chain,
                place,
                leading,
                assisting,
                message.state());
    }

    /** Whether the unit has the ticket now, as lead or assistant. */
    public boolean isWith(UnitId unit) {
        return switch (state) {
            case DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED, ANSWERED ->
                (!leads.isEmpty() && unit.equals(leads.getLast())) || assistants.contains(unit);
            case NEW, SUBMITTED, OPEN_CALL, CLOSED, MERGED, DECLINED, WITHDRAWN -> false;
        };
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
