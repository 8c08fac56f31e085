package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.intake.application.StoredAttachment;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Intake with real Kafka before it, and a double of the engine behind it. All its tests share one context. */
@SpringBootTest(
        classes = IntakeApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.tomcat.max-swallow-size=32MB",
            "zhuqi.attachments.folder=target/attachments",
            "zhuqi.attachments.max-size=1MB",
            "zhuqi.attachments.unclaimed-per-day=40",
            "zhuqi.attachments.janitor=false"
        })
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestIntake {
    static final Caller ENTERPRISE = Callers.enterprise("zhang.san", new EnterpriseId("huacai"));
    static final Caller COORDINATOR = Callers.coordinator("li.lei");
    static final Caller HANDLER = Callers.handler("wang.fang", new UnitId("qt-rsj"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String BOUNDARY = "7d0f3c1e6f0f5c0a";

    @LocalServerPort
    private int port;

    @Autowired
    JdbcClient database;

    /** Started by the first test, when the topics are there. */
    private static final class Engine {
        static final EngineDouble DOUBLE = new EngineDouble();
    }

    @BeforeEach
    void theEngineAcceptsAgain() {
        engine().behaves(EngineDouble::accepted);
    }

    static EngineDouble engine() {
        return Engine.DOUBLE;
    }

    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode body() {
            return response.body().length == 0 ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(response.body());
        }

        String text(String member) {
            return body().path(member).asString("");
        }

        /** A problem document of this kind, with a sentence. */
        Answer isProblem(int status, String kind) {
            assertThat(status()).as(new String(response.body(), UTF_8)).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(text("type")).isEqualTo("urn:zhuqi:problem:" + kind);
            assertThat(body().path("status").asInt()).isEqualTo(status);
            assertThat(text("detail")).isNotBlank();
            return this;
        }

        Answer isAccepted() {
            assertThat(status()).as(new String(response.body(), UTF_8)).isIn(200, 201);
            return this;
        }
    }

    static String newTicket() {
        return UUID.randomUUID().toString();
    }

    static String path(CommandType type, String ticket) {
        return type == CommandType.SUBMIT ? "/api/v1/tickets" : "/api/v1/tickets/" + ticket + "/" + type.wireName();
    }

    Answer command(Caller caller, CommandType type, String ticket, String json, String... headers) {
        return post(caller, path(type, ticket), BodyPublishers.ofString(json), headers);
    }

    Answer submit(Caller caller, String json, String... headers) {
        return command(caller, CommandType.SUBMIT, "", json, headers);
    }

    Answer post(Caller caller, String path, BodyPublisher body, String... headers) {
        return send(
                request(path)
                        .header("Authorization", "Bearer " + TestPlatform.token(caller))
                        .header("Content-Type", "application/json")
                        .POST(body),
                headers);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    Answer send(HttpRequest.Builder request, String... headers) {
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Uploads, and expects it to be taken. */
    Attachment upload(Caller caller, String name, byte[] content) {
        Answer answer = tryUpload(caller, name, content);
        assertThat(answer.status())
                .as(new String(answer.response().body(), UTF_8))
                .isEqualTo(201);
        return Json.MAPPER.treeToValue(answer.body(), Attachment.class);
    }

    Answer tryUpload(Caller caller, String name, byte[] content, String... headers) {
        return send(
                request("/api/v1/attachments")
                        .header("Authorization", "Bearer " + TestPlatform.token(caller))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(form("file", name, content))),
                headers);
    }

    static byte[] form(String part, String name, byte[] content) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                        + name + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(UTF_8));
        form.writeBytes(content);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return form.toByteArray();
    }

    Answer get(Caller caller, String path, String... headers) {
        return send(request(path).header("Authorization", "Bearer " + TestPlatform.token(caller)), headers);
    }

    /** A row as an upload would leave it, for a test that is not about the file. */
    String keep(Caller caller, String name, String mediaType, long size, String sha256) {
        String id = UUID.randomUUID().toString().replace("-", "");
        new AttachmentRows(database)
                .add(new StoredAttachment(
                        new Attachment(id, name, mediaType, size, sha256),
                        caller.district(),
                        caller.account(),
                        caller.enterprise(),
                        caller.unit(),
                        Instant.now().minus(Duration.ofDays(30))));
        return id;
    }

    /** The same command, naming files that this caller has uploaded and that are otherwise what it says they are. */
    JsonNode withKeptFiles(Caller caller, JsonNode command) {
        JsonNode copy = command.deepCopy();
        for (JsonNode field : copy) {
            for (JsonNode entry : field) {
                if (entry instanceof ObjectNode file && file.has("sha256")) {
                    file.put(
                            "id",
                            keep(
                                    caller,
                                    file.path("name").asString(),
                                    file.path("mediaType").asString(),
                                    file.path("size").asLong(),
                                    file.path("sha256").asString()));
                }
            }
        }
        return copy;
    }

    static String submission(Map<String, ?> different) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>(
                Map.of("item", "qt-yg", "title", "用工缺口 60 人", "description", "8 月起缺 60 名装配工。"));
        fields.putAll(different);
        return Json.MAPPER.writeValueAsString(fields);
    }

    static String submission() {
        return submission(Map.of());
    }

    /** The example that the contracts give of this command, with its envelope. */
    static JsonNode example(CommandType type) {
        String name = "/org/zhuqi/contracts/examples/command/%s.v1.json".formatted(type.wireName());
        try (InputStream example = CommandType.class.getResourceAsStream(name)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(example, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
