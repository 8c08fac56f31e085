package org.zhuqi.dispatch.web;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** A ticket by its id or number, as far as the caller may see it: whatever else is asked for is not there. */
final class TicketsByName {
    private final NamedTickets tickets;

    TicketsByName(TicketFactRows tickets) {
        this.tickets = new NamedTickets(tickets);
    }

    TicketFacts find(@Nullable String idOrNumber, Caller caller) {
        if (idOrNumber == null || idOrNumber.isBlank()) {
            throw Problem.badRequest(
                            "Say which ticket: the parameter 'ticket' takes its id or its number.",
                            "请用参数 ticket 指定诉求单的编号或 id。")
                    .asException();
        }
        return tickets.find(idOrNumber, caller).orElseThrow(() -> none(idOrNumber));
    }

    static ProblemException none(String idOrNumber) {
        return Problem.notFound(
                        "There is no ticket %s that you may see.".formatted(idOrNumber),
                        "没有您可查看的诉求单 %s。".formatted(idOrNumber))
                .asException();
    }

    /** An address that names nothing leads nowhere. */
    static TicketId ticket(String id) {
        try {
            return TicketId.of(id);
        } catch (IllegalArgumentException notAnId) {
            throw none(id);
        }
    }
}
