package org.zhuqi.allinone.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhuqi.allinone.AcceptanceTest;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;

/** The stories that everything in one JVM was told, told to the same services apart, two of most of them. */
class ApartTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> TWICE = List.of("ticket", "intake", "desk", "timeliness");

    private static Apart apart = Apart.withoutServices("apart");

    /** In an order in which nobody finds whom it needs. */
    @BeforeAll
    static void everybodyStartsAlone() throws Exception {
        Apart.APPLICATIONS.keySet().stream()
                .filter(service -> !service.equals("directory"))
                .forEach(apart::start);
        whileTheLoginIsAway();
        apart.start("directory");
        TWICE.forEach(apart::start);
        WholeSystem.tellTo(apart);
        Helpdesk helpdesk = WholeSystem.helpdesk();
        await("the login's keys and accounts are known everywhere")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets")
                                .status())
                        .isEqualTo(200));
    }

    private static void whileTheLoginIsAway() throws Exception {
        ConfigurableApplicationContext desk = apart.instances("desk").getFirst();
        HttpResponse<String> answer = get(
                Apart.address(desk) + "/api/v1/tickets",
                apart.token(
                        org.zhuqi.allinone.Account.named(Helpdesk.COORDINATOR).orElseThrow()));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The login service cannot be reached");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(get(Apart.address(desk) + "/api/v1/tickets", null).statusCode())
                .as("who shows nothing needs no login service to be refused")
                .isEqualTo(401);
    }

    @AfterAll
    static void end() {
        WholeSystem.tellTo(null);
        apart.close();
    }

    private static HttpResponse<String> get(String address, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Nested
    class Acceptance extends AcceptanceTest {}
}
