package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Small stories of tickets and their clocks, and how their figures are asked for. */
abstract class TestTrust extends TestMetrics {
    static final Instant MONDAY = Instant.parse("2023-05-08T01:00:00Z");
    static final UnitId TAX = new UnitId("tax");
    static final UnitId LAND = new UnitId("land");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<TicketId, Long> clockVersions = new HashMap<>();

    // -- who ---------------------------------------------------------------------------------------------------------

    Caller as(Role role, String account) {
        return Callers.in(district.text(), Callers.inRole(account, role));
    }

    Caller supervisor() {
        return as(Role.SUPERVISOR, "supervisor");
    }

    // -- what happens ------------------------------------------------------------------------------------------------

    EventStory submitted(String firm, @Nullable String chain) {
        return submitted(Callers.coordinator("storyteller"), firm, chain);
    }

    EventStory submitted(Caller by, String firm, @Nullable String chain) {
        return story().at(MONDAY)
                .by(by)
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId(firm),
                                "税费",
                                "退税久未到账。",
                                new CatalogueItemId("tax"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                chain == null ? null : new ChainId(chain),
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    static EventStory accepted(EventStory story, UnitId unit) {
        return story.tells(new TicketEvent.Dispatched(unit, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(unit, new AccountId("handler"), null), TicketState.IN_PROGRESS);
    }

    /** A clock as it was told, with as little as there must be. */
    static ClockReading clock(
            String stage,
            ClockScope scope,
            @Nullable UnitId unit,
            ClockState state,
            Instant startedAt,
            Instant due,
            @Nullable Instant endedAt) {
        return clock(stage, scope, unit, state, startedAt, due, due, endedAt, 0, null, null);
    }

    static ClockReading clock(
            String stage,
            ClockScope scope,
            @Nullable UnitId unit,
            ClockState state,
            Instant startedAt,
            Instant dueWithoutExtensions,
            Instant due,
            @Nullable Instant endedAt,
            int extensions,
            @Nullable Long counted,
            @Nullable Long stoodStill) {
        return new ClockReading(
                "1/%s/%s/1".formatted(stage, scope),
                stage,
                stage,
                scope,
                1,
                unit,
                state,
                startedAt,
                dueWithoutExtensions,
                dueWithoutExtensions,
                due,
                null,
                endedAt,
                null,
                null,
                null,
                extensions,
                null,
                counted,
                stoodStill,
                null);
    }

    /** Returns when it is counted in. */
    void clocks(EventStory story, ClockReading... clocks) {
        long sequence = clockVersions.merge(story.ticket(), 1L, Long::sum);
        EventStory.write(
                PRODUCER,
                List.of(Wire.clock(new ClockMessage<>(
                        story.ticket(),
                        story.number(),
                        sequence,
                        district,
                        story.version(),
                        "135-staged@1",
                        "calendar-1",
                        MONDAY,
                        MONDAY,
                        new ClockEvent.ClocksChanged(List.of(clocks))))));
        SOON.until(() -> {
            var known = facts.find(figures.serving(), List.of(story.ticket())).get(story.ticket());
            return known != null && known.clockVersion() >= sequence;
        });
    }

    // -- how it is asked ---------------------------------------------------------------------------------------------

    HttpResponse<String> send(Caller caller, String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(Caller caller, String path) {
        return read(send(caller, "GET", path, null), 200);
    }

    static JsonNode read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.uri(), answer.body())
                .isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    /** The sentence. */
    static String refused(HttpResponse<String> answer, int status) {
        return read(answer, status).path("detail").asString();
    }

    static <T> List<T> each(JsonNode list, Function<JsonNode, T> what) {
        return StreamSupport.stream(list.spliterator(), false).map(what).toList();
    }

    /** What stands in this field of all items, page by page. */
    List<String> pages(Caller caller, String path, int limit, String field) {
        List<String> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = get(
                    caller,
                    path + (path.contains("?") ? "&" : "?") + "limit=" + limit
                            + (cursor == null ? "" : "&cursor=" + cursor));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            all.addAll(each(page.path("items"), it -> it.path(field).asString("")));
            cursor = page.has("next") ? Objects.requireNonNull(page.path("next").asString()) : null;
        } while (cursor != null);
        return all;
    }
}
