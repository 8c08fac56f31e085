package org.zhuqi.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.postgres.MessageRows;

/** Writes down, in the transaction of whoever counts something in, the messages that it leads to. */
public final class Announcing {
    private final MessageRows messages;
    private final Composing composing;
    private final Wakening wakening;
    private final Duration oldest;
    private final InstantSource now;

    /** @param oldest what happened longer ago nobody is told of: a rebuild mails nobody */
    public Announcing(
            MessageRows messages, Composing composing, Wakening wakening, Duration oldest, InstantSource now) {
        this.messages = messages;
        this.composing = composing;
        this.wakening = wakening;
        this.oldest = oldest;
        this.now = now;
    }

    /** As exactly as the database keeps it. */
    Instant instant() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    boolean isLongPast(Instant happened, Instant at) {
        return happened.isBefore(at.minus(oldest));
    }

    /** What comes a second time has its messages already, by their ids. */
    void announce(List<Happening> happenings, Instant at) {
        messages.add(composing.messages(happenings, at));
        wakening.afterCommit();
    }
}
