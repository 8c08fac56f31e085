package org.zhuqi.desk.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.desk.domain.TicketClocks;
import org.zhuqi.desk.domain.TicketText;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.Timing;
import org.zhuqi.desk.domain.WhoHasIt;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.desk.postgres.TicketTexts;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/** Writes tickets out for a caller, with all that is kept apart from them. */
public final class TicketDocuments {
    private final Tickets tickets;
    private final TicketTexts texts;
    private final Clocks clocks;
    private final CalendarTable calendars;
    private final KnownDirectory directory;
    private final InstantSource now;

    public TicketDocuments(
            Tickets tickets,
            TicketTexts texts,
            Clocks clocks,
            CalendarTable calendars,
            KnownDirectory directory,
            InstantSource now) {
        this.tickets = tickets;
        this.directory = directory;
        this.texts = texts;
        this.clocks = clocks;
        this.calendars = calendars;
        this.now = now;
    }

    List<TicketDocument> list(List<Tickets.Found> found, Caller caller) {
        Instant at = now.instant();
        Set<TicketId> targets = visibleTargets(found.stream().map(Tickets.Found::ticket), caller);
        return found.stream()
                .map(each -> TicketDocument.inList(
                        shown(each.ticket(), targets, caller), time(each.ticket(), each.timing(), at, caller), caller))
                .toList();
    }

    TicketDocument single(TicketView ticket, Caller caller) {
        TicketClocks known = clocks.find(ticket.id()).orElse(null);
        Timing timing = known == null ? Timing.NONE : known.timing();
        return TicketDocument.single(
                shown(ticket, visibleTargets(Stream.of(ticket), caller), caller),
                time(ticket, timing, now.instant(), caller),
                known == null
                        ? List.of()
                        : known.clocks().stream()
                                .filter(clock -> isFor(caller, clock))
                                .toList(),
                texts.find(ticket.id()).map(TicketText::description).orElse(null),
                caller);
    }

    private Set<TicketId> visibleTargets(Stream<TicketView> some, Caller caller) {
        return tickets.grantedTo(
                caller,
                some.map(TicketView::mergedInto).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    private TicketDocument.Shown shown(TicketView ticket, Set<TicketId> targets, Caller caller) {
        boolean targetShown = ticket.mergedInto() != null && targets.contains(ticket.mergedInto());
        return new TicketDocument.Shown(ticket, ticket.shownTo(caller, targetShown), WhoHasIt.of(ticket, directory));
    }

    /** How units stand to each other is not the enterprise's matter. */
    private static boolean isFor(Caller caller, ClockReading clock) {
        return caller.role() != Role.ENTERPRISE || clock.scope() == ClockScope.TICKET;
    }

    private TimeDocument time(TicketView ticket, Timing timing, Instant at, Caller caller) {
        return TimeDocument.of(timing, calendars.of(ticket.district()), at, caller);
    }
}
