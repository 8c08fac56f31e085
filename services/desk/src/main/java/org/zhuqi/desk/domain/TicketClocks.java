package org.zhuqi.desk.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.projection.BrokenHistoryException;

/**
 * The clocks of a ticket: a fold of their events.
 *
 * @param sequence the number of the last clock event
 * @param ticketVersion the version of the ticket that is counted in
 * @param clocks every one that the ticket ever had
 * @param warnings in the order in which they were told
 * @param breaches in the order in which they were told
 */
public record TicketClocks(
        TicketId ticket,
        long sequence,
        long ticketVersion,
        String policyVersion,
        String calendarVersion,
        List<ClockReading> clocks,
        List<ToldWarning> warnings,
        List<PassedDue> breaches) {

    /**
     * The clocks after their first event.
     *
     * @throws BrokenHistoryException if that does not say what clocks there are
     */
    public static TicketClocks opened(ClockMessage<?> first) {
        if (!(first.event() instanceof ClockEvent.ClocksChanged)) {
            throw new BrokenHistoryException("the first clock event of ticket %s is '%s' and does not say its clocks"
                    .formatted(first.ticketId(), first.type().wireName()));
        }
        return new TicketClocks(first.ticketId(), 0, 0, "", "", List.of(), List.of(), List.of()).apply(first);
    }

    /** The clocks after one more event. That it is the next one, the caller has checked. */
    public TicketClocks apply(ClockMessage<?> next) {
        return switch (next.event()) {
            case ClockEvent.ClocksChanged changed -> after(next, changed.clocks(), warnings, breaches);
            case ClockEvent.ClockWarned warned ->
                after(
                        next,
                        clocks,
                        with(
                                warnings,
                                new ToldWarning(warned.clock(), warned.level(), warned.step(), next.occurredAt())),
                        breaches);
            case ClockEvent.ClockBreached breached ->
                after(next, clocks, warnings, with(breaches, new PassedDue(breached.clock(), breached.due())));
        };
    }

    private TicketClocks after(
            ClockMessage<?> next, List<ClockReading> readings, List<ToldWarning> told, List<PassedDue> passed) {
        return new TicketClocks(
                ticket,
                next.sequence(),
                next.ticketVersion(),
                next.policyVersion(),
                next.calendarVersion(),
                readings,
                told,
                passed);
    }

    /** What lists need of it. */
    public Timing timing() {
        List<ClockReading> ofTheTicket = clocks.stream()
                .filter(clock -> clock.scope() == ClockScope.TICKET)
                .toList();
        List<Open> open = ofTheTicket.stream()
                .filter(TicketClocks::isWaitedFor)
                .map(this::open)
                .toList();
        Open next = open.stream()
                .min(Comparator.comparing(Open::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(each -> each.reading().clock()))
                .orElse(null);
        return new Timing(
                next == null ? null : next.due(),
                finalDue(open),
                next == null ? null : next.reading().stage(),
                next == null ? null : next.reading().stageZh(),
                next == null ? null : next.reading().soonAt(),
                next == null ? null : next.pausedSince(),
                open.stream()
                        .map(each -> each.reading().unknownYear())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                open.stream()
                        .mapToInt(each -> each.reading().extensions())
                        .max()
                        .orElse(0),
                warning(),
                !ofTheTicket.isEmpty() && open.isEmpty(),
                policyVersion,
                calendarVersion);
    }

    private record Open(
            ClockReading reading,
            @Nullable Instant due,
            @Nullable Instant pausedSince) {}

    /**
     * A pause that ends by itself moves the due date without a new reading, for nothing happens to the ticket then. That the
     * moved date has passed is told, and means that the clock runs again; only a later due date, an extension, undoes it.
     */
    private Open open(ClockReading reading) {
        Instant due = reading.due();
        Instant passed = breaches.stream()
                .filter(breach -> breach.clock().equals(reading.clock()))
                .map(PassedDue::due)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return due == null || passed == null || passed.isBefore(due)
                ? new Open(reading, due, reading.pausedSince())
                : new Open(reading, passed, null);
    }

    /** Nobody waits for a ticket that another one goes on for, though a merge that is undone lets its clocks go on. */
    private static boolean isWaitedFor(ClockReading clock) {
        return clock.state().isOpen() && clock.pauseCause() != PauseCause.MERGED;
    }

    private static @Nullable Instant finalDue(List<Open> open) {
        Instant last = null;
        for (Open each : open) {
            Instant due = each.due();
            if (due == null) {
                return null;
            }
            last = last == null || due.isAfter(last) ? due : last;
        }
        return last;
    }

    private @Nullable WarningLevel warning() {
        Set<String> open = clocks.stream()
                .filter(TicketClocks::isWaitedFor)
                .map(ClockReading::clock)
                .collect(Collectors.toSet());
        return warnings.stream()
                .filter(warning -> open.contains(warning.clock()))
                .map(ToldWarning::level)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static <T> List<T> with(List<T> all, T another) {
        List<T> more = new ArrayList<>(all);
        more.add(another);
        return List.copyOf(more);
    }
}
