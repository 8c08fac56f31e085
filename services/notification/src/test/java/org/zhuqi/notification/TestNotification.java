package org.zhuqi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import tools.jackson.databind.JsonNode;

/** Notification as it runs, fed through its topics and asked through its doors. Every test has a district to itself. */
@SpringBootTest(classes = TestNotification.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestNotification {
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("stories", 0);

    static final ConditionFactory SOON =
            await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));

    @LocalServerPort
    int port;

    @Autowired
    MovableTime time;

    @Autowired
    KnownDirectory directory;

    @Autowired
    JdbcClient database;

    District district = new District("XX");
    private int numbers;
    private int clocks;

    /** Where the mails of all tests arrive. */
    static final GreenMail MAILBOXES =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** Where text messages and robots are. */
    static final Receiver RECEIVER = Receiver.start();

    /** What the directory would say. */
    static final Map<AccountId, AddressBook.Address> ADDRESSES = new ConcurrentHashMap<>();

    @DynamicPropertySource
    static void waysOut(DynamicPropertyRegistry registry) {
        if (!MAILBOXES.isRunning()) {
            MAILBOXES.start();
        }
        registry.add("zhuqi.notification.mail.host", () -> "127.0.0.1");
        registry.add("zhuqi.notification.mail.port", () -> MAILBOXES.getSmtp().getPort());
        registry.add("zhuqi.notification.mail.encryption", () -> "NONE");
        registry.add("zhuqi.notification.mail.from", () -> "助企通 <zhuqi@zhuqi.example>");
        registry.add("zhuqi.notification.attempts", () -> "4");
        registry.add("zhuqi.notification.sms.url", () -> RECEIVER.address("/sms"));
        registry.add("zhuqi.notification.sms.headers.X-Api-Key", () -> "gateway-key");
        registry.add("zhuqi.notification.dingtalk.hosts", () -> "127.0.0.1:" + RECEIVER.port());
        registry.add("zhuqi.webhooks.secrets-key", () -> keyFile().toUri().toString());
        registry.add("zhuqi.public-address", () -> "https://zhuqi.example");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("notification", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, NotificationModule.class})
    static class Application {
        @Bean
        @Primary
        MovableTime movableTime() {
            return new MovableTime();
        }

        @Bean
        AddressBook addressBook() {
            return account -> Optional.ofNullable(ADDRESSES.get(account));
        }
    }

    @BeforeEach
    void moveToAnotherDistrict() {
        int next = DISTRICTS.getAndIncrement();
        district = new District("N" + (char) ('A' + next / 26) + (char) ('A' + next % 26));
        district.tellTo(directory);
        time.is("2023-04-10 09:00");
        clocks = 0;
    }

    // -- what happens ---------------------------------------------------------------------------------------------

    EventStory ticket() {
        return EventStory.of(new TicketNumber("%s-2023-%06d".formatted(district.id.text(), ++numbers)))
                .at(time.instant());
    }

    EventStory submitted() {
        return submitted("招工难");
    }

    EventStory submitted(String title) {
        return ticket().by(district.boss())
                .tells(
                        new TicketEvent.Submitted(
                                district.huacai,
                                title,
                                "缺二十名操作工。",
                                new CatalogueItemId("labour"),
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    EventStory dispatched(UnitId... units) {
        return submitted()
                .by(district.coordinator())
                .tells(
                        new TicketEvent.Dispatched(units[0], List.of(units).subList(1, units.length), null, null),
                        TicketState.DISPATCHED);
    }

    EventStory accepted() {
        return dispatched(district.labour)
                .by(district.labourer())
                .tells(
                        new TicketEvent.Accepted(district.labour, district.account("labourer"), null),
                        TicketState.IN_PROGRESS);
    }

    EventStory answered() {
        return answered("已为企业对接招聘会。");
    }

    EventStory answered(String text) {
        return accepted()
                .by(district.labourer())
                .tells(
                        new TicketEvent.Answered(district.labour, AnswerOutcome.SOLVED, text, null, List.of()),
                        TicketState.ANSWERED);
    }

    /** Writes all of it; returns when it is counted in. */
    void tell(EventStory... stories) {
        for (EventStory story : stories) {
            write(story.records());
        }
        SOON.until(() -> Arrays.stream(stories).allMatch(story -> version(story) >= story.version()));
    }

    static void write(List<ProducerRecord<String, byte[]>> records) {
        EventStory.write(PRODUCER, records);
    }

    private long version(EventStory story) {
        return database.sql("select version from notification.ticket where ticket_id = ?")
                .param(story.ticket().value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    ProducerRecord<String, byte[]> warned(EventStory story, WarningLevel level, UnitId unit, Instant due) {
        return clock(
                story,
                new ClockEvent.ClockWarned(
                        "1/answer/UNIT/1", "answer", "办结答复", ClockScope.UNIT, unit, level, "80%", due));
    }

    ProducerRecord<String, byte[]> clock(EventStory story, ClockEvent event) {
        return Wire.clock(new ClockMessage<>(
                story.ticket(),
                story.number(),
                ++clocks,
                district.id,
                story.version(),
                "135-staged@1",
                "calendar",
                time.instant(),
                time.instant(),
                event));
    }

    /** The next clock event is the first of another ticket. */
    void clocksAnew() {
        clocks = 0;
    }

    // -- what arrives ----------------------------------------------------------------------------------------------

    String mailOf(String name) {
        return district.account(name).text().toLowerCase(Locale.ROOT) + "@example.org";
    }

    void reachable(String... names) {
        for (String name : names) {
            ADDRESSES.put(district.account(name), new AddressBook.Address(mailOf(name), "13800000000"));
        }
    }

    List<MimeMessage> mails(String name) {
        return Arrays.stream(MAILBOXES.getReceivedMessages())
                .filter(mail -> header(mail, "To").equals(mailOf(name)))
                .toList();
    }

    static String header(MimeMessage mail, String name) {
        try {
            return String.valueOf(mail.getHeader(name, ","));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The messages of this district over a channel, such as {@code ticket.answered SENT 1}. */
    List<String> deliveries(String channel) {
        return StreamSupport.stream(
                        read(district.admin(), "/api/v1/notifications/deliveries?channel=" + channel)
                                .path("items")
                                .spliterator(),
                        false)
                .map(it -> "%s %s %d"
                        .formatted(
                                it.path("occasion").asString(),
                                it.path("state").asString(),
                                it.path("attempts").asInt()))
                .toList();
    }

    // -- how it is asked ------------------------------------------------------------------------------------------

    HttpResponse<String> send(
            @Nullable Caller caller, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (caller != null) {
            request.header("Authorization", "Bearer " + TestPlatform.token(caller));
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
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

    /** The answer to a request that is expected to succeed. */
    JsonNode read(Caller caller, String path, String... headers) {
        return json(send(caller, "GET", path, null, headers), 200);
    }

    static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.uri(), answer.body())
                .isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    /** Kind and sentence with which a request is refused. */
    static String refusal(HttpResponse<String> answer, int status) {
        JsonNode problem = json(answer, status);
        return problem.path("type").asString().replace("urn:zhuqi:problem:", "") + ": "
                + problem.path("detail").asString();
    }

    /** The occasions in somebody's inbox, the newest first. */
    List<String> occasions(Caller caller) {
        return texts(inbox(caller), "occasion");
    }

    JsonNode inbox(Caller caller) {
        return read(caller, "/api/v1/notifications").path("items");
    }

    static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asString("-"))
                .toList();
    }
}
