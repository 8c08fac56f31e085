package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.AccountId;

/** The address of one account, for the service that sends mails. */
final class AddressesTest extends TestDirectory {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "a-key-of-the-tests-of-32-characters-or-more";

    private HttpResponse<String> ask(@Nullable String key, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/directory/addresses"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("X-Zhuqi-Key", key);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whoeverHasTheKeyLearnsWhereAnAccountIsReached() throws Exception {
        String account = post("accounts", """
                        {"login": "addressee", "name": "王小明", "phone": "13800001111", "mail": "wang@example.cn",
                        "role": "COORDINATOR"}""").path("id").asString();
        SOON.until(() -> known.account(new AccountId(account)).isPresent());
        String body = "{\"account\": \"%s\"}".formatted(account);
        HttpResponse<String> answer = ask(KEY, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"mail\":\"wang@example.cn\",\"phone\":\"13800001111\"}");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(ask(KEY, "{\"account\": \"nobody\"}").body()).isEqualTo("{}");
        assertThat(ask(KEY, "{}").statusCode()).isEqualTo(400);

        for (String key : new @Nullable String[] {null, "", KEY + "x", KEY.substring(1)}) {
            assertThat(ask(key, body).statusCode()).as("%s", key).isEqualTo(404);
        }
        send(
                admin(),
                "POST",
                ROOT + "persons/" + account + "/erase",
                "{\"reason\": \"本人要求\", \"confirm\": \"%s\"}".formatted(account),
                0,
                204);
        SOON.until(() -> ask(KEY, body).body().equals("{}"));
    }
}
