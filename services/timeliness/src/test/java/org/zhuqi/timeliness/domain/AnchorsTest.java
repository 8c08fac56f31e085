package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.timeliness.domain.History.HOUSING;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.WATER;
import static org.zhuqi.timeliness.domain.History.submitted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.timeliness.policy.Policies;

/** From what a stage is counted, and how much time it has. */
class AnchorsTest {
    private static final Policy CHAIN = Policies.ofStages("""
            - {stage: triage, name: 派单, starts: submitted, ends: dispatched, within: 2 working hours}
            - {stage: accept, name: 接单, starts: previous-stage, ends: accepted, within: 1 working day}
            - {stage: assist, name: 协办, for: assistant, starts: unit-dispatch, ends: progress, within: 3 working days}
            - {stage: visit, name: 上门, starts: previous-stage, ends: progress,
               within: [{time: 1 working day, urgencies: urgent}]}
            - {stage: answer, name: 答复, starts: previous-stage, ends: answered, within: 3 working days}
            """);

    @Test
    void theDeskAnswersForTheTimeBeforeTheDispatch() {
        History history = submitted("2023-04-10 09:12").under(CHAIN);
        assertThat(history.ledger().breaches("1/triage/TICKET")).containsExactly("2023-04-10 11:12, desk");

        Told late = history.dispatchedTo(LAND, "04-10 11:30").ledger();
        assertThat(late.state("1/triage/TICKET")).isEqualTo(ClockState.LATE);
        assertThat(late.clock("1/triage/TICKET").unit()).isNull();
        assertThat(late.clocks()).noneMatch(key -> key.startsWith("1/triage/UNIT"));
    }

    @Test
    void eachStageStartsWithTheEndOfTheOneBefore() {
        History history = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 10:30", WATER)
                .under(CHAIN);
        assertThat(history.ledger().openClocks())
                .containsExactlyInAnyOrder("1/accept/TICKET", "1/accept/UNIT/1", "1/assist/ASSISTANT/water");

        Told accepted = history.accepted("04-11 10:00").ledger();
        assertThat(accepted.due("1/answer/TICKET"))
                .as("past the assistant's stage, and past the one for urgent tickets only")
                .isEqualTo("2023-04-14 17:30");
        assertThat(accepted.due("1/answer/UNIT/1")).isEqualTo("2023-04-14 17:30");

        Told redispatched = history.redispatchedTo(HOUSING, "04-13 10:00").ledger();
        assertThat(redispatched.openClocks()).containsExactlyInAnyOrder("1/answer/TICKET", "1/accept/UNIT/2");

        Told again = history.accepted("04-14 10:00").ledger();
        assertThat(again.due("1/answer/TICKET")).isEqualTo("2023-04-14 17:30");
        assertThat(again.due("1/answer/UNIT/2")).isEqualTo("2023-04-19 17:30");
    }

    @Test
    void anUrgentTicketHasItsOwnStage() {
        Told told = submitted("2023-04-10 09:12", "power.outage", Urgency.URGENT)
                .dispatchedTo(LAND, "04-10 10:30")
                .accepted("04-10 11:00")
                .under(CHAIN)
                .ledger();

        assertThat(told.openClocks()).containsExactlyInAnyOrder("1/visit/TICKET", "1/visit/UNIT/1");
    }

    @Test
    void inANewRoundTheFirstStageThatIsNotBehindItStarts() {
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 10:30")
                .accepted("04-10 11:00")
                .answered("04-11 11:00")
                .disputed("04-12 11:00")
                .under(CHAIN)
                .ledger();

        assertThat(told.openClocks()).contains("2/answer/TICKET", "2/answer/UNIT/2");
    }

    @Test
    void aStageThatRunsIsNotStartedAgainByTheNextUnitsAcceptance() {
        Policy policy = Policies.ofStages("""
                - {stage: accept, name: 接单, starts: first-dispatch, ends: accepted, within: 1 working day}
                - {stage: answer, name: 答复, starts: previous-stage, ends: answered, within: 3 working days}
                """);
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 10:30")
                .accepted("04-10 11:00")
                .answered("04-11 11:00")
                .disputed("04-12 11:00")
                .redispatchedTo(HOUSING, "04-13 11:00")
                .accepted("04-14 11:00")
                .under(policy)
                .ledger();

        assertThat(told.openClocks()).containsExactly("2/answer/TICKET", "2/answer/UNIT/3");
        assertThat(told.due("2/answer/TICKET")).isEqualTo("2023-04-17 17:30");
    }

    @Test
    void theAcceptedAnchorGivesEveryUnitItsOwnTime() {
        Policy policy = Policies.ofStages("""
                - {stage: answer, name: 答复, starts: accepted, ends: answered, within: 3 working days}
                """);
        History history =
                submitted("2023-04-10 09:12").dispatchedTo(LAND, "04-10 09:30").under(policy);
        assertThat(history.ledger().clocks()).isEmpty();

        Told told = history.accepted("04-11 10:00")
                .redispatchedTo(HOUSING, "04-12 10:00")
                .accepted("04-13 10:00")
                .ledger();
        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-14 17:30");
        assertThat(told.state("1/answer/UNIT/1")).isEqualTo(ClockState.RELEASED);
        assertThat(told.due("1/answer/UNIT/2")).isEqualTo("2023-04-18 17:30");
    }

    @Test
    void theUnitDispatchAnchorStartsAnewWithEachUnit() {
        Policy policy = Policies.ofStages("""
                - {stage: accept, name: 接单, starts: unit-dispatch, ends: accepted, within: 1 working day}
                - {stage: answer, name: 答复, starts: unit-dispatch, ends: answered, within: 3 working days}
                """);
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30")
                .accepted("04-10 10:30")
                .redispatchedTo(HOUSING, "04-12 10:00")
                .under(policy)
                .ledger();

        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.RELEASED);
        assertThat(told.due("1/answer/TICKET#2")).isEqualTo("2023-04-17 17:30");
        assertThat(told.due("1/answer/UNIT/2")).isEqualTo("2023-04-17 17:30");
        assertThat(told.warnings("1/answer/UNIT/2")).isEmpty();
        assertThat(told.state("1/accept/TICKET"))
                .as("it was accepted once; whether the second unit accepts in time, its own clock says")
                .isEqualTo(ClockState.MET);
        assertThat(told.clocks()).doesNotContain("1/accept/TICKET#2");
        assertThat(told.due("1/accept/UNIT/2")).isEqualTo("2023-04-13 17:30");
    }

    @Test
    void aClaimIsDispatchAndAcceptanceInOne() {
        History history = submitted("2023-04-10 09:12").published("04-10 10:00");
        assertThat(history.ledger().clocks()).as("nobody has it yet").isEmpty();
        assertThat(history.ledger().ledger().segments().getLast().holder()).isEqualTo(Segment.Holder.DESK);

        Told told = history.claimedBy(WATER, "04-20 10:00").ledger();
        assertThat(told.state("1/accept/TICKET")).isEqualTo(ClockState.MET);
        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-26 17:30");
        assertThat(told.ledger().lead()).isEqualTo(WATER);
    }

    @Test
    void publishingACallIsTheDesksDispatch() {
        Policy policy = Policies.ofStages("""
                - {stage: triage, name: 派单, starts: submitted, ends: dispatched, within: 2 working hours}
                """);

        assertThat(submitted("2023-04-10 09:12")
                        .published("04-10 10:00")
                        .under(policy)
                        .ledger()
                        .state("1/triage/TICKET"))
                .isEqualTo(ClockState.MET);
    }

    @ParameterizedTest
    @EnumSource
    void theTieredPolicyGoesByDifficulty(Difficulty difficulty) {
        Told told = submitted("2023-04-10 09:12")
                .dispatchedAs(difficulty, LAND, "04-10 09:30")
                .under(Policies.TIERED)
                .ledger();

        assertThat(told.due("1/answer/TICKET"))
                .isEqualTo(
                        switch (difficulty) {
                            case SIMPLE -> "2023-04-11 17:30";
                            case GENERAL -> "2023-04-13 17:30";
                            case COMPLEX -> "2023-04-17 17:30";
                        });
    }

    @Test
    void theTieredPolicyTakesATicketOfUnknownDifficultyForAGeneralOne() {
        assertThat(submitted("2023-04-10 09:12")
                        .dispatchedTo(LAND, "04-10 09:30")
                        .under(Policies.TIERED)
                        .ledger()
                        .due("1/answer/TICKET"))
                .isEqualTo("2023-04-13 17:30");
    }

    @ParameterizedTest
    @CsvSource({
        "other, NORMAL, , 2023-04-18 17:30",
        "other, URGENT, , 2023-04-17 17:30",
        "other, URGENT, SIMPLE, 2023-04-14 17:30",
        "power.outage, URGENT, SIMPLE, 2023-04-13 17:30",
        "power.outage, URGENT, COMPLEX, 2023-04-12 17:30"
    })
    void theMostSpecificTimeWins(String item, Urgency urgency, Difficulty difficulty, String due) {
        Policy policy = Policies.ofStages("""
                - stage: answer
                  name: 答复
                  starts: first-dispatch
                  ends: answered
                  within:
                    - 6 working days
                    - {time: 5 working days, urgencies: [urgent]}
                    - {time: 4 working days, difficulties: [simple, general]}
                    - {time: 2 working days, items: [power.outage], difficulties: [complex]}
                    - {time: 3 working days, items: [power.outage]}
                """);

        assertThat(submitted("2023-04-10 09:12", item, urgency)
                        .dispatchedAs(difficulty, LAND, "04-10 09:30")
                        .under(policy)
                        .ledger()
                        .due("1/answer/TICKET"))
                .isEqualTo(due);
    }
}
