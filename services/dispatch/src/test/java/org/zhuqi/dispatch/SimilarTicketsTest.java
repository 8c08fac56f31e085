package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.postgres.GramRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Who is shown which similar tickets, while a request is written and when it is dispatched. */
final class SimilarTicketsTest extends TestSimilar {
    private static final Map<String, String> WRITING =
            Map.of("item", "power", "title", "又停电了", "description", "临江高科园今天停电，设备停机，产品报废。");

    @Autowired
    private GramRows grams;

    @Test
    void whoFilesIsShownTheOwnTicketAndNothingOfOthers() {
        List<EventStory> cuts = powerCuts();
        tell(cuts.toArray(EventStory[]::new));

        JsonNode shown = post(firm(SECOND), "/api/v1/similar", WRITING, 200);
        assertThat(texts(shown.path("tickets"), "number"))
                .containsExactly(cuts.get(1).number().text());
        assertThat(shown.path("tickets").get(0).path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(shown.toString())
                .doesNotContain(
                        FIRST.text(),
                        THIRD.text(),
                        cuts.get(0).number().text(),
                        cuts.get(2).ticket().text());

        assertThat(post(here(Callers.officer("wang", THIRD)), "/api/v1/similar", WRITING, 200)
                        .path("tickets"))
                .as("of the enterprises that the officer looks after")
                .hasSize(1);
        assertThat(post(coordinator(), "/api/v1/similar", WRITING, 200).path("tickets"))
                .hasSize(3);
        assertThat(post(firm(SECOND), "/api/v1/similar", with("enterprise", FIRST.text()), 200)
                        .path("tickets"))
                .as("asking for another's shows nothing")
                .isEmpty();
        assertThat(post(Callers.in("ZZ", Callers.coordinator("other")), "/api/v1/similar", WRITING, 200)
                        .path("tickets"))
                .as("of another district")
                .isEmpty();
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> body = new java.util.HashMap<>(WRITING);
        body.put(field, value);
        return body;
    }

    @Test
    void whatIsWithdrawnOrClosedIsNotReportedAlready() {
        EventStory withdrawn =
                filed(FIRST, "园区频繁停电", "临江高科园本月已停电三次。").tells(new TicketEvent.Withdrawn(null), TicketState.WITHDRAWN);
        EventStory closed = answered(worked(filed(FIRST, "园区频繁停电", "临江高科园本月已停电三次。")), "已恢复")
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        tell(withdrawn, closed);
        assertThat(post(firm(FIRST), "/api/v1/similar", WRITING, 200).path("tickets"))
                .isEmpty();
        // Closed not long ago: the coordinator may want to know.
        EventStory next = filed(SECOND, "停电", "临江高科园停电，产品报废。");
        tell(next);
        assertThat(texts(candidates(next).path("candidates"), "ticket.number"))
                .containsExactly(closed.number().text());
    }

    @Test
    void whatWasAmendedIsFoundByWhatItSaysNow() {
        EventStory story = filed(FIRST, "停电", "临江高科园停电。")
                .tells(new TicketEvent.Amended("员工子女入学", "孩子今年上小学，请安排学位。", null, List.of()), TicketState.SUBMITTED);
        tell(story);
        assertThat(post(firm(FIRST), "/api/v1/similar", WRITING, 200).path("tickets"))
                .isEmpty();
        assertThat(post(firm(FIRST), "/api/v1/similar", Map.of("title", "子女上学", "description", "员工孩子入学"), 200)
                        .path("tickets"))
                .hasSize(1);
    }

    @Test
    void aCoordinatorIsShownWhyAndWhichWayTheyCanBeMerged() {
        List<EventStory> cuts = powerCuts();
        EventStory other = filed(FIRST, "loan", "流动资金贷款", "缺少抵押物，银行不予授信。");
        tell(cuts.get(0), worked(cuts.get(1)), cuts.get(2), other);
        JsonNode found = candidates(cuts.get(1)).path("candidates");
        assertThat(found).hasSize(2);
        JsonNode first = found.get(0);
        assertThat(first.path("sameItem").asBoolean()).isTrue();
        assertThat(first.path("sameEnterprise").asBoolean()).isFalse();
        assertThat(texts(first.path("parts"), "kind")).contains("MATTER", "WORDS", "ITEM", "TIME");
        assertThat(texts(first.path("parts"), "sentence.zh")).contains("诉求事由相同");
        assertThat(first.path("terms").toString()).contains("停电");
        assertThat(first.path("merge").path("possible")).hasSize(2);

        EventStory merged = merged(cuts.get(0), cuts.get(1));
        tell(merged);
        JsonNode after = candidates(cuts.get(1)).path("candidates");
        JsonNode gone = after.get(texts(after, "ticket.state").indexOf("MERGED"));
        assertThat(gone.path("merge").path("possible")).isEmpty();
        assertThat(gone.path("merge").path("obstacle").path("zh").asString()).contains("已并单");
        assertThat(texts(
                        read(
                                        coordinator(),
                                        "/api/v1/similar/merged?ticket="
                                                + cuts.get(1).number())
                                .path("merged"),
                        "ticket.number"))
                .containsExactly(merged.number().text());
        String path = "/api/v1/similar/merged?ticket=" + cuts.get(1).ticket();
        assertThat(read(handler(POWER), path).path("merged")).hasSize(1);
        send(handler(new org.zhuqi.contracts.id.UnitId("water")), "GET", path, null, 404);
        send(here(Callers.inRole("x", Role.AUDITOR)), "GET", path, null, 403);
    }

    @Test
    void anotherDistrictHasNoSuchTicket() {
        EventStory story = filed(FIRST, "停电", "临江高科园停电。");
        tell(story);
        Caller stranger = Callers.in("ZZ", Callers.coordinator("other"));
        send(stranger, "GET", "/api/v1/similar?ticket=" + story.ticket(), null, 404);
        send(stranger, "GET", "/api/v1/similar?ticket=" + story.number(), null, 404);
        send(coordinator(), "GET", "/api/v1/similar?ticket=nothing", null, 404);
        send(coordinator(), "GET", "/api/v1/similar", null, 400);
    }

    /** Five hundred requests about something else, and the words of the district are counted: the one is found all the same. */
    @Test
    void itIsFoundAmongManyOthers() {
        EventStory cut = filed(FIRST, "园区频繁停电", "临江高科园本月已停电三次，反应釜物料报废。");
        List<EventStory> others = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> filed(SECOND, "labour", "招聘普工" + i, "订单增加，招工渠道少，要招聘" + i + "名普工。"))
                .toList();
        tell(cut);
        tell(others.toArray(EventStory[]::new));
        assertThat(grams.count(here(Callers.coordinator("x")).district())).isPresent();
        EventStory again = filed(THIRD, "停电影响交货", "临江高科园停电，产品报废，何时恢复供电？");
        tell(again);
        assertThat(texts(candidates(again).path("candidates"), "ticket.number"))
                .containsExactly(cut.number().text());
        assertThat(candidates(others.getFirst()).path("candidates")).hasSize(20);
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        List<EventStory> cuts = powerCuts();
        EventStory merged = merged(cuts.get(0), cuts.get(1));
        tell(merged, cuts.get(1));
        List<Object> before = rows();
        tell(merged, cuts.get(1));
        following.project(merged.records().stream().map(EventStory::received).toList());
        assertThat(rows()).isEqualTo(before);
    }

    private List<Object> rows() {
        return List.<Object>of("similar_text", "merged", "last_answer", "event").stream()
                .<Object>map(table -> database.sql("select t::text from dispatch.%s t order by 1".formatted(table))
                        .query(String.class)
                        .list())
                .toList();
    }

    private JsonNode candidates(EventStory story) {
        return read(coordinator(), "/api/v1/similar?ticket=" + story.ticket());
    }
}
