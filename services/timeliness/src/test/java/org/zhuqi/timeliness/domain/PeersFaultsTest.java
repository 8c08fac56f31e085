package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.SuspensionReason.WAITING_FOR_ENTERPRISE;
import static org.zhuqi.timeliness.domain.History.HOUSING;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.at;
import static org.zhuqi.timeliness.domain.History.submitted;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.platform.calendar.BusinessInterval;
import org.zhuqi.platform.calendar.CalendarBase;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.HolidayNotice;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.policy.Policies;

/** Faults that other systems have, or had: each test is named after what must not happen here. */
class PeersFaultsTest {
    /** Monday; the week has five working days, and so has the next, which ends with a make-up Sunday. */
    private static final String MONDAY = "04-10 09:30";

    private static History onMonday() {
        return submitted("2023-04-10 09:12").dispatchedTo(LAND, MONDAY);
    }

    /** glpi #10594: "2 days" and "15 hours" were computed by different code. */
    @ParameterizedTest
    @ValueSource(strings = {"04-10 09:30", "04-13 17:29", "04-14 20:00", "04-15 11:00", "04-28 12:30"})
    void daysAndHoursAgree(String dispatched) {
        String stage = """
                - stage: answer
                  name: 办结答复
                  starts: first-dispatch
                  ends: answered
                  within: {time: %s, counted: exact}
                  warnings: [{at: 50%%, level: yellow}, {at: 1 working day before, level: red}]
                """;
        Told days = submitted("2023-04-01 09:00")
                .dispatchedTo(LAND, dispatched)
                .under(Policies.ofStages(stage.formatted("2 working days")))
                .ledger();
        Told hours = submitted("2023-04-01 09:00")
                .dispatchedTo(LAND, dispatched)
                .under(Policies.ofStages(stage.formatted("15 working hours")))
                .ledger();
        Told minutes = submitted("2023-04-01 09:00")
                .dispatchedTo(LAND, dispatched)
                .under(Policies.ofStages(stage.formatted("900 working minutes")))
                .ledger();

        assertThat(days.due("1/answer/TICKET"))
                .isEqualTo(hours.due("1/answer/TICKET"))
                .isEqualTo(minutes.due("1/answer/TICKET"));
        assertThat(days.warnings("1/answer/TICKET"))
                .hasSize(2)
                .isEqualTo(hours.warnings("1/answer/TICKET"))
                .isEqualTo(minutes.warnings("1/answer/TICKET"));
    }

    /** glpi #6902, erpnext, frappe/helpdesk PR 2449. */
    @Test
    void aPauseIsNotLostOnRedispatchAndNotCountedTwice() {
        History history = onMonday()
                .accepted("04-10 10:00")
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-12 09:00");
        assertThat(history.ledger().due("1/answer/TICKET")).isEqualTo("2023-04-18 17:30");

        Told after = history.redispatchedTo(HOUSING, "04-13 09:00")
                .accepted("04-13 10:00")
                .ledger();
        assertThat(after.due("1/answer/TICKET")).isEqualTo("2023-04-18 17:30");
        assertThat(after.originalDue("1/answer/TICKET")).isEqualTo("2023-04-17 17:30");
        assertThat(after.clock("1/answer/TICKET").pauses()).hasSize(1);
        assertThat(after.clock("1/answer/UNIT/2").pauses()).isEmpty();
    }

    /** glpi #24481: the ticket breached while it was pending. */
    @Test
    void nothingBreachesOrWarnsWhilePausedWithoutEnd() {
        Told told = onMonday()
                .accepted("04-10 10:00")
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .under(Policies.stagedWith("  cap: 20 working days\n", ""))
                .ledger();

        assertThat(told.openClocks()).contains("1/answer/TICKET", "1/progress/TICKET");
        assertThat(told.alarmsOfClocks()).isEmpty();
        assertThat(told.clock("1/answer/TICKET").isOverdue(at("2026-01-05 09:00")))
                .isFalse();
    }

    @Test
    void withACapTheAlarmsComeAfterTheCap() {
        Told told = onMonday()
                .accepted("04-10 10:00")
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .ledger();

        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2023-05-16 17:30, land");
        assertThat(told.warnings("1/answer/TICKET"))
                .containsExactly(
                        "2023-05-12 09:00 REMINDER, land",
                        "2023-05-15 16:12 YELLOW, land",
                        "2023-05-16 17:30 RED, land",
                        "2023-05-17 17:30 SUPERVISION, land");
        assertThat(told.clock("1/answer/TICKET").isOverdue(at("2023-05-16 17:30")))
                .isFalse();
        assertThat(told.clock("1/answer/TICKET").isOverdue(at("2023-05-16 17:31")))
                .isTrue();
    }

    /** Atlassian; zammad #4353: a changed rule destroyed or ignored the past. */
    @Test
    void aRuleChangeKeepsThePast() {
        History history = onMonday().accepted("04-10 10:00").reported("04-12 10:00");
        Ledger frozen = history.ledger().ledger();

        Policy changed = Policies.of(Policies.replaced(
                Policies.replaced(Policies.STAGED_TEXT, "version: 1", "version: 2"),
                "within: 5 working days",
                "within: 2 working days"));
        Told dryRun = history.under(changed).ledger();

        assertThat(dryRun.due("1/answer/TICKET")).isEqualTo("2023-04-12 17:30");
        assertThat(history.under(Policies.STAGED).ledger().ledger()).isEqualTo(frozen);
        assertThat(frozen.policy().version()).isEqualTo(PolicyVersion.of("135-staged@1"));
        assertThat(frozen.clock("1/answer/TICKET"))
                .hasValueSatisfying(clock -> assertThat(clock.due()).isEqualTo(at("2023-04-17 17:30")));
    }

    /** chatwoot #14009: one interval a day only. */
    @ParameterizedTest
    @CsvSource({
        "08:30-12:00 13:30-17:30, 04-10 11:30, 2023-04-10 15:00, 2023-04-11 17:30",
        "09:00-11:00 12:00-14:00 15:00-18:00, 04-10 10:30, 2023-04-10 13:30, 2023-04-11 18:00",
        "09:00-11:00 12:00-14:00 15:00-18:00, 04-10 17:30, 2023-04-11 10:30, 2023-04-11 18:00"
    })
    void aDayHasTwoIntervalsOrThree(String hours, String dispatched, String inTwoHours, String nextDay) {
        Policy policy = Policies.ofStages("""
                - {stage: answer, name: 答复, starts: first-dispatch, ends: answered, within: 2 working hours}
                - {stage: accept, name: 接单, starts: first-dispatch, ends: accepted, within: 1 working day}
                """);
        List<BusinessInterval> intervals = List.of(hours.split(" ")).stream()
                .map(interval -> new BusinessInterval(
                        LocalTime.parse(interval.split("-")[0]), LocalTime.parse(interval.split("-")[1])))
                .toList();
        Told told = submitted("2023-04-10 09:12")
                .dispatchedTo(LAND, dispatched)
                .under(policy)
                .on(WorkingCalendar.of(new CalendarRules(
                        CalendarBase.STATE_COUNCIL_NOTICES,
                        CalendarRules.CHINA,
                        intervals,
                        HolidayNotice.shipped(),
                        List.of())))
                .ledger();

        assertThat(told.due("1/answer/TICKET")).isEqualTo(inTwoHours);
        assertThat(told.due("1/accept/TICKET")).isEqualTo(nextDay);
    }

    /** zendesk/biz #103: make-up workdays were missing. */
    @ParameterizedTest
    @CsvSource({
        "2023-04-28, 2023-05-04, 2023-05-06, 2023-05-09",
        "2023-09-28, 2023-10-07, 2023-10-09, 2023-10-11",
        "2024-02-09, 2024-02-18, 2024-02-20, 2024-02-22",
        "2025-01-24, 2025-01-26, 2025-02-05, 2025-02-07",
        "2026-02-13, 2026-02-14, 2026-02-25, 2026-02-27",
        "2022-12-30, 2023-01-03, 2023-01-05, 2023-01-09"
    })
    void makeUpWorkdaysAreWorked(String dispatched, String accept, String progress, String answer) {
        Told told = submitted(dispatched + " 09:00")
                .dispatchedTo(LAND, dispatched + " 16:45")
                .ledger();

        for (String party : List.of("TICKET", "UNIT/1")) {
            assertThat(told.due("1/accept/" + party)).isEqualTo(accept + " 17:30");
            assertThat(told.due("1/progress/" + party)).isEqualTo(progress + " 17:30");
            assertThat(told.due("1/answer/" + party)).isEqualTo(answer + " 17:30");
        }
    }

    /** glpi #4170: warnings never fired. */
    @Test
    void warningsFireOnceInTheirOrder() {
        Told told = onMonday().ledger();

        assertThat(told.warnings("1/accept/TICKET"))
                .containsExactly(
                        "2023-04-11 09:00 REMINDER, land",
                        "2023-04-11 17:30 RED, land",
                        "2023-04-12 17:30 SUPERVISION, land");
        assertThat(told.warnings("1/answer/TICKET"))
                .containsExactly(
                        "2023-04-13 09:00 REMINDER, land",
                        "2023-04-14 16:12 YELLOW, land",
                        "2023-04-17 17:30 RED, land",
                        "2023-04-18 17:30 SUPERVISION, land");
        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2023-04-17 17:30, land");
        assertThat(told.warnings("1/answer/UNIT/1"))
                .as("the unit hears the same only once")
                .isEmpty();
    }

    @Test
    void warningsFireAgainAfterAReturn() {
        History history = onMonday();
        Set<String> ofTheFirst = history.ledger().alarmKeys();

        Told redispatched = history.redispatchedTo(HOUSING, "04-12 09:00")
                .accepted("04-12 10:00")
                .ledger();
        assertThat(redispatched.warnings("1/answer/UNIT/2"))
                .containsExactly(
                        "2023-04-17 08:45 REMINDER, housing",
                        "2023-04-18 16:06 YELLOW, housing",
                        "2023-04-19 17:30 RED, housing",
                        "2023-04-20 17:30 SUPERVISION, housing");
        assertThat(redispatched.alarmsOfClocks())
                .filteredOn(alarm -> alarm instanceof Alarm.Warning warning && warning.unit() != null)
                .isNotEmpty()
                .noneMatch(alarm -> ofTheFirst.contains(alarm.key()));

        Set<String> ofTheRound = redispatched.alarmKeys();
        Told disputed = history.answered("04-14 09:00").disputed("04-17 09:00").ledger();
        assertThat(disputed.alarmKeys())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(ofTheRound)
                .doesNotContainAnyElementsOf(ofTheFirst);

        Set<String> ofTheDispute = disputed.alarmKeys();
        Told reopened = history.answered("04-18 09:00")
                .confirmed("04-18 10:00")
                .reopenedFor(HOUSING, "04-19 09:00")
                .ledger();
        assertThat(reopened.alarmKeys()).isNotEmpty().doesNotContainAnyElementsOf(ofTheDispute);
    }

    @Test
    void anExtensionArmsTheLadderAnew() {
        History history = onMonday().accepted("04-10 10:00").askedForMoreTime("04-21 17:30", "04-13 09:00");
        Set<String> before = history.ledger().alarmKeys();
        Told extended = history.granted("04-21 17:30", "04-13 11:00").ledger();

        assertThat(extended.breaches("1/answer/TICKET")).containsExactly("2023-04-21 17:30, land");
        assertThat(extended.alarmKeys()).noneMatch(key -> key.contains("/answer/") && before.contains(key));
        assertThat(extended.alarmKeys()).anyMatch(key -> key.contains("/progress/") && before.contains(key));
    }

    /** The second unit's due date is the same, its ladder is not: the first step may have been told to the first unit. */
    @Test
    void aUnitThatTakesOverOnTheFirstDayIsWarnedToo() {
        Told told = onMonday().redispatchedTo(HOUSING, "04-10 17:29").ledger();

        assertThat(told.due("1/accept/UNIT/2")).isEqualTo(told.due("1/accept/TICKET"));
        assertThat(told.warnings("1/accept/UNIT/2")).hasSize(3).allMatch(warning -> warning.endsWith(", housing"));
        assertThat(told.warnings("1/accept/TICKET")).hasSize(3).allMatch(warning -> warning.endsWith(", desk"));
    }

    /** frappe/helpdesk #1895: the wrong department was blamed. */
    @Test
    void theLastHolderIsNotBlamedForTheBouncesBefore() {
        Told told = onMonday()
                .objected("04-12 09:00")
                .upheld("04-13 09:00")
                .dispatchedTo(HOUSING, "04-14 09:30")
                .accepted("04-14 10:00")
                .answered("04-19 10:00")
                .ledger();

        assertThat(told.state("1/answer/UNIT/1")).isEqualTo(ClockState.RELEASED);
        assertThat(told.due("1/answer/UNIT/2")).isEqualTo("2023-04-21 17:30");
        assertThat(told.state("1/answer/UNIT/2")).isEqualTo(ClockState.MET);
        assertThat(told.clock("1/answer/UNIT/2").unit()).isEqualTo(HOUSING);
        assertThat(told.due("1/answer/TICKET")).isEqualTo("2023-04-17 17:30");
        assertThat(told.state("1/answer/TICKET"))
                .as("the enterprise waited too long, whoever was to blame")
                .isEqualTo(ClockState.LATE);
    }

    @Test
    void afterABounceTheTicketsAlarmsAddressTheDesk() {
        Told told = onMonday()
                .objected("04-12 09:00")
                .upheld("04-13 09:00")
                .dispatchedTo(HOUSING, "04-14 09:30")
                .ledger();

        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2023-04-17 17:30, desk");
        assertThat(told.warnings("1/answer/TICKET")).hasSize(4).allMatch(warning -> warning.endsWith(", desk"));
        assertThat(told.breaches("1/answer/UNIT/2")).containsExactly("2023-04-21 17:30, housing");
        assertThat(told.warnings("1/answer/UNIT/2")).hasSize(4).allMatch(warning -> warning.endsWith(", housing"));
    }

    @Test
    void aUnitWhoseObjectionWasUpheldIsNotWarnedAnyMore() {
        Told told = onMonday().objected("04-10 11:00").upheld("04-10 16:00").ledger();

        assertThat(told.openClocks()).containsExactly("1/accept/TICKET", "1/progress/TICKET", "1/answer/TICKET");
        assertThat(told.ledger().openClocks()).allMatch(clock -> clock.unit() == null);
        assertThat(told.breaches("1/answer/TICKET")).containsExactly("2023-04-17 17:30, desk");
    }

    /** Merged tickets went on escalating. */
    @Test
    void mergedTicketsDoNotEscalate() {
        History history = onMonday().accepted("04-10 10:00").merged("04-12 15:00");
        assertThat(history.ledger().alarmsOfClocks()).isEmpty();

        Told unmerged = history.unmerged("04-14 09:30").ledger();
        // Two and a half hours on Wednesday, all of Thursday, one hour on Friday: eleven in all.
        assertThat(unmerged.due("1/answer/TICKET")).isEqualTo("2023-04-19 12:00");
        assertThat(unmerged.due("1/progress/TICKET")).isEqualTo("2023-04-17 12:00");
        assertThat(unmerged.breaches("1/answer/TICKET")).containsExactly("2023-04-19 12:00, land");
        assertThat(unmerged.ledger().segments().getLast().holder()).isEqualTo(Segment.Holder.UNIT);
    }

    @Test
    void aTicketThatWasMergedBeforeItsDispatchGoesBackToTheDesk() {
        Told told = submitted("2023-04-10 09:12")
                .merged("04-10 10:00")
                .unmerged("04-11 10:00")
                .dispatchedTo(LAND, "04-11 11:00")
                .ledger();

        assertThat(told.ledger().segments())
                .extracting(Segment::holder)
                .containsExactly(Segment.Holder.DESK, Segment.Holder.NOBODY, Segment.Holder.DESK, Segment.Holder.UNIT);
        assertThat(told.due("1/accept/TICKET")).isEqualTo("2023-04-12 17:30");
    }
}
