package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
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
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.StartingData;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import tools.jackson.databind.JsonNode;

/** The directory as it runs, asked through its doors. Every test has a district to itself, in which "boss" is ADMIN. */
@SpringBootTest(
        classes = TestDirectory.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "zhuqi.directory.tell-every=100ms",
            "zhuqi.directory.address-key=classpath:org/zhuqi/directory/address-key",
            "spring.servlet.multipart.max-file-size=8MB",
            "spring.servlet.multipart.max-request-size=8MB"
        })
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestDirectory {
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String ROOT = "/api/v1/directory/";
    static final ConditionFactory SOON = await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));

    @LocalServerPort
    int port;

    @Autowired
    MovableTime time;

    @Autowired
    Tables tables;

    @Autowired
    OutgoingRows outgoing;

    @Autowired
    Telling telling;

    @Autowired
    StartingData startingData;

    @Autowired
    ChangingEntries changing;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    KnownDirectory known;

    @Autowired
    JdbcClient database;

    String district = "";

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DirectoryModule.class})
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
    }

    String anotherDistrict() {
        int next = DISTRICTS.getAndIncrement();
        DistrictId id = new DistrictId("T" + (char) ('A' + next / 26) + (char) ('A' + next % 26));
        AccountId by = new AccountId("tests");
        assertThat(changing.add(new Entry.Listed<>(new DirectoryEntry.District(id, "试验区 " + id, null, true)), by))
                .isInstanceOf(ChangingEntries.Outcome.Done.class);
        return id.text();
    }

    // -- who asks -----------------------------------------------------------------------------------------------------

    Caller as(Role role) {
        return Callers.in(district, Callers.inRole("someone", role));
    }

    Caller admin() {
        return Callers.in(district, Callers.inRole("boss", Role.ADMIN));
    }

    // -- how it is asked ----------------------------------------------------------------------------------------------

    HttpResponse<byte[]> raw(
            @Nullable Caller caller, String method, String path, byte @Nullable [] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (caller != null) {
            request.header("Authorization", "Bearer " + TestPlatform.token(caller));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param version that the caller saw; 0: the request says none */
    JsonNode send(Caller caller, String method, String path, @Nullable String body, long version, int status) {
        HttpResponse<byte[]> answer = version == 0
                ? raw(caller, method, path, bytes(body), "Content-Type", "application/json")
                : raw(
                        caller,
                        method,
                        path,
                        bytes(body),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"" + version + "\"");
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as("%s %s: %s", method, path, text).isEqualTo(status);
        JsonNode json = text.isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(text);
        if (status < 300 && json.has("version")) {
            assertThat(answer.headers().firstValue("ETag"))
                    .contains("\"" + json.path("version").asLong() + "\"");
        }
        return json;
    }

    private static byte @Nullable [] bytes(@Nullable String body) {
        return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    }

    JsonNode read(Caller caller, String path) {
        return send(caller, "GET", ROOT + path, null, 0, 200);
    }

    JsonNode post(String path, String body) {
        return send(admin(), "POST", ROOT + path, body, 0, 201);
    }

    JsonNode put(String path, long version, String body) {
        return send(admin(), "PUT", ROOT + path, body, version, 200);
    }

    /** Kind and sentence with which a request is refused. */
    String refusal(Caller caller, String method, String path, @Nullable String body, long version, int status) {
        JsonNode problem = send(caller, method, ROOT + path, body, version, status);
        return problem.path("type").asString().replace("urn:zhuqi:problem:", "") + ": "
                + problem.path("detail").asString();
    }

    String refusal(Caller caller, String path, int status) {
        return refusal(caller, "GET", path, null, 0, status);
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

    void awaitTold() {
        SOON.until(() -> outgoing.next(1).isEmpty());
    }
}
