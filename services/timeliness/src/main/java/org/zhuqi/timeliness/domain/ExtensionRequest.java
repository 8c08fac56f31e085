package org.zhuqi.timeliness.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * A request for a later due date, and what came of it.
 *
 * @param imported another system's: nobody here answers it by itself
 * @param stage the stage that it asks for
 * @param decidedAt also when it lapsed: the unit answered, or the ticket went to another; null while it waits
 * @param grantedUntil null unless it was granted
 * @param effectiveUntil the due date that it led to; null if it changed nothing
 * @param objection why it changed nothing or less than granted; null if nothing stands against it
 */
public record ExtensionRequest(
        long sequence,
        boolean imported,
        @Nullable String stage,
        Instant requestedAt,
        Instant askedFor,
        @Nullable Instant decidedAt,
        @Nullable Instant grantedUntil,
        @Nullable Instant effectiveUntil,
        @Nullable Sentence objection) {

    boolean isPending() {
        return decidedAt == null;
    }

    ExtensionRequest refused(Instant at) {
        return new ExtensionRequest(sequence, imported, stage, requestedAt, askedFor, at, null, null, objection);
    }

    ExtensionRequest granted(Instant at, Instant until, @Nullable Instant effective, @Nullable Sentence against) {
        return new ExtensionRequest(
                sequence,
                imported,
                stage,
                requestedAt,
                askedFor,
                at,
                until,
                effective,
                against == null ? objection : against);
    }
}
