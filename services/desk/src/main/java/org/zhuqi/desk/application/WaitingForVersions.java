package org.zhuqi.desk.application;

import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.zhuqi.contracts.id.TicketId;

/**
 * Holds an answer back for a moment, until the read side shows what the caller has just written. Another process may do the
 * projecting, so the database is asked again from time to time even if nothing rings here.
 */
public final class WaitingForVersions {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final CommittedTickets committed;
    private final Duration atMost;

    public WaitingForVersions(CommittedTickets committed, Duration atMost) {
        this.committed = committed;
        this.atMost = atMost;
    }

    /** @return false if it is not reached in time */
    public boolean until(BooleanSupplier reached, Set<TicketId> tickets) {
        if (reached.getAsBoolean()) {
            return true;
        }
        long end = System.nanoTime() + atMost.toNanos();
        try (CommittedTickets.Bell bell = committed.bellFor(tickets)) {
            while (true) {
                if (reached.getAsBoolean()) {
                    return true;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                bell.await(left < LOOK_AGAIN.toNanos() ? Duration.ofNanos(left) : LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
