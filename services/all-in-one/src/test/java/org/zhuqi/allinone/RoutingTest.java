package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** 派单: the right unit, found sooner each time; by itself where the district wants it; and whose desk has it meanwhile. */
class RoutingTest {
    private static final String RULES = "/api/v1/routing/rules";
    private static final String WRONG = "qt-zjj";
    private static final String WRONG_TOO = "qt-rsj";
    private static final String RIGHT = "qt-zrzy";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void takeOutTheRulesOfTheTest() {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        JsonNode now = rules("qt-admin");
        Helpdesk.elements(now.path("rules"))
                .filter(rule -> !rule.path("id").asString().startsWith("of-the-test"))
                .forEach(kept::add);
        assertThat(put("qt-admin", now.path("version").asLong(), kept)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qt-admin", "sy-admin", "yh-admin", "xs-admin"})
    void theRulesThatShipFitTheDistrict(String admin) {
        JsonNode shipped = rules(admin);
        assertThat(shipped.path("rules")).hasSizeGreaterThan(15);
        assertThat(put(admin, shipped.path("version").asLong(), shipped.path("rules")))
                .isEqualTo(200);
    }

    @Test
    void whatWentWrongOnceIsSuggestedBetterTheNextTime() {
        add("{\"id\": \"of-the-test\", \"when\": {\"keywords\": [\"潮汐观测\"]}, \"unit\": \"%s\", \"weight\": 55}"
                .formatted(WRONG));
        TicketSteps first = ordered("设置潮汐观测杆的许可");
        assertThat(firstSuggested(first)).isEqualTo(WRONG);
        goesWrong(first);
        TicketSteps second = ordered("另设一根潮汐观测杆的许可");
        goesWrong(second);

        TicketSteps third = ordered("再设置一根潮汐观测杆的许可");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(firstSuggested(third)).isEqualTo(RIGHT));
        JsonNode best = suggestions(Helpdesk.COORDINATOR, third).path(0);
        assertThat(Helpdesk.elements(best.path("reasons"))
                        .map(reason -> reason.path("about").asString("")))
                .containsAnyOf(first.number(), second.number());
        assertThat(best.path("reasons").toString()).containsAnyOf("相似诉求" + first.number(), "相似诉求" + second.number());
    }

    @Test
    void aSureTicketGoesToItsUnitWithoutACoordinator() {
        add("{\"id\": \"of-the-test\", \"when\": {\"keywords\": [\"潮位自动报送\"]}, \"unit\": \"%s\", \"weight\": 100, "
                        .formatted(RIGHT)
                + "\"automatic\": true}");
        TicketSteps ticket = helpdesk.ticket("潮位自动报送接口");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(ticket.shownTo(Helpdesk.COORDINATOR).text("state"))
                                .isEqualTo("DISPATCHED"));
        assertThat(ticket.shownTo("qt-handler-zrzy").status()).isEqualTo(200);
        Answer timeline = helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "/timeline");
        assertThat(timeline.body().toString()).contains("自动派单").contains("含“潮位自动报送” → 规资分局");
    }

    @Test
    void theThirdBounceIsEscalatedByItself() {
        TicketSteps ticket = helpdesk.ticket("谁也不认领的老问题");
        bounce(ticket, WRONG);
        bounce(ticket, WRONG_TOO);
        bounce(ticket, WRONG);
        // In which states the lifecycle escalates is its own affair; at the latest when somebody works on it.
        ticket.send(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", RIGHT), Map.of());
        ticket.send(Helpdesk.handlerOf(RIGHT), "accept", Map.of(), Map.of());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(ticket.timelineOf(Helpdesk.COORDINATOR)).containsOnlyOnce("escalated"));
    }

    @Test
    void aChainsCommitteeSeesItsOwnQueueOnly() {
        TicketSteps ofMaterials = filed("sy-officer", "sy-ent-002");
        TicketSteps ofLifeAndHealth = filed("sy-officer", "sy-ent-001");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(queues("sy-coordinator"))
                        .contains("CHAIN sy-advanced-materials", "CHAIN sy-life-health"));
        assertThat(queues("sy-chain-coordinator")).containsExactly("CHAIN sy-advanced-materials");
        assertThat(suggestionsAnswer("sy-chain-coordinator", ofMaterials).status())
                .isEqualTo(200);
        assertThat(suggestionsAnswer("sy-chain-coordinator", ofLifeAndHealth).status())
                .isEqualTo(404);
    }

    // -- steps ----------------------------------------------------------------------------------------------------

    private static void goesWrong(TicketSteps ticket) {
        bounce(ticket, WRONG);
        bounce(ticket, WRONG_TOO);
        ticket.dispatchTo(RIGHT).accept().answer("已许可").confirm();
    }

    private static void bounce(TicketSteps ticket, String unit) {
        ticket.dispatchTo(unit)
                .take(Helpdesk.handlerOf(unit), "object", Map.of("ground", "NOT_COMPETENT", "reason", "不归我局"))
                .take(Helpdesk.COORDINATOR, "uphold", Map.of());
    }

    /** Without a word that a rule of the district knows. */
    private TicketSteps ordered(String title) {
        Map<String, Object> body = new HashMap<>(Helpdesk.submission(title));
        body.put("description", "拟在堤外设置，请予办理。");
        body.put("item", "qt-sf");
        return known(helpdesk.post(Helpdesk.ENTERPRISE, "/api/v1/tickets", body, Map.of()));
    }

    private TicketSteps filed(String officer, String enterprise) {
        Map<String, Object> body = new HashMap<>(Helpdesk.submission("谁的队列"));
        body.put("enterprise", enterprise);
        body.put("item", "sy-yd");
        return known(helpdesk.post(officer, "/api/v1/tickets", body, Map.of()));
    }

    private TicketSteps known(Answer answer) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
        return helpdesk.known(answer.text("ticketId"));
    }

    private Answer suggestionsAnswer(String account, TicketSteps ticket) {
        return helpdesk.get(account, "/api/v1/routing/suggestions?ticket=" + ticket.id());
    }

    private JsonNode suggestions(String account, TicketSteps ticket) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> suggestionsAnswer(account, ticket).status() == 200);
        return suggestionsAnswer(account, ticket).body().path("items");
    }

    private String firstSuggested(TicketSteps ticket) {
        return suggestions(Helpdesk.COORDINATOR, ticket).path(0).path("unit").asString("");
    }

    /** Of those in which something waits. */
    private List<String> queues(String account) {
        return Helpdesk.elements(helpdesk.get(account, "/api/v1/routing/queues").body())
                .filter(queue -> queue.path("submitted").asLong() > 0)
                .map(queue ->
                        queue.path("desk").asString() + " " + queue.path("id").asString())
                .toList();
    }

    private JsonNode rules(String account) {
        Answer answer = helpdesk.get(account, RULES);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private void add(String rule) {
        JsonNode now = rules("qt-admin");
        ArrayNode more = Json.MAPPER.createArrayNode();
        now.path("rules").forEach(more::add);
        more.add(Json.MAPPER.readTree(rule));
        assertThat(put("qt-admin", now.path("version").asLong(), more)).isEqualTo(200);
    }

    private int put(String account, long version, JsonNode rules) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("rules", rules);
        HttpRequest request = HttpRequest.newBuilder(URI.create(helpdesk.address() + RULES))
                .header("Authorization", "Bearer " + helpdesk.token(account))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isNotEmpty();
            return answer.statusCode();
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
