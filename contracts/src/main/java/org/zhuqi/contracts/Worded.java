package org.zhuqi.contracts;

/** A coded value with its word on Chinese pages. */
public sealed interface Worded
        permits AnswerOutcome,
                CallChoice,
                CatalogueKind,
                ChainKind,
                ClockMilestone,
                ClockScope,
                ClockState,
                ClosingCause,
                DealResult,
                DeclineGround,
                Difficulty,
                DispatchMode,
                EnterpriseSize,
                EscalationLevel,
                ExclusionGround,
                FieldKind,
                ListingKind,
                ListingVisibility,
                MeetingKind,
                ObjectionGround,
                PauseCause,
                PlaceKind,
                RemovalGround,
                ReviewResult,
                Satisfaction,
                SubjectKind,
                SuspensionReason,
                UnitKind,
                Urgency,
                WarningLevel {
    String zh();
}
