package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.json.Json;
import org.zhuqi.timeliness.policy.PolicyReader;
import tools.jackson.databind.JsonNode;

/** A past month under another policy: asked of the figures, tried by the clocks, and the ticket that makes the difference. */
class RecomputationTest {
    private static final String SUPERVISOR = "qt-supervisor";
    private static final String PATH = "/api/v1/metrics/recomputations";
    private static final ConditionFactory SOON = await().atMost(Duration.ofSeconds(90));
    /** A month in which nothing else happens. */
    private static final String MONTH = "from=2022-09-01&to=2022-09-30&at=2022-09-30";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();
    private final HttpClient http = Api.newClient();

    @Test
    void aTicketAnsweredOnTheFourthDayIsLateUnderThePolicyOfThreeDays() throws Exception {
        String number = importTicket();
        String policy = publishTiered();
        SOON.untilAsserted(() -> assertThat(onTime().path("percent").asString(""))
                .as(
                        "%s, %s",
                        onTime(),
                        helpdesk.get(SUPERVISOR, "/api/v1/tickets/" + number + "/clocks")
                                .body())
                .isEqualTo("100.0"));
        assertThat(onTime().path("denominator").asLong()).isEqualTo(1);

        JsonNode done = recomputed(policy);

        assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.path("progress").path("tickets").asLong()).isEqualTo(1);
        assertThat(done.path("progress").path("compared").asLong()).isEqualTo(1);
        assertThat(done.path("untried").asLong()).isZero();
        JsonNode figure = done.path("figures").get(0);
        assertThat(figure.path("before").path("percent").asString()).isEqualTo("100.0");
        assertThat(figure.path("after").path("percent").asString()).isEqualTo("0.0");
        JsonNode lost = helpdesk.get(
                        SUPERVISOR, PATH + "/" + done.path("id").asString() + "/tickets?figure=on-time&change=LOST")
                .body()
                .path("items");
        assertThat(lost).hasSize(1);
        assertThat(lost.get(0).path("number").asString()).isEqualTo(number);
        assertThat(lost.get(0).path("dueBefore").asString()).isEqualTo("2022-09-13T09:30:00Z");
        assertThat(lost.get(0).path("dueAfter").asString()).isEqualTo("2022-09-08T09:30:00Z");
        assertThat(onTime().path("numerator").asLong())
                .as("what is stays as it is")
                .isEqualTo(1);

        JsonNode refused = recomputed("no-such-policy@7");
        assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("reason").path("en").asString())
                .isEqualTo("There is no policy no-such-policy@7 for district QT.");
    }

    private JsonNode recomputed(String policy) {
        Answer asked = helpdesk.post(
                SUPERVISOR,
                PATH,
                Map.of(
                        "from", "2022-09-01",
                        "to", "2022-09-30",
                        "at", "2022-09-30",
                        "figures", List.of("on-time"),
                        "under", Map.of("policyVersion", policy)),
                Map.of());
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        String address = Objects.requireNonNull(Helpdesk.header(asked, "Location"));
        return SOON.until(() -> helpdesk.get(SUPERVISOR, address).body(), it -> it.has("endedAt"));
    }

    private JsonNode onTime() {
        return helpdesk.get(SUPERVISOR, "/api/v1/metrics?figure=on-time&" + MONTH)
                .body()
                .path("figures")
                .path(0);
    }

    /**
     * Mid-autumn was a holiday from the 10th to the 12th: five working days from the 5th end on the 13th. Its first report, which is
     * the answer itself, is late all the same.
     */
    private String importTicket() throws IOException, InterruptedException {
        String ticket = UUID.randomUUID().toString();
        Map<String, Object> enterprise =
                Map.of("account", "qt-enterprise", "role", "ENTERPRISE", "enterprise", "qt-ent-001");
        Map<String, Object> coordinator = Map.of("account", "qt-coordinator", "role", "COORDINATOR");
        Map<String, Object> handler = Map.of("account", "qt-handler-rsj", "role", "HANDLER", "unit", "qt-rsj");
        List<String> lines = new ArrayList<>();
        lines.add(line(
                ticket,
                "submit",
                "2022-09-05T09:00:00+08:00",
                enterprise,
                Map.of(
                        "enterprise", "qt-ent-001",
                        "title", "用工补贴迟迟未发",
                        "description", "申请三个月未有结果。",
                        "item", "qt-yd")));
        lines.add(line(ticket, "dispatch", "2022-09-05T10:00:00+08:00", coordinator, Map.of("lead", "qt-rsj")));
        lines.add(line(ticket, "accept", "2022-09-05T10:30:00+08:00", handler, Map.of()));
        lines.add(line(
                ticket, "answer", "2022-09-09T10:30:00+08:00", handler, Map.of("outcome", "SOLVED", "text", "已发放。")));
        String answer = send("qt-importer", "/api/v1/imports", "application/x-ndjson", String.join("\n", lines), 200);
        List<JsonNode> results = answer.lines().map(Json.MAPPER::readTree).toList();
        assertThat(results)
                .as(answer)
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.path("verdict").asString()).isEqualTo("ACCEPTED"));
        return results.getLast().path("number").asString();
    }

    private static String line(
            String ticket, String command, String at, Map<String, Object> actor, Map<String, Object> body) {
        return Json.MAPPER.writeValueAsString(Map.of(
                "commandId", UUID.randomUUID().toString(),
                "ticketId", ticket,
                "command", command,
                "occurredAt", at,
                "actor", actor,
                "provenance", Map.of("source", "recomputation", "sourceCase", "R-001", "inferred", false),
                "body", body));
    }

    /** Of Qiantang alone, and never chosen for a ticket. */
    private String publishTiered() throws IOException, InterruptedException {
        String text;
        try (InputStream preset = PolicyReader.class.getResourceAsStream("135-tiered.yaml")) {
            text = new String(Objects.requireNonNull(preset, "135-tiered.yaml").readAllBytes(), StandardCharsets.UTF_8);
        }
        send(
                Helpdesk.ADMIN,
                "/api/v1/policies",
                "application/yaml",
                text.replace("policy: 135-tiered", "policy: tried-in-qiantang\ndistrict: QT")
                        .replace("effective-from: 2000-01-01", "effective-from: 2099-01-01"),
                201);
        return "tried-in-qiantang@1";
    }

    private String send(String account, String path, String type, String body, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(helpdesk.address() + path))
                        .header("Authorization", "Bearer " + helpdesk.token(account))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }
}
