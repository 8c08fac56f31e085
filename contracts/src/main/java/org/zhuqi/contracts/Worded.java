package org.zhuqi.contracts;

/** A coded value with its word on Chinese pages. */
public sealed interface Worded
        permits AnswerOutcome,
                ClockScope,
                ClockState,
                ClosingCause,
                DeclineGround,
                Difficulty,
                EscalationLevel,
                ObjectionGround,
                PauseCause,
                Satisfaction,
                SuspensionReason,
                Urgency,
                WarningLevel {
    String zh();
}
