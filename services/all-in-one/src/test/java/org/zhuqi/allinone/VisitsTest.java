package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.TopicTap;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.messaging.Wire;

/** 钱塘走访: the officer goes to the enterprise, the departments come along, and what is found becomes a ticket. */
class VisitsTest {
    private static final String OFFICER = "qt-officer";
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private final Map<String, Object> visited = Map.of(
            "enterprise", "qt-ent-003",
            "visitedOn", today.toString(),
            "units", List.of("qt-rsj"),
            "purpose", "走访杭州医药港企业",
            "findings", "研发人员子女就学有困难。");

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void whatIsFoundOnAVisitIsFiledThatDayAndStaysWithIt() throws InterruptedException {
        Answer visit = helpdesk.post(
                OFFICER, "/api/v1/visits", visited, Map.of("Idempotency-Key", "visit-of-the-medicine-port"));
        assertThat(visit.status()).as(String.valueOf(visit.body())).isEqualTo(201);
        String path = "/api/v1/visits/" + visit.text("id");

        Answer again = helpdesk.post(
                Helpdesk.COORDINATOR,
                "/api/v1/visits",
                Map.of("enterprise", "qt-ent-003", "visitedOn", today.toString(), "officers", List.of(OFFICER)),
                Map.of());
        assertThat(again.status()).as("同一企业同一天只计一次").isEqualTo(409);
        assertThat(again.text("visit")).isEqualTo(visit.text("id"));
        assertThat(helpdesk.post(Helpdesk.COORDINATOR, again.text("join"), Map.of("unit", "qt-zjj"), Map.of())
                        .status())
                .isEqualTo(200);

        Answer ticket = helpdesk.post(
                OFFICER,
                "/api/v1/tickets",
                Map.of(
                        "enterprise", "qt-ent-003",
                        "item", "qt-fl",
                        "title", "研发人员子女就学",
                        "description", "走访中提出，三名研发人员子女秋季入学。"),
                Map.of());
        assertThat(ticket.status()).as(String.valueOf(ticket.body())).isEqualTo(201);
        String filed = ticket.text("ticketId");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Helpdesk.elements(
                                        helpdesk.get(OFFICER, path).body().path("tickets"))
                                .map(id -> id.asString()))
                        .contains(filed));

        assertThat(helpdesk.get("qt-handler-zjj", path).status()).as("住建局一同参加").isEqualTo(200);
        assertThat(helpdesk.get("qt-handler-zrzy", path).status()).as("没有参加").isEqualTo(404);
        assertThat(helpdesk.get("qt-enterprise", path).status()).as("另一家企业").isEqualTo(404);
        assertThat(helpdesk.get("sy-coordinator", path).status()).as("另一个区").isEqualTo(404);

        Answer summary = helpdesk.get("qt-supervisor", "/api/v1/visits/summary?from=%s&to=%s".formatted(today, today));
        assertThat(summary.body().path("visits").asLong()).isEqualTo(1);
        assertThat(summary.body().path("problems").asLong()).isEqualTo(1);
        assertThat(summary.body().path("lookedAfterVisited").asLong()).isEqualTo(1);
        assertThat(Helpdesk.elements(helpdesk.get(OFFICER, "/api/v1/visits/overdue?days=1&limit=200")
                                .body()
                                .path("items"))
                        .map(waiting -> waiting.path("enterprise").asString()))
                .contains("qt-ent-001")
                .doesNotContain("qt-ent-003");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(visit.text("id")))
                        .hasSize(3)
                        .last()
                        .extracting(DispatchMessage::event)
                        .isInstanceOfSatisfying(VisitEvent.VisitRecorded.class, event -> {
                            assertThat(event.tickets()).containsExactly(TicketId.of(filed));
                            assertThat(event.units()).containsExactly(new UnitId("qt-rsj"), new UnitId("qt-zjj"));
                        }));
        WholeSystem.assertEverythingAgrees();
    }

    private static List<? extends DispatchMessage<?>> told(String subject) {
        TopicTap topics = WholeSystem.topics();
        return topics.records(Topics.DISPATCH, subject).stream()
                .map(Wire::readDispatch)
                .toList();
    }
}
