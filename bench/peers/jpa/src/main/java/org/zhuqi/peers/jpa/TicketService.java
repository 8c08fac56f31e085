package org.zhuqi.peers.jpa;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A transaction for each step: the row of the ticket and a row of its history. */
@Service
@Transactional
class TicketService {
    private final Tickets tickets;
    private final History history;
    private final InstantSource now = InstantSource.system();

    TicketService(Tickets tickets, History history) {
        this.tickets = tickets;
        this.history = history;
    }

    Ticket submit(TicketController.Submission said) {
        Ticket ticket = tickets.save(
                new Ticket(said.enterprise(), said.item(), said.title(), said.description(), now.instant()));
        history.save(new HistoryEntry(ticket, "submit", said.enterprise(), now.instant(), null));
        return ticket;
    }

    /** @return null if there is no such ticket */
    @Nullable
    Ticket take(UUID id, Step step, TicketController.Remark said) {
        Ticket ticket = tickets.findById(id).orElse(null);
        if (ticket == null) {
            return null;
        }
        ticket.move(step, now.instant());
        if (step == Step.DISPATCH) {
            ticket.dispatchTo(said.lead());
        } else if (step == Step.ANSWER) {
            ticket.answer(said.text(), said.outcome());
        }
        String text = said.text() == null ? said.note() : said.text();
        history.save(new HistoryEntry(ticket, step.name(), null, now.instant(), text));
        tickets.flush(); // So that the answer has the version after it.
        return ticket;
    }
}
