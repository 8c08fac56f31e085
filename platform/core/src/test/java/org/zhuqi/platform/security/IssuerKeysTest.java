package org.zhuqi.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service and the login that it has to ask start, and end, independently. */
class IssuerKeysTest {
    private static final RSAKey KEY = key();

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    private String named = "";

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bound, and deaf until it starts. */
    @BeforeEach
    void bind() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        named = issuer();
        answer("/keys", () -> new JWKSet(KEY.toPublicJWK()).toString());
        answer("/.well-known/openid-configuration", () -> """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(named, issuer()));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private interface Text {
        String get();
    }

    private void answer(String path, Text text) {
        server.createContext(path, exchange -> {
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static JWKSelector of(String keyId) {
        return new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build());
    }

    @Test
    void areFoundOnceTheIssuerIsThere() throws KeySourceException {
        IssuerKeys keys = new IssuerKeys(issuer(), issuer() + "/nowhere");
        server.start();
        assertThatThrownBy(() -> keys.get(of("one"), null)).isInstanceOf(KeySourceException.class);

        IssuerKeys late = new IssuerKeys(issuer(), null);
        assertThat(late.get(of("one"), null)).extracting(JWK::getKeyID).containsExactly("one");
    }

    @Test
    void stayKnownWhileTheIssuerIsAway() throws KeySourceException {
        IssuerKeys keys = new IssuerKeys(issuer(), issuer() + "/keys");
        server.start();
        assertThat(keys.get(of("one"), null)).hasSize(1);
        server.stop(0);
        assertThat(keys.get(of("one"), null)).hasSize(1);
        for (int count = 0; count < 5; count++) {
            assertThat(keys.get(of("another"), null))
                    .as("a token that names another key is not believed, and nothing is wrong")
                    .isEmpty();
        }
    }

    @Test
    void areNotTakenFromAnotherIssuersDocument() {
        server.start();
        named = "https://login.example";
        assertThatThrownBy(() -> new IssuerKeys(issuer(), null).get(of("one"), null))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("cannot be had");
    }
}
