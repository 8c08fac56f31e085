package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.desk.domain.TicketClocks;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import tools.jackson.databind.JsonNode;

/** A running desk, asked through its doors and fed through its topic. Every test has a district to itself. */
@SpringBootTest(
        classes = TestDesk.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "zhuqi.desk.heartbeat=200ms",
            "zhuqi.desk.streams-per-account=3",
            "spring.datasource.hikari.connection-timeout=5000"
        })
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestDesk {
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("stories", 0);

    @LocalServerPort
    private int port;

    @Autowired
    Tickets tickets;

    @Autowired
    Clocks clocks;

    @Autowired
    TestTime time;

    String district = "";
    private int numbers;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DeskModule.class})
    static class Application {
        @Bean
        @Primary
        TestTime testTime() {
            return new TestTime();
        }
    }

    @BeforeEach
    void moveToAnotherDistrict() {
        int next = DISTRICTS.getAndIncrement();
        district = "T" + (char) ('A' + next / 26) + (char) ('A' + next % 26);
    }

    @AfterEach
    void letTheTimeGoOn() {
        time.goOn();
    }

    EventStory story() {
        return EventStory.of(new TicketNumber("%s-2023-%06d".formatted(district, ++numbers)));
    }

    Caller here(Caller caller) {
        return Callers.in(district, caller);
    }

    Caller coordinator() {
        return here(Callers.coordinator("li.lei"));
    }

    /** Writes the stories from their beginning and returns when the desk shows all of them. */
    void tell(EventStory... stories) {
        tell(List.of(stories));
    }

    void tell(Collection<EventStory> stories) {
        write(stories.stream().flatMap(story -> story.records().stream()).toList());
        Set<TicketId> ids = stories.stream().map(EventStory::ticket).collect(Collectors.toSet());
        await().until(() -> {
            Map<TicketId, Long> shown = tickets.versions(coordinator(), ids);
            return stories.stream().allMatch(story -> shown.getOrDefault(story.ticket(), 0L) >= story.version());
        });
    }

    void write(List<ProducerRecord<String, byte[]>> records) {
        EventStory.write(PRODUCER, records);
    }

    /** Writes what clocks tell and returns when the desk shows it. */
    void tell(ClockStory... stories) {
        write(Arrays.stream(stories).flatMap(story -> story.records().stream()).toList());
        for (ClockStory story : stories) {
            awaitShown(story);
        }
    }

    void awaitShown(ClockStory story) {
        await(story.ticket().text()).until(() -> shownSequence(story), sequence -> sequence >= story.sequence());
    }

    long shownSequence(ClockStory story) {
        return clocks.find(story.ticket()).map(TicketClocks::sequence).orElse(0L);
    }

    void awaitShown(EventStory story) {
        await(story.number().text()).until(() -> shownVersion(story), version -> version >= story.version());
    }

    long shownVersion(EventStory story) {
        return tickets.versions(coordinator(), List.of(story.ticket())).getOrDefault(story.ticket(), 0L);
    }

    HttpResponse<String> get(Caller caller, String path) {
        try {
            return HTTP.send(request(caller, path).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(Caller caller, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller));
    }

    /** The answer to a request that is expected to succeed. */
    JsonNode read(Caller caller, String path) {
        HttpResponse<String> answer = get(caller, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    /** The sentence with which a request is refused. */
    String refusal(Caller caller, String path, int status) {
        HttpResponse<String> answer = get(caller, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return Json.MAPPER.readTree(answer.body()).path("detail").asString();
    }

    /** The numbers of a page of the list. */
    List<String> numbers(Caller caller, String query) {
        return numbers(read(caller, "/api/v1/tickets?" + query));
    }

    static List<String> numbers(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("number").asString())
                .toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
