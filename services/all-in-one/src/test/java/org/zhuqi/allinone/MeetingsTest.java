package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
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

/** 协调会, as Qiantang counts them: 共性, 个性, 提级. */
class MeetingsTest {
    private static final String MEETINGS = "/api/v1/meetings";
    private static final String LEAD = "qt-handler-zrzy";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    private TicketSteps inProgress(String title) {
        return helpdesk.ticket(title).dispatchTo("qt-zrzy").accept();
    }

    private static Map<String, Object> form(String kind, String begins, TicketSteps... agenda) {
        return new HashMap<>(Map.of(
                "kind",
                kind,
                "title",
                "厂房办证协调会",
                "place",
                "区行政中心 3 号会议室",
                "startsAt",
                begins + "T14:00:00+08:00",
                "endsAt",
                begins + "T15:30:00+08:00",
                "chair",
                "qt-supervisor",
                "units",
                List.of("qt-zrzy", "qt-zjj"),
                "enterprises",
                List.of("qt-ent-001"),
                "agenda",
                List.of(agenda).stream().map(TicketSteps::number).toList()));
    }

    /** Dispatch learns of a ticket a little after it was submitted. */
    private JsonNode called(String account, Map<String, Object> form, Map<String, String> headers) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> helpdesk.post(account, MEETINGS, form, headers), answer -> answer.status() == 201)
                .body();
    }

    private JsonNode changed(String account, JsonNode meeting, String what, Object body) {
        Answer answer = helpdesk.post(
                account,
                MEETINGS + "/" + meeting.path("id").asString() + what,
                body,
                Map.of("If-Match", "\"" + meeting.path("version").asLong() + "\""));
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return answer.body();
    }

    private JsonNode shown(String account, JsonNode meeting) {
        return helpdesk.get(account, MEETINGS + "/" + meeting.path("id").asString())
                .body();
    }

    private static List<String> texts(JsonNode list, String field) {
        return Helpdesk.elements(list)
                .map(each -> each.path(field).asString(""))
                .toList();
    }

    private List<String> timeline(String account, TicketSteps ticket) {
        return texts(
                helpdesk.get(account, "/api/v1/tickets/" + ticket.id() + "/timeline")
                        .body()
                        .path("items"),
                "event");
    }

    @Test
    void whatAMeetingDecidesIsReadOnTheTicket() {
        TicketSteps ticket = inProgress("个性协调会的诉求");
        JsonNode meeting = called(Helpdesk.COORDINATOR, form("INDIVIDUAL", "2023-06-05", ticket), Map.of());
        JsonNode held = changed(
                Helpdesk.COORDINATOR,
                meeting,
                "/minutes",
                Map.of(
                        "text",
                        "规划资源分局与住建局当场核对了竣工资料。",
                        "decisions",
                        List.of(
                                Map.of(
                                        "ticket", ticket.number(),
                                        "text", "由规划资源分局牵头补测。",
                                        "publicText", "规划资源分局将完成补测。",
                                        "unit", "qt-zrzy",
                                        "due", "2023-06-30"),
                                Map.of(
                                        "ticket", ticket.number(),
                                        "text", "内部：测绘费用由园区承担。",
                                        "unit", "qt-zjj"))));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                texts(shown(Helpdesk.COORDINATOR, held).path("decisions"), "progress"))
                        .containsExactly("RECORDED", "RECORDED"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(timeline(Helpdesk.COORDINATOR, ticket))
                        .containsExactly(
                                "submitted", "dispatched", "accepted", "progress-recorded", "progress-recorded"));
        assertThat(timeline(Helpdesk.ENTERPRISE, ticket))
                .as("not the internal one")
                .hasSize(4);

        JsonNode open = shown(Helpdesk.ENTERPRISE, meeting);
        assertThat(texts(open.path("decisions"), "text")).containsExactly("规划资源分局将完成补测。");
        assertThat(open.toString()).doesNotContain("园区承担").doesNotContain("核对");
        assertThat(helpdesk.get(
                                "qt-enterprise-2",
                                MEETINGS + "/" + meeting.path("id").asString())
                        .status())
                .isEqualTo(404);

        JsonNode due = helpdesk.get(LEAD, MEETINGS + "/decisions?open=true&limit=200")
                .body()
                .path("items");
        assertThat(texts(due, "meeting")).contains(meeting.path("id").asString());
        Answer done = helpdesk.post(
                LEAD,
                MEETINGS + "/" + meeting.path("id").asString() + "/decisions/1/done",
                Map.of("note", "测绘成果已出"),
                Map.of());
        assertThat(done.status()).as(String.valueOf(done.body())).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(WholeSystem.topics()
                                .records(Topics.DISPATCH, meeting.path("id").asString()))
                        .extracting(
                                record -> TopicTap.header(record, CloudEventHeaders.TYPE),
                                record -> TopicTap.header(record, CloudEventHeaders.SEQUENCE))
                        .containsExactly(
                                tuple("zhuqi.dispatch.meeting-planned.v1", "1"),
                                tuple("zhuqi.dispatch.meeting-held.v1", "2"),
                                tuple("zhuqi.dispatch.decision-done.v1", "3")));
        String period = "from=2023-01-01&to=2023-12-31&limit=200";
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(texts(
                                helpdesk.get("qt-supervisor", "/api/v1/metrics/meetings/tickets?" + period)
                                        .body()
                                        .path("items"),
                                "id"))
                        .as("it counts when it took place")
                        .contains(meeting.path("id").asString()));
        assertThat(texts(
                        helpdesk.get(LEAD, "/api/v1/metrics/decisions-done/tickets?" + period)
                                .body()
                                .path("items"),
                        "id"))
                .as("the lead unit's decision")
                .contains(meeting.path("id").asString());
    }

    @Test
    void anEscalatedMeetingEscalatesItsTicketsAndOneThatCannotBeDoesNotHinderIt() {
        TicketSteps working = inProgress("提级协调会的诉求");
        TicketSteps waiting = inProgress("已答复的诉求").answer("已答复");
        JsonNode meeting = called(Helpdesk.COORDINATOR, form("ESCALATED", "2023-07-05", working, waiting), Map.of());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(timeline(Helpdesk.COORDINATOR, working)).contains("escalated"));
        JsonNode held = changed(
                Helpdesk.COORDINATOR,
                meeting,
                "/minutes",
                Map.of(
                        "text",
                        "分管区领导主持。",
                        "decisions",
                        List.of(
                                Map.of("ticket", waiting.number(), "text", "先派单", "unit", "qt-zrzy"),
                                Map.of("ticket", working.number(), "text", "两周内办结", "unit", "qt-zrzy"))));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                texts(shown(Helpdesk.COORDINATOR, held).path("decisions"), "progress"))
                        .containsExactly("ASKED", "RECORDED"));
        assertThat(timeline(Helpdesk.COORDINATOR, waiting)).doesNotContain("escalated", "progress-recorded");
        assertThat(shown(Helpdesk.COORDINATOR, held).path("status").asString()).isEqualTo("HELD");
    }

    /** Three common ones, fifteen individual ones, two escalated ones: brought in, and counted once however often. */
    @Test
    void aYearOfMeetingsIsBroughtIn() {
        TicketSteps one = inProgress("历史会议的诉求一");
        TicketSteps other = inProgress("历史会议的诉求二");
        Map<String, Integer> published = Map.of("COMMON", 3, "INDIVIDUAL", 15, "ESCALATED", 2);
        for (int twice = 0; twice < 2; twice++) {
            published.forEach((kind, count) -> {
                for (int i = 0; i < count; i++) {
                    Map<String, Object> form = kind.equals("INDIVIDUAL")
                            ? form(kind, "2023-01-%02d".formatted(i + 1), one)
                            : form(kind, "2023-01-%02d".formatted(i + 1), one, other);
                    form.put("minutes", Map.of("text", "已召开"));
                    assertThat(called("qt-importer", form, Map.of("Idempotency-Key", "2023-%s-%d".formatted(kind, i)))
                                    .path("status")
                                    .asString())
                            .isEqualTo("HELD");
                }
            });
        }
        published.forEach((kind, count) -> assertThat(helpdesk.get(
                                "qt-auditor",
                                MEETINGS + "?from=2023-01-01T00:00:00Z&to=2023-02-01T00:00:00Z&status=HELD&kind="
                                        + kind)
                        .body()
                        .path("items"))
                .hasSize(count));
        assertThat(timeline(Helpdesk.COORDINATOR, one))
                .as("its own history comes in by itself")
                .hasSize(3);
    }
}
