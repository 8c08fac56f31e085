package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.lifecycle.TicketState.*;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Assistants, merged tickets and open calls, as each who may see the ticket sees them; and with whom it is. */
final class DispatchViewTest extends TestDesk {
    private static final EnterpriseId NEIGHBOUR = new EnterpriseId("neighbour");

    @Autowired
    private KnownDirectory directory;

    private Caller boss() {
        return here(Callers.enterprise("boss", Stories.HUACAI));
    }

    private Caller neighbour() {
        return here(Callers.enterprise("neighbour", NEIGHBOUR));
    }

    private Caller handlerOf(UnitId unit) {
        return here(Callers.handler("of-" + unit, unit));
    }

    private JsonNode ticket(Caller caller, EventStory story) {
        return read(caller, "/api/v1/tickets/" + story.ticket());
    }

    private JsonNode timeline(Caller caller, EventStory story) {
        return read(caller, "/api/v1/tickets/" + story.ticket() + "/timeline").path("items");
    }

    @Test
    void whoMayNotSeeTheOtherTicketDoesNotLearnWhichItIs() {
        EventStory main = story().by(boss())
                .tells(Stories.submitted(), SUBMITTED)
                .by(coordinator())
                .tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED);
        EventStory same = story().by(neighbour())
                .tells(Stories.submitted(NEIGHBOUR, Stories.LABOUR_ITEM, "招工", "缺工"), SUBMITTED)
                .by(coordinator())
                .tells(Stories.dispatchedTo(Stories.LAND), DISPATCHED)
                .tells(new TicketEvent.Merged(main.ticket(), DISPATCHED, "并入 " + main.number()), MERGED)
                .by(here(Callers.inRole("system", Role.SYSTEM)))
                .tells(new TicketEvent.AnswerRelayed(AnswerOutcome.SOLVED, "已举办招聘会", null, 1), MERGED);
        EventStory own = story().by(boss())
                .tells(Stories.submitted(), SUBMITTED)
                .by(coordinator())
                .tells(new TicketEvent.Merged(main.ticket(), SUBMITTED, "并入 " + main.number()), MERGED);
        tell(main, same, own);

        for (Caller stranger : List.of(neighbour(), handlerOf(Stories.LAND))) {
            assertThat(ticket(stranger, same).toString()
                            + timeline(stranger, same)
                            + read(stranger, "/api/v1/tickets?limit=200"))
                    .contains("MERGED")
                    .contains("已举办招聘会")
                    .doesNotContain(main.ticket().text())
                    .doesNotContain(main.number().text());
        }
        for (Caller knowing : List.of(coordinator(), boss())) {
            EventStory merged = knowing.role() == Role.ENTERPRISE ? own : same;
            assertThat(ticket(knowing, merged).path("mergedInto").asString())
                    .isEqualTo(main.ticket().text());
            assertThat(timeline(knowing, merged).toString())
                    .contains(main.ticket().text())
                    .contains(main.number().text());
        }
        JsonNode relayed = ticket(neighbour(), same).path("relayedAnswer");
        assertThat(relayed.path("outcome").asString()).isEqualTo("SOLVED");
        assertThat(relayed.path("text").asString()).isEqualTo("已举办招聘会");
        assertThat(relayed.path("at").asString()).isNotEmpty();
        assertThat(ticket(neighbour(), same).path("commands").toString()).isEqualTo("[\"unmerge\"]");

        same.by(neighbour()).tells(new TicketEvent.Unmerged(main.ticket(), "不是我公司的事"), DISPATCHED);
        tell(same);
        assertThat(timeline(neighbour(), same).toString())
                .contains("不是我公司的事")
                .contains("已举办招聘会")
                .doesNotContain(main.ticket().text());
        assertThat(ticket(neighbour(), same).path("with").path("id").asString()).isEqualTo(Stories.LAND.text());
    }

    @Test
    void whatOthersAreToldIsNotTheEnterprisesMatter() {
        EventStory story = story().by(boss())
                .tells(Stories.submitted(), SUBMITTED)
                .tells(Stories.dispatchedTo(Stories.LABOUR, Stories.OFFICE), DISPATCHED)
                .tells(Stories.accepted(Stories.LABOUR), IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(
                                Stories.LABOUR, AnswerOutcome.SOLVED, "已办结", null, List.of(), "同类问题已协调", "协办单位已口头答复"),
                        ANSWERED);
        tell(story);
        assertThat(timeline(boss(), story).toString())
                .contains("已办结")
                .doesNotContain("同类问题已协调")
                .doesNotContain("协办单位已口头答复");
        assertThat(timeline(coordinator(), story).toString())
                .contains("同类问题已协调")
                .contains("协办单位已口头答复");
    }

    @Test
    void aPlanIsForItsUnitAndForThoseWhoChoose() {
        Caller labour = handlerOf(Stories.LABOUR);
        Caller land = handlerOf(Stories.LAND);
        EventStory story = story().by(boss())
                .tells(Stories.submitted(), SUBMITTED)
                .by(coordinator())
                .tells(
                        new TicketEvent.CallPublished("回收率不低于70%", LocalDate.of(2023, 5, 12), CallChoice.BEST_PLAN),
                        OPEN_CALL)
                .by(labour)
                .tells(
                        new TicketEvent.ClaimOffered(
                                Stories.LABOUR,
                                labour.account(),
                                "溶剂法",
                                List.of(new PlanMilestone("小试", LocalDate.of(2023, 6, 20)))),
                        OPEN_CALL)
                .by(land)
                .tells(new TicketEvent.ClaimOffered(Stories.LAND, land.account(), "熔融法", List.of()), OPEN_CALL);
        tell(story);

        JsonNode call = ticket(coordinator(), story).path("call");
        assertThat(call.path("terms").asString()).isEqualTo("回收率不低于70%");
        assertThat(call.path("until").asString()).isEqualTo("2023-05-12");
        assertThat(call.path("choice").asString()).isEqualTo("BEST_PLAN");
        assertThat(call.path("claims").findValuesAsString("plan")).containsExactly("溶剂法", "熔融法");
        assertThat(ticket(labour, story).path("call").path("claims").findValuesAsString("plan"))
                .containsExactly("溶剂法");
        for (Caller other : List.of(boss(), handlerOf(Stories.OFFICE))) {
            assertThat(ticket(other, story).path("call").path("claims").size()).isZero();
            assertThat(ticket(other, story).path("call").path("terms").asString())
                    .isEqualTo("回收率不低于70%");
            assertThat(timeline(other, story).findValuesAsString("event"))
                    .containsExactly("submitted", "call-published");
        }
        assertThat(timeline(land, story).toString()).contains("熔融法").doesNotContain("溶剂法");
        assertThat(read(land, "/api/v1/tickets").toString()).contains("熔融法").doesNotContain("溶剂法");
        assertThat(ticket(boss(), story).path("with").path("kind").asString()).isEqualTo("OPEN_CALL");

        story.by(coordinator())
                .tells(
                        new TicketEvent.CallClaimed(
                                Stories.LABOUR,
                                labour.account(),
                                "溶剂法",
                                List.of(
                                        new PlanMilestone("小试", LocalDate.of(2023, 6, 20)),
                                        new PlanMilestone("中试", LocalDate.of(2023, 10, 20))),
                                "路线清楚"),
                        IN_PROGRESS)
                .by(labour)
                .tells(new TicketEvent.ProgressRecorded("小试完成", false, List.of(), 1), IN_PROGRESS);
        tell(story);
        JsonNode milestones = ticket(boss(), story).path("milestones");
        assertThat(milestones.findValuesAsString("title")).containsExactly("小试", "中试");
        assertThat(milestones.get(0).path("due").asString()).isEqualTo("2023-06-20");
        assertThat(milestones.get(0).has("reachedAt")).isTrue();
        assertThat(milestones.get(1).has("reachedAt")).isFalse();
        assertThat(timeline(boss(), story).toString()).contains("溶剂法").doesNotContain("熔融法");
    }

    @Test
    void everyAssistantHasItsPart() {
        EventStory story = story().by(boss())
                .tells(Stories.submitted(), SUBMITTED)
                .by(coordinator())
                .tells(
                        new TicketEvent.Dispatched(
                                Stories.LABOUR,
                                List.of(Stories.OFFICE, Stories.LAND),
                                null,
                                null,
                                List.of(new AssistantPart(Stories.LAND, "提供用地", LocalDate.of(2023, 4, 14)))),
                        DISPATCHED)
                .tells(Stories.accepted(Stories.LABOUR), IN_PROGRESS)
                .by(handlerOf(Stories.LAND))
                .tells(new TicketEvent.PartSignedOff(Stories.LAND, "已提供", List.of()), IN_PROGRESS);
        tell(story);
        JsonNode parts = ticket(boss(), story).path("parts");
        assertThat(parts.findValuesAsString("unit")).containsExactly(Stories.OFFICE.text(), Stories.LAND.text());
        assertThat(parts.get(0).has("signedOffAt")).isFalse();
        assertThat(parts.get(1).path("part").asString()).isEqualTo("提供用地");
        assertThat(parts.get(1).path("due").asString()).isEqualTo("2023-04-14");
        assertThat(parts.get(1).has("signedOffAt")).isTrue();
        assertThat(ticket(handlerOf(Stories.OFFICE), story).path("commands").toString())
                .contains("sign-off");
        assertThat(ticket(handlerOf(Stories.LAND), story).path("commands").toString())
                .doesNotContain("sign-off");

        story.tells(Stories.answered(Stories.LABOUR), ANSWERED)
                .inRound(2)
                .tells(new TicketEvent.Disputed("还缺"), IN_PROGRESS);
        tell(story);
        JsonNode anew = ticket(boss(), story).path("parts");
        assertThat(anew.get(1).has("signedOffAt")).isFalse();
        assertThat(anew.get(1).has("due"))
                .as("the day was one of the round before")
                .isFalse();
    }

    @Test
    void theEnterpriseAlwaysSeesWhoHasIt() {
        DistrictId here = new DistrictId(district);
        ChainId chain = new ChainId("chain-" + district);
        PlaceId park = new PlaceId("park-" + district);
        UnitId committee = new UnitId("committee-" + district);
        UnitId office = new UnitId("office-" + district);
        UnitId labour = new UnitId("labour-" + district);
        Directories.tell(
                directory,
                new DirectoryEntry.Unit(committee, here, "膜材料链联合党委", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(office, here, "下沙园区办", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(labour, here, "人力社保局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Chain(chain, here, "膜材料", ChainKind.ESTABLISHED, committee, null, true),
                new DirectoryEntry.Place(park, here, "下沙", PlaceKind.PARK, office, true));

        EventStory ofTheChain = story().by(boss()).tells(Stories.submitted(Stories.HUACAI, chain, park), SUBMITTED);
        assertWith(ofTheChain, "COMMITTEE", committee.text(), "由膜材料链联合党委派单", "膜材料链联合党委 is to dispatch it");
        EventStory ofThePark = story().by(boss())
                .tells(Stories.submitted(Stories.HUACAI, new ChainId("no-committee"), park), SUBMITTED);
        assertWith(ofThePark, "PLACE_OFFICE", office.text(), "由下沙园区办派单", "下沙园区办 is to dispatch it");
        EventStory plain = story().by(boss()).tells(Stories.submitted(), SUBMITTED);
        assertWith(plain, "DESK", "", "由区级派单台派单", "the district's desk is to dispatch it");

        ofTheChain.tells(Stories.dispatchedTo(labour), DISPATCHED);
        assertWith(ofTheChain, "UNIT", labour.text(), "待人力社保局接单", "人力社保局 is to accept it");
        ofTheChain.tells(new TicketEvent.Objected(labour, ObjectionGround.NOT_COMPETENT, "不属本单位", null), OBJECTED);
        assertWith(ofTheChain, "COMMITTEE", committee.text(), "由膜材料链联合党委裁定退单", "膜材料链联合党委 is to rule on the objection");
        ofTheChain.tells(new TicketEvent.ObjectionUpheld(labour, null), SUBMITTED);
        assertWith(ofTheChain, "COMMITTEE", committee.text(), "由膜材料链联合党委派单", "膜材料链联合党委 is to dispatch it");
        ofTheChain
                .tells(Stories.dispatchedTo(Stories.LAND), DISPATCHED)
                .tells(new TicketEvent.Redispatched(Stories.LAND, labour, List.of(), "归口"), DISPATCHED)
                .tells(Stories.accepted(labour), IN_PROGRESS);
        assertWith(ofTheChain, "UNIT", labour.text(), "人力社保局办理中", "人力社保局 is working on it");
        ofTheChain.tells(new TicketEvent.Suspended(SuspensionReason.WAITING_FOR_ENTERPRISE, "请补充", null), SUSPENDED);
        assertWith(ofTheChain, "ENTERPRISE", Stories.HUACAI.text(), "待企业补充材料", "the enterprise is to give information");
        ofTheChain
                .tells(new TicketEvent.Resumed(null), IN_PROGRESS)
                .tells(new TicketEvent.Suspended(SuspensionReason.FORCE_MAJEURE, "台风", null), SUSPENDED);
        assertWith(
                ofTheChain,
                "UNIT",
                labour.text(),
                "人力社保局已挂起：" + SuspensionReason.FORCE_MAJEURE.zh(),
                "人力社保局 has suspended it: force majeure");
        ofTheChain.tells(new TicketEvent.Resumed(null), IN_PROGRESS).tells(Stories.answered(labour), ANSWERED);
        assertWith(
                ofTheChain,
                "ENTERPRISE",
                Stories.HUACAI.text(),
                "待企业确认",
                "the enterprise is to say whether it is settled");
        ofTheChain.tells(new TicketEvent.Confirmed(null), CLOSED);
        assertWith(ofTheChain, "NOBODY", "", "已销号", "closed");
    }

    private void assertWith(EventStory story, String kind, String id, String zh, String en) {
        tell(story);
        JsonNode with = ticket(boss(), story).path("with");
        assertThat(with.path("kind").asString()).isEqualTo(kind);
        assertThat(with.path("id").asString("")).isEqualTo(id);
        assertThat(with.path("sentence").path("zh").asString()).isEqualTo(zh);
        assertThat(with.path("sentence").path("en").asString()).isEqualTo(en);
    }
}
