package org.zhuqi.desk.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.UnitId;

/**
 * What an assisting unit is asked to do in the present round.
 *
 * @param due the day on which its part is due; null: the policy says when
 * @param signedOffAt when it had done it; null: it has not yet
 */
public record AssistingPart(
        UnitId unit,
        @Nullable String part,
        @Nullable LocalDate due,
        @Nullable Instant signedOffAt) {

    AssistingPart signedOff(Instant at) {
        return new AssistingPart(unit, part, due, at);
    }

    /** Once more, in a new round: the day that was named was one of the round before. */
    AssistingPart anew() {
        return new AssistingPart(unit, part, null, null);
    }
}
