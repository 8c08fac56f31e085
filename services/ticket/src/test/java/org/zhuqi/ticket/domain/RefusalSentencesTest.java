package org.zhuqi.ticket.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.Provenance;
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
    void anAnswerWaitsForTheAssistantsOrSaysWhyNot() {
        Ticket ticket = with(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                new TicketEvent.AssistantAdded(Examples.STRANGER, "供电"),
                TicketState.IN_PROGRESS,
                Examples.NOON);
        TicketCommand answer = new TicketCommand.Answer(AnswerOutcome.SOLVED, "好", null, null);
        assertRule(
                ticket,
                lead(answer),
                "qt-assistant, qt-stranger have not signed off; to answer without waiting takes a reason",
                "协办单位 qt-assistant、qt-stranger 尚未完成，先行办结须说明理由");
        assertThat(decide(ticket, lead(new TicketCommand.Answer(AnswerOutcome.SOLVED, "好", null, null, null, "与本件无关"))))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> assertThat(((TicketEvent.Answered) accepted.event()).withoutAssistants())
                                .isEqualTo("与本件无关"));
        CommandMessage<?> now = lead(answer);
        Provenance ledger = new Provenance("台账.xlsx", "7", 8L, false, new AccountId("acc-import"));
        assertThat(decide(
                        ticket,
                        new CommandMessage<>(
                                now.commandId(),
                                now.ticketId(),
                                now.district(),
                                now.actor(),
                                now.receivedAt(),
                                Examples.NOON,
                                null,
                                null,
                                ledger,
                                answer)))
                .as("another system knew of no sign-off")
                .isInstanceOf(Decision.Accepted.class);

        Ticket one = signedOff(ticket, Examples.ASSISTANT);
        assertRule(
                one,
                lead(answer),
                "qt-stranger has not signed off; to answer without waiting takes a reason",
                "协办单位 qt-stranger 尚未完成，先行办结须说明理由");
        Ticket all = signedOff(one, Examples.STRANGER);
        assertThat(decide(all, lead(answer))).isInstanceOf(Decision.Accepted.class);

        Ticket disputed = with(
                with(
                        all,
                        new TicketEvent.Answered(Examples.LEAD, AnswerOutcome.SOLVED, "好", null, List.of()),
                        TicketState.ANSWERED,
                        Examples.NOON),
                new TicketEvent.Disputed("还不行"),
                TicketState.IN_PROGRESS,
                Examples.NOON);
        assertThat(disputed.openParts()).as("a new round opens the parts anew").hasSize(2);
    }

    @Test
    void anAssistantSignsOffOnceAndForItsOwnPartOnly() {
        Ticket ticket = Examples.ticketIn(TicketState.SUSPENDED);
        TicketCommand signOff = new TicketCommand.SignOff("已提供", null);
        assertRefused(
                ticket,
                lead(signOff),
                RefusalCode.NOT_ALLOWED,
                "HANDLER may not sign off a part of ticket QT-2023-000042; that takes a handler of an assisting unit",
                "经办人无权对诉求单 QT-2023-000042 执行“协办完成”");
        assertRule(
                signedOff(ticket, Examples.ASSISTANT),
                Examples.message(Examples.handlerOf(Examples.ASSISTANT), signOff),
                "your unit has signed off already",
                "本单位已完成协办");
    }

    @Test
    void theLeadOfANewRoundIsNotItsOwnAssistant() {
        Ticket reopened = with(
                Examples.ticketIn(TicketState.CLOSED),
                new TicketEvent.Reopened(Examples.ASSISTANT, "又坏了"),
                TicketState.DISPATCHED,
                Examples.NOON);
        assertThat(reopened.assistants()).isEmpty();
    }

    @Test
    void partsAreOneForEachAssistantAndNoneForTheLead() {
        Ticket ticket = Examples.ticketIn(TicketState.SUBMITTED);
        assertRule(
                ticket,
                dispatch(null, part(Examples.LEAD)),
                "unit qt-lead leads, it cannot have an assistant's part",
                "qt-lead 为主办单位，不能另列协办任务");
        assertRule(
                ticket,
                dispatch(null, part(Examples.ASSISTANT), part(Examples.ASSISTANT)),
                "unit qt-assistant has two parts",
                "qt-assistant 有两项协办任务");
        List<UnitId> many = IntStream.range(0, 20)
                .mapToObj(number -> new UnitId("qt-" + number))
                .toList();
        assertRule(
                ticket,
                dispatch(many, part(Examples.ASSISTANT)),
                "21 units would assist, 20 at most can",
                "协办单位有 21 个，最多 20 个");
        assertThat(decide(ticket, dispatch(List.of(Examples.FORMER, Examples.LEAD), part(Examples.ASSISTANT))))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> assertThat(((TicketEvent.Dispatched) accepted.event()).assistants())
                                .containsExactly(Examples.FORMER, Examples.ASSISTANT));
    }

    @Test
    void anOpenCallIsClaimedToTheEndOfItsLastDay() {
        Ticket call = published(LocalDate.of(2023, 11, 2), null);
        CommandMessage<?> claim = lead(new TicketCommand.Claim(Examples.LEAD, "三个月内完成"));
        assertThat(decide(call, claim)).isInstanceOf(Decision.Accepted.class);
        assertThat(decide(call, at(claim, "2023-11-02T15:59:59Z"))).isInstanceOf(Decision.Accepted.class);
        assertRule(call, at(claim, "2023-11-02T16:00:00Z"), "the call was open until 2023-11-02", "揭榜已于 2023-11-02 截止");
        assertRule(
                published(LocalDate.of(2023, 11, 1), CallChoice.BEST_PLAN),
                claim,
                "the call was open until 2023-11-01",
                "揭榜已于 2023-11-01 截止");
    }

    @Test
    void whoComesTooLateIsToldThatAnotherUnitClaimedIt() {
        Ticket claimed = with(
                published(null, null),
                new TicketEvent.CallClaimed(Examples.LEAD, Examples.HANDLER, "三个月内完成"),
                TicketState.IN_PROGRESS,
                Examples.NOON);
        Actor late = Examples.handlerOf(Examples.STRANGER);
        assertRefused(
                claimed,
                Examples.message(late, new TicketCommand.Claim(Examples.STRANGER, "两个月内完成")),
                RefusalCode.WRONG_STATE,
                "cannot claim ticket QT-2023-000042: another unit claimed it on 2023-11-02",
                "不能对诉求单 QT-2023-000042 执行“领办”：该单已于 2023-11-02 由其他单位领办");
        assertCode(
                claimed,
                Examples.message(late, new TicketCommand.RecordProgress("一", false, null)),
                RefusalCode.NOT_FOUND);
        assertCode(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                Examples.message(late, new TicketCommand.Claim(Examples.STRANGER, "两个月内完成")),
                RefusalCode.NOT_FOUND);
    }

    @Test
    void ofSeveralClaimsTheCoordinatorChoosesOne() {
        Ticket call = published(null, CallChoice.BEST_PLAN);
        Actor coordinator = Examples.actor(Role.COORDINATOR);
        TicketCommand choose = new TicketCommand.ChooseClaim(Examples.LEAD, "方案可行");
        TicketCommand takeBack = new TicketCommand.TakeBackClaim(null);
        assertRule(call, Examples.message(coordinator, choose), "unit qt-lead has not claimed it", "qt-lead 没有申请领办");
        assertRule(call, lead(takeBack), "your unit has not claimed it", "本单位没有申请领办");
        assertRule(
                call,
                lead(new TicketCommand.Claim(Examples.STRANGER, "代领")),
                "a handler claims for its own unit only",
                "只能以本单位名义领办");

        Ticket offered = after(call, lead(new TicketCommand.Claim(Examples.LEAD, "甲", List.of(SMALL_SCALE))));
        assertThat(offered.state()).isEqualTo(TicketState.OPEN_CALL);
        Ticket replaced = after(offered, lead(new TicketCommand.Claim(Examples.LEAD, "乙", List.of(SMALL_SCALE))));
        assertThat(replaced.call())
                .isNotNull()
                .satisfies(open -> assertThat(open.offers()).hasSize(1));
        Ticket takenBack = after(replaced, lead(takeBack));
        assertRule(
                takenBack, Examples.message(coordinator, choose), "unit qt-lead has not claimed it", "qt-lead 没有申请领办");

        assertThat(decide(replaced, Examples.message(coordinator, choose)))
                .isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
                    assertThat(accepted.edge().to()).isEqualTo(TicketState.IN_PROGRESS);
                    assertThat(accepted.event())
                            .isEqualTo(new TicketEvent.CallClaimed(
                                    Examples.LEAD,
                                    Examples.handlerOf(Examples.LEAD).account(),
                                    "乙",
                                    List.of(SMALL_SCALE),
                                    "方案可行"));
                });
    }

    @Test
    void aMilestoneOfThePlanIsReachedOnce() {
        Ticket claimed =
                after(published(null, null), lead(new TicketCommand.Claim(Examples.LEAD, "甲", List.of(SMALL_SCALE))));
        assertRule(claimed, lead(progress(2)), "its plan has no milestone 2", "领办方案中没有第 2 个节点");
        assertRule(claimed, lead(progress(0)), "its plan has no milestone 0", "领办方案中没有第 0 个节点");
        assertRule(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                lead(progress(1)),
                "its plan has no milestone 1",
                "领办方案中没有第 1 个节点");
        Ticket reached = after(claimed, lead(progress(1)));
        assertRule(reached, lead(progress(1)), "milestone 1 was reached before", "第 1 个节点已达成");
    }

    @Test
    void theEnterpriseOfAMergedTicketUnmergesItOnceItHasTheAnswer() {
        CommandMessage<?> notOurMatter =
                Examples.message(Examples.actor(Role.ENTERPRISE), new TicketCommand.Unmerge("与我公司情况不同"));
        Ticket merged = with(
                Examples.ticketIn(TicketState.IN_PROGRESS),
                new TicketEvent.Merged(Examples.TARGET, TicketState.IN_PROGRESS, null),
                TicketState.MERGED,
                Examples.NOON);
        assertRule(merged, notOurMatter, "the answer has not come yet", "尚未收到答复");
        Ticket answered = after(
                merged,
                Examples.message(Actor.SYSTEM, new TicketCommand.RelayAnswer(AnswerOutcome.SOLVED, "好", null, 1)));
        assertThat(answered.state()).isEqualTo(TicketState.MERGED);
        Ticket own = after(answered, notOurMatter);
        assertThat(own.state()).isEqualTo(TicketState.IN_PROGRESS);
        Ticket again = with(
                own,
                new TicketEvent.Merged(Examples.TARGET, TicketState.IN_PROGRESS, null),
                TicketState.MERGED,
                Examples.NOON);
        assertRule(again, notOurMatter, "the answer has not come yet", "尚未收到答复");
        assertRefused(
                merged,
                Examples.message(
                        Examples.actor(Role.COORDINATOR),
                        new TicketCommand.RelayAnswer(AnswerOutcome.SOLVED, "好", null, 1)),
                RefusalCode.NOT_ALLOWED,
                "COORDINATOR may not relay an answer to ticket QT-2023-000042; that takes the system",
                "派单员无权对诉求单 QT-2023-000042 执行“转达答复”");
    }

    private static final PlanMilestone SMALL_SCALE = new PlanMilestone("小试", LocalDate.of(2023, 12, 20));

    private static TicketCommand progress(int milestone) {
        return new TicketCommand.RecordProgress("小试完成", false, null, milestone);
    }

    private static Ticket published(@Nullable LocalDate until, @Nullable CallChoice choice) {
        return with(
                Examples.ticketIn(TicketState.SUBMITTED),
                new TicketEvent.CallPublished("回收率不低于70%", until, choice),
                TicketState.OPEN_CALL,
                Examples.NOON);
    }

    private static Ticket signedOff(Ticket ticket, UnitId unit) {
        return with(ticket, new TicketEvent.PartSignedOff(unit, "已提供", List.of()), ticket.state(), Examples.NOON);
    }

    private static AssistantPart part(UnitId unit) {
        return new AssistantPart(unit, "复核", null);
    }

    private static CommandMessage<?> dispatch(@Nullable List<UnitId> assistants, AssistantPart... parts) {
        return Examples.message(
                Examples.actor(Role.COORDINATOR),
                new TicketCommand.Dispatch(Examples.LEAD, assistants, null, null, List.of(parts)));
    }

    private static CommandMessage<?> at(CommandMessage<?> message, String time) {
        return new CommandMessage<>(
                message.commandId(),
                message.ticketId(),
                message.district(),
                message.actor(),
                Instant.parse(time),
                null,
                null,
                null,
                null,
                message.command());
    }

    private Ticket after(Ticket ticket, CommandMessage<?> message) {
        Decision decision = decide(ticket, message);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        Decision.Accepted accepted = (Decision.Accepted) decision;
        return with(ticket, accepted.event(), accepted.edge().to(), Examples.NOON);
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
