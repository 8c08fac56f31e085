package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** The figures as they are asked for over HTTP, of tickets that tell their stories here. */
abstract class TestCharts extends TestMetrics {
    static final UnitId TAX = new UnitId("tax");
    static final UnitId LABOUR = new UnitId("labour");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    // -- what happens ---------------------------------------------------------------------------------------------

    /** A time of the day in China, such as {@code 2023-11-03 09:30}. */
    static Instant china(String time) {
        return Instant.parse(time.replace(' ', 'T') + ":00+08:00");
    }

    EventStory received(String at) {
        return received(at, "firm");
    }

    EventStory received(String at, String enterprise) {
        return story().at(china(at))
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId(enterprise),
                                "税费",
                                "退税久未到账。",
                                new CatalogueItemId("tax"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    static EventStory dispatched(EventStory story, String at, UnitId unit) {
        return story.at(china(at))
                .tells(new TicketEvent.Dispatched(unit, List.of(), null, null), TicketState.DISPATCHED);
    }

    static EventStory accepted(EventStory story, String at, UnitId unit) {
        return story.at(china(at))
                .tells(new TicketEvent.Accepted(unit, new AccountId("handler"), null), TicketState.IN_PROGRESS);
    }

    static EventStory answered(EventStory story, String at, UnitId unit) {
        return story.at(china(at))
                .tells(
                        new TicketEvent.Answered(unit, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
    }

    static EventStory closed(EventStory story, String at) {
        return story.at(china(at)).tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
    }

    /** Received, dispatched and so on at these times; the later ones may be missing. */
    EventStory life(UnitId unit, String... times) {
        EventStory story = received(times[0]);
        if (times.length > 1) {
            dispatched(story, times[1], unit);
        }
        if (times.length > 2) {
            accepted(story, times[2], unit);
        }
        if (times.length > 3) {
            answered(story, times[3], unit);
        }
        if (times.length > 4) {
            closed(story, times[4]);
        }
        return story;
    }

    static ClockReading clock(
            String name,
            ClockScope scope,
            UnitId unit,
            ClockMilestone end,
            String start,
            String due,
            @Nullable String ended,
            long counted,
            long stoodStill) {
        boolean late = ended != null && china(ended).isAfter(china(due));
        return new ClockReading(
                name,
                name,
                name,
                scope,
                1,
                unit,
                ended == null ? ClockState.RUNNING : late ? ClockState.LATE : ClockState.MET,
                china(start),
                china(due),
                china(due),
                china(due),
                null,
                ended == null ? null : china(ended),
                null,
                null,
                null,
                0,
                null,
                ended == null ? null : counted,
                ended == null ? null : stoodStill,
                List.of(end));
    }

    /** Returns when they are counted in. */
    void tellClocks(EventStory story, ClockReading... clocks) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(Wire.clock(new ClockMessage<>(
                story.ticket(),
                story.number(),
                1,
                district,
                story.version(),
                "1",
                "1",
                story.messages().getLast().occurredAt(),
                story.messages().getLast().occurredAt(),
                new ClockEvent.ClocksChanged(List.of(clocks)))));
        EventStory.write(PRODUCER, records);
        SOON.until(() -> {
            TicketStory known =
                    facts.find(figures.serving(), List.of(story.ticket())).get(story.ticket());
            return known != null && known.clockVersion() >= 1;
        });
    }

    // -- who asks, and how ----------------------------------------------------------------------------------------

    Caller as(Role role) {
        return Callers.in(district.text(), Callers.inRole("someone", role));
    }

    HttpResponse<String> send(Caller caller, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/metrics" + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
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

    JsonNode read(Caller caller, String path) {
        HttpResponse<String> answer = send(caller, "GET", path, null);
        assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    JsonNode read(String path) {
        return read(as(Role.SUPERVISOR), path);
    }

    /** The sentence with which a request is refused. */
    String refusal(int status, String path) {
        HttpResponse<String> answer = send(as(Role.SUPERVISOR), "GET", path, null);
        assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body()).path("detail").asString();
    }

    /** Of each of a list these fields, such as {@code by.unit}; a dash where there is none. */
    static List<String> texts(JsonNode list, String... fields) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> String.join(
                        " ",
                        Arrays.stream(fields)
                                .map(field ->
                                        node.at("/" + field.replace('.', '/')).asString("-"))
                                .toList()))
                .toList();
    }
}
