package org.zhuqi.ticket.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/** What a person reads when a command is refused. */
class RefusalSentencesTest {
    private final Deciding deciding = new Deciding(ZoneId.of("Asia/Shanghai"));

    @Test
    void aClosedTicketCannotBeAccepted() {
        assertRefused(
                Examples.ticketIn(TicketState.CLOSED),
                lead(new TicketCommand.Accept(null, null)),
                RefusalCode.WRONG_STATE,
                "cannot accept ticket QT-2023-000042: it is CLOSED since 2023-11-02; that takes DISPATCHED",
                "不能对诉求单 QT-2023-000042 执行“接单”：该单自 2023-11-02 起为“已销号”；此操作仅适用于“待接单”");
    }

    @Test
    void theDayOfTheStateIsTheDistrictsDay() {
        Ticket ticket = with(
                Examples.ticketIn(TicketState.DISPATCHED),
                new TicketEvent.Accepted(Examples.LEAD, Examples.HANDLER, null),
                TicketState.IN_PROGRESS,
                Instant.parse("2023-11-02T20:00:00Z"));
        assertRefused(
                ticket,
                lead(new TicketCommand.Accept(null, null)),
                RefusalCode.WRONG_STATE,
                "cannot accept ticket QT-2023-000042: it is IN_PROGRESS since 2023-11-03; that takes DISPATCHED",
                "不能对诉求单 QT-2023-000042 执行“接单”：该单自 2023-11-03 起为“办理中”；此操作仅适用于“待接单”");
    }

    @Test
    void aStalePictureIsRefusedWithBothVersions() {
        assertRefused(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                Examples.message(Examples.actor(Role.HANDLER), new TicketCommand.RecordProgress("一", false, null), 5L),
                RefusalCode.STALE,
                "cannot record progress on ticket QT-2023-000042: you decided on version 5, it is at version 7 now (IN_PROGRESS)",
                "不能对诉求单 QT-2023-000042 执行“记录进展”：您看到的是第 5 版，现已是第 7 版（办理中）");
    }

    @Test
    void anotherEnterpriseIsToldThatThereIsNoSuchTicket() {
        Actor other = new Actor(new AccountId("acc-x"), Role.ENTERPRISE, new EnterpriseId("ent-other"), null);
        assertRefused(
                Examples.ticketIn(TicketState.ANSWERED),
                Examples.message(other, new TicketCommand.Confirm(null)),
                RefusalCode.NOT_FOUND,
                "there is no ticket " + Examples.TICKET,
                "诉求单 " + Examples.TICKET + " 不存在");
    }

    @Test
    void aUnitThatWasNeverInvolvedIsToldTheSame() {
        assertCode(
                Examples.ticketIn(TicketState.DISPATCHED),
                Examples.message(Examples.handlerOf(Examples.STRANGER), new TicketCommand.Accept(null, null)),
                RefusalCode.NOT_FOUND);
    }

    @Test
    void aFormerLeadAndAnAssistantAreToldWhoMay() {
        for (UnitId unit : new UnitId[] {Examples.FORMER, Examples.ASSISTANT}) {
            assertRefused(
                    Examples.ticketIn(TicketState.DISPATCHED),
                    Examples.message(Examples.handlerOf(unit), new TicketCommand.Accept(null, null)),
                    RefusalCode.NOT_ALLOWED,
                    "HANDLER may not accept ticket QT-2023-000042; that takes a handler of the lead unit",
                    "经办人无权对诉求单 QT-2023-000042 执行“接单”");
        }
    }

    @Test
    void anAssistantRecordsProgressButDoesNotAnswer() {
        Ticket ticket = Examples.ticketIn(TicketState.IN_PROGRESS);
        Actor assistant = Examples.handlerOf(Examples.ASSISTANT);
        assertThat(decide(ticket, Examples.message(assistant, new TicketCommand.RecordProgress("已提供", false, null))))
                .isInstanceOf(Decision.Accepted.class);
        assertCode(
                ticket,
                Examples.message(assistant, new TicketCommand.Answer(AnswerOutcome.SOLVED, "好", null, null)),
                RefusalCode.NOT_ALLOWED);
    }

    @Test
    void anEnterpriseSubmitsForItselfOnly() {
        TicketCommand.Submit submit =
                (TicketCommand.Submit) Examples.command(org.zhuqi.contracts.command.CommandType.SUBMIT);
        Actor other = new Actor(new AccountId("acc-x"), Role.ENTERPRISE, new EnterpriseId("ent-other"), null);
        assertCode(null, Examples.message(other, submit), RefusalCode.NOT_ALLOWED);
    }

    @Test
    void noSecondObjectionAfterAnOverrule() {
        Ticket overruled = with(
                Examples.ticketIn(TicketState.OBJECTED),
                new TicketEvent.ObjectionOverruled(Examples.LEAD, "属本单位"),
                TicketState.DISPATCHED,
                Examples.NOON);
        TicketCommand objection = new TicketCommand.RaiseObjection(ObjectionGround.NOT_COMPETENT, "仍认为不属本单位", null);
        assertRule(
                overruled, lead(objection), "an objection of this unit was overruled before", "本单位的退单已被裁定不成立，不能再次退单");

        Ticket redispatched = with(
                overruled,
                new TicketEvent.Redispatched(Examples.LEAD, Examples.STRANGER, java.util.List.of(), "改派"),
                TicketState.DISPATCHED,
                Examples.NOON);
        assertThat(decide(redispatched, Examples.message(Examples.handlerOf(Examples.STRANGER), objection)))
                .as("the next unit has its own right")
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void anObjectionComesInTimeToTheLastInstant() {
        Instant until = Examples.NOON;
        Ticket ticket = Examples.ticketIn(TicketState.DISPATCHED);
        CommandMessage<?> inTime = lead(new TicketCommand.RaiseObjection(ObjectionGround.NOT_COMPETENT, "不属本单位", null));
        assertThat(deciding.decide(ticket, inTime, id -> null, until)).isInstanceOf(Decision.Accepted.class);
        Refusal late = Refusals.named(
                refusal(deciding.decide(ticket, inTime, id -> null, until.minusMillis(1))), "QT-2023-000042");
        assertThat(late.code()).isEqualTo(RefusalCode.RULE);
        assertThat(late.sentence().en())
                .isEqualTo("cannot object to ticket QT-2023-000042: objections were possible until 2023-11-02 11:59");
        assertThat(late.sentence().zh()).isEqualTo("不能对诉求单 QT-2023-000042 执行“退单”：退单须在 2023-11-02 11:59 前提出");
    }

    @Test
    void redispatchNamesAnotherUnit() {
        assertRule(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                Examples.message(
                        Examples.actor(Role.COORDINATOR), new TicketCommand.Redispatch(Examples.LEAD, null, "再派")),
                "unit qt-lead has it already",
                "该单已由 qt-lead 主办");
    }

    @Test
    void aUnitAssistsOnce() {
        assertRule(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                lead(new TicketCommand.AddAssistant(Examples.ASSISTANT, null)),
                "the unit is involved already",
                "该单位已参与办理");
    }

    @Test
    void theHandlerChangesToSomebodyElse() {
        assertRule(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                lead(new TicketCommand.ChangeHandler(Examples.HANDLER, null)),
                "this person handles it already",
                "该人员已是经办人");
    }

    @Test
    void oneExtensionRequestAtATime() {
        Ticket asked = with(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                new TicketEvent.ExtensionRequested(Examples.NOON, "需上级批复"),
                TicketState.IN_PROGRESS,
                Examples.NOON);
        assertRule(
                asked,
                lead(new TicketCommand.RequestExtension(Examples.NOON, "再申请")),
                "an earlier request waits for an answer",
                "已有延期申请待答复");
        Ticket refused = with(asked, new TicketEvent.ExtensionRefused("理由不足"), TicketState.IN_PROGRESS, Examples.NOON);
        assertRule(
                refused,
                Examples.message(Examples.actor(Role.COORDINATOR), new TicketCommand.GrantExtension(null, null)),
                "no extension was asked for",
                "没有待答复的延期申请");
    }

    @Test
    void anAnswerThatDoesNotSolveSaysWhy() {
        for (AnswerOutcome outcome : new AnswerOutcome[] {AnswerOutcome.UNSOLVED, AnswerOutcome.PARTLY}) {
            assertRule(
                    Examples.ticketIn(TicketState.IN_PROGRESS),
                    lead(new TicketCommand.Answer(outcome, "暂无法办理", " ", null)),
                    "an answer that is not wholly solved must give the reason",
                    "未完全解决的办结须说明原因");
        }
    }

    @Test
    void hardOnceRatedOncePerRoundAppealedOnce() {
        Ticket hard = with(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                new TicketEvent.MarkedHard("多部门"),
                TicketState.IN_PROGRESS,
                Examples.NOON);
        assertRule(
                hard,
                Examples.message(Examples.actor(Role.SUPERVISOR), new TicketCommand.MarkHard("再次")),
                "it is on the hard-problem list already",
                "该单已列为重难点问题");

        Ticket rated = with(
                Examples.ticketIn(TicketState.CLOSED),
                new TicketEvent.Rated(org.zhuqi.contracts.Satisfaction.SATISFIED, null),
                TicketState.CLOSED,
                Examples.NOON);
        TicketCommand rate = new TicketCommand.Rate(org.zhuqi.contracts.Satisfaction.DISSATISFIED, null);
        assertRule(
                rated,
                Examples.message(Examples.actor(Role.ENTERPRISE), rate),
                "this round is rated already",
                "本轮办理已评价");
        Ticket reopened =
                with(rated, new TicketEvent.Reopened(Examples.LEAD, "又坏了"), TicketState.DISPATCHED, Examples.NOON);
        assertThat(reopened.rated()).as("a new round is not rated yet").isFalse();
        assertThat(reopened.round()).isEqualTo(2);

        Ticket appealed = with(
                Examples.ticketIn(TicketState.DECLINED),
                new TicketEvent.Appealed("请复核"),
                TicketState.SUBMITTED,
                Examples.NOON);
        Ticket declinedAgain = with(
                appealed,
                new TicketEvent.Declined(org.zhuqi.contracts.DeclineGround.OTHER, "维持"),
                TicketState.DECLINED,
                Examples.NOON);
        assertRule(
                declinedAgain,
                Examples.message(Examples.actor(Role.ENTERPRISE), new TicketCommand.Appeal("再次申诉")),
                "it was appealed before",
                "该单已申诉过一次");
    }

    @Test
    void aTicketIsRaisedAboveItsPresentLevelOnlyWhereverItIs() {
        Actor supervisor = Examples.actor(Role.SUPERVISOR);
        for (TicketState state : new TicketState[] {
            TicketState.SUBMITTED,
            TicketState.DISPATCHED,
            TicketState.OBJECTED,
            TicketState.IN_PROGRESS,
            TicketState.SUSPENDED
        }) {
            Ticket raised = with(
                    Examples.ticketIn(state),
                    new TicketEvent.Escalated(EscalationLevel.DISTRICT_LEADER, "多部门"),
                    state,
                    Examples.NOON);
            for (EscalationLevel level :
                    new EscalationLevel[] {EscalationLevel.DISTRICT_OFFICE, EscalationLevel.DISTRICT_LEADER}) {
                assertRule(
                        raised,
                        Examples.message(supervisor, new TicketCommand.Escalate(level, "再提")),
                        "it is at level DISTRICT_LEADER already",
                        "该单已提级至“分管区领导”");
            }
            assertThat(decide(
                            raised,
                            Examples.message(supervisor, new TicketCommand.Escalate(EscalationLevel.CITY, "再提"))))
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.edge().to()).isEqualTo(state));
        }
    }

    @Test
    void mergesIntoAnotherLiveTicketOfTheDistrict() {
        Ticket ticket = Examples.ticketIn(TicketState.SUBMITTED);
        Actor coordinator = Examples.actor(Role.COORDINATOR);
        assertThat(refusal(deciding.decide(
                                ticket,
                                Examples.message(coordinator, new TicketCommand.Merge(Examples.TICKET, null)),
                                id -> ticket,
                                null))
                        .sentence()
                        .en())
                .isEqualTo("cannot merge ticket {ticket}: it cannot be merged into itself");
        assertThat(refusal(deciding.decide(
                                ticket,
                                Examples.message(coordinator, new TicketCommand.Merge(Examples.TARGET, null)),
                                id -> null,
                                null))
                        .sentence()
                        .en())
                .isEqualTo("cannot merge ticket {ticket}: there is no ticket " + Examples.TARGET);
        assertThat(refusal(deciding.decide(
                                ticket,
                                Examples.message(coordinator, new TicketCommand.Merge(Examples.TARGET, null)),
                                id -> Examples.ticketIn(TicketState.CLOSED),
                                null))
                        .sentence()
                        .en())
                .isEqualTo("cannot merge ticket {ticket}: the ticket that should go on is CLOSED");
        assertThat(refusal(deciding.decide(
                                ticket,
                                Examples.message(coordinator, new TicketCommand.Merge(null, null)),
                                id -> null,
                                null))
                        .sentence()
                        .en())
                .isEqualTo("cannot merge ticket {ticket}: the ticket that goes on is not named");
    }

    @Test
    void anUnmergeGoesBackToWhereItCameFrom() {
        for (TicketState from :
                new TicketState[] {TicketState.SUBMITTED, TicketState.DISPATCHED, TicketState.IN_PROGRESS}) {
            Ticket merged = with(
                    Examples.ticketIn(from),
                    new TicketEvent.Merged(Examples.TARGET, from, null),
                    TicketState.MERGED,
                    Examples.NOON);
            assertThat(decide(
                            merged,
                            Examples.message(Examples.actor(Role.COORDINATOR), new TicketCommand.Unmerge("并错了"))))
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.edge().to()).isEqualTo(from));
        }
    }

    @Test
    void everyCommandReadsAsASentence() {
        for (org.zhuqi.contracts.command.CommandType command : org.zhuqi.contracts.command.CommandType.values()) {
            assertThat(Refusals.toDo(command)).matches("[a-z][a-z -]* ticket \\{ticket}( as an? [a-z ]+)?");
        }
    }

    @Test
    void aHandlerClaimsForItsOwnUnit() {
        assertRule(
                Examples.ticketIn(TicketState.OPEN_CALL),
                lead(new TicketCommand.Claim(Examples.STRANGER, "代领")),
                "a handler claims for its own unit only",
                "只能以本单位名义领办");
    }

    private void assertRule(Ticket ticket, CommandMessage<?> message, String en, String zh) {
        assertRefused(
                ticket,
                message,
                RefusalCode.RULE,
                "cannot " + Refusals.toDo(message.type()).replace(Refusals.TICKET, "QT-2023-000042") + ": " + en,
                "不能对诉求单 QT-2023-000042 执行“" + message.type().zh() + "”：" + zh);
    }

    private void assertRefused(Ticket ticket, CommandMessage<?> message, RefusalCode code, String en, String zh) {
        Refusal refusal = Refusals.named(refusal(decide(ticket, message)), "QT-2023-000042");
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.sentence().en()).isEqualTo(en);
        assertThat(refusal.sentence().zh()).isEqualTo(zh);
    }

    private void assertCode(@Nullable Ticket ticket, CommandMessage<?> message, RefusalCode code) {
        assertThat(refusal(decide(ticket, message)).code()).isEqualTo(code);
    }

    private Decision decide(@Nullable Ticket ticket, CommandMessage<?> message) {
        return deciding.decide(ticket, message, id -> null, null);
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal();
    }

    private static CommandMessage<?> lead(TicketCommand command) {
        return Examples.message(Examples.actor(Role.HANDLER), command);
    }

    private static Ticket with(Ticket ticket, TicketEvent event, TicketState to, Instant at) {
        return Ticket.apply(
                ticket, new Ticket.Step(ticket.id(), ticket.district(), Examples.OFFICER, to, at, null, event));
    }
}
