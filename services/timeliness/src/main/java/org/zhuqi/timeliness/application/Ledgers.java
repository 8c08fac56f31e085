package org.zhuqi.timeliness.application;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.domain.Policy;

/** The ledgers of tickets, in which every verdict stays by the calendar by which it was given. */
public final class Ledgers {
    private final Policies policies;
    private final Calendars calendars;

    public Ledgers(Policies policies, Calendars calendars) {
        this.policies = policies;
        this.calendars = calendars;
    }

    /** As it was told last, whatever calendar is in force now. */
    public Ledger asTold(TicketRecord ticket) {
        return by(ticket, calendars.of(ticket.calendarVersion()), ticket.judgedBy());
    }

    /** By this calendar, but for the clocks that another one judged. */
    Ledger by(TicketRecord ticket, WorkingCalendar calendar, Map<String, String> judgedBy) {
        Policy policy = policies.get(ticket.policy());
        Ledger ledger = Ledger.of(ticket.steps(), policy, calendar);
        if (judgedBy.isEmpty()) {
            return ledger;
        }
        Map<String, Ledger> earlier = new HashMap<>();
        Map<String, Clock> judged = new HashMap<>();
        judgedBy.forEach((clock, version) -> earlier.computeIfAbsent(
                        version, any -> Ledger.of(ticket.steps(), policy, calendars.of(any)))
                .clock(clock)
                .ifPresent(found -> judged.put(clock, found)));
        return ledger.withJudged(judged);
    }

    /** Which clocks keep the calendar by which they were judged, once this one is in force. */
    Map<String, String> judgedBefore(TicketRecord ticket, WorkingCalendar calendar) {
        String before = ticket.calendarVersion();
        if (before.isEmpty() || before.equals(calendar.version())) {
            return ticket.judgedBy();
        }
        Map<String, String> judged = new TreeMap<>(ticket.judgedBy());
        asTold(ticket).clocks().stream()
                // What ended without a due date, for want of a notice, has no verdict to keep.
                .filter(clock -> !clock.isOpen() && clock.due() != null)
                .forEach(clock -> judged.putIfAbsent(clock.key(), before));
        return judged;
    }
}
