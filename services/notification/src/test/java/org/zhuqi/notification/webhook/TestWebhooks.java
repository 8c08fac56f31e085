package org.zhuqi.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.notification.webhook.domain.Signature;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.notification.webhook.postgres.EventRows;
import org.zhuqi.notification.webhook.postgres.SubjectRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import tools.jackson.databind.JsonNode;

/** Webhooks as they run: fed through the topics, asked through the doors, sending to receivers that are really there. */
@SpringBootTest(
        classes = TestWebhooks.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "zhuqi.webhooks.enabled=true",
            "zhuqi.webhooks.allow-http=true",
            "zhuqi.webhooks.allowed-networks=127.0.0.0/8",
            "zhuqi.webhooks.ports=",
            "zhuqi.webhooks.look-every=20ms",
            "zhuqi.webhooks.connect-timeout=2s",
            "zhuqi.webhooks.timeout=4s",
            "zhuqi.webhooks.replay-at-most=20",
            "spring.datasource.hikari.connection-timeout=5000"
        })
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestWebhooks {
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("stories", 0);

    static final ConditionFactory SOON = await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));

    @LocalServerPort
    int port;

    @Autowired
    MovableTime time;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SubscriptionRows subscriptions;

    @Autowired
    DeliveryRows deliveries;

    @Autowired
    EventRows events;

    @Autowired
    SubjectRows subjects;

    @Autowired
    ProjectionAlarm alarm;

    String district = "";
    Receiver receiver = new Receiver();
    private final List<Receiver> others = new ArrayList<>();
    private int numbers;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, WebhookConfiguration.class})
    static class Application {
        @Bean
        ServiceSchema notificationSchema() {
            return new ServiceSchema("notification");
        }

        @Bean
        @Primary
        MovableTime movableTime() {
            return new MovableTime();
        }
    }

    @DynamicPropertySource
    static void key(DynamicPropertyRegistry registry) {
        registry.add("zhuqi.webhooks.secrets-key", () -> keyFile().toUri().toString());
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "webhooks", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Base64.getEncoder().encodeToString(Signature.newSecret(new SecureRandom())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void moveToAnotherDistrict() throws IOException {
        int next = DISTRICTS.getAndIncrement();
        district = "W" + (char) ('A' + next / 26) + (char) ('A' + next % 26);
        receiver = new Receiver();
        receiver.open();
        others.add(receiver);
    }

    @AfterEach
    void forget() {
        // Nobody is sent to when the test is over.
        database.sql("delete from notification.webhook where district = ?")
                .param(district)
                .update();
        others.forEach(Receiver::close);
        others.clear();
    }

    Receiver another() throws IOException {
        Receiver other = new Receiver();
        other.open();
        others.add(other);
        return other;
    }

    // -- what happens -----------------------------------------------------------------------------------------------

    EventStory story() {
        return EventStory.of(new TicketNumber("%s-2026-%06d".formatted(district, ++numbers)))
                .at(time.instant());
    }

    EventStory submitted(String enterprise) {
        EnterpriseId whose = new EnterpriseId(enterprise);
        return story().by(here(Callers.enterprise("wang", whose)))
                .tells(
                        new TicketEvent.Submitted(
                                whose,
                                "用地指标",
                                "厂房要扩建。",
                                new CatalogueItemId("land"),
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    EventStory dispatched(EventStory story, String unit) {
        return story.by(here(Callers.coordinator("li")))
                .tells(new TicketEvent.Dispatched(new UnitId(unit), List.of(), null, null), TicketState.DISPATCHED);
    }

    EventStory accepted(EventStory story, String unit) {
        return story.by(here(Callers.handler("zhang", new UnitId(unit))))
                .tells(
                        new TicketEvent.Accepted(new UnitId(unit), new AccountId("zhang"), null),
                        TicketState.IN_PROGRESS);
    }

    /** A ticket with as many events. */
    EventStory ticket(int steps) {
        EventStory story = submitted("resin");
        for (int step = 1; step < steps; step++) {
            story = dispatched(story, "land");
        }
        return story;
    }

    /** Returns when they are counted in. */
    void tell(EventStory... stories) {
        EventStory.write(
                PRODUCER,
                List.of(stories).stream()
                        .flatMap(story -> story.records().stream())
                        .toList());
        for (EventStory story : stories) {
            SOON.until(() -> version(Topics.EVENTS, story.ticket().value()) >= story.version());
        }
    }

    static void write(Collection<ProducerRecord<String, byte[]>> records) {
        EventStory.write(PRODUCER, records);
    }

    long version(String topic, UUID about) {
        SubjectRows.Known known = subjects.find(topic, List.of(about)).get(about);
        return known == null ? 0 : known.version();
    }

    // -- who asks, and how ------------------------------------------------------------------------------------------

    Caller here(Caller caller) {
        return Callers.in(district, caller);
    }

    Caller admin() {
        return here(Callers.inRole("someone", Role.ADMIN));
    }

    record Asked(int status, JsonNode body, @Nullable String etag) {
        String id() {
            return body.path("webhook").path("id").asString();
        }

        String secret() {
            return body.path("secret").asString();
        }
    }

    Asked send(Caller caller, String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Asked(
                    response.statusCode(),
                    Json.MAPPER.readTree(response.body().isEmpty() ? "{}" : response.body()),
                    response.headers().firstValue("ETag").orElse(null));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Asked get(String path) {
        return send(admin(), "GET", path, null, Map.of());
    }

    Asked post(String path, @Nullable String body) {
        return send(admin(), "POST", path, body, Map.of());
    }

    Asked put(String id, String etag, String body) {
        return send(admin(), "PUT", "/api/v1/webhooks/" + id, body, Map.of("If-Match", etag));
    }

    static String form(String url, String more) {
        return """
                {"owner": "对接组", "url": "%s", "types": ["*"]%s}
                """.formatted(url, more);
    }

    Asked subscribe(String url, String more) {
        Asked made = post("/api/v1/webhooks", form(url, more));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made;
    }

    Asked subscribe() {
        return subscribe(receiver.address() + "/hook", "");
    }

    JsonNode webhook(String id) {
        return get("/api/v1/webhooks/" + id).body();
    }

    List<JsonNode> log(String id, String query) {
        List<JsonNode> items = new ArrayList<>();
        get("/api/v1/webhooks/%s/deliveries?%s".formatted(id, query))
                .body()
                .path("items")
                .forEach(items::add);
        return items;
    }

    /** Of what a receiver got, as {@code <ticket>/<sequence>}. */
    static List<String> ids(Collection<Receiver.Got> got) {
        return got.stream()
                .map(each -> Json.MAPPER.readTree(each.body()).path("id").asString())
                .toList();
    }

    List<String> ids() {
        return ids(receiver.got());
    }

    static String id(EventStory story, int sequence) {
        return story.ticket() + "/" + sequence;
    }

    static List<String> ids(EventStory story) {
        List<String> ids = new ArrayList<>();
        for (int sequence = 1; sequence <= story.version(); sequence++) {
            ids.add(id(story, sequence));
        }
        return ids;
    }
}
