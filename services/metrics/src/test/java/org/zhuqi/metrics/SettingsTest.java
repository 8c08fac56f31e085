package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** How a district prints its figures, through its door. */
final class SettingsTest extends TestCharts {
    private static final String NOVEMBER = "from=2023-11-01&to=2023-11-30&at=2023-11-30";

    @Test
    void figuresArePrintedAsTheDistrictSaysAndARequestGoesBefore() {
        EventStory solved = life(
                TAX,
                "2023-11-10 09:00",
                "2023-11-10 10:00",
                "2023-11-10 11:00",
                "2023-11-10 12:00",
                "2023-11-10 13:00");
        EventStory reported = life(TAX, "2023-11-10 09:00", "2023-11-10 10:00", "2023-11-10 11:00", "2023-11-10 12:00");
        tell(solved, reported, life(TAX, "2023-11-10 09:00"));

        assertThat(read(as(Role.AUDITOR), "/settings").toString()).isEqualTo("{\"version\":0,\"figures\":{}}");
        assertThat(printed("?figure=solved-rate,closed-rate&" + NOVEMBER))
                .isEqualTo("0: solved-rate standard 33.3, closed-rate standard 66.7");

        HttpResponse<String> changed = put("\"0\"", """
                {"usual": {"decimals": 2, "mode": "TRUNCATE"},
                 "figures": {"solved-rate": {"variant": "reported", "rounding": {"decimals": 0}},
                             "on-time": {"basis": "HAPPENED"}}}
                """);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(printed("?figure=solved-rate,closed-rate&" + NOVEMBER))
                .isEqualTo("1: solved-rate reported 67, closed-rate standard 66.66");
        assertThat(printed("?figure=solved-rate&variant=standard&decimals=3&rounding=HALF_UP&" + NOVEMBER))
                .isEqualTo("1: solved-rate standard 33.333");
        JsonNode series = read("/solved-rate/series?step=month&" + NOVEMBER);
        assertThat(series.path("variant").asString()).isEqualTo("reported");
        assertThat(series.path("settingsVersion").asLong()).isEqualTo(1);
        assertThat(series.path("points").get(0).path("percent").asString()).isEqualTo("67");
        JsonNode ranking = read("/solved-rate/ranking?minimum=1&" + NOVEMBER);
        assertThat(ranking.path("settingsVersion").asLong()).isEqualTo(1);
        assertThat(ranking.path("places").get(0).path("percent").asString()).isEqualTo("100");
        assertThat(read("/solved-rate/tickets?" + NOVEMBER).path("items")).hasSize(2);
        assertThat(read("?figure=on-time&" + NOVEMBER)
                        .path("figures")
                        .get(0)
                        .path("basis")
                        .asString())
                .isEqualTo("HAPPENED");
        assertThat(read("?figure=on-time&basis=RECEIVED&" + NOVEMBER)
                        .path("figures")
                        .get(0)
                        .path("basis")
                        .asString())
                .isEqualTo("RECEIVED");
        // Another basis has no such variant: its own first is meant.
        assertThat(read("?figure=on-time&variant=standard&" + NOVEMBER)
                        .path("figures")
                        .get(0)
                        .path("basis")
                        .asString())
                .isEqualTo("HAPPENED");
    }

    @Test
    void everyVersionIsKeptWithWhoMadeIt() {
        assertThat(put("\"0\"", "{\"usual\": {\"decimals\": 2}}").statusCode()).isEqualTo(200);
        assertThat(put("\"1\"", "{}").statusCode()).isEqualTo(200);
        HttpResponse<String> stale = put("\"1\"", "{\"usual\": {\"decimals\": 3}}");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(Json.MAPPER.readTree(stale.body()).path("version").asLong()).isEqualTo(2);
        assertThat(put("\"7\"", "{}").statusCode()).isEqualTo(412);

        JsonNode versions = read(as(Role.AUDITOR), "/settings/versions");
        assertThat(texts(versions, "version", "changedBy", "usual.decimals", "usual.mode"))
                .containsExactly("2 someone - -", "1 someone 2 HALF_UP");
        assertThat(versions.get(0).path("changedAt").asString()).isNotEmpty();
    }

    @Test
    void onlyAdministratorsChangeThem() {
        for (Role role : new Role[] {Role.SUPERVISOR, Role.COORDINATOR, Role.AUDITOR, Role.HANDLER, Role.ENTERPRISE}) {
            assertThat(send(as(role), "PUT", "/settings", "{}", "If-Match", "\"0\"")
                            .statusCode())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(send(as(Role.ENTERPRISE), "GET", "/settings", null).statusCode())
                .isEqualTo(403);
        assertThat(send(as(Role.ADMIN), "PUT", "/settings", "{}").statusCode()).isEqualTo(428);
    }

    @Test
    void whatIsNotRightIsSaidAllAtOnce() {
        HttpResponse<String> answer = put("\"0\"", """
                {"usual": {"decimals": 5},
                 "figures": {"speed": {}, "open": {"variant": "closed"}, "declined": {"rounding": {}}}}
                """);
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(texts(problem.path("errors"), "pointer", "detail"))
                .containsExactlyInAnyOrder(
                        "/usual/decimals 0 to 4 decimals are possible",
                        "/figures/speed there is no figure 'speed'",
                        "/figures/open the figure is not counted that way; GET /api/v1/metrics/definitions says which there are",
                        "/figures/declined/rounding/decimals 0 to 4 decimals are possible");
        assertThat(put("\"0\"", "{\"colour\": 1}").statusCode()).isEqualTo(400);
        assertThat(read(as(Role.ADMIN), "/settings").path("version").asLong()).isZero();
    }

    private HttpResponse<String> put(String version, String body) {
        return send(as(Role.ADMIN), "PUT", "/settings", body, "If-Match", version, "Content-Type", "application/json");
    }

    /** The version, and each figure with its variant as it is printed. */
    private String printed(String path) {
        JsonNode answer = read(path);
        return answer.path("settingsVersion").asString() + ": "
                + String.join(", ", texts(answer.path("figures"), "key", "variant", "percent"));
    }
}
