package org.zhuqi.timeliness.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.UnitId;

/** What time will cause, unless something happens before. The key is the same however often it is worked out. */
public sealed interface Alarm {
    String key();

    /** From when on it holds. */
    Instant at();

    /**
     * A step of the ladder.
     *
     * @param ladder steps of one ladder replace each other: only the highest that holds is worth telling
     * @param step its place on the ladder, from 0
     * @param unit whom it warns; null: the desk
     */
    record Warning(
            String key,
            Instant at,
            Clock clock,
            @Nullable UnitId unit,
            String ladder,
            int step,
            WarningLevel level,
            String text)
            implements Alarm {}

    record Breach(
            String key, Instant at, Clock clock, @Nullable UnitId unit) implements Alarm {}

    /** The system asks something of the ticket by itself. */
    record Automatic(String key, Instant at, TicketCommand command) implements Alarm {}
}
