package org.zhuqi.allinone.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.demo.Demo;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;

/** Something of every kind that the pages show, long words among it, and where it is to be seen. */
final class Sights {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();
    private static final String LONG = "年产五万吨高性能膜材料项目二期用地指标与厂房规划核实、消防验收、不动产登记一并协调办理";
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private final Map<String, String> ids = new HashMap<>();

    private Sights() {}

    static Sights made() throws Exception {
        new Demo(HELPDESK.address(), WholeSystem.installation()::token).tell();
        Sights sights = new Sights();
        TicketSteps ticket = HELPDESK.ticket(LONG)
                .dispatchTo("qt-zrzy", "qt-zjj")
                .accept()
                .recordProgress("资料已转省厅。")
                .take(Helpdesk.COORDINATOR, "mark-hard", Map.of("reason", "用地指标须省里调剂"));
        sights.ids.put("ticket", ticket.number());
        sights.ids.put("item", "qt-yd");
        sights.ids.put("enterprise", "qt-ent-001");
        sights.meetings(ticket);
        sights.hardProblems(ticket);
        sights.visit();
        sights.listing();
        sights.commonProblem(ticket);
        sights.outside();
        sights.ids.put(
                "policy",
                HELPDESK.get(Helpdesk.ADMIN, "/api/v1/policies")
                        .body()
                        .path(0)
                        .path("version")
                        .asString());
        assertThat(sights.ids.values()).noneMatch(String::isBlank);
        return sights;
    }

    /** @param path such as {@code /tickets/{ticket}} */
    String in(String path) {
        String whole = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            whole = whole.replace("{" + id.getKey() + "}", id.getValue());
        }
        assertThat(whole).as("of what kind is that?").doesNotContain("{");
        return whole;
    }

    private void meetings(TicketSteps ticket) {
        Answer planned = made(Helpdesk.COORDINATOR, "/api/v1/meetings", meeting("厂房办证协调会", today.plusDays(3), ticket));
        ids.put("meeting", planned.text("id"));
        Answer held = made(Helpdesk.COORDINATOR, "/api/v1/meetings", meeting(LONG, today.minusDays(2), ticket));
        ids.put("held", held.text("id"));
        Answer minutes = HELPDESK.post(
                Helpdesk.COORDINATOR,
                "/api/v1/meetings/" + held.text("id") + "/minutes",
                Map.of(
                        "text",
                        "规划资源分局与住建局当场核对了竣工资料。",
                        "decisions",
                        List.of(Map.of(
                                "ticket",
                                ticket.number(),
                                "text",
                                "由规划资源分局牵头补测。",
                                "publicText",
                                "规划资源分局将完成补测。",
                                "unit",
                                "qt-zrzy",
                                "due",
                                today.plusDays(20).toString()))),
                Map.of("If-Match", "\"" + held.body().path("version").asLong() + "\""));
        assertThat(minutes.status()).as("%s", minutes.body()).isEqualTo(200);
    }

    private Map<String, Object> meeting(String title, LocalDate on, TicketSteps ticket) {
        return Map.of(
                "kind",
                "INDIVIDUAL",
                "title",
                title,
                "place",
                "区行政中心 3 号会议室",
                "startsAt",
                on + "T14:00:00+08:00",
                "endsAt",
                on + "T15:30:00+08:00",
                "units",
                List.of("qt-zrzy", "qt-zjj"),
                "enterprises",
                List.of("qt-ent-001"),
                "agenda",
                List.of(ticket.number()));
    }

    private void hardProblems(TicketSteps ticket) {
        String path = "/api/v1/hard-problems";
        ids.put(
                "problem",
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () -> HELPDESK.get(Helpdesk.COORDINATOR, path + "?ticket=" + ticket.id())
                                        .body()
                                        .path("items"),
                                items -> !items.isEmpty())
                        .path(0)
                        .path("id")
                        .asString());
        var rounds = HELPDESK.get(Helpdesk.COORDINATOR, path + "/rounds").body().path("items");
        ids.put(
                "round",
                rounds.isEmpty()
                        ? made(Helpdesk.COORDINATOR, path + "/rounds", Map.of("heldOn", today.toString()))
                                .body()
                                .path("number")
                                .asString()
                        : rounds.path(0).path("number").asString());
    }

    private void visit() {
        Answer answer = HELPDESK.post(
                "qt-officer",
                "/api/v1/visits",
                Map.of(
                        "enterprise",
                        "qt-ent-001",
                        "visitedOn",
                        today.minusDays(1).toString(),
                        "units",
                        List.of("qt-rsj"),
                        "purpose",
                        "走访了解二期项目进展",
                        "findings",
                        LONG),
                Map.of());
        // Another test may have been there on that day: then it is the same visit.
        ids.put("visit", answer.status() == 201 ? answer.text("id") : answer.text("visit"));
    }

    private void listing() {
        ids.put(
                "listing",
                made(
                                Helpdesk.ENTERPRISE,
                                "/api/v1/listings",
                                Map.of(
                                        "kind",
                                        "OFFER",
                                        "title",
                                        "供应聚苯乙烯（医用级、食品级）",
                                        "description",
                                        "年产三万吨，可提供检测报告。",
                                        "category",
                                        "聚苯乙烯、医用塑料",
                                        "validUntil",
                                        today.plusDays(90).toString(),
                                        "visible",
                                        "DISTRICT"))
                        .text("id"));
    }

    private void commonProblem(TicketSteps ticket) {
        ids.put(
                "common",
                made(
                                Helpdesk.COORDINATOR,
                                "/api/v1/common-problems",
                                Map.of(
                                        "title",
                                        "园区用地指标紧张",
                                        "description",
                                        "多家企业反映用地指标，正在统筹。",
                                        "published",
                                        true,
                                        "tickets",
                                        List.of(ticket.id())))
                        .text("id"));
    }

    /** Who comes from outside, and who is told there: a paused webhook, so that something waits, and a key. */
    private void outside() {
        Answer webhook = made(
                Helpdesk.ADMIN,
                "/api/v1/webhooks",
                Map.of(
                        "owner",
                        "省平台对接组",
                        "description",
                        LONG,
                        "url",
                        "http://127.0.0.1:9/zhuqi",
                        "types",
                        List.of("zhuqi.ticket.*", "zhuqi.clock.breached.v1"),
                        "unit",
                        "qt-zrzy",
                        "active",
                        false));
        ids.put("webhook", webhook.body().path("webhook").path("id").asString());
        HELPDESK.ticket("回调等待的诉求").dispatchTo("qt-zrzy");
        made(Helpdesk.ADMIN, "/api/v1/open311-keys", Map.of("label", "园区 App", "account", Helpdesk.ENTERPRISE));
    }

    /** Dispatch learns of a ticket a little after it was submitted. */
    private static Answer made(String account, String path, Map<String, Object> body) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> HELPDESK.post(account, path, body, Map.of()), answer -> answer.status() == 201);
    }
}
