package org.zhuqi.notification.webhook.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/**
 * What another system asked to be told, and where.
 *
 * @param version changes with whatever an administrator sees as the subscription; not with how deliveries go
 * @param paused why nothing is sent; null while it is
 */
public record Subscription(
        UUID id,
        DistrictId district,
        long version,
        Terms terms,
        @Nullable Pause paused,
        Instant createdAt,
        AccountId createdBy,
        Instant changedAt,
        AccountId changedBy) {

    /**
     * What an administrator writes.
     *
     * @param owner who is responsible for the receiver, in words
     */
    public record Terms(String owner, @Nullable String description, String url, EventFilter filter) {}

    /** @param said more about it, such as what the receiver last answered */
    public record Pause(
            Reason reason, Instant since, @Nullable String said) {}

    /** Why nothing is sent. */
    public enum Reason {
        /** An administrator said so. */
        BY_HAND,
        /** The receiver answered 410: it wants nothing any more. */
        GONE,
        /** Nothing could be delivered for as long as is tried. */
        FAILING
    }

    public boolean isActive() {
        return paused == null;
    }

    /** What was recorded before it was made is not sent by itself. */
    public boolean asksFor(SubjectEvent event) {
        return district.equals(event.district())
                && !event.recordedAt().isBefore(createdAt)
                && terms.filter().matches(event);
    }
}
