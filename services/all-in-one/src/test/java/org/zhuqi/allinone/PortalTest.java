package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.json.Json;

/** How the pages are served; what they do is tried in a browser. */
class PortalTest {
    private static final Pattern SCRIPT = Pattern.compile("(?:src|href)=\"(/app/assets/[^\"]+\\.js)\"");
    private static final Pattern KEPT = Pattern.compile("\"(/app/[^\"]+\\.\\w+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void everyAddressOfThePagesIsALink() throws Exception {
        assertThat(get("/").headers().firstValue("Location")).hasValue("/app/");
        String page = get("/app/").body();
        assertThat(page).contains("<div id=\"app\">");
        for (String address :
                new String[] {"/app", "/app/desk/all", "/app/tickets/QT-2026-000001", "/signed-in?code=x"}) {
            HttpResponse<String> answer = get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(page);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        }
    }

    @Test
    void aScriptStaysForGoodAndIsSmallOnTheWire() throws Exception {
        String largest = "";
        long most = 0;
        for (Matcher script = SCRIPT.matcher(get("/app/").body()); script.find(); ) {
            long length = length(get(script.group(1)));
            if (length > most) {
                most = length;
                largest = script.group(1);
            }
        }
        HttpResponse<String> plain = get(largest);
        HttpResponse<String> compressed = get(largest, "Accept-Encoding", "br");
        assertThat(plain.headers().firstValue("Cache-Control").orElse("")).contains("immutable", "max-age=31536000");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("br");
        assertThat(length(compressed)).isPositive().isLessThan(most / 2);
        assertThat(compressed.headers().firstValue("Vary").orElse("")).containsIgnoringCase("Accept-Encoding");
    }

    @Test
    void theWorkerOfTheDeviceIsAskedForAnewAndKnowsFilesThatAreThere() throws Exception {
        HttpResponse<String> worker = get("/app/sw.js");
        assertThat(worker.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(worker.headers().firstValue("Content-Type").orElse("")).contains("javascript");
        int kept = 0;
        for (Matcher file = KEPT.matcher(worker.body()); file.find(); kept++) {
            assertThat(get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
        }
        assertThat(kept).isGreaterThan(20);
        var manifest = Json.MAPPER.readTree(get("/app/site.webmanifest").body());
        assertThat(manifest.path("icons").valueStream())
                .isNotEmpty()
                .allSatisfy(icon -> assertThat(get(icon.path("src").asString()).statusCode())
                        .isEqualTo(200));
    }

    @Test
    void whatLooksLikeAFileAndIsNotThereIsNotThere() throws Exception {
        assertThat(get("/app/assets/gone-1234.js").statusCode()).isEqualTo(404);
        assertThat(get("/app/no.png").statusCode()).isEqualTo(404);
        assertThat(get("/app/..%2fapplication.yaml").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void saysWhereToLogIn() throws Exception {
        var surroundings = Json.MAPPER.readTree(get("/app/surroundings.json").body());
        assertThat(surroundings.path("issuer").asString())
                .isEqualTo(WholeSystem.installation().address());
        assertThat(surroundings.path("clientId").asString()).isEqualTo("zhuqi-portal");
        assertThat(surroundings.path("signInLinks").asBoolean()).isTrue();
    }

    private static long length(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Content-Length").orElseThrow();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(WholeSystem.installation().address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
