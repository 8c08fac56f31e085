package org.zhuqi.metrics.domain;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;

/**
 * How a ticket stands from an instant on, until the next one.
 *
 * @param from in microseconds since 1970
 * @param facts the bits of {@link TicketFact}
 * @param unit the lead unit; null while none has it
 */
public record Standing(long from, long facts, @Nullable UnitId unit, CatalogueItemId item) {
    boolean looksLike(Standing other) {
        return facts == other.facts && item.equals(other.item) && java.util.Objects.equals(unit, other.unit);
    }
}
