package org.zhuqi.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;

/** How much one caller may ask for. The clock is the test's, so nothing is waited for. */
@SpringBootTest(
        classes = {Probe.class, LimitsTest.Time.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "zhuqi.limits.enabled=true",
            "zhuqi.limits.account-burst=5",
            "zhuqi.limits.account-per-second=2",
            "zhuqi.limits.address-burst=4",
            "zhuqi.limits.address-per-second=1"
        })
@ContextConfiguration(initializers = TestPlatformInitializer.class)
final class LimitsTest {
    private static final String ME = "/api/v1/probe/me";
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        InstantSource testTime() {
            return NOW::get;
        }
    }

    @Autowired
    LimitsTest(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeEach
    void everybodyHasRested() {
        pass(Duration.ofMinutes(10));
    }

    @Test
    void anAccountMayAskSoOftenAtOnceAndThenSlowly() throws Exception {
        Caller caller = Callers.coordinator("busy");
        for (int left = 4; left >= 0; left--) {
            HttpResponse<String> answer = get(ME, caller);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit")).hasValue("\"account\";r=" + left);
            assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"account\";q=5;w=3");
        }
        assertTooMany(get(ME, caller), "1");
        assertThat(get(ME, Callers.coordinator("calm")).statusCode())
                .as("another account behind the same address")
                .isEqualTo(200);
        // Whoever looks after all districts gains nothing by turning to another one.
        assertTooMany(get(ME, Callers.in("SY", caller)), "1");

        pass(Duration.ofMillis(500));
        assertThat(get(ME, caller).statusCode()).isEqualTo(200);
        assertTooMany(get(ME, caller), "1");
        pass(Duration.ofMinutes(5));
        for (int i = 0; i < 5; i++) {
            assertThat(get(ME, caller).statusCode()).isEqualTo(200);
        }
        assertTooMany(get(ME, caller), "1");
    }

    @Test
    void isSaidInBothLanguages() throws Exception {
        Caller caller = Callers.coordinator("chatty");
        while (get(ME, caller).statusCode() == 200) {
            assertThat(NOW.get()).isNotNull();
        }
        assertThat(detail(get(ME, caller))).isEqualTo("That was too much at once. Please try again in 1 s.");
        assertThat(detail(send(request(ME, caller).header("Accept-Language", "zh"))))
                .isEqualTo("请求过于频繁，请在 1 秒后重试。");
    }

    @Test
    void anImporterIsMeantToBeFast() throws Exception {
        Caller importer = Callers.inRole("importer", Role.IMPORTER);
        for (int i = 0; i < 20; i++) {
            assertThat(get(ME, importer).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoIsNotKnownIsCountedByAddressAndStandsInNobodysWay() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(send(request(ME)).statusCode()).isEqualTo(401);
        }
        assertTooMany(send(request(ME)), "1");
        assertThat(get(ME, Callers.coordinator("colleague")).statusCode())
                .as("a colleague behind the same address")
                .isEqualTo(200);
        assertThat(send(request("/actuator/health")).statusCode())
                .as("whoever watches over the system")
                .isEqualTo(200);
        pass(Duration.ofSeconds(1));
        assertThat(send(request(ME)).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsNotBelievedCountsAgainstTheAddress() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(send(request(ME).header("Authorization", "Bearer abc.def.ghi"))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertTooMany(send(request(ME).header("Authorization", "Bearer abc.def.ghi")), "1");
        assertTooMany(send(request(ME)), "1");
    }

    @Test
    void anAddressOfTheSystemMayBeStricter() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/api/v1/probe/refused", Callers.coordinator("c" + i))
                            .statusCode())
                    .isEqualTo(400);
        }
        assertTooMany(get("/api/v1/probe/refused", Callers.coordinator("c4")), "60");
        assertThat(get(ME, Callers.coordinator("c4")).statusCode()).isEqualTo(200);
    }

    private static void assertTooMany(HttpResponse<String> answer, String retryAfter) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue(retryAfter);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(Json.MAPPER.readTree(answer.body()).path("type").asString())
                .isEqualTo("urn:zhuqi:problem:too-many-requests");
    }

    private static String detail(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body()).path("detail").asString();
    }

    private static void pass(Duration time) {
        NOW.updateAndGet(now -> now.plus(time));
    }

    private HttpResponse<String> get(String path, Caller caller) throws Exception {
        return send(request(path, caller));
    }

    private HttpRequest.Builder request(String path, Caller caller) {
        return request(path).header("Authorization", "Bearer " + TestPlatform.token(caller));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
