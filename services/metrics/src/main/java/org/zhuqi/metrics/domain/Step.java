package org.zhuqi.metrics.domain;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * A step of a ticket, as much of it as the figures need.
 *
 * @param sequence of the event
 * @param micros when it happened, in microseconds since 1970; never before the step before it
 * @param unit the unit that it is about
 * @param said what was said with it: the item, the outcome, the satisfaction, the cause of the closing, the date granted
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Step(
        long sequence,
        long micros,
        EventType type,
        TicketState state,
        int round,
        @Nullable UnitId unit,
        @Nullable String said) {

    @JsonIgnore
    public Instant at() {
        return Micros.instant(micros);
    }
}
