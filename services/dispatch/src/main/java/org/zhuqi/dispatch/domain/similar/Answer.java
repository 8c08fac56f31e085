package org.zhuqi.dispatch.domain.similar;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.id.TicketId;

/**
 * The last answer of a ticket, as those merged into it may read it.
 *
 * @param sequence of the event that told it
 * @param round of the ticket, in which it was given
 */
public record Answer(
        TicketId ticket,
        long sequence,
        int round,
        AnswerOutcome outcome,
        String text,
        @Nullable String reason) {}
