package org.zhuqi.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.zhuqi.notification.postgres.LinkRows;
import org.zhuqi.notification.postgres.MessageRows;

/** Forgets messages and links that have grown old, once an hour. */
public final class Forgetting {
    private static final Duration EVERY = Duration.ofHours(1);

    private final MessageRows messages;
    private final LinkRows links;
    private final Duration keep;
    private final InstantSource now;
    private volatile Instant next = Instant.MIN;

    public Forgetting(MessageRows messages, LinkRows links, Duration keep, InstantSource now) {
        this.messages = messages;
        this.links = links;
        this.keep = keep;
        this.now = now;
    }

    /** Does nothing most of the time. */
    public void forget() {
        Instant at = now.instant();
        if (at.isBefore(next)) {
            return;
        }
        messages.forgetBefore(at.minus(keep));
        links.forgetExpiredBefore(at.minus(keep));
        next = at.plus(EVERY);
    }
}
