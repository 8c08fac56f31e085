package org.zhuqi.contracts;

/** A coded value with its word on Chinese pages. */
public sealed interface Worded
        permits SubjectKind,
                AnswerOutcome,
                ChainKind,
                ClockScope,
                ClockState,
                ClosingCause,
                DeclineGround,
                Difficulty,
                EnterpriseSize,
                EscalationLevel,
                ObjectionGround,
                PauseCause,
                PlaceKind,
                Satisfaction,
                SuspensionReason,
                UnitKind,
                Urgency,
                WarningLevel {
    String zh();
}
