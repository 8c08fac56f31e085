package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.timeliness.domain.History.HOUSING;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.WATER;
import static org.zhuqi.timeliness.domain.History.submitted;

import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.timeliness.policy.Policies;

/** How a ticket ends, and begins again. */
class RoundsTest {
    private static History answered() {
        return submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30", WATER)
                .accepted("04-10 10:00")
                .reported("04-14 10:00")
                .answered("04-17 10:00");
    }

    @Test
    void aDisputeAsksForAllButTheAcceptanceAnewAndLeavesTheVerdicts() {
        Told told = answered().disputed("04-18 09:30").ledger();

        assertThat(told.state("1/accept/TICKET")).isEqualTo(ClockState.MET);
        assertThat(told.state("1/progress/TICKET")).isEqualTo(ClockState.LATE);
        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.MET);
        assertThat(told.openClocks())
                .containsExactly(
                        "2/progress/TICKET",
                        "2/progress/UNIT/2",
                        "2/answer/TICKET",
                        "2/answer/UNIT/2",
                        "2/assist/ASSISTANT/water");
        assertThat(told.due("2/answer/TICKET")).isEqualTo("2023-04-24 17:30");
        assertThat(told.warnings("2/answer/TICKET")).hasSize(4).allMatch(warning -> warning.endsWith(", land"));
    }

    @Test
    void aReopenedTicketIsAcceptedAnew() {
        Told told = answered()
                .confirmed("04-18 09:30")
                .reopenedFor(HOUSING, "06-01 09:30")
                .ledger();

        assertThat(told.openClocks())
                .contains("2/accept/TICKET", "2/accept/UNIT/2", "2/answer/TICKET", "2/assist/ASSISTANT/water");
        assertThat(told.due("2/accept/TICKET")).isEqualTo("2023-06-02 17:30");
        assertThat(told.clock("2/accept/TICKET").unit()).isEqualTo(HOUSING);
        assertThat(told.state("1/progress/TICKET")).isEqualTo(ClockState.LATE);
        assertThat(told.ledger().ticketClock(1, "answer")).isPresent();
    }

    @Test
    void anAssistantThatLeadsTheNextRoundAssistsNoMore() {
        Told told = answered()
                .confirmed("04-18 09:30")
                .reopenedFor(WATER, "06-01 09:30")
                .ledger();

        assertThat(told.openClocks()).noneMatch(clock -> clock.contains("ASSISTANT"));
    }

    @Test
    void aWithdrawnTicketIsAskedForNothing() {
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30")
                .withdrawn("04-20 09:30")
                .ledger();

        assertThat(told.ledger().clocks())
                .hasSize(6)
                .allMatch(clock -> clock.state() == ClockState.RELEASED && clock.endedAt() != null);
        assertThat(told.ledger().alarms()).isEmpty();
        assertThat(told.ledger().segments().getLast().holder()).isEqualTo(Segment.Holder.NOBODY);
    }

    @Test
    void anAppealedTicketHasItsClocksAgain() {
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30")
                .objected("04-10 10:00")
                .upheld("04-10 11:00")
                .declined("04-10 15:00")
                .appealed("05-08 09:00")
                .dispatchedTo(HOUSING, "05-08 10:00")
                .accepted("05-08 11:00")
                .ledger();

        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.RELEASED);
        assertThat(told.due("1/answer/TICKET#2")).isEqualTo("2023-05-15 17:30");
        assertThat(told.state("1/accept/TICKET#2")).isEqualTo(ClockState.MET);
        assertThat(told.breaches("1/answer/TICKET#2")).containsExactly("2023-05-15 17:30, housing");
        assertThat(told.ledger().ticketClock(1, "answer"))
                .hasValueSatisfying(clock -> assertThat(clock.key()).isEqualTo("1/answer/TICKET#2"));
    }

    @Test
    void theDesksOwnTimeRunsAnewAfterAnAppeal() {
        Policy policy = Policies.ofStages("""
                - {stage: triage, name: 派单, starts: submitted, ends: dispatched, within: 2 working hours}
                """);
        Told told = submitted("2023-04-10 09:12")
                .declined("04-10 10:00")
                .appealed("04-12 09:00")
                .under(policy)
                .ledger();

        assertThat(told.state("1/triage/TICKET")).isEqualTo(ClockState.RELEASED);
        assertThat(told.due("1/triage/TICKET#2")).isEqualTo("2023-04-12 11:00");
    }

    @Test
    void theEndOfTheTicketEndsWhatWaitsForIt() {
        Policy policy = Policies.ofStages("""
                - stage: close
                  name: 销号
                  starts: first-dispatch
                  ends: closed
                  within: 10 working days
                """);
        History history = answered().under(policy);
        assertThat(history.ledger().openClocks()).containsExactly("1/close/TICKET");
        assertThat(history.ledger().breaches("1/close/TICKET"))
                .as("no unit closes a ticket")
                .containsExactly("2023-04-23 17:30, desk");

        assertThat(history.confirmed("04-24 09:00").ledger().state("1/close/TICKET"))
                .isEqualTo(ClockState.LATE);
    }

    @Test
    void aStageWithSeveralEndsIsNotAskedAgainOnceOneOfThemIsBehindIt() {
        Policy policy = Policies.ofStages("""
                - {stage: react, name: 响应, starts: first-dispatch, ends: [accepted, progress], within: 1 working day}
                - {stage: answer, name: 答复, starts: first-dispatch, ends: answered, within: 5 working days}
                """);

        assertThat(answered().disputed("04-18 09:30").under(policy).ledger().openClocks())
                .containsExactly("2/answer/TICKET", "2/answer/UNIT/2");
    }
}
