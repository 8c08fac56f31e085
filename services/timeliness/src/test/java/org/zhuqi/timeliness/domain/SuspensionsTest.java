package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.SuspensionReason.OTHER;
import static org.zhuqi.contracts.SuspensionReason.STATUTORY_PERIOD;
import static org.zhuqi.contracts.SuspensionReason.WAITING_FOR_ENTERPRISE;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.WATER;
import static org.zhuqi.timeliness.domain.History.at;
import static org.zhuqi.timeliness.domain.History.local;
import static org.zhuqi.timeliness.domain.History.submitted;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.timeliness.policy.Policies;

class SuspensionsTest {
    private static History accepted() {
        return submitted("2023-04-10 09:12").dispatchedTo(LAND, "04-10 09:30").accepted("04-10 10:00");
    }

    @Test
    void aReasonThatThePolicyDoesNotListStopsNothing() {
        Told during = accepted().suspended(OTHER, "04-11 09:00").ledger();
        assertThat(during.state("1/answer/TICKET")).isEqualTo(ClockState.RUNNING);
        assertThat(during.breaches("1/answer/TICKET")).containsExactly("2023-04-17 17:30, land");
        assertThat(during.ledger().segments().getLast().reason()).isEqualTo(OTHER);
        assertThat(during.ledger().segments().getLast().stopsTicket()).isFalse();
        assertThat(during.automatic()).as("nobody resumes it by itself").isEmpty();

        Told after = accepted()
                .suspended(OTHER, "04-11 09:00")
                .resumed("04-13 09:00")
                .ledger();
        assertThat(after.due("1/answer/TICKET")).isEqualTo("2023-04-17 17:30");
    }

    @Test
    void anEndedClockSaysWhatRanAndWhatStoodStill() {
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-13 09:00")
                .answered("04-13 10:30")
                .ledger();

        assertThat(told.clock("1/answer/TICKET").spent())
                .as("two working days stood still")
                .contains(new Clock.Spent(Duration.ofHours(8).plusMinutes(30), Duration.ofHours(15)));
        assertThat(told.clock("1/accept/TICKET").spent())
                .contains(new Clock.Spent(Duration.ofMinutes(30), Duration.ZERO));
        assertThat(accepted().ledger().clock("1/answer/TICKET").spent()).isEmpty();
    }

    @Test
    void whatCameInThePauseButWasRecordedAfterItStoodStillOnlyUntilThen() {
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, "04-10 09:30", WATER)
                .accepted("04-10 10:00")
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-13 09:00")
                .reportedBy(WATER, "04-12 09:00")
                .ledger();

        assertThat(told.clock("1/assist/ASSISTANT/water").spent())
                .contains(
                        new Clock.Spent(Duration.ofHours(7), Duration.ofHours(7).plusMinutes(30)));
    }

    @Test
    void theCapCountsAllSuspensionsOfARoundTogether() {
        Policy threeDays = Policies.stagedWith("cap: 20 working days", "cap: 3 working days");
        History history = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-13 09:00")
                .suspended(STATUTORY_PERIOD, "04-14 09:00")
                .under(threeDays);

        Told during = history.ledger();
        assertThat(local(during.clock("1/answer/TICKET").pauseEndsAt())).isEqualTo("2023-04-17 09:00");
        assertThat(during.automatic()).containsExactly("resume/6 2023-04-17 09:00 Resume");

        Told after = history.resumed("04-21 09:00").ledger();
        assertThat(after.due("1/answer/TICKET")).isEqualTo("2023-04-20 17:30");
        assertThat(after.ledger().segments())
                .filteredOn(segment -> segment.reason() == STATUTORY_PERIOD)
                .extracting(Segment::stopsTicket)
                .containsExactly(true, false);
    }

    @Test
    void whenTheCapIsUsedUpFurtherSuspensionsStopNothing() {
        Policy oneDay = Policies.stagedWith("cap: 20 working days", "cap: 1 working day");
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-12 09:00")
                .suspended(WAITING_FOR_ENTERPRISE, "04-12 10:00")
                .under(oneDay)
                .resumed("04-14 09:00")
                .ledger();

        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-18 17:30");
    }

    @Test
    void aNewRoundHasItsOwnCap() {
        Policy oneDay = Policies.stagedWith("cap: 20 working days", "cap: 1 working day");
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-12 09:00")
                .answered("04-12 10:00")
                .disputed("04-13 09:30")
                .suspended(WAITING_FOR_ENTERPRISE, "04-14 09:00")
                .resumed("04-17 09:00")
                .under(oneDay)
                .ledger();

        assertThat(told.originalDue("2/answer/TICKET")).isEqualTo("2023-04-20 17:30");
        assertThat(told.due("2/answer/TICKET")).isEqualTo("2023-04-21 17:30");
    }

    @Test
    void aSuspensionUntilADayEndsItself() {
        History history = accepted().suspended(WAITING_FOR_ENTERPRISE, LocalDate.of(2023, 4, 12), "04-11 17:30");

        Told during = history.ledger();
        assertThat(local(during.clock("1/answer/TICKET").pauseEndsAt())).isEqualTo("2023-04-13 00:00");
        assertThat(during.breaches("1/answer/TICKET")).containsExactly("2023-04-18 17:30, land");
        assertThat(during.automatic()).containsExactly("resume/4 2023-04-13 00:00 Resume");

        Told after = history.resumed("04-14 15:00").ledger();
        assertThat(after.due("1/answer/TICKET")).isEqualTo("2023-04-18 17:30");
    }

    @Test
    void aSuspensionForAnUnlistedReasonUntilADayIsResumedButHasStoppedNothing() {
        Told told = accepted()
                .suspended(OTHER, LocalDate.of(2023, 4, 12), "04-11 17:30")
                .ledger();

        assertThat(told.automatic()).containsExactly("resume/4 2023-04-13 00:00 Resume");
        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-17 17:30");
    }

    @Test
    void whatWasLateBeforeTheSuspensionStaysLate() {
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-18 09:00")
                .resumed("04-20 09:00")
                .answered("04-20 10:00")
                .ledger();

        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-17 17:30");
        assertThat(told.state("1/answer/TICKET")).isEqualTo(ClockState.LATE);
    }

    @Test
    void aBreachBeforeTheSuspensionIsNotTakenBack() {
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-18 09:00")
                .under(Policies.stagedWith("  cap: 20 working days\n", ""))
                .ledger();

        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2023-04-17 17:30, land");
        assertThat(told.clock("1/answer/TICKET").isOverdue(at("2023-04-18 10:00")))
                .isTrue();
        assertThat(told.warnings("1/answer/TICKET")).isEmpty();
    }

    @Test
    void theWarningsAfterTheDueDateWaitToo() {
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-18 09:00")
                .resumed("04-19 09:00")
                .ledger();

        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2023-04-17 17:30, land");
        assertThat(told.warnings("1/answer/TICKET")).last().isEqualTo("2023-04-19 17:30 SUPERVISION, land");
    }
}
