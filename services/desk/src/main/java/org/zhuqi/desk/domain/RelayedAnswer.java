package org.zhuqi.desk.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;

/** The answer to the ticket into which this one is merged, as this one's enterprise reads it. */
public record RelayedAnswer(
        AnswerOutcome outcome, String text, @Nullable String reason, Instant at) {}
