package org.zhuqi.contracts.dispatch;

import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** 协调会: those who can solve it sit down together. */
public sealed interface MeetingEvent extends DispatchEvent {

    @About("A meeting was planned, or one that took place was written down.")
    record MeetingPlanned(
            @About("What, when, where and with whom.") MeetingPlan plan) implements MeetingEvent {}

    @About("The plan of a meeting changed: all of it, as it is now.")
    record MeetingChanged(
            @About("What, when, where and with whom.") MeetingPlan plan) implements MeetingEvent {}

    @About("A meeting took place.")
    record MeetingHeld(@About("What was said and decided.") MeetingMinutes minutes) implements MeetingEvent {}

    @About("The minutes of a meeting were put right: all of them, as they are now.")
    record MinutesCorrected(
            @About("What was said and decided.") MeetingMinutes minutes,

            @About("What was wrong before.") @Text(max = 500)
            String reason)
            implements MeetingEvent {}

    @About("A meeting does not take place.")
    record MeetingCancelled(@About("Why.") @Text(max = 500) String reason) implements MeetingEvent {}

    @About("What a meeting decided is done.")
    record DecisionDone(
            @About("The decision's number in the meeting.") int number,
            @About("What was done.") @Text(max = 2000) String note)
            implements MeetingEvent {}
}
