package org.zhuqi.timeliness.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.SuspensionReason.WAITING_FOR_ENTERPRISE;
import static org.zhuqi.timeliness.domain.History.HOUSING;
import static org.zhuqi.timeliness.domain.History.LAND;
import static org.zhuqi.timeliness.domain.History.submitted;

import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.timeliness.policy.Policies;

/** Due on Monday, 2023-04-17, 17:30; at the longest ten working days later, on 2023-04-28. */
class ExtensionsTest {
    private static final String TICKET = "1/answer/TICKET";

    private static History accepted() {
        return submitted("2023-04-10 09:12").dispatchedTo(LAND, "04-10 09:30").accepted("04-10 10:00");
    }

    @Test
    void originalDueAndDueWithoutExtensionsAreKept() {
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-12 09:00")
                .askedForMoreTime("04-21 17:30", "04-13 09:00")
                .granted("04-20 17:30", "04-13 11:00")
                .ledger();

        assertThat(told.originalDue(TICKET)).isEqualTo("2023-04-17 17:30");
        assertThat(told.dueWithoutExtensions(TICKET)).isEqualTo("2023-04-18 17:30");
        assertThat(told.due(TICKET)).isEqualTo("2023-04-20 17:30");
        assertThat(told.due("1/answer/UNIT/1")).isEqualTo("2023-04-20 17:30");
        assertThat(told.due("1/progress/TICKET"))
                .as("another stage is not extended")
                .isEqualTo("2023-04-14 17:30");
        assertThat(told.clock(TICKET).extensions()).isEqualTo(1);
        assertThat(told.request().objection()).isNull();
    }

    @Test
    void askedTooLateItHasNoEffect() {
        Told told = accepted()
                .askedForMoreTime("04-21 17:30", "04-18 09:00")
                .granted("04-21 17:30", "04-18 10:00")
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-17 17:30");
        assertThat(told.request().effectiveUntil()).isNull();
        assertThat(told.objection())
                .isEqualTo("it was asked for at 2023-04-18 09:00, after the due date 2023-04-17 17:30");
    }

    @Test
    void askedInTimeItMayBeGrantedAfterTheDueDate() {
        Told told = accepted()
                .askedForMoreTime("04-21 17:30", "04-17 17:30")
                .granted("04-21 17:30", "04-18 10:00")
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-21 17:30");
    }

    @Test
    void askedTooOftenItHasNoEffect() {
        Told told = accepted()
                .askedForMoreTime("04-18 17:30", "04-11 09:00")
                .granted("04-18 17:30", "04-11 10:00")
                .askedForMoreTime("04-19 17:30", "04-12 09:00")
                .granted("04-19 17:30", "04-12 10:00")
                .askedForMoreTime("04-20 17:30", "04-13 09:00")
                .granted("04-20 17:30", "04-13 10:00")
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-19 17:30");
        assertThat(told.objection()).isEqualTo("it was extended 2 times already, the policy allows no more");
    }

    @Test
    void aRefusedRequestUsesUpNothing() {
        Told told = accepted()
                .askedForMoreTime("04-18 17:30", "04-11 09:00")
                .refused("04-11 10:00")
                .askedForMoreTime("04-19 17:30", "04-12 09:00")
                .granted("04-19 17:30", "04-12 10:00")
                .ledger();

        assertThat(told.clock(TICKET).extensions()).isEqualTo(1);
        assertThat(told.ledger().extensions().getFirst().grantedUntil()).isNull();
        assertThat(told.ledger().extensions().getFirst().decidedAt()).isNotNull();
    }

    @Test
    void grantedByWhomThePolicyDoesNotNameItHasNoEffect() {
        Told told = accepted()
                .askedForMoreTime("04-18 17:30", "04-11 09:00")
                .granted("04-18 17:30", "04-11 10:00")
                .under(Policies.stagedWith("approved-by: [coordinator, supervisor]", "approved-by: [supervisor]"))
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-17 17:30");
        assertThat(told.objection()).isEqualTo("the policy does not let a COORDINATOR grant it");

        Told supervisor = accepted()
                .askedForMoreTime("04-18 17:30", "04-11 09:00")
                .grantedBy(Role.SUPERVISOR, "04-18 17:30", "04-11 10:00")
                .under(Policies.stagedWith("approved-by: [coordinator, supervisor]", "approved-by: supervisor"))
                .ledger();
        assertThat(supervisor.due(TICKET)).isEqualTo("2023-04-18 17:30");
    }

    @Test
    void beyondTheLongestItIsCut() {
        Told told = accepted()
                .askedForMoreTime("06-30 17:30", "04-11 09:00")
                .granted("06-30 17:30", "04-11 10:00")
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-28 17:30");
        assertThat(told.objection())
                .isEqualTo("granted until 2023-06-30 17:30, but the policy allows no more than 10 working days: "
                        + "until 2023-04-28 17:30");
    }

    @Test
    void aPauseUsesUpNoneOfTheLongest() {
        Told told = accepted()
                .suspended(WAITING_FOR_ENTERPRISE, "04-11 09:00")
                .resumed("04-26 09:00")
                .askedForMoreTime("05-10 17:30", "04-26 10:00")
                .granted("05-10 17:30", "04-26 11:00")
                .ledger();

        assertThat(told.dueWithoutExtensions(TICKET)).isEqualTo("2023-05-05 17:30");
        assertThat(told.due(TICKET)).isEqualTo("2023-05-10 17:30");
        assertThat(told.request().objection()).isNull();
    }

    @Test
    void whenTheLongestIsUsedUpARequestIsHopeless() {
        History history = accepted()
                .askedForMoreTime("04-28 17:30", "04-11 09:00")
                .granted("04-28 17:30", "04-11 10:00")
                .askedForMoreTime("05-31 17:30", "04-12 09:00");

        assertThat(history.ledger().objection())
                .isEqualTo("it was extended by 10 working days already, the policy allows no more");
        assertThat(history.granted("05-31 17:30", "04-12 10:00").ledger().due(TICKET))
                .isEqualTo("2023-04-28 17:30");
    }

    @Test
    void notLaterThanTheDueDateItHasNoEffect() {
        Told told = accepted()
                .askedForMoreTime("04-17 17:30", "04-11 09:00")
                .granted("04-20 17:30", "04-11 10:00")
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-17 17:30");
        assertThat(told.objection()).isEqualTo("2023-04-17 17:30 is not later than the due date 2023-04-17 17:30");

        Told less = accepted()
                .askedForMoreTime("04-20 17:30", "04-11 09:00")
                .granted("04-14 17:30", "04-11 10:00")
                .ledger();
        assertThat(less.due(TICKET)).isEqualTo("2023-04-17 17:30");
        assertThat(less.objection()).isEqualTo("2023-04-14 17:30 is not later than the due date 2023-04-17 17:30");
    }

    @Test
    void aPolicyWithoutExtensionsGrantsNone() {
        Policy none = Policies.ofStages("""
                - {stage: answer, name: 答复, starts: first-dispatch, ends: answered, within: 5 working days}
                """);
        Told told = accepted()
                .askedForMoreTime("04-20 17:30", "04-11 09:00")
                .under(none)
                .ledger();

        assertThat(told.objection()).isEqualTo("the policy knows no extensions");
        assertThat(told.automatic()).containsExactly("refuse-extension/4 2023-04-11 09:00 RefuseExtension");
    }

    @Test
    void aHopelessRequestIsRefusedByItself() {
        Told hopeless =
                accepted().askedForMoreTime("04-21 17:30", "04-18 09:00").ledger();
        assertThat(hopeless.automatic()).containsExactly("refuse-extension/4 2023-04-18 09:00 RefuseExtension");
        assertThat(hopeless.command())
                .isEqualTo(new TicketCommand.RefuseExtension("申请时间 2023-04-18 09:00 晚于到期时间 2023-04-17 17:30，须在到期前申请。"
                        + "It was asked for at 2023-04-18 09:00, after the due date 2023-04-17 17:30."));

        assertThat(accepted()
                        .askedForMoreTime("04-21 17:30", "04-11 09:00")
                        .ledger()
                        .automatic())
                .as("a person decides on what is not hopeless")
                .isEmpty();
    }

    @Test
    void anImportedRequestIsNeverRefusedByItself() {
        History imported = History.imported("2023-04-10 09:12", "2023-11-01 10:00")
                .dispatchedTo(LAND, "04-10 09:30")
                .accepted("04-10 10:00")
                .askedForMoreTime("04-21 17:30", "04-18 09:00");
        assertThat(imported.ledger().automatic()).isEmpty();
        assertThat(imported.fromHereOnLive().reported("11-02 10:00").ledger().automatic())
                .as("nor after something happened here")
                .isEmpty();
    }

    @Test
    void aRequestLapsesWithTheUnitThatAsked() {
        Told redispatched = accepted()
                .askedForMoreTime("04-21 17:30", "04-18 09:00")
                .redispatchedTo(HOUSING, "04-18 10:00")
                .accepted("04-18 11:00")
                .ledger();
        assertThat(redispatched.automatic()).isEmpty();
        assertThat(redispatched.request().isPending()).isFalse();

        Told disputed = accepted()
                .askedForMoreTime("04-21 17:30", "04-18 09:00")
                .answered("04-18 10:00")
                .disputed("04-19 10:00")
                .ledger();
        assertThat(disputed.automatic()).isEmpty();
        assertThat(disputed.request().isPending()).isFalse();
    }

    @Test
    void theTimesOfAnotherRoundDoNotCount() {
        Told told = accepted()
                .askedForMoreTime("04-18 17:30", "04-11 09:00")
                .granted("04-18 17:30", "04-11 10:00")
                .askedForMoreTime("04-19 17:30", "04-12 09:00")
                .granted("04-19 17:30", "04-12 10:00")
                .answered("04-13 09:00")
                .disputed("04-14 09:00")
                .askedForMoreTime("04-24 17:30", "04-17 09:00")
                .granted("04-24 17:30", "04-17 10:00")
                .ledger();

        assertThat(told.originalDue("2/answer/TICKET")).isEqualTo("2023-04-21 17:30");
        assertThat(told.due("2/answer/TICKET")).isEqualTo("2023-04-24 17:30");
    }

    @Test
    void theNextUnitsLongerTimeIsNotCutByAnExtension() {
        Told told = accepted()
                .redispatchedTo(HOUSING, "04-14 09:30")
                .accepted("04-14 10:00")
                .askedForMoreTime("04-19 17:30", "04-14 11:00")
                .granted("04-19 17:30", "04-14 12:00")
                .ledger();

        assertThat(told.due(TICKET)).isEqualTo("2023-04-19 17:30");
        assertThat(told.due("1/answer/UNIT/2")).isEqualTo("2023-04-21 17:30");
    }
}
