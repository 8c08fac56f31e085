package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.json.Json;

/** The login of a laptop installation, and its commands for somebody who cannot log in. */
class LoginTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void bothKindsOfTokensNameTheAddressAsTheirIssuer() throws Exception {
        String address = WholeSystem.installation().address();
        assertThat(Json.MAPPER
                        .readTree(get("/.well-known/openid-configuration").body())
                        .path("issuer")
                        .asString())
                .isEqualTo(address);
        String token = run("token", "qt-admin").out().strip();
        assertThat(Json.MAPPER
                        .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                        .path("iss")
                        .asString())
                .isEqualTo(address);
        assertThat(Files.getPosixFilePermissions(WholeSystem.folder().keys().resolve("second-factor.key")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void aOneTimePasswordOpensTheFirstDoor() throws Exception {
        Captured given = run("account", "password", "xs-officer");
        assertThat(given.exitCode()).as(given.err()).isZero();
        String password = given.out().strip();
        assertThat(password).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
        assertThat(logIn(password).headers().firstValue("Location")).hasValue("/login/password");

        for (int i = 0; i < 5; i++) {
            logIn("wrong");
        }
        assertThat(logIn(password).statusCode()).isEqualTo(401);
        assertThat(run("account", "unlock", "xs-officer").out()).isEqualTo("xs-officer is unlocked\n");
        assertThat(logIn(password).statusCode()).isEqualTo(303);
        assertThat(run("account", "reset-second-factor", "xs-officer").exitCode())
                .isZero();
        Captured unknown = run("account", "unlock", "nobody-at-all");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("zhuqi: there is no account 'nobody-at-all'\n");
    }

    private static Captured run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = WholeSystem.folder().path().toString();
        return Captured.run(all);
    }

    private HttpResponse<String> logIn(String password) throws Exception {
        Matcher csrf = CSRF.matcher(get("/login").body());
        assertThat(csrf.find()).isTrue();
        return http.send(
                HttpRequest.newBuilder(URI.create(WholeSystem.installation().address() + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("login=xs-officer&password=%s&_csrf=%s"
                                .formatted(
                                        URLEncoder.encode(password, StandardCharsets.UTF_8),
                                        URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(WholeSystem.installation().address() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
