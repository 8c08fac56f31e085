package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Two people with one ticket open see each other, and nobody sees who has gone. */
final class PresenceTest extends TestDesk {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void twoPeopleWithOneTicketOpenSeeEachOther() throws Exception {
        EventStory story = story();
        tell(story.tells(Stories.submitted(), TicketState.SUBMITTED));
        Caller other = here(Callers.coordinator("han.meimei"));
        Instant now = Instant.parse("2026-11-02T02:00:00Z");

        time.stopAt(now);
        assertThat(here(coordinator(), story.number().text(), "")).isEmpty();
        time.stopAt(now.plusSeconds(30));
        assertThat(here(other, story.ticket().text(), "{\"deciding\": true}"))
                .containsExactly("li.lei COORDINATOR false 2026-11-02T02:00:00Z");
        time.stopAt(now.plusSeconds(40));
        assertThat(here(coordinator(), story.number().text(), "{}"))
                .containsExactly("han.meimei COORDINATOR true 2026-11-02T02:00:30Z");

        time.stopAt(now.plusSeconds(81));
        assertThat(here(coordinator(), story.number().text(), "{}"))
                .as("who has said nothing for 51 seconds has gone")
                .isEmpty();
        assertThat(here(other, story.number().text(), "{}"))
                .as("who never went has been there from the beginning")
                .containsExactly("li.lei COORDINATOR false 2026-11-02T02:00:00Z");
        assertThat(send(coordinator(), "DELETE", story.number().text(), "").statusCode())
                .isEqualTo(204);
        assertThat(here(other, story.number().text(), "{}")).isEmpty();
    }

    @Test
    void whoMayNotSeeTheTicketIsNotThere() throws Exception {
        EventStory story = story();
        tell(story.tells(Stories.submitted(), TicketState.SUBMITTED));
        Caller stranger = Callers.in("ZZZ", Callers.coordinator("stranger"));
        assertThat(send(stranger, "PUT", story.ticket().text(), "{}").statusCode())
                .isEqualTo(404);
        assertThat(send(
                                coordinator(),
                                "PUT",
                                TicketId.of("00000000-0000-4000-8000-000000000000")
                                        .text(),
                                "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(
                                here(Callers.inRole("its-clerk", Role.ENTERPRISE)),
                                "PUT",
                                story.ticket().text(),
                                "{}")
                        .statusCode())
                .as("an enterprise sees no officials at work")
                .isEqualTo(403);
    }

    private List<String> here(Caller caller, String ticket, String body) throws Exception {
        HttpResponse<String> answer = send(caller, "PUT", ticket, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER
                .readTree(answer.body())
                .path("others")
                .valueStream()
                .map(PresenceTest::text)
                .toList();
    }

    private static String text(JsonNode other) {
        return "%s %s %s %s"
                .formatted(
                        other.path("account").asString(),
                        other.path("role").asString(),
                        other.path("deciding").asBoolean(),
                        other.path("since").asString());
    }

    private HttpResponse<String> send(Caller caller, String method, String ticket, String body) throws Exception {
        return HTTP.send(
                request(caller, "/api/v1/tickets/" + ticket + "/presence")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
