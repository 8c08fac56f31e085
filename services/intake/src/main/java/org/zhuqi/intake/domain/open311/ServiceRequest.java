package org.zhuqi.intake.domain.open311;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.BrokenHistoryException;

/**
 * A ticket as its enterprise's programs may read it: nothing that is for the administration alone, and no person.
 *
 * @param version the sequence of the last event that is counted in
 * @param lead the unit that leads, or led last
 * @param notes the answer, or why it was declined; null while there is neither
 * @param updatedAt when something of this changed; of a closed one when it was closed
 */
public record ServiceRequest(
        TicketId ticket,
        long version,
        TicketNumber number,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        CatalogueItemId item,
        String title,
        String description,
        TicketState state,
        @Nullable UnitId lead,
        @Nullable String notes,
        Instant requestedAt,
        Instant updatedAt) {

    /** The states that Open311 calls closed; an answer that waits for the enterprise's word is still open. */
    private static final Set<TicketState> CLOSED =
            EnumSet.of(TicketState.CLOSED, TicketState.MERGED, TicketState.DECLINED, TicketState.WITHDRAWN);

    /** @throws BrokenHistoryException if the message is not a submission */
    public static ServiceRequest opened(EventMessage<?> message) {
        if (!(message.event() instanceof TicketEvent.Submitted submitted)) {
            throw new BrokenHistoryException("the first event of ticket %s is '%s', not its submission"
                    .formatted(message.number(), message.type().wireName()));
        }
        return new ServiceRequest(
                message.ticketId(),
                message.sequence(),
                message.number(),
                message.district(),
                submitted.enterprise(),
                message.actor().account(),
                submitted.item(),
                submitted.title(),
                submitted.description(),
                message.state(),
                null,
                null,
                message.occurredAt(),
                message.occurredAt());
    }

    public boolean isClosed() {
        return CLOSED.contains(state);
    }

    /** The names of the states that count as closed, or of the others. */
    public static List<String> states(boolean closed) {
        return Arrays.stream(TicketState.values())
                .filter(state -> CLOSED.contains(state) == closed)
                .map(TicketState::name)
                .toList();
    }

    /** @throws BrokenHistoryException if the message is a second submission */
    public ServiceRequest after(EventMessage<?> message) {
        return switch (message.event()) {
            case TicketEvent.Submitted e ->
                throw new BrokenHistoryException("ticket %s is submitted a second time".formatted(message.number()));
            case TicketEvent.Amended e ->
                new ServiceRequest(
                        ticket,
                        message.sequence(),
                        number,
                        district,
                        enterprise,
                        filedBy,
                        e.item() == null ? item : e.item(),
                        e.title() == null ? title : e.title(),
                        e.description() == null ? description : e.description(),
                        message.state(),
                        lead,
                        notes,
                        requestedAt,
                        message.occurredAt());
            case TicketEvent.Dispatched e -> moved(message, e.lead(), null);
            case TicketEvent.Redispatched e -> moved(message, e.lead(), null);
            case TicketEvent.CallClaimed e -> moved(message, e.unit(), null);
            case TicketEvent.Reopened e -> moved(message, e.lead(), null);
            case TicketEvent.ObjectionUpheld e -> moved(message, null, null);
            case TicketEvent.Disputed e -> moved(message, lead, null);
            case TicketEvent.Appealed e -> moved(message, lead, null);
            case TicketEvent.Unmerged e -> moved(message, lead, null);
            case TicketEvent.Answered e -> moved(message, lead, e.text());
            case TicketEvent.AnswerRelayed e -> moved(message, lead, e.text()).at(message.occurredAt());
            case TicketEvent.Declined e -> moved(message, lead, e.reason());
            case TicketEvent.ProgressRecorded e -> e.internal() ? counted(message) : moved(message);
            case TicketEvent.HandlerChanged e -> counted(message);
            case TicketEvent.ClaimOffered e -> counted(message);
            case TicketEvent.ClaimTakenBack e -> counted(message);
            case TicketEvent.ExtensionRequested e -> counted(message);
            case TicketEvent.ExtensionRefused e -> counted(message);
            case TicketEvent.PartSignedOff e -> counted(message);
            case TicketEvent.AssistantAdded e -> counted(message);
            case TicketEvent.MarkedHard e -> counted(message);
            case TicketEvent.CallPublished e -> moved(message);
            case TicketEvent.Merged e -> moved(message);
            case TicketEvent.Withdrawn e -> moved(message);
            case TicketEvent.Accepted e -> moved(message);
            case TicketEvent.Objected e -> moved(message);
            case TicketEvent.ObjectionOverruled e -> moved(message);
            case TicketEvent.Suspended e -> moved(message);
            case TicketEvent.Resumed e -> moved(message);
            case TicketEvent.InformationProvided e -> moved(message);
            case TicketEvent.ExtensionGranted e -> moved(message);
            case TicketEvent.Escalated e -> moved(message);
            case TicketEvent.Confirmed e -> moved(message);
            case TicketEvent.Closed e -> moved(message);
            case TicketEvent.Rated e -> moved(message);
        };
    }

    private ServiceRequest moved(EventMessage<?> message) {
        return moved(message, lead, notes);
    }

    private ServiceRequest moved(EventMessage<?> message, @Nullable UnitId leading, @Nullable String noted) {
        boolean staysClosed = isClosed() && CLOSED.contains(message.state());
        return new ServiceRequest(
                ticket,
                message.sequence(),
                number,
                district,
                enterprise,
                filedBy,
                item,
                title,
                description,
                message.state(),
                leading,
                noted,
                requestedAt,
                staysClosed ? updatedAt : message.occurredAt());
    }

    /** What nobody outside sees has no time of its own. */
    private ServiceRequest counted(EventMessage<?> message) {
        return moved(message).at(updatedAt);
    }

    private ServiceRequest at(Instant time) {
        return new ServiceRequest(
                ticket,
                version,
                number,
                district,
                enterprise,
                filedBy,
                item,
                title,
                description,
                state,
                lead,
                notes,
                requestedAt,
                time);
    }
}
