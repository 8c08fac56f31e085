package org.zhuqi.metrics.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;

/**
 * A build of the facts from the events.
 *
 * @param account who asked for it; null for the first
 */
public record Build(
        int number,
        State state,
        Instant begunAt,
        @Nullable Instant servedAt,
        @Nullable Instant retiredAt,
        @Nullable AccountId account) {
    public enum State {
        /** Reads all events from the first on, while another serves. */
        BUILDING,
        SERVING,
        RETIRED
    }
}
