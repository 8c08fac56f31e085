package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.timeliness.domain.History.HOUSING;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.POWER;
import static org.zhuqi.timeliness.domain.History.WATER;
import static org.zhuqi.timeliness.domain.History.at;
import static org.zhuqi.timeliness.domain.History.submitted;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.timeliness.policy.Policies;

/** Whose word counts for whom. */
class AssistantsTest {
    private static History accepted() {
        return submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30", WATER)
                .accepted("04-10 10:00");
    }

    @Test
    void anAssistantsTimeStartsWhenItIsCalledIn() {
        Told told = accepted().calledIn(POWER, "04-12 09:00").ledger();

        assertThat(told.due("1/assist/ASSISTANT/water")).isEqualTo("2023-04-13 17:30");
        assertThat(told.due("1/assist/ASSISTANT/power")).isEqualTo("2023-04-17 17:30");
        assertThat(told.breaches("1/assist/ASSISTANT/power")).containsExactly("2023-04-17 17:30, power");
    }

    @Test
    void onlyItsOwnReportEndsIt() {
        Told told = accepted()
                .calledIn(POWER, "04-10 11:00")
                .reported("04-11 09:00")
                .reportedBy(WATER, "04-12 09:00")
                .ledger();

        assertThat(told.state("1/assist/ASSISTANT/water")).isEqualTo(ClockState.MET);
        assertThat(told.state("1/assist/ASSISTANT/power")).isEqualTo(ClockState.RUNNING);
        assertThat(told.ended("1/progress/TICKET")).isEqualTo("2023-04-11 09:00");
    }

    @Test
    void anAssistantsReportIsNotTheLeads() {
        Told told = accepted().reportedBy(WATER, "04-11 09:00").ledger();

        assertThat(told.state("1/progress/TICKET")).isEqualTo(ClockState.RUNNING);
        assertThat(told.state("1/progress/UNIT/1")).isEqualTo(ClockState.RUNNING);
    }

    @Test
    void theLeadsAnswerReleasesAssistants() {
        Told told = accepted().answered("04-11 09:00").ledger();

        assertThat(told.state("1/assist/ASSISTANT/water")).isEqualTo(ClockState.RELEASED);
        assertThat(told.state("1/progress/TICKET"))
                .as("an answer is the fullest report")
                .isEqualTo(ClockState.MET);
    }

    @Test
    void itsSignOffEndsItsTimeAlone() {
        Told told = accepted()
                .calledIn(POWER, "04-10 11:00")
                .signedOffBy(WATER, "04-12 09:00")
                .ledger();

        assertThat(told.state("1/assist/ASSISTANT/water")).isEqualTo(ClockState.MET);
        assertThat(told.ended("1/assist/ASSISTANT/water")).isEqualTo("2023-04-12 09:00");
        assertThat(told.state("1/assist/ASSISTANT/power")).isEqualTo(ClockState.RUNNING);
        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.RUNNING);
    }

    @Test
    void aSignOffAfterTheDueDateIsLate() {
        assertThat(accepted().signedOffBy(WATER, "04-14 09:00").ledger().state("1/assist/ASSISTANT/water"))
                .isEqualTo(ClockState.LATE);
    }

    /** The 8th of April 2023 is a Saturday, the 5th the Qingming festival. */
    @Test
    void aPartWithADayOfItsOwnIsDueWhenBusinessEndsThatDay() {
        Told told = submitted("2023-04-03 09:12")
                .dispatchedInParts(
                        LAND,
                        "04-03 09:30",
                        new Happening.PartDue(WATER, LocalDate.of(2023, 4, 12)),
                        new Happening.PartDue(HOUSING, LocalDate.of(2023, 4, 5)))
                .accepted("04-03 10:00")
                .calledIn(POWER, LocalDate.of(2023, 4, 8), "04-03 11:00")
                .ledger();

        assertThat(told.due("1/assist/ASSISTANT/water")).isEqualTo("2023-04-12 17:30");
        assertThat(told.due("1/assist/ASSISTANT/housing"))
                .as("a day off: the next working day")
                .isEqualTo("2023-04-06 17:30");
        assertThat(told.due("1/assist/ASSISTANT/power")).isEqualTo("2023-04-10 17:30");
    }

    @Test
    void aNewRoundHasThePolicysTimeAgain() {
        Told told = submitted("2023-04-10 09:12")
                .dispatchedInParts(LAND, "04-10 09:30", new Happening.PartDue(WATER, LocalDate.of(2023, 4, 11)))
                .accepted("04-10 10:00")
                .signedOffBy(WATER, "04-11 09:00")
                .answered("04-11 10:00")
                .disputed("04-12 09:00")
                .ledger();

        assertThat(told.state("1/assist/ASSISTANT/water")).isEqualTo(ClockState.MET);
        assertThat(told.due("2/assist/ASSISTANT/water")).isEqualTo("2023-04-17 17:30");
    }

    @Test
    void aPolicyMayCountTheAnswerForTheAssistantsToo() {
        Policy policy = Policies.stagedWith("ends: [progress]\n", "ends: [progress, answered]\n");

        assertThat(accepted().answered("04-11 09:00").under(policy).ledger().state("1/assist/ASSISTANT/water"))
                .isEqualTo(ClockState.MET);
    }

    @Test
    void aRedispatchReleasesTheAssistantsAndCallsInTheNewOnes() {
        Told told = accepted().redispatchedTo(HOUSING, "04-12 09:00", WATER).ledger();

        assertThat(told.state("1/assist/ASSISTANT/water")).isEqualTo(ClockState.RELEASED);
        assertThat(told.due("1/assist/ASSISTANT/water#2")).isEqualTo("2023-04-17 17:30");
    }

    @Test
    void aCoordinatorsNoteIsNoReport() {
        assertThat(accepted().notedByTheDesk("04-11 09:00").ledger().state("1/progress/TICKET"))
                .isEqualTo(ClockState.RUNNING);
        assertThat(withProgressBy(Role.COORDINATOR, LAND).state("1/progress/TICKET"))
                .isEqualTo(ClockState.RUNNING);
        assertThat(withProgressBy(Role.COORDINATOR, WATER).state("1/assist/ASSISTANT/water"))
                .isEqualTo(ClockState.RUNNING);
        assertThat(withProgressBy(Role.HANDLER, WATER).state("1/assist/ASSISTANT/water"))
                .isEqualTo(ClockState.MET);
    }

    private static Told withProgressBy(Role role, UnitId unit) {
        List<Step> steps = new ArrayList<>(accepted().steps());
        steps.add(new Step(
                4,
                at("2023-04-11 09:00"),
                at("2023-04-11 09:00"),
                TicketState.IN_PROGRESS,
                1,
                role,
                unit,
                false,
                new Happening.Progress(false)));
        return new Told(Ledger.of(steps, Policies.STAGED, History.CHINA));
    }

    @Test
    void anInternalNoteIsNoReport() {
        assertThat(accepted().notedInternally("04-11 09:00").ledger().state("1/progress/UNIT/1"))
                .isEqualTo(ClockState.RUNNING);
    }
}
