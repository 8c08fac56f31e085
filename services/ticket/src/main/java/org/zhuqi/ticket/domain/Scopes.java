package org.zhuqi.ticket.domain;

import java.util.List;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Grant;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/** Whose ticket it is: what an actor may know of, and how far each grant of the table reaches. */
final class Scopes {
    private Scopes() {}

    /** Whether the actor may know that there is such a ticket. Whoever may not is told that there is none. */
    static boolean mayKnow(Ticket ticket, Actor actor) {
        return switch (actor.role()) {
            case ENTERPRISE -> ticket.enterprise().equals(actor.enterprise());
            case OFFICER -> ticket.filedBy().equals(actor.account());
            case HANDLER ->
                ticket.state() == TicketState.OPEN_CALL
                        || (actor.unit() != null
                                && (ticket.involves(actor.unit())
                                        || ticket.formerLeads().contains(actor.unit())));
            case COORDINATOR, SUPERVISOR, SYSTEM -> actor.jurisdiction().covers(ticket.chain(), ticket.place());
            case AUDITOR, ADMIN, IMPORTER -> true;
        };
    }

    static boolean reaches(Grant grant, Ticket ticket, Actor actor) {
        if (grant.role() != actor.role()) {
            return false;
        }
        return switch (grant.scope()) {
            case OWN_ENTERPRISE -> ticket.enterprise().equals(actor.enterprise());
            case OWN_FILED -> ticket.filedBy().equals(actor.account());
            case LEAD_UNIT -> actor.unit() != null && actor.unit().equals(ticket.lead());
            case ASSISTING_UNIT -> actor.unit() != null && ticket.assistants().contains(actor.unit());
            case INVOLVED_UNIT -> actor.unit() != null && ticket.involves(actor.unit());
            case ANY_UNIT -> actor.unit() != null;
            case DISTRICT -> actor.jurisdiction().covers(ticket.chain(), ticket.place());
        };
    }

    static String whoMay(List<Edge> edges) {
        return edges.stream()
                .flatMap(edge -> edge.who().stream())
                .distinct()
                .map(Scopes::inWords)
                .collect(Collectors.joining(" or "));
    }

    private static String inWords(Grant grant) {
        return switch (grant.scope()) {
            case OWN_ENTERPRISE -> "the enterprise itself";
            case OWN_FILED -> "the officer who filed it";
            case LEAD_UNIT -> "a handler of the lead unit";
            case ASSISTING_UNIT -> "a handler of an assisting unit";
            case INVOLVED_UNIT -> "a handler of a unit involved";
            case ANY_UNIT -> "a handler";
            case DISTRICT -> grant.role() == Role.SYSTEM ? "the system" : "a " + grant.role();
        };
    }
}
