package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.SuspensionReason.WAITING_FOR_ENTERPRISE;
import static org.zhuqi.timeliness.domain.History.HOUSING;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.at;
import static org.zhuqi.timeliness.domain.History.submitted;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.timeliness.policy.Policies;

/** What time causes by itself, what came late to be told, and what no notice says yet. */
class TimeItselfTest {
    private static History accepted() {
        return submitted("2023-04-10 09:12").dispatchedTo(LAND, "04-10 09:30").accepted("04-10 10:00");
    }

    @Test
    void anAnswerThatNobodyConfirmsClosesTheTicket() {
        Told told = accepted().answered("04-11 10:00").ledger();

        assertThat(told.automatic()).containsExactly("close/4 2023-04-18 17:30 Close");
        assertThat(told.command())
                .isEqualTo(new TicketCommand.Close(
                        ClosingCause.TIME_OUT, "办结后 5 个工作日 企业未确认，按未确认销号。Not confirmed within 5 working days."));
        assertThat(told.alarmsOfClocks()).isEmpty();
    }

    @Test
    void aConfirmedOrDisputedAnswerIsNotClosedByItself() {
        assertThat(accepted()
                        .answered("04-11 10:00")
                        .confirmed("04-12 10:00")
                        .ledger()
                        .automatic())
                .isEmpty();
        assertThat(accepted()
                        .answered("04-11 10:00")
                        .disputed("04-12 10:00")
                        .ledger()
                        .automatic())
                .isEmpty();
    }

    @Test
    void eachAnswerHasItsOwnTimeToBeConfirmed() {
        assertThat(accepted()
                        .answered("04-11 10:00")
                        .disputed("04-12 10:00")
                        .answered("04-13 10:00")
                        .ledger()
                        .automatic())
                .containsExactly("close/6 2023-04-20 17:30 Close");
    }

    @Test
    void aPolicyMayLetAnAnswerWaitForEver() {
        assertThat(accepted()
                        .answered("04-11 10:00")
                        .under(Policies.stagedWith("auto-close:\n  after: 5 working days\n", ""))
                        .ledger()
                        .automatic())
                .isEmpty();
    }

    @Test
    void nothingHappensByItselfToAnImportedHistory() {
        History history = History.imported("2023-04-10 09:12", "2023-11-01 10:00")
                .dispatchedTo(LAND, "04-10 09:30")
                .accepted("04-10 10:00");
        Told suspended = history.suspended(WAITING_FOR_ENTERPRISE, LocalDate.of(2023, 4, 12), "04-11 10:00")
                .ledger();
        assertThat(suspended.automatic()).isEmpty();

        Told answered = history.resumed("04-12 10:00").answered("04-13 10:00").ledger();
        assertThat(answered.automatic()).isEmpty();
        assertThat(answered.ledger().quietUntil()).isEqualTo(at("2023-11-01 10:00"));
        assertThat(accepted().ledger().ledger().quietUntil()).isEqualTo(Instant.MIN);
    }

    @Test
    void whatIsToldLateCountsFromWhenItHappened() {
        Told told = accepted()
                .notedInternally("04-14 09:00")
                .reported("04-13 17:00")
                .notedInternally("04-18 09:00")
                .answered("04-17 16:00")
                .ledger();

        assertThat(told.state("1/progress/TICKET")).isEqualTo(ClockState.MET);
        assertThat(told.ended("1/progress/TICKET")).isEqualTo("2023-04-13 17:00");
        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.MET);
        assertThat(told.ended("1/answer/TICKET")).isEqualTo("2023-04-17 16:00");
    }

    @Test
    void aStageThatFollowsDoesNotStartBeforeTheOneItFollowsHas() {
        Policy policy = Policies.ofStages("""
                - {stage: accept, name: 接单, starts: first-dispatch, ends: accepted, within: 1 working day}
                - {stage: answer, name: 答复, starts: previous-stage, ends: answered, within: 3 working days}
                """);
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-11 09:30")
                .accepted("04-10 10:00")
                .under(policy)
                .ledger();

        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-14 17:30");
    }

    /** There is no notice for 2027 yet. */
    @Test
    void aDueDateInAnUnknownYearIsUnsaid() {
        History history = submitted("2026-12-28 09:12")
                .dispatchedTo(LAND, "2026-12-28 09:30")
                .accepted("12-28 10:00");

        Told told = history.ledger();
        assertThat(told.due("1/progress/TICKET")).isEqualTo("2026-12-31 17:30");
        assertThat(told.clock("1/answer/TICKET").due()).isNull();
        assertThat(told.clock("1/answer/TICKET").unknownYear()).isEqualTo(2027);
        assertThat(told.ledger().unknownYear()).isEqualTo(2027);
        assertThat(told.breaches("1/answer/TICKET")).isEmpty();
        assertThat(told.warnings("1/answer/TICKET")).isEmpty();
        assertThat(told.clock("1/answer/TICKET").isOverdue(at("2027-06-01 09:00")))
                .isFalse();

        Told inTime = history.answered("12-31 20:00").ledger();
        assertThat(inTime.state("1/answer/TICKET"))
                .as("before the year in which it is due")
                .isEqualTo(ClockState.MET);
        assertThat(inTime.automatic()).as("when, nobody can say yet").isEmpty();
    }

    @Test
    void whatEndsInAnUnknownYearHasNoVerdict() {
        Told told = submitted("2026-12-28 09:12")
                .dispatchedTo(LAND, "12-28 09:30")
                .accepted("12-28 10:00")
                .answered("2027-01-04 10:00")
                .ledger();

        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.RELEASED);
        assertThat(told.state("1/progress/TICKET")).isEqualTo(ClockState.LATE);
    }

    @Test
    void aBounceInAnUnknownYearDoesNotAskTwice() {
        Told told = submitted("2026-12-31 09:12")
                .dispatchedTo(LAND, "2026-12-31 09:30")
                .accepted("2027-01-04 10:00")
                .redispatchedTo(HOUSING, "2027-01-05 10:00")
                .ledger();

        assertThat(told.clocks()).doesNotContain("1/accept/TICKET#2");
    }

    @Test
    void aSuspensionIntoAnUnknownYearBreaksNothing() {
        Told told = submitted("2026-12-21 09:12")
                .dispatchedTo(LAND, "12-21 09:30")
                .accepted("12-21 10:00")
                .suspended(WAITING_FOR_ENTERPRISE, LocalDate.of(2026, 12, 31), "12-23 10:00")
                .ledger();

        assertThat(told.due("1/answer/TICKET")).isEqualTo("2026-12-28 17:30");
        assertThat(told.breaches("1/answer/TICKET")).isEmpty();
        assertThat(told.clock("1/answer/TICKET").isOverdue(at("2027-06-01 09:00")))
                .isFalse();
    }

    @Test
    void anExtensionMayNameADayOfAnUnknownYear() {
        Told told = submitted("2026-12-28 09:12")
                .dispatchedTo(LAND, "12-28 09:30")
                .accepted("12-28 10:00")
                .askedForMoreTime("2027-01-15 17:30", "12-28 11:00")
                .granted("2027-01-15 17:30", "12-28 12:00")
                .ledger();

        assertThat(told.due("1/answer/TICKET")).isEqualTo("2027-01-15 17:30");
        assertThat(told.clock("1/answer/TICKET").unknownYear()).isNull();
        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2027-01-15 17:30, land");
    }

    @Test
    void soonIsTheYellowCardOrEightyPercent() {
        Told told = accepted().ledger();

        assertThat(Ladder.soon(told.clock("1/answer/TICKET"))).isEqualTo(at("2023-04-14 16:12"));
        Told noCard = accepted()
                .under(Policies.stagedWith("level: yellow", "level: reminder"))
                .ledger();
        assertThat(Ladder.soon(noCard.clock("1/answer/TICKET"))).isEqualTo(at("2023-04-14 16:12"));
    }

    @Test
    void aWarningBeforeTheDueDateIsNeverBeforeTheStart() {
        Policy policy = Policies.ofStages("""
                - stage: accept
                  name: 接单
                  starts: first-dispatch
                  ends: accepted
                  within: 2 working hours
                  warnings:
                    - {at: 24 natural hours before, level: reminder}
                    - {at: 30 working minutes before, level: yellow}
                    - {at: 2 natural hours after, level: supervision}
                """);
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30")
                .under(policy)
                .ledger();

        assertThat(told.warnings("1/accept/TICKET"))
                .containsExactly(
                        "2023-04-10 09:30 REMINDER, land",
                        "2023-04-10 11:00 YELLOW, land",
                        "2023-04-10 13:30 SUPERVISION, land");
    }
}
