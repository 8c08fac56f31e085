package org.zhuqi.desk.web;

import java.util.Optional;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/** Finds a ticket by what an address calls it, for whoever may see it. */
public final class ByIdOrNumber {
    private final Tickets tickets;

    public ByIdOrNumber(Tickets tickets) {
        this.tickets = tickets;
    }

    Optional<TicketView> find(String idOrNumber, Caller caller) {
        Optional<TicketId> id = idOf(idOrNumber);
        if (id.isPresent()) {
            return tickets.find(caller, id.get());
        }
        try {
            return tickets.find(caller, TicketNumber.of(idOrNumber));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws org.zhuqi.platform.web.ProblemException 404 if there is none that the caller may see */
    TicketView get(String idOrNumber, Caller caller) {
        return find(idOrNumber, caller)
                .orElseThrow(() -> Problem.notFound(
                                "There is no ticket %s that you may see.".formatted(idOrNumber),
                                "没有您可查看的诉求单 %s。".formatted(idOrNumber))
                        .asException());
    }

    static Optional<TicketId> idOf(String text) {
        try {
            return Optional.of(TicketId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
