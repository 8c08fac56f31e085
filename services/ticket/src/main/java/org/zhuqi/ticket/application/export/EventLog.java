package org.zhuqi.ticket.application.export;

import java.util.function.Consumer;

/** The engine's log, read row by row: nothing of it is held in memory. */
public interface EventLog {
    /** What one look at the log sees. */
    interface Reading {
        /** Ticket by ticket, each in the order of its events. */
        void events(Consumer<LoggedEvent> taker);

        /** Every ticket of which {@link #events} tells, in the same order. */
        void tickets(Consumer<LoggedTicket> taker);
    }

    /** Whatever is read in {@code look} is of one moment, however long it takes. */
    void read(LogPeriod period, Consumer<Reading> look);
}
