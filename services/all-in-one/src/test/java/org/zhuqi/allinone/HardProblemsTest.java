package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.TopicTap;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import tools.jackson.databind.JsonNode;

/** 滚筒式破难 in Yuhang: round after round, until the list is empty. */
class HardProblemsTest {
    private static final String PROBLEMS = "/api/v1/hard-problems";
    private static final String ROUNDS = PROBLEMS + "/rounds";
    private static final String COORDINATOR = "yh-coordinator";
    private static final String HANDLER = "yh-handler";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    private TicketSteps inProgress(String title) {
        Answer submitted =
                helpdesk.post("yh-enterprise", "/api/v1/tickets", Helpdesk.submission("yh-yd", title), Map.of());
        assertThat(submitted.status()).as(String.valueOf(submitted.body())).isEqualTo(201);
        return helpdesk.known(submitted.text("ticketId"))
                .take(COORDINATOR, "dispatch", Map.of("lead", "yh-jxj"))
                .take(HANDLER, "accept", Map.of());
    }

    private JsonNode post(int status, String path, Object body, Map<String, String> headers) {
        Answer answer = helpdesk.post(COORDINATOR, path, body, headers);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(status);
        return answer.body();
    }

    private JsonNode result(int round, JsonNode problem, String result, String said) {
        return post(
                200,
                "%s/%d/results".formatted(ROUNDS, round),
                Map.of("problem", problem.path("id").asString(), "result", result, "said", said),
                Map.of());
    }

    private static List<String> texts(JsonNode list, String field) {
        return Helpdesk.elements(list)
                .map(each -> each.path(field).asString(""))
                .toList();
    }

    @Test
    void aHardProblemIsTalkedAboutInEveryRoundUntilItIsWrittenOff() {
        TicketSteps ticket = inProgress("数据中心用电扩容");
        ticket.take(COORDINATOR, "mark-hard", Map.of("reason", "变电站建设滞后"));
        JsonNode marked = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> helpdesk.get(COORDINATOR, PROBLEMS + "?ticket=" + ticket.id())
                                .body()
                                .path("items"),
                        items -> items.size() == 1)
                .get(0);
        assertThat(marked.path("difficulty").asString()).isEqualTo("变电站建设滞后");
        assertThat(marked.path("leadUnit").asString()).isEqualTo("yh-jxj");

        TicketSteps other = inProgress("人才公寓不足");
        JsonNode listed = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> helpdesk.post(
                                COORDINATOR,
                                PROBLEMS,
                                Map.of(
                                        "title",
                                        "人才公寓不足",
                                        "difficulty",
                                        "房源缺口大，涉及多个部门",
                                        "leadUnit",
                                        "yh-jxj",
                                        "targetOn",
                                        "2023-12-31",
                                        "level",
                                        "DISTRICT_LEADER",
                                        "tickets",
                                        List.of(other.number())),
                                Map.of()),
                        answer -> answer.status() == 201)
                .body();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(texts(
                                helpdesk.get(COORDINATOR, "/api/v1/tickets/" + other.id() + "/timeline")
                                        .body()
                                        .path("items"),
                                "event"))
                        .contains("marked-hard"));

        int first = post(201, ROUNDS, Map.of("heldOn", "2023-05-31"), Map.of())
                .path("number")
                .asInt();
        result(first, marked, "STUCK", "电网公司尚未批复");
        assertThat(post(409, "%s/%d/close".formatted(ROUNDS, first), Map.of(), Map.of())
                        .path("detail")
                        .asString())
                .contains("cannot be closed")
                .contains("'人才公寓不足'")
                .doesNotContain("数据中心");
        result(first, listed, "PROGRESS", "已落实 200 套");
        post(200, "%s/%d/close".formatted(ROUNDS, first), Map.of(), Map.of());

        int second = post(201, ROUNDS, Map.of("heldOn", "2023-06-30"), Map.of())
                .path("number")
                .asInt();
        assertThat(second).isEqualTo(first + 1);
        result(second, marked, "STUCK", "仍未批复");
        JsonNode solved = result(second, listed, "SOLVED", "已全部落实");
        assertThat(texts(solved.path("reviews"), "result")).containsExactly("PROGRESS", "SOLVED");
        post(200, "%s/%d/close".formatted(ROUNDS, second), Map.of(), Map.of());
        assertThat(texts(helpdesk.get(COORDINATOR, PROBLEMS + "?stuck=2").body().path("items"), "title"))
                .containsExactly("数据中心用电扩容");

        String at = PROBLEMS + "/" + listed.path("id").asString();
        Map<String, String> version =
                Map.of("If-Match", "\"" + solved.path("version").asLong() + "\"");
        Map<String, Object> how = Map.of("how", "房源已全部落实", "confirmedByEnterprise", true);
        assertThat(post(409, at + "/write-off", how, version).path("detail").asString())
                .contains(other.number());
        helpdesk.known(other.id()).take(HANDLER, "answer", Map.of("outcome", "SOLVED", "text", "已落实房源"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> helpdesk.post(COORDINATOR, at + "/write-off", how, version)
                                .status()
                        == 200);
        assertThat(helpdesk.get("yh-auditor", at).text("status")).isEqualTo("WRITTEN_OFF");
        assertThat(helpdesk.get(Helpdesk.COORDINATOR, at).status())
                .as("another district's")
                .isEqualTo(404);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(WholeSystem.topics()
                                .records(Topics.DISPATCH, listed.path("id").asString()))
                        .extracting(record -> TopicTap.header(record, CloudEventHeaders.TYPE) + " "
                                + TopicTap.header(record, CloudEventHeaders.SEQUENCE))
                        .containsExactly(
                                "zhuqi.dispatch.hard-problem-listed.v1 1",
                                "zhuqi.dispatch.hard-problem-reviewed.v1 2",
                                "zhuqi.dispatch.hard-problem-reviewed.v1 3",
                                "zhuqi.dispatch.hard-problem-written-off.v1 4"));
    }
}
