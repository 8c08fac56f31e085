package org.zhuqi.dispatch.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.UnitId;

/**
 * Which visits are asked for. Null: whichever.
 *
 * @param from the first day
 * @param to the last day
 * @param withoutTicket only those after which none was filed
 * @param struckOut those written down by mistake, in place of those that count
 * @param after where the page before ended
 */
public record VisitFilter(
        @Nullable EnterpriseId enterprise,
        @Nullable AccountId officer,
        @Nullable UnitId unit,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        boolean withoutTicket,
        boolean struckOut,
        @Nullable Position after) {

    /** The last visit of a page, the latest day first. */
    public record Position(LocalDate visitedOn, SubjectId id) {}

    /** All that count of a period. */
    public static VisitFilter of(LocalDate from, LocalDate to) {
        return new VisitFilter(null, null, null, from, to, null, null, false, false, null);
    }
}
