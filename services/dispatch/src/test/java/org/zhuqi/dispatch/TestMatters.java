package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
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

/** Meetings and hard problems as people ask for them, and what of it stands on the topics. */
abstract class TestMatters extends TestDispatch {
    static final UnitId LAND = new UnitId("land");
    static final UnitId BUILDING = new UnitId("building");
    static final EnterpriseId FIRM = new EnterpriseId("firm");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    // -- who ---------------------------------------------------------------------------------------------------------

    Caller here(Caller caller) {
        return Callers.in(district, caller);
    }

    Caller coordinator() {
        return here(Callers.coordinator("li.lei"));
    }

    Caller as(Role role) {
        return here(Callers.inRole("some-" + role.name().toLowerCase(Locale.ROOT), role));
    }

    Caller handler(UnitId unit) {
        return here(Callers.handler("handler-of-" + unit, unit));
    }

    Caller enterprise(EnterpriseId enterprise) {
        return here(Callers.enterprise("boss-of-" + enterprise, enterprise));
    }

    // -- what there is -----------------------------------------------------------------------------------------------

    EventStory submitted(EnterpriseId firm, @Nullable String chain, @Nullable String place) {
        return story().tells(
                        new TicketEvent.Submitted(
                                firm,
                                "厂房办证 " + firm,
                                "竣工半年，仍不能办证。",
                                new CatalogueItemId("land"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                chain == null ? null : new ChainId(chain),
                                place == null ? null : new PlaceId(place),
                                List.of()),
                        TicketState.SUBMITTED);
    }

    /** Counted in. */
    EventStory inProgress(EnterpriseId firm, UnitId lead, @Nullable String chain, @Nullable String place) {
        EventStory story = submitted(firm, chain, place)
                .tells(new TicketEvent.Dispatched(lead, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(lead, new AccountId("handler"), null), TicketState.IN_PROGRESS);
        tell(story);
        return story;
    }

    EventStory inProgress() {
        return inProgress(FIRM, LAND, null, null);
    }

    // -- how it is asked ---------------------------------------------------------------------------------------------

    HttpResponse<String> send(Caller caller, String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
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

    JsonNode post(Caller caller, String path, Object body) {
        return read(send(caller, "POST", path, body), 201);
    }

    /** On the version that the document has. */
    JsonNode change(Caller caller, String method, JsonNode on, String path, Object body) {
        return read(send(caller, method, path, body, "If-Match", etag(on)), 200);
    }

    static String etag(JsonNode document) {
        return "\"" + document.path("version").asLong() + "\"";
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

    static List<String> texts(JsonNode list, String field) {
        return each(list, node -> node.path(field).asString(""));
    }

    static String id(JsonNode document) {
        return document.path("id").asString();
    }

    // -- what is told ------------------------------------------------------------------------------------------------

    void awaitTold() {
        SOON.until(() -> outgoing.next(1).isEmpty());
    }

    private static List<ConsumerRecord<String, byte[]>> topic(String name, String key) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> reader = TestPlatform.kafka().reader("test-" + name)) {
            List<TopicPartition> partitions = reader.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found.stream().filter(record -> key.equals(record.key())).toList();
    }

    List<ConsumerRecord<String, byte[]>> toldRecords(String subject) {
        awaitTold();
        return topic(Topics.DISPATCH, subject);
    }

    List<DispatchMessage<?>> told(String subject) {
        return toldRecords(subject).stream()
                .<DispatchMessage<?>>map(Wire::readDispatch)
                .toList();
    }

    static List<String> names(List<DispatchMessage<?>> told) {
        return told.stream().map(message -> message.type().wireName()).toList();
    }

    List<CommandMessage<?>> asked(TicketId ticket) {
        awaitTold();
        return topic(Topics.COMMANDS, ticket.text()).stream()
                .<CommandMessage<?>>map(Wire::readCommand)
                .toList();
    }
}
