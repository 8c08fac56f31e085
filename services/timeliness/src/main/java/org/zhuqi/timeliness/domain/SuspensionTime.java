package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** How long the work may wait: the present suspension, and what the round has used up of the cap. */
final class SuspensionTime {
    private final Policy policy;
    private final WorkingCalendar calendar;

    private @Nullable Instant since;
    private @Nullable Instant until;
    private boolean stops;
    private Duration usedInRound = Duration.ZERO;

    SuspensionTime(Policy policy, WorkingCalendar calendar) {
        this.policy = policy;
        this.calendar = calendar;
    }

    void newRound() {
        usedInRound = Duration.ZERO;
    }

    /** @return whether the clocks stop for this reason */
    boolean begin(Instant at, Happening.Suspended suspended) {
        stops = policy.suspensions().reasons().contains(suspended.reason());
        since = at;
        until = earliest(endOf(suspended.until(), at), stops ? endOfCap(at) : null);
        return stops;
    }

    /** When the present suspension ends by itself: its day has come or its cap is used up. */
    @Nullable
    Instant until() {
        return until;
    }

    /** When the clocks ran again by themselves, if they did so before this instant. */
    Optional<Instant> ranOutBefore(Instant at) {
        return stops && until != null && until.isBefore(at) ? Optional.of(until) : Optional.empty();
    }

    /** The clocks run again, though the work may wait on. */
    void runAgain(Instant at) {
        Span cap = policy.suspensions().cap();
        if (stops && since != null && cap != null) {
            try {
                usedInRound = usedInRound.plus(new Ruler(calendar, cap.unit().isWorking()).between(since, at));
            } catch (UnknownYearException e) {
                // Its length cannot be said before the year is known, and neither can any due date behind it.
                usedInRound = Ledger.lengthOf(cap, calendar);
            }
        }
        stops = false;
    }

    void end(Instant at) {
        runAgain(at);
        since = null;
        until = null;
    }

    private @Nullable Instant endOf(@Nullable LocalDate day, Instant notBefore) {
        if (day == null) {
            return null;
        }
        Instant end = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
        return end.isBefore(notBefore) ? notBefore : end;
    }

    private @Nullable Instant endOfCap(Instant at) {
        Span cap = policy.suspensions().cap();
        if (cap == null) {
            return null;
        }
        Ruler ruler = new Ruler(calendar, cap.unit().isWorking());
        Duration left = Ledger.lengthOf(cap, calendar).minus(usedInRound);
        try {
            return left.isPositive() ? ruler.plus(at, left) : at;
        } catch (UnknownYearException e) {
            return null;
        }
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
