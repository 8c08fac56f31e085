package org.zhuqi.desk.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.desk.domain.TicketClocks;
import org.zhuqi.desk.domain.TicketText;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.Timing;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.desk.postgres.TicketTexts;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.security.Caller;

/** Writes tickets out for a caller, with all that is kept apart from them. */
public final class TicketDocuments {
    private final TicketTexts texts;
    private final Clocks clocks;
    private final CalendarTable calendars;
    private final InstantSource now;

    public TicketDocuments(TicketTexts texts, Clocks clocks, CalendarTable calendars, InstantSource now) {
        this.texts = texts;
        this.clocks = clocks;
        this.calendars = calendars;
        this.now = now;
    }

    List<TicketDocument> list(List<Tickets.Found> found, Caller caller) {
        Instant at = now.instant();
        return found.stream()
                .map(each ->
                        TicketDocument.inList(each.ticket(), time(each.ticket(), each.timing(), at, caller), caller))
                .toList();
    }

    TicketDocument single(TicketView ticket, Caller caller) {
        TicketClocks known = clocks.find(ticket.id()).orElse(null);
        Timing timing = known == null ? Timing.NONE : known.timing();
        return TicketDocument.single(
                ticket,
                time(ticket, timing, now.instant(), caller),
                known == null
                        ? List.of()
                        : known.clocks().stream()
                                .filter(clock -> isFor(caller, clock))
                                .toList(),
                texts.find(ticket.id()).map(TicketText::description).orElse(null),
                caller);
    }

    /** How units stand to each other is not the enterprise's matter. */
    private static boolean isFor(Caller caller, ClockReading clock) {
        return caller.role() != Role.ENTERPRISE || clock.scope() == ClockScope.TICKET;
    }

    private TimeDocument time(TicketView ticket, Timing timing, Instant at, Caller caller) {
        return TimeDocument.of(timing, calendars.of(ticket.district()), at, caller);
    }
}
