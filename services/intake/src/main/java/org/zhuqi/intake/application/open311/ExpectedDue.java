package org.zhuqi.intake.application.open311;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TicketId;

/**
 * When the answer to a ticket is due, as the enterprise sees it: by the clock of the ticket itself, not of a unit, in its
 * last round.
 *
 * @param version the sequence of the last event of the ticket's clocks that is counted in
 * @param due null while no clock runs towards an answer, or the calendar does not know the year
 */
public record ExpectedDue(
        TicketId ticket, long version, @Nullable Instant due) {

    static ExpectedDue after(@Nullable ExpectedDue before, ClockMessage<?> message) {
        @Nullable
        Instant due = switch (message.event()) {
            case ClockEvent.ClocksChanged changed -> of(changed.clocks());
            case ClockEvent.ClockWarned warned -> before == null ? null : before.due();
            case ClockEvent.ClockBreached breached -> before == null ? null : before.due();
        };
        return new ExpectedDue(message.ticketId(), message.sequence(), due);
    }

    private static @Nullable Instant of(List<ClockReading> clocks) {
        int round = clocks.stream().mapToInt(ClockReading::round).max().orElse(0);
        return clocks.stream()
                .filter(clock -> clock.scope() == ClockScope.TICKET && clock.round() == round)
                .filter(ExpectedDue::isForTheAnswer)
                .map(ClockReading::due)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** One told before clocks said what they wait for is taken for any. */
    private static boolean isForTheAnswer(ClockReading clock) {
        return clock.ends() == null || clock.ends().contains(ClockMilestone.ANSWERED);
    }
}
