package org.zhuqi.dispatch.application;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;

/** Tickets as people name them, by id or by number; a ticket that the caller may not see is none. */
public final class NamedTickets {
    private final TicketFactRows tickets;

    public NamedTickets(TicketFactRows tickets) {
        this.tickets = tickets;
    }

    /**
     * In the order of the names.
     *
     * @param faults one more for each name that leads to no ticket
     */
    public List<TicketFacts> find(String field, List<String> names, Caller caller, FieldFaults faults) {
        List<TicketFacts> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            Optional<TicketFacts> ticket = find(name, caller);
            ticket.ifPresent(found::add);
            if (ticket.isEmpty()) {
                faults.unknown(
                        field + "/" + i,
                        "There is no ticket '%s' that you may see.".formatted(name),
                        "没有您可查看的诉求单“%s”。".formatted(name));
            }
        }
        return List.copyOf(found);
    }

    public Optional<TicketFacts> find(String name, Caller caller) {
        return named(name, caller).filter(it -> it.access().isGrantedTo(caller));
    }

    public Map<TicketId, TicketFacts> of(Collection<TicketId> ids) {
        return tickets.find(ids);
    }

    private Optional<TicketFacts> named(String name, Caller caller) {
        try {
            return tickets.find(TicketId.of(name));
        } catch (IllegalArgumentException notAnId) {
            try {
                return tickets.find(caller.district(), TicketNumber.of(name));
            } catch (IllegalArgumentException notANumber) {
                return Optional.empty();
            }
        }
    }
}
