package org.zhuqi.ticket.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;

/** The dead letters, for the operator who looks after them. */
public interface DeadLetters {

    enum Status {
        OPEN,
        REDRIVEN,
        DISCARDED
    }

    /**
     * @param command the command's type, if its header could be read
     * @param body the value as text; characters that are none are replaced
     */
    record Entry(
            long id,
            String topic,
            int partition,
            long offset,
            @Nullable String ticketId,
            @Nullable String command,
            String reason,
            Instant failedAt,
            Status status,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable String note,
            String body) {}

    /** Newest first, at most {@code limit}, older than {@code before} if given. */
    List<Entry> list(@Nullable Status status, @Nullable Long before, int limit);

    Optional<Entry> find(long id);

    /** How many nobody has settled yet. */
    long open();

    /**
     * Sends the command again, with the id it had, so that it cannot take effect twice.
     *
     * @return false if it was settled before
     */
    boolean redrive(long id, AccountId by, @Nullable String note);

    /** @return false if it was settled before */
    boolean discard(long id, AccountId by, String note);
}
