package org.zhuqi.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.zhuqi.platform.testkit.TestPlatform;

/** Figures are collected on a port of their own, and nowhere else. */
@SpringBootTest(
        classes = Probe.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.prometheus.metrics.export.enabled=true"
        })
class ManagementPortTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int everybodys;

    @Value("${local.management.port}")
    private int inside;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestPlatform.register(registry);
    }

    @Test
    void figuresAreToldInside() throws Exception {
        assertThat(get(inside, "/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes")
                .contains("hikaricp_connections_active");
        assertThat(get(inside, "/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyElseIsTold() throws Exception {
        assertThat(get(everybodys, "/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(get(everybodys, "/actuator/metrics").statusCode()).isEqualTo(401);
    }

    @Test
    void insideThereIsNothingElse() throws Exception {
        assertThat(get(inside, "/api/v1/probe/me").statusCode()).isEqualTo(404);
        assertThat(get(inside, "/actuator/env").statusCode()).isEqualTo(404);
        HttpResponse<String> post = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inside + "/actuator/health"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isBetween(401, 405);
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
