package org.zhuqi.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.test.context.ContextConfiguration;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import tools.jackson.databind.JsonNode;

/** What every service's doors do, whatever is behind them. */
@SpringBootTest(classes = Probe.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatformInitializer.class)
final class DoorsTest {
    private static final String ME = "/api/v1/probe/me";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final SchemaMigrations migrations;
    private final JdbcClient database;

    @Autowired
    DoorsTest(@LocalServerPort int port, SchemaMigrations migrations, JdbcClient database) {
        this.port = port;
        this.migrations = migrations;
        this.database = database;
    }

    @Test
    void theTokenSaysWhoIsAsking() throws Exception {
        var answer = get(ME, token(claims()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("account").asString()).isEqualTo("zhang.san");
        assertThat(json(answer).path("enterprise").asString()).isEqualTo("huacai");
        assertThat(get(ME, TestPlatform.token(Callers.coordinator("li.lei"))).statusCode())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> closedTo() throws Exception {
        return Stream.of(
                closed("an expired token", token(claims().expirationTime(in(-60)))),
                closed("a token without end", token(claims().expirationTime(null))),
                closed("a token of tomorrow", token(claims().notBeforeTime(in(86_400)))),
                closed("another issuer's token", token(claims().issuer("urn:someone:else"))),
                closed("a token without issuer", token(claims().issuer(null))),
                closed("a token for another audience", token(claims().audience("elsewhere"))),
                closed("a token without audience", token(claims().audience((String) null))),
                closed("an unsigned token", new PlainJWT(claims().build()).serialize()),
                closed("a token signed by another key", signed(claims(), foreignKey())),
                closed("a token signed with the public key as a secret", signedWithPublicKeyAsSecret()),
                closed("a token with a changed claim", tampered(token(claims()))),
                closed("the role SYSTEM", token(claims().claim("role", "SYSTEM"))),
                closed("an unknown role", token(claims().claim("role", "KING"))),
                closed("no role", token(claims().claim("role", null))),
                closed("no account", token(claims().subject(null))),
                closed("no district", token(claims().claim("district", null))),
                closed("an enterprise that is none", token(claims().claim("enterprise", "a b\n"))),
                closed("a district that is none", token(claims().claim("district", "q t"))),
                closed("an ENTERPRISE without enterprise", token(claims().claim("enterprise", null))),
                closed("a HANDLER without unit", token(claims().claim("role", "HANDLER"))),
                closed("something that is no token", "abc.def.ghi"),
                closed("a token without its signature", withoutSignature(token(claims()))),
                closed("a token whose header says that it needs no signature", saysNone(token(claims()))),
                closed("nothing", ""));
    }

    private DynamicTest closed(String what, String token) {
        return DynamicTest.dynamicTest(what, () -> {
            var answer = get(ME, token);
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(json(answer).path("detail").asString())
                    .isEqualTo("The access token is not valid (any more). Please log in again.");
        });
    }

    @Test
    void closedWithoutToken() throws Exception {
        var answer = send(request(ME));
        assertProblem(answer, 401, "unauthenticated");
        assertThat(json(answer).path("detail").asString()).isEqualTo("Please log in: the request has no access token.");
    }

    @Test
    void whatNobodyOpenedIsClosed() throws Exception {
        assertProblem(get("/api/v1/nowhere", token(claims())), 404, "not-found");
        assertProblem(get("/nowhere", token(claims())), 404, "not-found");
        assertThat(send(request("/nowhere")).statusCode()).isEqualTo(401);
        assertThat(send(request("/actuator/env")).statusCode()).isEqualTo(401);
        assertThat(send(request("/actuator/health")).statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheTableDoesNotNameIsClosedThoughSomethingAnswersThere() throws Exception {
        assertProblem(get("/api/v1/probe/unlisted", token(claims())), 404, "not-found");
        assertThat(send(request("/api/v1/probe/unlisted")).statusCode()).isEqualTo(401);
        assertProblem(send(authorized("/api/v1/probe/me/").GET()), 404, "not-found");
        var otherMethod = send(authorized("/api/v1/probe/things/5").DELETE());
        assertProblem(otherMethod, 405, "method-not-allowed");
        assertThat(otherMethod.headers().firstValue("Allow")).hasValue("GET");
        assertThat(get("/api/v1/probe/things/5", token(claims())).body()).isEqualTo("behind the door");
        assertThat(send(authorized("/api/v1/probe/things/5").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoMayNotIsToldWhoMayInBothLanguages() throws Exception {
        var english = get("/api/v1/probe/things/secret", token(claims()));
        assertProblem(english, 403, "forbidden");
        assertThat(json(english).path("detail").asString())
                .isEqualTo("Only ADMIN or AUDITOR may see the secret; you are ENTERPRISE.");
        var chinese = send(authorized("/api/v1/probe/things/secret").header("Accept-Language", "zh-CN"));
        assertThat(json(chinese).path("detail").asString()).isEqualTo("只有审计、管理员可以查看机密，您的角色是企业。");
        assertThat(get("/api/v1/probe/things/secret", TestPlatform.token(Callers.inRole("a", Role.ADMIN)))
                        .body())
                .isEqualTo("the secret");
    }

    /** What a path means decides, not how it is written: else an escape would choose another door than the handler's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/probe/things/secre%74",
                "/api/v1/probe/%74hings/%73ecret",
                "/api/v1/probe/things/%73%65%63%72%65%74"
            })
    void anEscapedPathLeadsThroughTheSameDoor(String path) throws Exception {
        assertProblem(get(path, token(claims())), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/probe/things/secret;a=b",
                "/api/v1/probe//things/secret",
                "/api/v1/probe/x/..%2fthings/secret",
                "/api/v1/probe/things%2fsecret",
                "/api/v1/probe/things/secret%00",
                "/api/v1/probe/things/%2e%2e/me"
            })
    void aPathThatMayMeanTwoThingsIsRefused(String path) throws Exception {
        assertThat(get(path, token(claims())).statusCode()).isIn(400, 404);
        assertThat(get(path, token(claims())).body()).doesNotContain("the secret");
    }

    @Test
    void theLifecycleSaysWhoMaySendWhichCommand() throws Exception {
        for (CommandType command : CommandType.values()) {
            for (Role role : EnumSet.complementOf(EnumSet.of(Role.SYSTEM))) {
                var answer = send(request("/api/v1/probe/tickets/1/" + command.wireName())
                        .header("Authorization", "Bearer " + TestPlatform.token(Callers.inRole("somebody", role)))
                        .POST(BodyPublishers.noBody()));
                assertThat(answer.statusCode())
                        .as("%s %s", role, command)
                        .isEqualTo(TicketLifecycle.mayEverSend(role, command) ? 200 : 403);
            }
        }
    }

    @Test
    void aDoorMayOpenAWholeFolder() throws Exception {
        assertProblem(get("/api/v1/probe/files/a/b/c", token(claims())), 403, "forbidden");
        assertThat(get("/api/v1/probe/files/a/b/c", TestPlatform.token(Callers.inRole("a", Role.ADMIN)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherModuleMayBringAChainOfItsOwn() throws Exception {
        assertThat(send(request("/elsewhere/page")).body()).isEqualTo("open");
    }

    @Test
    void speaksTheLanguageOfTheCaller() throws Exception {
        var chinese = send(request("/api/v1/probe/refused")
                .header("Authorization", "Bearer " + token(claims()))
                .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"));
        assertProblem(chinese, 400, "bad-request");
        assertThat(json(chinese).path("detail").asString()).isEqualTo("不可以。");
        assertThat(json(send(request(ME).header("Accept-Language", "zh")))
                        .path("detail")
                        .asString())
                .isEqualTo("请先登录。");
        var english = send(request("/api/v1/probe/refused")
                .header("Authorization", "Bearer " + token(claims()))
                .header("Accept-Language", "en,zh;q=0.5"));
        assertThat(json(english).path("detail").asString()).isEqualTo("This is refused.");
        assertThat(json(english).path("traceId").asString()).matches("[0-9a-f]{32}");
    }

    @Test
    void wrongRequestsAreProblemsToo() throws Exception {
        assertProblem(get("/api/v1/probe/number?value=many", token(claims())), 400, "bad-request");
        assertProblem(get("/api/v1/probe/number", token(claims())), 400, "bad-request");
        assertProblem(send(authorized("/api/v1/probe/me").DELETE()), 405, "method-not-allowed");
        assertProblem(
                send(authorized("/api/v1/probe/size")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415,
                "unsupported-media-type");
        assertProblem(post("/api/v1/probe/size", BodyPublishers.ofString("{\"a\":")), 400, "bad-request");
    }

    @Test
    void takesBodiesUpToTheLimitAndNoneBeyond() throws Exception {
        byte[] fits = body(256 * 1024 - 8);
        byte[] tooLarge = body(256 * 1024);
        assertThat(post("/api/v1/probe/size", BodyPublishers.ofByteArray(fits)).statusCode())
                .isEqualTo(200);
        assertThat(post("/api/v1/probe/size", chunked(fits)).statusCode()).isEqualTo(200);
        assertProblem(post("/api/v1/probe/size", BodyPublishers.ofByteArray(tooLarge)), 413, "too-large");
        assertProblem(post("/api/v1/probe/size", chunked(tooLarge)), 413, "too-large");
    }

    @Test
    void aFaultGivesANumberAndNothingElseAway() throws Exception {
        var answer = get("/api/v1/probe/fault", token(claims()));
        assertProblem(answer, 500, "internal-error");
        assertThat(json(answer).path("detail").asString())
                .contains(json(answer).path("incident").asString());
        assertThat(answer.body())
                .doesNotContain("secret")
                .doesNotContain("Exception")
                .doesNotContain("org.zhuqi");
    }

    @Test
    void migratesTheSchemaOfTheService() {
        assertThat(migrations.schemas()).containsExactly("probe");
        assertThat(database.sql("select count(*) from probe.probe")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
        var answers = List.of(
                get(ME, token(claims())),
                send(request(ME)),
                get("/nowhere", token(claims())),
                get("/api/v1/probe/things/secret", token(claims())),
                get("/api/v1/probe/fault", token(claims())),
                get("/api/v1/probe//x", token(claims())),
                post("/api/v1/probe/size", BodyPublishers.ofByteArray(body(256 * 1024))),
                send(request("/actuator/health")),
                send(preflight()),
                send(request(ME).method("TRACE", BodyPublishers.noBody())),
                send(request(ME).method("FROBNICATE", BodyPublishers.noBody())));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 401, 404, 403, 500, 400, 413, 200, 403, 405, 400);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
            assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.headers().map().keySet())
                    .doesNotContain("server", "x-powered-by", "access-control-allow-origin")
                    .doesNotContain("strict-transport-security"); // It was http.
            assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
            if (answer.statusCode() >= 400) {
                assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
                assertThat(json(answer).path("traceId").asString()).matches("[0-9a-f]{32}");
            }
        });
    }

    @Test
    void noOtherSiteMayAsk() throws Exception {
        assertProblem(send(preflight()), 403, "cross-origin");
        var simple = send(authorized(ME).header("Origin", "https://elsewhere.example"));
        assertThat(simple.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertProblem(send(authorized(ME).method("OPTIONS", BodyPublishers.noBody())), 405, "method-not-allowed");
    }

    private HttpRequest.Builder preflight() {
        return request(ME)
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static byte[] body(int size) {
        return ("{\"a\":\"" + "x".repeat(size) + "\"}").getBytes(UTF_8);
    }

    private static HttpRequest.BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:zhuqi:problem:" + kind);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).startsWith("/");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws Exception {
        return send(authorized(path).header("Content-Type", "application/json").POST(body));
    }

    private HttpRequest.Builder authorized(String path) throws Exception {
        return request(path).header("Authorization", "Bearer " + token(claims()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JWTClaimsSet.Builder claims() {
        var caller = Callers.enterprise("zhang.san", new EnterpriseId("huacai"));
        return new JWTClaimsSet.Builder()
                .issuer("urn:zhuqi:development")
                .audience("zhuqi")
                .subject(caller.account().text())
                .expirationTime(in(600))
                .claim("role", caller.role().name())
                .claim("district", caller.district().text())
                .claim("enterprise", Objects.requireNonNull(caller.enterprise()).text());
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String token(JWTClaimsSet.Builder claims) throws Exception {
        Path file = TestPlatform.issuer().publicKey().resolveSibling("development-signing-key.pem");
        try (InputStream pem = Files.newInputStream(file)) {
            return signed(
                    claims, Objects.requireNonNull(RsaKeyConverters.pkcs8().convert(pem)));
        }
    }

    private static PrivateKey foreignKey() throws Exception {
        return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    }

    private static String signed(JWTClaimsSet.Builder claims, PrivateKey key) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String signedWithPublicKeyAsSecret() throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        token.sign(new MACSigner(Files.readAllBytes(TestPlatform.issuer().publicKey())));
        return token.serialize();
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String saysNone(String token) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8))
                + token.substring(token.indexOf('.'));
    }

    private static String tampered(String token) {
        List<String> parts = List.of(token.split("\\."));
        String changed = new String(java.util.Base64.getUrlDecoder().decode(parts.get(1)), UTF_8)
                .replace("\"huacai\"", "\"foreign\"");
        return parts.get(0) + "."
                + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(UTF_8))
                + "." + parts.get(2);
    }
}
