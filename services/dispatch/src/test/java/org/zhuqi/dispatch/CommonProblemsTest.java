package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.CommonProblemEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** A common problem from its proposal to what came of it. */
final class CommonProblemsTest extends TestSimilar {
    private static final String PATH = "/api/v1/common-problems";

    @Test
    void threeFirmsWithOneCauseAreProposedOpenedMergedAndTold() {
        List<EventStory> cuts = powerCuts();
        EventStory other = filed(FIRST, "loan", "流动资金贷款", "缺少抵押物，银行不予授信。");
        tell(worked(cuts.get(0)), cuts.get(1), cuts.get(2), other);

        JsonNode proposals = read(coordinator(), PATH + "/proposals");
        assertThat(proposals).hasSize(1);
        assertThat(proposals.get(0).path("enterprises").asInt()).isEqualTo(3);
        assertThat(proposals.get(0).path("terms").toString()).contains("停电");
        assertThat(texts(proposals.get(0).path("tickets"), "number"))
                .containsExactlyElementsOf(
                        cuts.stream().map(cut -> cut.number().text()).toList());

        JsonNode opened = open(true, cuts.get(0), cuts.get(1));
        String id = opened.path("id").asString();
        assertThat(read(coordinator(), PATH + "/proposals"))
                .as("too few are left")
                .isEmpty();

        JsonNode shown = post(firm(THIRD), "/api/v1/similar", Map.of("title", "停电", "description", "临江高科园又停电"), 200);
        assertThat(texts(shown.path("commonProblems"), "title")).containsExactly("临江高科园停电");
        JsonNode joined = post(
                firm(THIRD),
                PATH + "/" + id + "/join",
                Map.of("ticket", cuts.get(2).ticket().text()),
                200);
        assertThat(joined.path("count").asInt()).isEqualTo(3);
        assertThat(joined.path("mine").toString()).contains(cuts.get(2).ticket().text());
        assertThat(joined.toString())
                .doesNotContain(FIRST.text(), cuts.get(0).ticket().text());
        assertThat(texts(read(firm(SECOND), PATH + "?published=true").path("items"), "title"))
                .containsExactly("临江高科园停电");

        JsonNode asked = post(
                coordinator(),
                PATH + "/" + id + "/merge",
                Map.of("into", cuts.get(0).ticket().text()),
                202);
        assertThat(asked.path("asked")).hasSize(2);
        assertThat(commands(cuts.get(1)))
                .containsExactly(new TicketCommand.Merge(cuts.get(0).ticket(), null));
        tell(merged(cuts.get(1), cuts.get(0)));
        JsonNode members = read(coordinator(), PATH + "/" + id).path("tickets");
        assertThat(texts(members, "mergedInto"))
                .containsExactly("-", cuts.get(0).ticket().text(), "-");
        assertThat(texts(members, "mergeAskedInto"))
                .containsExactly(
                        "-", cuts.get(0).ticket().text(), cuts.get(0).ticket().text());

        JsonNode closed = post(coordinator(), PATH + "/" + id + "/close", Map.of("outcome", "电缆已更换。"), 200);
        assertThat(texts(closed.path("left"), "ticket"))
                .containsExactly(
                        cuts.get(1).ticket().text(), cuts.get(2).ticket().text());
        assertThat(commands(cuts.get(0))).containsExactly(new TicketCommand.RecordProgress("电缆已更换。", false, null));
        post(coordinator(), PATH + "/" + id + "/close", Map.of("outcome", "再次"), 409);
        send(firm(SECOND), "GET", PATH + "/" + id, null, 404);

        List<DispatchMessage<?>> told = told(id);
        assertThat(told).extracting(DispatchMessage::sequence).containsExactly(1L, 2L, 3L);
        assertThat(told)
                .extracting(DispatchMessage::type)
                .containsExactly(
                        DispatchEventType.COMMON_PROBLEM_OPENED,
                        DispatchEventType.COMMON_PROBLEM_JOINED,
                        DispatchEventType.COMMON_PROBLEM_CLOSED);
        assertThat(told.get(1).event())
                .isEqualTo(new CommonProblemEvent.CommonProblemJoined(
                        THIRD, cuts.get(2).ticket()));
        assertThat(told.get(1).actor().enterprise()).isEqualTo(THIRD);
    }

    @Test
    void oneMayBeOpenedBeforeAnyTicketIsFound() {
        JsonNode opened = post(coordinator(), PATH, Map.of("title", "园区停电", "description", "园区多次停电，先行公告。"), 201);
        assertThat(opened.path("tickets")).isEmpty();
    }

    private JsonNode open(boolean published, EventStory... stories) {
        return post(
                coordinator(),
                PATH,
                Map.of(
                        "title",
                        "临江高科园停电",
                        "description",
                        "园区多次停电，供电公司正在排查。",
                        "published",
                        published,
                        "tickets",
                        List.of(stories).stream()
                                .map(story -> story.ticket().text())
                                .toList()),
                201);
    }

    @Test
    void whatWasDismissedComesBackOnlyWhenItGrows() {
        List<EventStory> cuts = powerCuts();
        tell(cuts.toArray(EventStory[]::new));
        String proposal =
                read(coordinator(), PATH + "/proposals").get(0).path("id").asString();
        String path = PATH + "/proposals/" + proposal + "/dismiss";
        send(coordinator(), "POST", path, Map.of(), 400);
        send(Callers.in("ZZ", Callers.coordinator("other")), "POST", path, Map.of("reason", "不是"), 404);
        send(coordinator(), "POST", path, Map.of("reason", "三处线路不同"), 204);
        assertThat(read(coordinator(), PATH + "/proposals")).isEmpty();
        send(coordinator(), "POST", path, Map.of("reason", "三处线路不同"), 404);
        tell(filed(new EnterpriseId("firm-4"), "停电", "临江高科园停电，产品报废。"));
        assertThat(read(coordinator(), PATH + "/proposals").get(0).path("tickets"))
                .hasSize(4);
    }

    @Test
    void oneFirmAloneHasNoCommonProblem() {
        tell(filed(FIRST, "停电", "临江高科园停电。"), filed(FIRST, "停电了", "临江高科园停电，报废。"), filed(FIRST, "又停电", "临江高科园停电三次。"));
        assertThat(read(coordinator(), PATH + "/proposals")).isEmpty();
    }

    @Test
    void itIsChangedOnTheVersionThatWasSeen() {
        List<EventStory> cuts = powerCuts();
        tell(cuts.toArray(EventStory[]::new));
        JsonNode opened = open(false, cuts.get(0));
        String path = PATH + "/" + opened.path("id").asString();
        Map<String, ?> saying = Map.of("title", "停电", "description", "正在更换电缆。", "published", true);
        send(firm(FIRST), "GET", path, null, 404);
        send(coordinator(), "PUT", path, saying, 428);
        send(coordinator(), "PUT", path, saying, 412, "If-Match", "\"7\"");
        assertThat(send(coordinator(), "PUT", path, saying, 200, "If-Match", "\"1\"")
                        .headers()
                        .firstValue("ETag"))
                .contains("\"2\"");
        assertThat(read(firm(FIRST), path).path("mine")).hasSize(1);

        post(
                coordinator(),
                path + "/tickets",
                Map.of("tickets", List.of(cuts.get(1).ticket().text())),
                200);
        post(
                coordinator(),
                path + "/tickets",
                Map.of("tickets", List.of(cuts.get(1).ticket().text())),
                200);
        send(coordinator(), "DELETE", path + "/tickets/" + cuts.get(0).ticket(), null, 200);
        send(coordinator(), "DELETE", path + "/tickets/" + cuts.get(0).ticket(), null, 200);
        assertThat(texts(read(coordinator(), path).path("tickets"), "ticket.number"))
                .containsExactly(cuts.get(1).number().text());
        assertThat(told(opened.path("id").asString()))
                .extracting(DispatchMessage::type)
                .containsExactly(
                        DispatchEventType.COMMON_PROBLEM_OPENED,
                        DispatchEventType.COMMON_PROBLEM_CHANGED,
                        DispatchEventType.COMMON_PROBLEM_TICKET_ADDED,
                        DispatchEventType.COMMON_PROBLEM_TICKET_REMOVED);
    }

    @Test
    void aTicketIsInOneOpenProblemAndWhatIsOverInNone() {
        EventStory cut = filed(FIRST, "停电", "停电");
        EventStory over = filed(SECOND, "停电", "停电").tells(new TicketEvent.Withdrawn(null), TicketState.WITHDRAWN);
        EventStory foreign = filed(THIRD, "停电", "停电");
        tell(cut, over, foreign);
        String first = PATH + "/" + open(true, cut).path("id").asString();
        String second = PATH + "/" + open(true).path("id").asString();
        post(
                coordinator(),
                second + "/tickets",
                Map.of("tickets", List.of(cut.ticket().text())),
                409);
        post(
                coordinator(),
                second + "/tickets",
                Map.of("tickets", List.of(over.ticket().text())),
                409);
        post(firm(FIRST), second + "/join", Map.of("ticket", cut.ticket().text()), 409);
        post(firm(FIRST), second + "/join", Map.of("ticket", foreign.ticket().text()), 422);
        Caller stranger = Callers.in("ZZ", Callers.coordinator("other"));
        send(stranger, "GET", first, null, 404);
        post(
                stranger,
                PATH,
                Map.of(
                        "title",
                        "x",
                        "description",
                        "y",
                        "tickets",
                        List.of(cut.ticket().text())),
                422);
        post(coordinator(), first + "/merge", Map.of("into", foreign.ticket().text()), 422);
        assertThat(read(coordinator(), PATH + "?limit=1").path("items")).hasSize(1);
        String next = read(coordinator(), PATH + "?limit=1").path("next").asString();
        assertThat(texts(read(coordinator(), PATH + "?limit=1&cursor=" + next).path("items"), "id"))
                .containsExactly(first.substring(PATH.length() + 1));
    }
}
