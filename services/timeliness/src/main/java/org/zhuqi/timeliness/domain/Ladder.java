package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.timeliness.domain.Policy.WarningPoint;
import org.zhuqi.timeliness.domain.Policy.WarningStep;

/**
 * When the open clocks of a ticket warn, and whom. An extension arms the ladder anew; so does a new unit, which has a
 * clock of its own. Where the unit's own clock says the same as the ticket's, only the ticket's speaks, to the unit; where
 * they differ, the time before is not the unit's: the ticket's speaks to the desk, and the unit hears its own. A unit to
 * which the ticket was handed on the first day has the same due date as the one before, but was told nothing yet.
 */
final class Ladder {
    /** From when on something is due soon, where no step of the policy is a yellow card. */
    private static final int SOON_PERCENT = 80;

    private Ladder() {}

    static List<Alarm> alarms(List<Clock> clocks, int holding) {
        List<Alarm> alarms = new ArrayList<>();
        for (Clock clock : clocks) {
            if (!clock.isOpen()) {
                continue;
            }
            Clock own = clock.scope() == ClockScope.TICKET ? ownOf(clock, clocks, holding) : null;
            switch (clock.scope()) {
                case TICKET -> add(alarms, clock, own == null || saysTheSame(clock, own) ? clock.unit() : null);
                case ASSISTANT -> add(alarms, clock, clock.unit());
                case UNIT -> {
                    Clock whole = wholeOf(clock, clocks);
                    if (whole == null || !saysTheSame(whole, clock)) {
                        add(alarms, clock, clock.unit());
                    }
                }
            }
        }
        return alarms;
    }

    private static @Nullable Clock ownOf(Clock ticket, List<Clock> clocks, int holding) {
        return clocks.stream()
                .filter(clock -> clock.isOpen()
                        && clock.scope() == ClockScope.UNIT
                        && clock.holding() == holding
                        && clock.stage().equals(ticket.stage()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Clock wholeOf(Clock unit, List<Clock> clocks) {
        return clocks.stream()
                .filter(clock -> clock.isOpen()
                        && clock.scope() == ClockScope.TICKET
                        && clock.round() == unit.round()
                        && clock.stage().equals(unit.stage()))
                .findFirst()
                .orElse(null);
    }

    private static boolean saysTheSame(Clock one, Clock other) {
        return one.startedAt().equals(other.startedAt())
                && Objects.equals(one.due(), other.due())
                && Objects.equals(one.pausedSince(), other.pausedSince());
    }

    private static void add(List<Alarm> alarms, Clock clock, @Nullable UnitId unit) {
        Instant due = clock.dueIfThePauseEnds();
        if (due == null) {
            return;
        }
        String ladder = clock.key() + "+" + clock.extensions();
        alarms.add(new Alarm.Breach(ladder + ":breach", due, clock, unit));
        int index = 0;
        for (WarningStep step : clock.stage().warnings()) {
            Instant at = onceAllowed(clock, instant(clock, step.at(), due));
            if (at != null) {
                alarms.add(new Alarm.Warning(
                        ladder + ":" + index, at, clock, unit, ladder, index, step.level(), step.text()));
            }
            index++;
        }
    }

    /** Nobody is warned while a clock stands still. */
    private static @Nullable Instant onceAllowed(Clock clock, @Nullable Instant at) {
        if (at == null || clock.pausedSince() == null) {
            return at;
        }
        Instant end = clock.pauseEndsAt();
        return end == null || !at.isBefore(end) ? (end == null ? null : at) : end;
    }

    /** When this clock is due soon; null while it cannot be said. */
    static @Nullable Instant soon(Clock clock) {
        Instant due = clock.pauseEndsAt() == null ? clock.due() : clock.dueIfThePauseEnds();
        if (due == null) {
            return null;
        }
        WarningPoint point = clock.stage().warnings().stream()
                .filter(step -> step.level() == WarningLevel.YELLOW && !(step.at() instanceof WarningPoint.After))
                .findFirst()
                .map(WarningStep::at)
                .orElse(new WarningPoint.Share(SOON_PERCENT));
        return instant(clock, point, due);
    }

    private static @Nullable Instant instant(Clock clock, WarningPoint point, Instant due) {
        try {
            return switch (point) {
                case WarningPoint.Share share -> used(clock, share.percent(), due);
                case WarningPoint.Before before -> before(clock, before, due);
                case WarningPoint.AtDue atDue -> due;
                case WarningPoint.After after -> after(clock, after, due);
            };
        } catch (UnknownYearException e) {
            return null;
        }
    }

    private static Instant used(Clock clock, int percent, Instant due) {
        List<Clock.Pause> pauses = pausesWithThePresentOne(clock);
        Duration wanted = clock.runningUpTo(due, pauses).multipliedBy(percent).dividedBy(100);
        Instant at = clock.ruler().plus(clock.startedAt(), wanted);
        for (Clock.Pause pause : pauses) {
            if (pause.from().isBefore(at)) {
                at = clock.ruler().plus(at, clock.ruler().between(pause.from(), pause.to()));
            }
        }
        return at;
    }

    private static Instant before(Clock clock, WarningPoint.Before before, Instant due) {
        Duration length = Ledger.lengthOf(before.span(), clock.ruler().calendar());
        Instant at = before.span().unit().isWorking()
                ? clock.ruler().calendar().minusWorkingTime(due, length)
                : due.minus(length);
        return at.isBefore(clock.startedAt()) ? clock.startedAt() : at;
    }

    private static Instant after(Clock clock, WarningPoint.After after, Instant due) {
        Ruler ruler = new Ruler(clock.ruler().calendar(), after.span().unit().isWorking());
        Instant at = ruler.plus(due, Ledger.lengthOf(after.span(), ruler.calendar()));
        for (Clock.Pause pause : pausesWithThePresentOne(clock)) {
            if (!pause.from().isBefore(due) && pause.from().isBefore(at)) {
                at = ruler.plus(at, ruler.between(pause.from(), pause.to()));
            }
        }
        return at;
    }

    private static List<Clock.Pause> pausesWithThePresentOne(Clock clock) {
        if (clock.pausedSince() == null || clock.pauseEndsAt() == null) {
            return clock.pauses();
        }
        List<Clock.Pause> all = new ArrayList<>(clock.pauses());
        all.add(new Clock.Pause(clock.pausedSince(), clock.pauseEndsAt()));
        return all;
    }
}
