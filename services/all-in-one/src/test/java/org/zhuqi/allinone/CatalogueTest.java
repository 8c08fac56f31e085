package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.FormAnswer;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.intake.application.StartingCatalogue;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/** 点单: the menu from outside, from the administrator who writes it to the ticket of who orders from it. */
class CatalogueTest {
    private static final String MENU = "/api/v1/catalogue";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    private static Map<String, Object> loan() {
        return new LinkedHashMap<>(Map.of(
                "item",
                "qt-bridge-loan",
                "kind",
                "SERVICE",
                "category",
                "融资",
                "name",
                "转贷资金",
                "nameEn",
                "Bridge loans",
                "defaultUnit",
                "qt-jrb",
                "fields",
                List.of(
                        Map.of(
                                "key",
                                "amount",
                                "label",
                                "金额",
                                "labelEn",
                                "Amount",
                                "kind",
                                "NUMBER",
                                "required",
                                true,
                                "min",
                                1,
                                "max",
                                3000,
                                "unit",
                                "万元"),
                        Map.of("key", "due", "label", "原贷款到期日", "labelEn", "Due", "kind", "DATE", "required", true))));
    }

    @Test
    void whatAnAdministratorPutsOnTheMenuIsOrderedThroughItsFormUntilItIsTakenOff() throws InterruptedException {
        assertThat(helpdesk.post(Helpdesk.ENTERPRISE, MENU, loan(), Map.of()).status())
                .isEqualTo(403);
        Answer added = helpdesk.post(Helpdesk.ADMIN, MENU, loan(), Map.of());
        assertThat(added.status()).as(String.valueOf(added.body())).isEqualTo(201);
        Answer seen = helpdesk.get(Helpdesk.ENTERPRISE, MENU + "?active=true&q=%E8%BD%AC%E8%B4%B7%E8%B5%84%E9%87%91");
        assertThat(Helpdesk.elements(seen.body().path("items"))
                        .map(item -> item.at("/fields/0/label").asString()))
                .containsExactly("金额");

        List<FormAnswer> tooMuch = List.of(new FormAnswer("amount", "5000", null));
        Answer wrong = await().atMost(PATIENCE)
                .until(() -> order(tooMuch, "zh-CN"), answer -> !kind(answer).equals("unknown-item"));
        assertThat(wrong.status()).as(String.valueOf(wrong.body())).isEqualTo(422);
        assertThat(errors(wrong)).containsExactly("/answers/0/value: “金额”不能超过 3000万元。", "/answers: 请填写“原贷款到期日”。");
        assertThat(errors(order(List.of(), "en")))
                .containsExactly("/answers: Please fill in 'Amount'.", "/answers: Please fill in 'Due'.");

        List<FormAnswer> right =
                List.of(new FormAnswer("amount", "300", null), new FormAnswer("due", "2026-05-06", null));
        Answer ordered = order(right, "en");
        assertThat(ordered.status()).as(String.valueOf(ordered.body())).isEqualTo(201);
        String ticket = ordered.text("ticketId");
        TicketEvent event = Wire.readEvent(
                        WholeSystem.topics().records(Topics.EVENTS, ticket).getFirst())
                .event();
        assertThat(event).isInstanceOfSatisfying(TicketEvent.Submitted.class, submitted -> {
            assertThat(submitted.answers()).isEqualTo(right);
            assertThat(submitted.itemVersion()).isEqualTo(1);
        });
        JsonNode told = helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket + "/timeline?atLeast=1")
                .body()
                .at("/items/0/details/answers/0");
        assertThat(told.path("field").asString() + " " + told.path("value").asString())
                .isEqualTo("amount 300");

        Map<String, Object> retired = loan();
        retired.put("active", false);
        assertThat(put(retired, "\"1\"").statusCode()).isEqualTo(200);
        assertThat(put(loan(), "\"1\"").statusCode())
                .as("somebody else was faster")
                .isEqualTo(412);
        Answer refused = await().atMost(PATIENCE).until(() -> order(right, "en"), answer -> answer.status() == 422);
        assertThat(errors(refused))
                .containsExactly(
                        "/item: 'Bridge loans' can be ordered no more; please choose another item of the menu.");
        assertThat(helpdesk.get(Helpdesk.handlerOf("qt-zrzy"), MENU + "/qt-bridge-loan/versions/1")
                        .body()
                        .at("/fields/0/label")
                        .asString())
                .as("what the old form asked")
                .isEqualTo("金额");
        WholeSystem.assertEverythingAgrees();
    }

    @Test
    void anItemMayHaveTieredClocks() {
        Answer ordered = helpdesk.post(
                Helpdesk.ENTERPRISE,
                "/api/v1/tickets",
                Map.of(
                        "item",
                        "qt-technology-contract",
                        "title",
                        "技术开发合同登记",
                        "description",
                        "与高校签订的技术开发合同。",
                        "answers",
                        List.of(
                                Map.of("field", "type", "value", "development"),
                                Map.of("field", "amount", "value", "120.5"),
                                Map.of("field", "signed", "value", "2026-04-30"))),
                Map.of());
        assertThat(ordered.status()).as(String.valueOf(ordered.body())).isEqualTo(201);
        Helpdesk.TicketSteps ticket = helpdesk.known(ordered.text("ticketId"));
        ticket.take(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", "qt-jxkj", "difficulty", "SIMPLE"));

        JsonNode clocks = await().atMost(PATIENCE)
                .until(
                        () -> helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "/clocks")
                                .body(),
                        body -> body.path("version").asLong() == ticket.version());

        assertThat(clocks.path("policy").asString()).isEqualTo("135-tiered@1");
        assertThat(WholeSystem.topics().records(Topics.EVENTS, ticket.id()))
                .allSatisfy(record ->
                        assertThat(Wire.readEvent(record).policyVersion()).isEqualTo("135-tiered@1"));
        JsonNode answer = Helpdesk.elements(clocks.path("clocks"))
                .filter(clock -> clock.path("clock").asString().equals("1/answer/TICKET"))
                .findFirst()
                .orElseThrow();
        JsonNode accept = Helpdesk.elements(clocks.path("clocks"))
                .filter(clock -> clock.path("clock").asString().equals("1/accept/TICKET"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.path("due").asString())
                .as("a simple matter is answered within the day in which it is accepted")
                .isNotEmpty()
                .isEqualTo(accept.path("due").asString());
    }

    @Test
    void everyUnitThatTheMenuNamesIsInTheDirectory() {
        for (String district : List.of("QT", "SY", "YH", "XS")) {
            Set<String> units = Helpdesk.elements(helpdesk.get(
                                    district.toLowerCase(java.util.Locale.ROOT) + "-coordinator",
                                    "/api/v1/directory/units?active=true&limit=200")
                            .body()
                            .path("items"))
                    .map(unit -> unit.path("id").asString())
                    .collect(Collectors.toSet());
            List<String> named = new ArrayList<>();
            for (CatalogueEntry entry : StartingCatalogue.shipped()) {
                if (entry.district().text().equals(district)) {
                    if (entry.defaultUnit() != null) {
                        named.add(entry.defaultUnit().text());
                    }
                    entry.assistants().forEach(unit -> named.add(unit.text()));
                }
            }
            assertThat(named).as(district).isNotEmpty().isSubsetOf(units);
        }
    }

    private Answer order(List<FormAnswer> answers, String language) {
        Map<String, Object> body = new HashMap<>(Helpdesk.submission("转贷"));
        body.put("item", "qt-bridge-loan");
        body.put("answers", answers);
        return helpdesk.post(Helpdesk.ENTERPRISE, "/api/v1/tickets", body, Map.of("Accept-Language", language));
    }

    private static String kind(Answer answer) {
        return answer.text("type").replace("urn:zhuqi:problem:", "");
    }

    private static List<String> errors(Answer answer) {
        return Helpdesk.elements(answer.body().path("errors"))
                .map(error -> error.path("pointer").asString() + ": "
                        + error.path("detail").asString())
                .toList();
    }

    private HttpResponse<String> put(Map<String, Object> item, String ifMatch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(helpdesk.address() + MENU + "/qt-bridge-loan"))
                .header("Authorization", "Bearer " + helpdesk.token(Helpdesk.ADMIN))
                .header("Content-Type", "application/json")
                .header("If-Match", ifMatch)
                .PUT(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(item)))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
