package org.zhuqi.desk.application;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.zhuqi.contracts.id.TicketId;

/** Rings for those of this process who wait for tickets to move on, once it is committed. */
public final class CommittedTickets {
    private final Set<Bell> bells = ConcurrentHashMap.newKeySet();

    void moved(Collection<TicketId> tickets) {
        for (Bell bell : bells) {
            if (!Collections.disjoint(bell.tickets, tickets)) {
                bell.rung.release();
            }
        }
    }

    Bell bellFor(Set<TicketId> tickets) {
        Bell bell = new Bell(tickets);
        bells.add(bell);
        return bell;
    }

    final class Bell implements AutoCloseable {
        private final Set<TicketId> tickets;
        private final Semaphore rung = new Semaphore(0);

        private Bell(Set<TicketId> tickets) {
            this.tickets = Set.copyOf(tickets);
        }

        /** Returns when one of the tickets has moved, or the time is over. */
        void await(Duration atMost) throws InterruptedException {
            if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
        }

        @Override
        public void close() {
            bells.remove(this);
        }
    }
}
