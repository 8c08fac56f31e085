package org.zhuqi.contracts;

/** A coded value with its word on Chinese pages. */
public sealed interface Worded
        permits AnswerOutcome,
                ClosingCause,
                DeclineGround,
                Difficulty,
                EscalationLevel,
                ObjectionGround,
                Satisfaction,
                SuspensionReason,
                Urgency {
    String zh();
}
