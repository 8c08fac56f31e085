package org.zhuqi.ticket.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.platform.messaging.StoredEvent;

/** An event on its way into the log. */
public record NewEvent(
        StoredEvent event, CommandId commandId, @Nullable String fingerprint, Instant recordedAt) {}
