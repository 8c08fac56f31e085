package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.DeclineGround;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.TicketCommand.*;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * Spring 2023 in Qiantang: an invented enterprise wants the certificate for its second plant (QT-2023-000042). A request
 * for more power is first taken for the same matter (43), a problem is put out as an open call (44), a neighbour has the
 * same trouble and reads the answer (45), and a case out of the old ledger was none for this office (7). Together they tell every command and every event.
 */
final class QiantangStory {
    static final TicketStory CERTIFICATE = certificate();
    static final TicketStory POWER = power();

    static final List<TicketStory> TICKETS = List.of(CERTIFICATE, POWER, openCall(), sameMatter(), outOfTheLedger());

    private QiantangStory() {}

    private static final class Cast {
        static final EnterpriseId HUACAI = new EnterpriseId("ent-0001");
        static final AccountId CONTACT = new AccountId("acc-ent-0001-a");
        static final Actor ENTERPRISE = new Actor(CONTACT, Role.ENTERPRISE, HUACAI, null);
        static final EnterpriseId NEIGHBOUR_ENTERPRISE = new EnterpriseId("ent-0002");
        static final Actor NEIGHBOUR =
                new Actor(new AccountId("acc-ent-0002-a"), Role.ENTERPRISE, NEIGHBOUR_ENTERPRISE, null);
        static final Actor OFFICER = new Actor(new AccountId("acc-zqy-017"), Role.OFFICER, null, null);
        static final Actor COORDINATOR = new Actor(new AccountId("acc-zhb-003"), Role.COORDINATOR, null, null);
        static final Actor SUPERVISOR = new Actor(new AccountId("acc-dc-001"), Role.SUPERVISOR, null, null);

        static final UnitId LAND = new UnitId("qt-zrzy");
        static final UnitId HOUSING = new UnitId("qt-zjj");
        static final UnitId POWER_SUPPLY = new UnitId("qt-gdgs");
        static final UnitId TEAM = new UnitId("team-hdu-cl");

        static final AccountId LAND_OFFICE_WINDOW = new AccountId("acc-zrzy-012");
        static final Actor LAND_HANDLER = handler("acc-zrzy-015", LAND);
        static final Actor HOUSING_HANDLER = handler("acc-zjj-004", HOUSING);
        static final Actor POWER_HANDLER = handler("acc-gdgs-002", POWER_SUPPLY);
        static final Actor TEAM_LEADER = handler("acc-hdu-031", TEAM);

        private static Actor handler(String account, UnitId unit) {
            return new Actor(new AccountId(account), Role.HANDLER, null, unit);
        }
    }

    private static final class Papers {
        static final Attachment PLAN = file("att-9001", "二期厂房规划许可证.pdf", 482_113, 'a');
        static final Attachment ACCEPTANCE = file("att-9002", "消防验收意见书.pdf", 215_904, 'b');
        static final Attachment SURVEY = file("att-9003", "不动产测绘报告.pdf", 1_930_277, 'c');
        static final Attachment CERTIFICATE = file("att-9004", "不动产权证书.pdf", 356_020, 'd');

        private static Attachment file(String id, String name, long size, char digit) {
            return new Attachment(
                    id, name, "application/pdf", size, String.valueOf(digit).repeat(64));
        }
    }

    private static TicketStory certificate() {
        return new TicketStory("QT-2023-000042", Instant.parse("2023-04-10T01:12:09Z"))
                .step(
                        "2023-04-10T01:12:09Z",
                        Cast.ENTERPRISE,
                        new Submit(
                                Cast.HUACAI,
                                "二期厂房不动产权证迟迟办不下来",
                                "我公司二期厂房已竣工半年，因规划核实与消防验收衔接问题，不动产权证一直未能办理，影响银行抵押贷款，请协调。",
                                new CatalogueItemId("land-plant-certificate"),
                                Urgency.URGENT,
                                Cast.CONTACT,
                                new ChainId("qt-advanced-materials"),
                                new PlaceId("qt-xiasha"),
                                List.of(Papers.PLAN)))
                .step(
                        "2023-04-10T01:40:51Z",
                        Cast.ENTERPRISE,
                        new Amend(
                                "二期厂房不动产权证办理受阻（规划核实、消防验收）",
                                "补充：规划核实申请已于3月20日提交，消防验收已于2月通过，附意见书。",
                                new CatalogueItemId("land-plant-certificate"),
                                List.of(Papers.ACCEPTANCE)))
                .step(
                        "2023-04-10T02:05:00Z",
                        Cast.COORDINATOR,
                        new Dispatch(
                                Cast.HOUSING,
                                List.of(Cast.LAND),
                                Difficulty.COMPLEX,
                                "请先核对消防验收情况，今日内与企业联系。",
                                List.of(new AssistantPart(Cast.LAND, "核对规划核实进度。", LocalDate.of(2023, 4, 13)))))
                .step(
                        "2023-04-10T06:31:20Z",
                        Cast.HOUSING_HANDLER,
                        new RaiseObjection(
                                ObjectionGround.OTHER_UNIT_LEADS, "消防验收已办结，问题在规划核实，应由规划和自然资源分局主办。", Cast.LAND))
                .step("2023-04-10T07:15:44Z", Cast.COORDINATOR, new Uphold("退单理由成立，改由规划和自然资源分局主办，住建局配合。"))
                .step("2023-04-10T07:20:02Z", Cast.COORDINATOR, new Dispatch(Cast.LAND, null, Difficulty.COMPLEX, null))
                .step(
                        "2023-04-10T08:02:37Z",
                        Cast.LAND_HANDLER,
                        new Accept(Cast.LAND_OFFICE_WINDOW, "已接单，明天上午到贵公司现场核对。"))
                .step(
                        "2023-04-11T03:25:10Z",
                        Cast.LAND_HANDLER,
                        new RecordProgress("现场核对完毕：实测面积与规划许可相差12平方米，需重新出具测绘报告。", false, List.of(Papers.SURVEY)))
                .step(
                        "2023-04-11T03:30:00Z",
                        Cast.LAND_HANDLER,
                        new AddAssistant(Cast.HOUSING, "复核消防验收范围是否包含连廊。", LocalDate.of(2023, 4, 14)))
                .step(
                        "2023-04-11T05:05:18Z",
                        Cast.LAND_HANDLER,
                        new ChangeHandler(Cast.LAND_HANDLER.account(), "原经办人外出培训。"))
                .step(
                        "2023-04-11T06:00:00Z",
                        Cast.LAND_HANDLER,
                        new Suspend(
                                SuspensionReason.WAITING_FOR_ENTERPRISE,
                                "请补充盖章的测绘成果和面积差异说明。",
                                LocalDate.of(2023, 4, 18)))
                .step(
                        "2023-04-13T02:48:33Z",
                        Cast.ENTERPRISE,
                        new ProvideInformation("测绘成果和面积差异说明已补齐，见附件。", List.of(Papers.SURVEY)))
                .step(
                        "2023-04-13T08:10:00Z",
                        Cast.LAND_HANDLER,
                        new Suspend(
                                SuspensionReason.WAITING_FOR_HIGHER_AUTHORITY,
                                "面积差异已报市局批复。",
                                LocalDate.of(2023, 4, 21)))
                .step(
                        "2023-04-14T06:20:00Z",
                        Cast.HOUSING_HANDLER,
                        new SignOff("消防验收范围包含连廊，意见书附后。", List.of(Papers.ACCEPTANCE)))
                .step("2023-04-17T01:35:00Z", Cast.LAND_HANDLER, new Resume("市局已批复同意按实测面积登记。"))
                .step(
                        "2023-04-17T02:00:00Z",
                        Cast.LAND_HANDLER,
                        new RequestExtension(Instant.parse("2023-05-31T09:30:00Z"), "连廊部分需重新公示。"))
                .step("2023-04-17T03:12:00Z", Cast.COORDINATOR, new RefuseExtension("申请时间过长，请按公示期如实申请。"))
                .step(
                        "2023-04-17T03:40:00Z",
                        Cast.LAND_HANDLER,
                        new RequestExtension(Instant.parse("2023-04-27T09:30:00Z"), "连廊部分公示5个工作日。"))
                .step(
                        "2023-04-17T05:22:00Z",
                        Cast.SUPERVISOR,
                        new GrantExtension(Instant.parse("2023-04-26T09:30:00Z"), "同意延期，公示结束次日办结。"))
                .step(
                        "2023-04-17T05:30:00Z",
                        Cast.COORDINATOR,
                        new Escalate(EscalationLevel.DISTRICT_LEADER, "涉及多部门且影响企业融资，提请分管区领导协调。"))
                .step("2023-04-17T05:35:00Z", Cast.COORDINATOR, new MarkHard("规划核实与消防验收标准不一致，同类厂房有9家。"))
                .step(
                        "2023-04-25T07:50:26Z",
                        Cast.LAND_HANDLER,
                        new Answer(
                                AnswerOutcome.PARTLY,
                                "主厂房部分已完成登记，可先行领证；连廊部分公示期满后办理。",
                                "连廊部分公示至4月26日。",
                                List.of(Papers.SURVEY),
                                "同类厂房的规划核实与消防验收衔接问题已协调，主体部分可先行办证。",
                                null))
                .step("2023-04-25T09:02:11Z", Cast.ENTERPRISE, new Dispute("银行要求整栋抵押，只有主厂房的证不能用。"))
                .step(
                        "2023-04-27T02:15:40Z",
                        Cast.LAND_HANDLER,
                        new Answer(
                                AnswerOutcome.SOLVED,
                                "整栋不动产权证已出证。",
                                null,
                                List.of(Papers.CERTIFICATE),
                                null,
                                "住建局在上一轮已完成协办，本轮无新增事项。"))
                .step("2023-04-27T06:44:05Z", Cast.ENTERPRISE, new Confirm("证书已收到，问题解决了。"))
                .step("2023-04-27T06:46:30Z", Cast.ENTERPRISE, new Rate(Satisfaction.SATISFIED, "部门上门服务，很满意。"));
    }

    private static TicketStory power() {
        return new TicketStory("QT-2023-000043", Instant.parse("2023-04-11T02:20:00Z"))
                .step(
                        "2023-04-11T02:20:00Z",
                        Cast.OFFICER,
                        new Submit(
                                Cast.HUACAI,
                                "二期厂房用电需要增容",
                                "走访时企业反映：二期厂房投产后用电负荷不足，希望6月前完成增容。",
                                new CatalogueItemId("power"),
                                null,
                                Cast.CONTACT,
                                null,
                                new PlaceId("qt-xiasha"),
                                null))
                .step(
                        "2023-04-11T02:41:00Z",
                        Cast.COORDINATOR,
                        new Merge(
                                QiantangStory.CERTIFICATE.commands().getFirst().ticketId(), "同为二期厂房问题，并入000042号一并办理。"))
                .step("2023-04-11T03:05:00Z", Cast.COORDINATOR, new Unmerge("用电增容与产权证无关，分开办理。"))
                .step(
                        "2023-04-11T03:06:00Z",
                        Cast.COORDINATOR,
                        new Dispatch(Cast.HOUSING, null, Difficulty.GENERAL, null))
                .step(
                        "2023-04-11T03:20:00Z",
                        Cast.COORDINATOR,
                        new Redispatch(
                                Cast.POWER_SUPPLY,
                                null,
                                "用电增容由供电公司主办，住建局协办。",
                                List.of(new AssistantPart(Cast.HOUSING, "确认配电房位置。", LocalDate.of(2023, 4, 13)))))
                .step(
                        "2023-04-11T06:10:00Z",
                        Cast.POWER_HANDLER,
                        new RaiseObjection(ObjectionGround.INSUFFICIENT_INFORMATION, "未说明增容容量。", null))
                .step("2023-04-11T06:45:00Z", Cast.COORDINATOR, new Overrule("容量可与企业联系核实，不构成退单理由。"))
                .step("2023-04-11T07:30:00Z", Cast.POWER_HANDLER, new Accept(null, null))
                .step(
                        "2023-04-14T08:55:00Z",
                        Cast.POWER_HANDLER,
                        new Answer(
                                AnswerOutcome.SOLVED, "增容方案已答复，630千伏安变压器5月20日前送电。", null, null, null, "配电房位置已由企业书面确认。"))
                .step("2023-04-24T00:30:00Z", Actor.SYSTEM, new Close(ClosingCause.TIME_OUT, "答复后5个工作日企业未确认，按未确认销号。"))
                .step("2023-05-23T01:18:00Z", Cast.ENTERPRISE, new Reopen("变压器至今未送电。", Cast.POWER_SUPPLY));
    }

    private static TicketStory openCall() {
        return new TicketStory("QT-2023-000044", Instant.parse("2023-04-12T01:00:00Z"))
                .step(
                        "2023-04-12T01:00:00Z",
                        Cast.ENTERPRISE,
                        new Submit(
                                Cast.HUACAI,
                                "高性能膜材料边角料回收工艺",
                                "生产中约8%的膜材成为边角料，希望有团队帮助解决回收再利用的工艺问题。",
                                new CatalogueItemId("technology-problem"),
                                Urgency.NORMAL,
                                Cast.CONTACT,
                                new ChainId("qt-advanced-materials"),
                                null,
                                null))
                .step(
                        "2023-04-12T06:00:00Z",
                        Cast.COORDINATOR,
                        new Publish(
                                "边角料回收率不低于70%，再生料强度不低于原料的85%，六个月内完成中试。",
                                LocalDate.of(2023, 5, 12), CallChoice.BEST_PLAN))
                .step("2023-04-19T01:10:00Z", Cast.POWER_HANDLER, new Claim(Cast.POWER_SUPPLY, "拟委托第三方回收。"))
                .step("2023-04-19T07:45:00Z", Cast.POWER_HANDLER, new TakeBackClaim("不具备条件。"))
                .step(
                        "2023-04-20T03:30:00Z",
                        Cast.TEAM_LEADER,
                        new Claim(
                                Cast.TEAM,
                                "采用溶剂法分离，先小试两个月，再在企业产线中试。",
                                List.of(
                                        new PlanMilestone("小试", LocalDate.of(2023, 6, 20)),
                                        new PlanMilestone("产线中试", LocalDate.of(2023, 10, 20)))))
                .step("2023-05-15T02:00:00Z", Cast.COORDINATOR, new ChooseClaim(Cast.TEAM, "路线清楚，有中试条件。"))
                .step("2023-06-18T08:00:00Z", Cast.TEAM_LEADER, new RecordProgress("小试完成，回收率74%。", false, null, 1));
    }

    private static TicketStory sameMatter() {
        return new TicketStory("QT-2023-000045", Instant.parse("2023-04-13T01:00:00Z"))
                .step(
                        "2023-04-13T01:00:00Z",
                        Cast.NEIGHBOUR,
                        new Submit(
                                Cast.NEIGHBOUR_ENTERPRISE,
                                "厂房规划核实与消防验收衔接",
                                "我公司厂房遇到规划核实与消防验收标准不一致的问题。",
                                new CatalogueItemId("land-plant-certificate"),
                                null,
                                null,
                                null,
                                new PlaceId("qt-xiasha"),
                                null))
                .step(
                        "2023-04-13T02:00:00Z",
                        Cast.COORDINATOR,
                        new Merge(
                                QiantangStory.CERTIFICATE.commands().getFirst().ticketId(), "同类问题。"))
                .step(
                        "2023-04-25T07:50:27Z",
                        Actor.SYSTEM,
                        new RelayAnswer(AnswerOutcome.PARTLY, "同类厂房的规划核实与消防验收衔接问题已协调，主体部分可先行办证。", "连廊部分尚在公示。", 1))
                .step("2023-04-26T01:30:00Z", Cast.NEIGHBOUR, new Unmerge("我公司厂房没有连廊，问题不同。"));
    }

    private static TicketStory outOfTheLedger() {
        var ledger = new TicketStory.Import(
                Instant.parse("2023-04-20T02:00:00Z"),
                new Provenance("2023年一季度企业诉求台账.xlsx", "台账-0007", 8L, false, new AccountId("acc-import-001")));
        return new TicketStory("QT-2023-000007", Instant.parse("2023-02-06T02:00:00Z"))
                .importedFrom(ledger)
                .step(
                        "2023-02-06T02:00:00Z",
                        Cast.ENTERPRISE,
                        new Submit(
                                Cast.HUACAI,
                                "与供应商的货款纠纷",
                                "供应商收款后未按期供货，希望协调退款。",
                                new CatalogueItemId("legal"),
                                null,
                                null,
                                null,
                                null,
                                null))
                .step(
                        "2023-02-06T07:20:00Z",
                        Cast.COORDINATOR,
                        new Decline(DeclineGround.IN_LEGAL_PROCEEDINGS, "该纠纷已由法院立案，请通过诉讼程序解决。"))
                .step("2023-02-07T01:10:00Z", Cast.ENTERPRISE, new Appeal("法院只受理了其中一份合同，另一份希望调解。"))
                .step("2023-02-09T03:00:00Z", Cast.ENTERPRISE, new Withdraw("已与供应商和解。"));
    }
}
