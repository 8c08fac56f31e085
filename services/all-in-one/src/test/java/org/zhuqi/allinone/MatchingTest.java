package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/** 上虞供需对接: one enterprise needs what another of the district makes; the committee knows them both. */
class MatchingTest {
    private static final String ENTERPRISE = "sy-enterprise";
    private static final String COMMITTEE = "sy-chain-coordinator";
    private static final String COORDINATOR = "sy-coordinator";
    private final String validUntil =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(60).toString();

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void aNeedFindsAnOfferBothAgreeAndTheyDeal() throws InterruptedException {
        Answer ticket = helpdesk.post(
                ENTERPRISE,
                "/api/v1/tickets",
                Map.of(
                        "item",
                        "sy-supply-demand",
                        "title",
                        "供需对接：培养皿原料",
                        "description",
                        "求购医用级聚苯乙烯。",
                        "answers",
                        List.of(
                                Map.of("field", "side", "value", "demand"),
                                Map.of("field", "product", "value", "医用级聚苯乙烯"))),
                Map.of());
        assertThat(ticket.status()).as(String.valueOf(ticket.body())).isEqualTo(201);
        Map<String, Object> wanted = Map.of(
                "kind", "NEED",
                "title", "求购医用级聚苯乙烯",
                "description", "用于培养皿注塑，月用量二十吨，须有生物相容性报告。",
                "category", "医用聚苯乙烯",
                "quantity", "20",
                "unit", "吨/月",
                "validUntil", validUntil,
                "visible", "DISTRICT",
                "ticket", ticket.text("ticketId"));
        Answer need = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> helpdesk.post(ENTERPRISE, "/api/v1/listings", wanted, Map.of()),
                        answer -> answer.status() == 201);
        Answer offer = helpdesk.post(
                COMMITTEE,
                "/api/v1/listings",
                Map.of(
                        "enterprise", "sy-ent-002",
                        "kind", "OFFER",
                        "title", "供应聚苯乙烯（医用级、食品级）",
                        "description", "年产三万吨，可提供检测报告。",
                        "category", "聚苯乙烯、医用塑料",
                        "validUntil", validUntil,
                        "visible", "DISTRICT"),
                Map.of());
        assertThat(offer.status()).as(String.valueOf(offer.body())).isEqualTo(201);
        assertThat(offer.text("chain")).as("产业链取自名录").isEqualTo("sy-advanced-materials");

        JsonNode match = helpdesk.get(ENTERPRISE, "/api/v1/listings/%s/matches".formatted(need.text("id")))
                .body()
                .path(0);
        assertThat(match.path("listing").path("id").asString()).isEqualTo(offer.text("id"));
        assertThat(match.path("listing").path("enterpriseName").asString()).isEqualTo("绍兴舜江新材料股份有限公司（虚构）");
        assertThat(match.path("listing").propertyNames())
                .as("不显示联系人")
                .doesNotContain("postedBy", "enterprise", "ticket");
        assertThat(match.path("reasons").path(0).path("words").path(0).asString())
                .isEqualTo("聚苯乙烯");

        Answer asked = helpdesk.post(
                ENTERPRISE,
                "/api/v1/listings/%s/matches/%s/introduce".formatted(need.text("id"), offer.text("id")),
                Map.of("note", "可否先供样品一百公斤？"),
                Map.of());
        assertThat(asked.status()).as(String.valueOf(asked.body())).isEqualTo(201);
        String path = "/api/v1/introductions/" + asked.text("id");
        assertThat(helpdesk.get("qt-coordinator", path).status()).as("另一个区").isEqualTo(404);
        assertThat(helpdesk.post(COMMITTEE, path + "/accept", Map.of("side", "OFFER"), Map.of())
                        .text("status"))
                .as("链专班代本链企业答复")
                .isEqualTo("ACCEPTED");
        assertThat(helpdesk.post(
                                ENTERPRISE,
                                path + "/conclude",
                                Map.of("result", "DEALT", "amount", "首单 32 万元"),
                                Map.of())
                        .text("status"))
                .isEqualTo("DEALT");

        assertThat(ids(COORDINATOR, "/api/v1/listings?ticket=" + ticket.text("ticketId")))
                .as("诉求单的派单员看到发布的需求")
                .containsExactly(need.text("id"));
        assertThat(ids(COORDINATOR, "/api/v1/introductions?ticket=" + ticket.text("ticketId")))
                .containsExactly(asked.text("id"));
        JsonNode materials = Helpdesk.elements(helpdesk.get("sy-supervisor", "/api/v1/listings/summary")
                        .body()
                        .path("chains"))
                .filter(chain -> chain.path("chain").asString("").equals("sy-advanced-materials"))
                .findFirst()
                .orElseThrow();
        assertThat(materials.path("products").asLong()).isPositive();
        assertThat(materials.path("deals").asLong()).isEqualTo(1);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(asked.text("id")))
                        .containsExactly("introduction-proposed", "introduction-accepted", "introduction-concluded"));
        WholeSystem.assertEverythingAgrees();
    }

    private Stream<String> idsOf(Answer list) {
        return Helpdesk.elements(list.body().path("items"))
                .map(it -> it.path("id").asString());
    }

    private List<String> ids(String account, String path) {
        return idsOf(helpdesk.get(account, path)).toList();
    }

    private static List<String> told(String subject) {
        return WholeSystem.topics().records(Topics.DISPATCH, subject).stream()
                .map(record -> Wire.readDispatch(record).type().wireName())
                .toList();
    }
}
