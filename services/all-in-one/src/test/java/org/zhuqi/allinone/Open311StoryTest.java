package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A program that knows nothing but Open311 files a request, and follows it until it is closed. */
class Open311StoryTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    private String key(String account) {
        Answer issued = helpdesk.post(
                Helpdesk.ADMIN, "/api/v1/open311-keys", Map.of("account", account, "label", "园区 App"), Map.of());
        assertThat(issued.status()).as(String.valueOf(issued.body())).isEqualTo(201);
        return issued.text("key");
    }

    private JsonNode send(HttpRequest.Builder request, int status) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder at(String what) {
        return HttpRequest.newBuilder(URI.create(helpdesk.address() + "/open311/v2/" + what));
    }

    private JsonNode file(Map<String, String> parameters, int status) {
        String form = parameters.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), UTF_8) + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                at("requests.json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                status);
    }

    private JsonNode follow(String number, String key) {
        return send(at("requests/" + number + ".json?jurisdiction_id=QT&api_key=" + key), 200)
                .get(0);
    }

    @Test
    void filesAndFollows() {
        String key = key("qt-enterprise");
        String number = file(
                        Map.of(
                                "api_key", key,
                                "jurisdiction_id", "QT",
                                "service_code", "qt-yg",
                                "lat", "30.3",
                                "long", "120.39",
                                "description", "缺口六十人，请协助招聘。",
                                "email", "wang@example.org",
                                "attribute[people]", "60"),
                        201)
                .get(0)
                .path("service_request_id")
                .asString();
        JsonNode filed = follow(number, key);
        assertThat(filed.path("status").asString()).isEqualTo("open");
        assertThat(filed.path("description").asString()).isEqualTo("缺口六十人，请协助招聘。");
        assertThat(filed.path("lat").decimalValue()).isEqualByComparingTo("30.3");
        assertThat(filed.path("expected_datetime").isNull()).isTrue();

        JsonNode ticket = await().atMost(Duration.ofSeconds(20))
                .until(() -> helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + number), it -> it.status() == 200)
                .body();
        assertThat(ticket.toString()).contains("缺口六十人").doesNotContain("wang@example.org");
        TicketSteps steps = helpdesk.known(ticket.path("id").asString());
        steps.dispatchTo("qt-rsj").accept();
        JsonNode running = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> follow(number, key),
                        it -> !it.path("expected_datetime").isNull());
        assertThat(OffsetDateTime.parse(running.path("expected_datetime").asString()))
                .isAfter(OffsetDateTime.parse(running.path("requested_datetime").asString()));
        assertThat(running.path("agency_responsible").asString()).contains("人力资源");
        steps.answer("已推送六十人。").confirm();
        JsonNode closed = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> follow(number, key),
                        it -> it.path("status").asString().equals("closed"));
        assertThat(closed.path("status_notes").asString()).contains("已推送六十人。");
        send(at("requests/" + number + ".json?jurisdiction_id=QT&api_key=" + key("qt-enterprise-2")), 404);
    }

    @Test
    void theFormOfTheItemCounts() {
        JsonNode faults = file(
                Map.of(
                        "api_key", key("qt-enterprise"),
                        "jurisdiction_id", "QT",
                        "service_code", "qt-yg",
                        "address_string", "2 号大街 8 号",
                        "attribute[people]", "0"),
                400);
        assertThat(faults.get(0).path("description").asString()).contains("at least 1");
    }
}
