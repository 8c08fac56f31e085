package org.zhuqi.contracts.dispatch;

/** Everything that can happen to what dispatch looks after beside tickets. Participles; each says enough for its readers. */
public sealed interface DispatchEvent
        permits CommonProblemEvent, HardProblemEvent, ListingEvent, MeetingEvent, ReviewRoundEvent, VisitEvent {}
