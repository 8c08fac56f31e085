package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/** One event in the history of what dispatch looks after. */
record HistoryEntry(
        long sequence,

        @Schema(description = "What happened, such as meeting-held.")
        String event,

        @Schema(description = "The same in Chinese.") String zh,
        Instant occurredAt,
        Instant recordedAt,
        AccountId by,
        Role role,
        @Nullable UnitId unit,

        @Schema(description = "All that the event says.", type = "object")
        Object details) {

    static HistoryEntry of(DispatchMessage<?> message) {
        return new HistoryEntry(
                message.sequence(),
                message.type().wireName(),
                message.type().zh(),
                message.occurredAt(),
                message.recordedAt(),
                message.actor().account(),
                message.actor().role(),
                message.actor().unit(),
                message.event());
    }
}
