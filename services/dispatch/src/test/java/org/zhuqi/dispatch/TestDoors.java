package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/**
 * A small district that asks through the doors: two chains, two towns, four enterprises, two officers, two units. All ids
 * begin with the district, because they are the whole installation's.
 */
abstract class TestDoors extends TestDispatch {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    KnownDirectory directory;

    @BeforeEach
    void settle() {
        DistrictId here = new DistrictId(district);
        Directories.tell(
                directory,
                new DirectoryEntry.Unit(unit("labour"), here, "人社局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(unit("land"), here, "规资分局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Chain(chain("materials"), here, "先进材料", ChainKind.ESTABLISHED, null, null, true),
                new DirectoryEntry.Chain(chain("equipment"), here, "智能装备", ChainKind.ESTABLISHED, null, null, true),
                new DirectoryEntry.Place(place("east"), here, "城东街道", PlaceKind.SUBDISTRICT, null, true),
                new DirectoryEntry.Place(place("west"), here, "城西街道", PlaceKind.SUBDISTRICT, null, true),
                known("resin", "materials", "east"),
                known("coating", "materials", "west"),
                known("motors", "equipment", "east"),
                known("lonely", null, null),
                paired("an", "resin", "coating"),
                paired("bo", "resin", "motors", "lonely"));
    }

    private DirectoryEntry.Enterprise known(String name, @Nullable String ofChain, @Nullable String at) {
        return new DirectoryEntry.Enterprise(
                enterprise(name),
                new DistrictId(district),
                name + "有限公司",
                null,
                null,
                ofChain == null ? null : chain(ofChain),
                at == null ? null : place(at),
                true);
    }

    private DirectoryEntry.Account paired(String name, String... enterprises) {
        return new DirectoryEntry.Account(
                account(name),
                new DistrictId(district),
                Role.OFFICER,
                null,
                null,
                null,
                null,
                false,
                List.of(enterprises).stream().map(this::enterprise).toList(),
                true,
                null,
                List.of());
    }

    // -- who is who -----------------------------------------------------------------------------------------------

    EnterpriseId enterprise(String name) {
        return new EnterpriseId(district + "-" + name);
    }

    AccountId account(String name) {
        return new AccountId(district + "-" + name);
    }

    UnitId unit(String name) {
        return new UnitId(district + "-" + name);
    }

    ChainId chain(String name) {
        return new ChainId(district + "-" + name);
    }

    PlaceId place(String name) {
        return new PlaceId(district + "-" + name);
    }

    Caller an() {
        return officer("an", "resin", "coating");
    }

    Caller bo() {
        return officer("bo", "resin", "motors", "lonely");
    }

    Caller officer(String name, String... lookedAfter) {
        return Callers.in(
                district,
                Callers.officer(
                        account(name).text(),
                        List.of(lookedAfter).stream().map(this::enterprise).toArray(EnterpriseId[]::new)));
    }

    Caller speakerOf(String name) {
        return Callers.in(district, Callers.enterprise(district + "-speaker-of-" + name, enterprise(name)));
    }

    Caller handlerOf(String name) {
        return Callers.in(district, Callers.handler(district + "-handler-of-" + name, unit(name)));
    }

    Caller as(Role role) {
        return Callers.in(district, Callers.inRole(district + "-" + role, role));
    }

    Caller coordinator() {
        return as(Role.COORDINATOR);
    }

    Caller committeeOf(String name) {
        return Callers.of(new Jurisdiction(chain(name), null), coordinator());
    }

    Caller officeOf(String name) {
        return Callers.of(new Jurisdiction(null, place(name)), coordinator());
    }

    /** Everybody there is, each with the right to this and no more. */
    List<Caller> everybody() {
        return List.of(
                an(),
                bo(),
                officer("cy"),
                speakerOf("resin"),
                speakerOf("coating"),
                speakerOf("motors"),
                handlerOf("labour"),
                handlerOf("land"),
                coordinator(),
                committeeOf("materials"),
                committeeOf("equipment"),
                officeOf("east"),
                as(Role.SUPERVISOR),
                Callers.of(new Jurisdiction(chain("equipment"), place("east")), as(Role.SUPERVISOR)),
                as(Role.AUDITOR),
                as(Role.ADMIN),
                Callers.in("ZZ", coordinator()),
                Callers.in("ZZ", as(Role.ADMIN)));
    }

    static LocalDate today() {
        return LocalDate.now(CalendarRules.CHINA);
    }

    // -- what happened --------------------------------------------------------------------------------------------

    /** A ticket filed by this caller, counted in. */
    EventStory filed(Caller by, String forWhom, Instant at) {
        EventStory story = story().by(by)
                .at(at)
                .tells(
                        new TicketEvent.Submitted(
                                enterprise(forWhom),
                                "供需对接",
                                "希望在本地找到合作企业。",
                                new CatalogueItemId("matching"),
                                Urgency.NORMAL,
                                by.account(),
                                directory
                                        .enterprise(enterprise(forWhom))
                                        .orElseThrow()
                                        .chain(),
                                directory
                                        .enterprise(enterprise(forWhom))
                                        .orElseThrow()
                                        .place(),
                                List.of()),
                        TicketState.SUBMITTED);
        tell(story);
        return story;
    }

    /** What was told of a subject, once this many events were. */
    static List<DispatchMessage<?>> told(String subject, int events) {
        return SOON.until(() -> told(subject), found -> found.size() >= events);
    }

    private static List<DispatchMessage<?>> told(String subject) {
        List<DispatchMessage<?>> found = new ArrayList<>();
        try (Consumer<String, byte[]> reader = TestPlatform.kafka().reader("told")) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.DISPATCH).stream()
                    .map(info -> new TopicPartition(Topics.DISPATCH, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> reader.position(it) < ends.getOrDefault(it, 0L))) {
                for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(100))) {
                    if (record.key().equals(subject)) {
                        found.add(Wire.readDispatch(record));
                    }
                }
            }
        }
        return found;
    }

    // -- how it is asked ------------------------------------------------------------------------------------------

    /** What a door answered. */
    record Answer(int status, String etag, JsonNode body, String text) {
        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        String id() {
            return body.path("id").asString();
        }

        /** Kind of the problem. */
        String kind() {
            return body.path("type").asString().replace("urn:zhuqi:problem:", "");
        }

        Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            body.path("errors")
                    .forEach(it -> faults.put(
                            it.path("pointer").asString(), it.path("detail").asString()));
            return faults;
        }

        List<String> texts(String list) {
            return StreamSupport.stream(body.path(list).spliterator(), false)
                    .map(JsonNode::asString)
                    .toList();
        }

        List<String> ids() {
            return StreamSupport.stream(body.path("items").spliterator(), false)
                    .map(it -> it.path("id").asString())
                    .toList();
        }
    }

    Answer get(Caller caller, String path) {
        return send(caller, "GET", path, null, Map.of());
    }

    Answer post(Caller caller, String path, Object body) {
        return send(caller, "POST", path, body, Map.of());
    }

    Answer put(Caller caller, String path, Object body, String ifMatch) {
        return send(caller, "PUT", path, body, Map.of("If-Match", ifMatch));
    }

    Answer send(Caller caller, String method, String path, @Nullable Object body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("ETag").orElse(""),
                    answer.body().isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(answer.body()),
                    answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All at once; the answers in the order of the questions. */
    static <T> List<T> together(List<Callable<T>> questions) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(questions)) {
                answers.add(each.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(body);
        more.put(field, value);
        return more;
    }

    static Map<String, Object> without(Map<String, Object> body, Set<String> fields) {
        Map<String, Object> less = new LinkedHashMap<>(body);
        less.keySet().removeAll(fields);
        return less;
    }
}
