package org.zhuqi.timeliness.application;

import java.util.Collection;
import java.util.List;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.timeliness.postgres.OutgoingRows;
import org.zhuqi.timeliness.postgres.OutgoingRows.Waiting;

/**
 * Tells what is committed, in order, and forgets it once the broker has it. Told twice after a death in between, it is the
 * same to the byte: numbers of clock events and ids of commands were given when it was written.
 */
public final class Telling {
    private final OutgoingRows outgoing;
    private final Publisher publisher;

    /** Returns when the broker has acknowledged all. */
    @FunctionalInterface
    public interface Publisher {
        void publish(List<Waiting> waiting);
    }

    public Telling(OutgoingRows outgoing, Publisher publisher) {
        this.outgoing = outgoing;
        this.publisher = publisher;
    }

    /** @throws RuntimeException if the broker cannot be reached; nothing is forgotten */
    void tell(Collection<TicketId> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        List<Waiting> waiting = outgoing.of(tickets);
        if (!waiting.isEmpty()) {
            publisher.publish(waiting);
            outgoing.remove(waiting);
        }
    }
}
