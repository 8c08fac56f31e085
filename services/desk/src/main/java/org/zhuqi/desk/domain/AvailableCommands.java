package org.zhuqi.desk.domain;

import java.util.List;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Grant;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.security.Caller;

/** What a caller may ask of a ticket now, read off the lifecycle table. The engine decides again when it is asked. */
public final class AvailableCommands {
    private AvailableCommands() {}

    public static List<CommandType> to(Caller caller, TicketView ticket) {
        if (!ticket.district().equals(caller.district())) {
            return List.of();
        }
        return TicketLifecycle.EDGES.stream()
                .filter(edge -> edge.from() == ticket.state() && isOpen(edge, caller, ticket))
                .map(Edge::command)
                .distinct()
                .toList();
    }

    private static boolean isOpen(Edge edge, Caller caller, TicketView ticket) {
        return edge.who().stream().anyMatch(grant -> reaches(grant, caller, ticket))
                && edge.guards().stream().allMatch(guard -> mayHold(guard, caller, ticket));
    }

    private static boolean reaches(Grant grant, Caller caller, TicketView ticket) {
        if (grant.role() != caller.role()) {
            return false;
        }
        return switch (grant.scope()) {
            case OWN_ENTERPRISE -> ticket.enterprise().equals(caller.enterprise());
            case OWN_FILED -> ticket.filedBy().equals(caller.account());
            case LEAD_UNIT -> caller.unit() != null && caller.unit().equals(ticket.lead());
            case ASSISTING_UNIT -> caller.unit() != null && ticket.assistants().contains(caller.unit());
            case INVOLVED_UNIT -> ticket.involves(caller.unit());
            case ANY_UNIT -> caller.unit() != null;
            case DISTRICT -> caller.jurisdiction().covers(ticket.chain(), ticket.place());
        };
    }

    /** False only if no content of the command could satisfy the guard. */
    private static boolean mayHold(Guard guard, Caller caller, TicketView ticket) {
        return switch (guard) {
            case THE_FIRST_CLAIM_TAKES_IT -> !isForTheBestPlan(ticket);
            case THE_BEST_PLAN_IS_CHOSEN -> isForTheBestPlan(ticket);
            case ITS_UNIT_HAS_CLAIMED -> ticket.call() != null && ticket.call().hasClaimOf(caller.unit());
            case THE_CHOSEN_UNIT_HAS_CLAIMED ->
                ticket.call() != null && !ticket.call().claims().isEmpty();
            case ITS_PART_IS_OPEN ->
                ticket.parts().stream()
                        .anyMatch(part -> part.unit().equals(caller.unit()) && part.signedOffAt() == null);
            case AN_ENTERPRISE_HAS_ITS_ANSWER -> caller.role() != Role.ENTERPRISE || ticket.relayedAnswer() != null;
            case NO_OBJECTION_AFTER_AN_OVERRULE -> !ticket.objectionOverruled();
            case NO_EXTENSION_IS_PENDING -> !ticket.extensionPending();
            case AN_EXTENSION_IS_PENDING -> ticket.extensionPending();
            case THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE ->
                ticket.escalation() == null || !ticket.escalation().isHighest();
            case NOT_YET_HARD -> !ticket.hard();
            case NOT_YET_RATED -> ticket.satisfaction() == null;
            case APPEALS_ONCE -> !ticket.appealed();
            case CAME_FROM_SUBMITTED -> ticket.mergedFrom() == TicketState.SUBMITTED;
            case CAME_FROM_DISPATCHED -> ticket.mergedFrom() == TicketState.DISPATCHED;
            case CAME_FROM_IN_PROGRESS -> ticket.mergedFrom() == TicketState.IN_PROGRESS;
            // Up to what the command says, and when.
            case THE_CALL_IS_STILL_OPEN,
                    THE_PARTS_FIT,
                    THE_MILESTONE_IS_STILL_TO_REACH,
                    EVERY_ASSISTANT_HAS_SIGNED_OFF,
                    THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER,
                    MERGES_INTO_ANOTHER_LIVE_TICKET,
                    CLAIMS_FOR_ITS_OWN_UNIT,
                    NAMES_ANOTHER_UNIT,
                    UNIT_IS_NOT_YET_INVOLVED,
                    HANDLER_IS_ANOTHER_PERSON,
                    AN_UNSOLVED_ANSWER_SAYS_WHY -> true;
        };
    }

    private static boolean isForTheBestPlan(TicketView ticket) {
        return ticket.call() != null && ticket.call().choice() == CallChoice.BEST_PLAN;
    }
}
