package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.submitted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.timeliness.policy.Policies;

class ObjectionsTest {
    private static History objected() {
        return submitted("2023-04-10 09:12").dispatchedTo(LAND, "04-10 09:30").objected("04-11 09:00");
    }

    @Test
    void anUpheldObjectionReleasesTheUnitWithoutAVerdict() {
        Told told = objected().upheld("04-14 09:00").ledger();

        assertThat(told.ledger().clocks())
                .filteredOn(clock -> clock.key().contains("/UNIT/"))
                .hasSize(3)
                .allMatch(clock -> clock.state() == ClockState.RELEASED);
        assertThat(told.state("1/accept/TICKET")).isEqualTo(ClockState.RUNNING);
    }

    @Test
    void whileItIsRuledOnOnlyTheDeskIsWarned() {
        Told told = objected().ledger();

        assertThat(told.clock("1/accept/UNIT/1").pauseCause()).isEqualTo(PauseCause.OBJECTED);
        assertThat(told.breaches("1/accept/UNIT/1")).isEmpty();
        assertThat(told.breaches("1/accept/TICKET")).containsExactly("2023-04-11 17:30, desk");
        assertThat(told.ledger().segments().getLast().holder()).isEqualTo(Segment.Holder.DESK);
    }

    /** The ruling took a day: three hours on Tuesday morning, four in the afternoon, half an hour on Wednesday. */
    @ParameterizedTest
    @CsvSource({
        "true, false, 2023-04-12 17:30, 2023-04-11 17:30, MET, LATE",
        "true, true, 2023-04-12 17:30, 2023-04-12 17:30, MET, MET",
        "false, false, 2023-04-11 17:30, 2023-04-11 17:30, LATE, LATE",
        "false, true, 2023-04-11 17:30, 2023-04-12 17:30, LATE, MET"
    })
    void theTimeOfAnOverrulingCountsForWhomThePolicySays(
            boolean stopsUnit,
            boolean stopsTicket,
            String unitDue,
            String ticketDue,
            ClockState unit,
            ClockState ticket) {
        String switches = "stop-the-unit: true\n  stop-the-ticket: false";
        Told told = objected()
                .overruled("04-12 09:00")
                .accepted("04-12 10:00")
                .under(Policies.stagedWith(
                        switches, "stop-the-unit: %s\n  stop-the-ticket: %s".formatted(stopsUnit, stopsTicket)))
                .ledger();

        assertThat(told.due("1/accept/UNIT/1")).isEqualTo(unitDue);
        assertThat(told.due("1/accept/TICKET")).isEqualTo(ticketDue);
        assertThat(told.state("1/accept/UNIT/1")).isEqualTo(unit);
        assertThat(told.state("1/accept/TICKET")).isEqualTo(ticket);
    }

    @Test
    void aPolicyThatSaysNothingStopsTheUnitOnly() {
        Policy silent = Policies.stagedWith("objections:\n  stop-the-unit: true\n  stop-the-ticket: false\n", "");

        assertThat(silent.objections()).isEqualTo(Policies.STAGED.objections());
    }
}
