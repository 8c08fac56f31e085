package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import org.zhuqi.timeliness.application.Calendars;
import org.zhuqi.timeliness.application.KeepingClocks;
import org.zhuqi.timeliness.application.Policies;
import org.zhuqi.timeliness.application.Telling;
import org.zhuqi.timeliness.postgres.OutgoingRows;
import org.zhuqi.timeliness.postgres.TicketRows;
import tools.jackson.databind.JsonNode;

/**
 * Timeliness as it runs, fed through its topic and asked through its doors. Every test has a district to itself; the time
 * is the test's, and nothing is looked through for what is due unless a test does so.
 */
@SpringBootTest(
        classes = TestTimeliness.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"zhuqi.timeliness.scan=false", "spring.datasource.hikari.connection-timeout=5000"})
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestTimeliness {
    private static final int PARTITION_OF_NOBODY = 99;
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("stories", 0);
    private static final Topic CLOCKS = new Topic(Topics.CLOCKS);
    private static final Topic COMMANDS = new Topic(Topics.COMMANDS);
    private static final Topic RULES = new Topic(Topics.RULES);

    static final ConditionFactory SOON = await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));

    @LocalServerPort
    private int port;

    @Autowired
    MovableTime time;

    @Autowired
    KeepingClocks clocks;

    @Autowired
    TicketRows tickets;

    @Autowired
    OutgoingRows outgoing;

    @Autowired
    Policies policies;

    @Autowired
    Calendars calendars;

    @Autowired
    Telling telling;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProjectionAlarm alarm;

    @Autowired
    JdbcClient database;

    String district = "";
    private int numbers;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, TimelinessModule.class})
    static class Application {
        @Bean
        @Primary
        MovableTime movableTime() {
            return new MovableTime();
        }
    }

    @BeforeEach
    void moveToAnotherDistrict() {
        district = anotherDistrict();
        time.is("2023-04-10 08:00");
    }

    static String anotherDistrict() {
        int next = DISTRICTS.getAndIncrement();
        return "T" + (char) ('A' + next / 26) + (char) ('A' + next % 26);
    }

    // -- what happens ---------------------------------------------------------------------------------------------

    Life life() {
        return lifeIn(district);
    }

    Life lifeIn(String where) {
        return new Life(new TicketNumber("%s-2023-%06d".formatted(where, ++numbers)));
    }

    /** Writes what has happened since the last time; returns when it is counted in and told. */
    void tell(Life... lives) {
        tell(List.of(lives));
    }

    void tell(List<Life> lives) {
        write(lives.stream().flatMap(life -> life.news().stream()).toList());
        awaitCountedIn(lives);
    }

    /** The same, but nothing waits together with anything else: each event is a batch of its own. */
    void tellStepByStep(Life... lives) {
        for (Life life : lives) {
            var news = life.news();
            for (int i = 0; i < news.size(); i++) {
                write(List.of(news.get(i)));
                long version = life.story().version() - news.size() + i + 1;
                SOON.until(() -> version(life) >= version
                        && outgoing.of(List.of(life.ticket())).isEmpty());
            }
        }
    }

    void write(List<ProducerRecord<String, byte[]>> records) {
        EventStory.write(PRODUCER, records);
    }

    void awaitCountedIn(Life... lives) {
        awaitCountedIn(List.of(lives));
    }

    private void awaitCountedIn(List<Life> lives) {
        SOON.until(() -> lives.stream()
                        .allMatch(life -> version(life) >= life.story().version())
                && outgoing.of(lives.stream().map(Life::ticket).toList()).isEmpty());
    }

    long version(Life life) {
        return database.sql("select version from timeliness.ticket where id = ?")
                .param(life.ticket().value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** What the due-scan does when it wakes. */
    void settle() {
        while (clocks.settleDue(500) == 500) {
            assertThat(time.instant()).isNotNull();
        }
    }

    void settleAt(String at) {
        time.is(at);
        settle();
    }

    /** All that ever happened, as a consumer gets it. */
    static List<ConsumerRecord<String, byte[]>> batch(Life life) {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        for (ProducerRecord<String, byte[]> sent : life.story().records()) {
            var record =
                    new ConsumerRecord<>(sent.topic(), PARTITION_OF_NOBODY, batch.size(), sent.key(), sent.value());
            sent.headers().forEach(record.headers()::add);
            batch.add(record);
        }
        return batch;
    }

    KeepingClocks another(Telling.Publisher publisher) {
        return new KeepingClocks(
                tickets, outgoing, policies, calendars, new Telling(outgoing, publisher), transaction, time, alarm);
    }

    /** Every row of every table. */
    List<Object> everything() {
        return List.of("policy", "calendar", "ticket", "clock", "notice", "outgoing", "feed").stream()
                .<Object>map(table -> database.sql("select t::text from timeliness.%s t order by 1".formatted(table))
                        .query(String.class)
                        .list())
                .toList();
    }

    // -- what is told ---------------------------------------------------------------------------------------------

    static List<ConsumerRecord<String, byte[]>> toldRecords(Life life) {
        return CLOCKS.of(life.ticket().text());
    }

    static List<ClockMessage<?>> told(Life life) {
        return toldRecords(life).stream().<ClockMessage<?>>map(Wire::readClock).toList();
    }

    /** Warnings and breaches, such as {@code accept REMINDER labour-bureau 2023-04-11 09:15}. */
    static List<String> notices(Life life) {
        return told(life).stream()
                .flatMap(message -> switch (message.event()) {
                    case ClockEvent.ClocksChanged changed -> List.<String>of().stream();
                    case ClockEvent.ClockWarned warned ->
                        List.of(words(message, warned.stage(), warned.level().name(), warned.unit())).stream();
                    case ClockEvent.ClockBreached breached ->
                        List.of(words(message, breached.stage(), "breach", breached.unit())).stream();
                })
                .toList();
    }

    private static String words(ClockMessage<?> message, String stage, String what, @Nullable UnitId unit) {
        return "%s %s %s %s"
                .formatted(stage, what, unit == null ? "the desk" : unit, MovableTime.china(message.occurredAt()));
    }

    /** A clock as it was told last. */
    static ClockReading reading(Life life, String clock) {
        return told(life).stream()
                .flatMap(message -> message.event() instanceof ClockEvent.ClocksChanged changed
                        ? changed.clocks().stream()
                        : List.<ClockReading>of().stream())
                .filter(reading -> reading.clock().equals(clock))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    static List<ConsumerRecord<String, byte[]>> askedRecords(Life life) {
        return COMMANDS.of(life.ticket().text());
    }

    static List<CommandMessage<?>> asked(Life life) {
        return askedRecords(life).stream()
                .<CommandMessage<?>>map(Wire::readCommand)
                .toList();
    }

    static List<ConsumerRecord<String, byte[]>> rules(String key) {
        return RULES.of(key);
    }

    // -- who asks -------------------------------------------------------------------------------------------------

    Caller here(Caller caller) {
        return Callers.in(district, caller);
    }

    Caller as(Role role) {
        return here(Callers.inRole("someone", role));
    }

    Caller admin() {
        return as(Role.ADMIN);
    }

    Caller coordinator() {
        return here(Callers.coordinator("li.lei"));
    }

    Caller handler(UnitId unit) {
        return here(Callers.handler("zhang.san", unit));
    }

    // -- how it is asked ------------------------------------------------------------------------------------------

    HttpResponse<String> send(@Nullable Caller caller, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (caller != null) {
            request.header("Authorization", "Bearer " + TestPlatform.token(caller));
        }
        if (body != null) {
            request.header("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml");
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

    HttpResponse<String> send(@Nullable Caller caller, String method, String path, @Nullable String body, int status) {
        HttpResponse<String> answer = send(caller, method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        return answer;
    }

    /** The answer to a request that is expected to succeed. */
    JsonNode read(Caller caller, String path) {
        return json(send(caller, "GET", path, null, 200));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    /** Kind and sentence with which a request is refused. */
    String refusal(@Nullable Caller caller, String method, String path, @Nullable String body, int status) {
        HttpResponse<String> answer = send(caller, method, path, body, status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json(answer);
        return problem.path("type").asString().replace("urn:zhuqi:problem:", "") + ": "
                + problem.path("detail").asString();
    }

    String refusal(Caller caller, String path, int status) {
        return refusal(caller, "GET", path, null, status);
    }

    static <T> List<T> each(JsonNode list, Function<JsonNode, T> what) {
        return StreamSupport.stream(list.spliterator(), false).map(what).toList();
    }

    static List<String> texts(JsonNode list, String... fields) {
        return each(
                list,
                node -> String.join(
                        " ",
                        Arrays.stream(fields)
                                .map(field -> node.path(field).asString("-"))
                                .toList()));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
