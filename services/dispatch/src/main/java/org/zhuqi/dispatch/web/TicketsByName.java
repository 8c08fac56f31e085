package org.zhuqi.dispatch.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** A ticket by its id or number, as far as the caller may see it: whatever else is asked for is not there. */
final class TicketsByName {
    private final TicketFactRows tickets;

    TicketsByName(TicketFactRows tickets) {
        this.tickets = tickets;
    }

    TicketFacts find(@Nullable String idOrNumber, Caller caller) {
        if (idOrNumber == null || idOrNumber.isBlank()) {
            throw Problem.badRequest(
                            "Say which ticket: the parameter 'ticket' takes its id or its number.",
                            "请用参数 ticket 指定诉求单的编号或 id。")
                    .asException();
        }
        return read(idOrNumber, caller)
                .filter(facts -> facts.access().isGrantedTo(caller))
                .orElseThrow(() -> none(idOrNumber));
    }

    static ProblemException none(String idOrNumber) {
        return Problem.notFound(
                        "There is no ticket %s that you may see.".formatted(idOrNumber),
                        "没有您可查看的诉求单 %s。".formatted(idOrNumber))
                .asException();
    }

    private Optional<TicketFacts> read(String idOrNumber, Caller caller) {
        try {
            return tickets.find(TicketId.of(idOrNumber));
        } catch (IllegalArgumentException notAnId) {
            try {
                return tickets.find(caller.district(), TicketNumber.of(idOrNumber));
            } catch (IllegalArgumentException notANumber) {
                return Optional.empty();
            }
        }
    }

    /** An address that names nothing leads nowhere. */
    static TicketId ticket(String id) {
        try {
            return TicketId.of(id);
        } catch (IllegalArgumentException notAnId) {
            throw none(id);
        }
    }

    static SubjectId subject(String id) {
        try {
            return SubjectId.of(id);
        } catch (IllegalArgumentException notAnId) {
            throw noProblem();
        }
    }

    static ProblemException noProblem() {
        return Problem.notFound("There is no common problem here that you may see.", "没有您可查看的共性问题。")
                .asException();
    }
}
