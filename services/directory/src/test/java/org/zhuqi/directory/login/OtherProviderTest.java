package org.zhuqi.directory.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.DevelopmentIssuer;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;

/** Another OpenID Connect provider in place of our own login: a small one made here, with nothing of ours in it. */
class OtherProviderTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Provider provider = new Provider();
    private static ConfigurableApplicationContext application = start();
    private static String base =
            "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");

    /** Discovery, keys, tokens. */
    private static final class Provider {
        private final HttpServer server;
        private volatile RSAKey key = newKey();

        Provider() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext(
                    "/.well-known/openid-configuration", exchange -> answer(exchange, """
                            {"issuer": "%s", "jwks_uri": "%s/keys", "authorization_endpoint": "%s/authorize",
                             "token_endpoint": "%s/token", "response_types_supported": ["code"],
                             "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
                            """.replace("%s", issuer())));
            server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
            server.start();
        }

        String issuer() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void rotate() {
            key = newKey();
        }

        void stop() {
            server.stop(0);
        }

        String token(String issuer) throws Exception {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .audience("zhuqi")
                            .subject("from-elsewhere")
                            .expirationTime(
                                    Date.from(Clock.systemUTC().instant().plus(Duration.ofMinutes(5))))
                            .claim("role", "ADMIN")
                            .claim("district", "QT")
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        }

        private static RSAKey newKey() {
            try {
                return new RSAKeyGenerator(2048)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
            } catch (com.nimbusds.jose.JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void answer(HttpExchange exchange, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    private static ConfigurableApplicationContext start() {
        Map<String, Object> properties = new LinkedHashMap<>(TestPlatform.properties());
        properties.remove("zhuqi.security.public-key");
        properties.put("zhuqi.security.issuer", provider.issuer());
        properties.put("zhuqi.login.enabled", "false");
        properties.put("server.port", "0");
        return new SpringApplicationBuilder(TestLogin.Application.class)
                .properties(properties)
                .run();
    }

    @BeforeAll
    static void isRunning() {
        assertThat(application.isRunning()).isTrue();
    }

    @AfterAll
    static void stop() {
        application.close();
        provider.stop();
    }

    @Test
    void itsTokensAreTakenAndOursAreNot() throws Exception {
        assertThat(statusWith(provider.token(provider.issuer())))
                .as("in, but there is no such account")
                .isEqualTo(404);
        assertThat(statusWith(provider.token("https://issuer.example"))).isEqualTo(401);
        assertThat(statusWith(TestPlatform.token(Callers.inRole("a", Role.ADMIN))))
                .isEqualTo(401);
        assertThat(statusWith(
                        DevelopmentIssuer.in(TestPlatform.issuer().privateKey().resolveSibling(""), provider.issuer())
                                .token(
                                        Callers.inRole("a", Role.ADMIN),
                                        Clock.systemUTC().instant(),
                                        Duration.ofMinutes(5))))
                .as("its name, our key")
                .isEqualTo(401);
    }

    @Test
    void aNewKeyOfTheProviderIsFound() throws Exception {
        String before = provider.token(provider.issuer());
        assertThat(statusWith(before)).isEqualTo(404);
        provider.rotate();
        assertThat(statusWith(provider.token(provider.issuer())))
                .as("signed with a key not seen before")
                .isEqualTo(404);
        assertThat(statusWith(before)).as("the old key is published no more").isEqualTo(401);
    }

    @Test
    void ourOwnDoorsAreNotThere() throws Exception {
        for (String path : new String[] {
            "/login", "/account", "/oauth2/jwks", "/oauth2/authorize", "/.well-known/openid-configuration"
        }) {
            assertThat(HTTP.send(
                                    HttpRequest.newBuilder(URI.create(base + path))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    private static int statusWith(String token) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(base + "/api/v1/directory/accounts/nobody/sign-out"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
