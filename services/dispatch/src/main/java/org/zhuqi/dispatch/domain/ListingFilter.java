package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;

/**
 * Which listings are asked for. Null: whichever.
 *
 * @param text part of a title or a category
 * @param today decides what has expired
 * @param after where the page before ended
 */
public record ListingFilter(
        @Nullable ListingKind kind,
        @Nullable EnterpriseId enterprise,
        @Nullable ChainId chain,
        @Nullable ListingStatus status,
        @Nullable TicketId ticket,
        @Nullable String text,
        LocalDate today,
        @Nullable Position after) {

    /** The last entry of a page, the newest first. */
    public record Position(Instant at, SubjectId id) {}
}
