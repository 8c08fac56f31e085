package org.zhuqi.contracts.dispatch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.schema.About;

/** 滚筒式破难: round after round every hard problem on the list is talked about, until none is left. */
public sealed interface ReviewRoundEvent extends DispatchEvent {

    @About("A round of reviews began.")
    record ReviewRoundOpened(
            @About("Its number in the district: 1, 2, 3 without gaps.")
            int number,

            @About("The day of the meeting.") LocalDate heldOn,
            @About("Who chairs it.") @Nullable AccountId chair)
            implements ReviewRoundEvent {}

    @About("A round of reviews ended: every problem on the list has its result.")
    record ReviewRoundClosed(
            @About("Its number in the district.") int number,
            @About("How many problems were found solved.") int solved,
            @About("How many moved on.") int progress,
            @About("How many did not.") int stuck,
            @About("How many wait for the next round.") int postponed)
            implements ReviewRoundEvent {}
}
