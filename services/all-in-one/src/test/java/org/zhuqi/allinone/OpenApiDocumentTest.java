package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.WholeSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages' client is made from the OpenAPI document of the whole system, which lies beside them. After a change of an
 * address or a document: {@code ./mvnw -pl services/all-in-one -am test -Dtest=OpenApiDocumentTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dzhuqi.regenerate=true}.
 */
class OpenApiDocumentTest {
    private static final Path KEPT = Path.of("..", "portal", "src", "main", "web", "openapi.json");
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void thePagesKnowTheApiAsItIs() throws Exception {
        HttpResponse<String> served = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(WholeSystem.installation().address() + "/v3/api-docs"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(served.statusCode()).isEqualTo(200);
        String now = text(served.body());
        if (Boolean.getBoolean("zhuqi.regenerate")) {
            Files.writeString(KEPT, now, UTF_8);
        }
        assertThat(Files.readString(KEPT, UTF_8).equals(now))
                .as("services/portal/src/main/web/openapi.json is what /v3/api-docs serves; regenerate it")
                .isTrue();
    }

    private static String text(String document) {
        JsonNode api = SORTED.readTree(document);
        return SORTED.writeValueAsString(SORTED.convertValue(api, java.util.Map.class)) + "\n";
    }
}
