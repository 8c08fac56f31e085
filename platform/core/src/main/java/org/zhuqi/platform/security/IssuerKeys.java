package org.zhuqi.platform.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, fetched when the first token asks for them, so that a service starts before the issuer does. They are
 * fetched anew every five minutes and for a token that names a key not among them; while the issuer is away those known
 * last are good for half a day, so that its restart stops nobody else's work.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration FETCHED_EVERY = Duration.ofMinutes(5);
    private static final Duration WAITED_FOR = Duration.ofSeconds(10);
    private static final Duration GOOD_WITHOUT_ISSUER = Duration.ofHours(12);
    private static final Duration ASKED_AT_MOST_EVERY = Duration.ofSeconds(2);

    private final String issuer;
    private final @Nullable String address;
    private final ResourceRetriever http = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
    private volatile @Nullable JWKSource<SecurityContext> keys;
    private volatile boolean reached;

    /** @param address of the keys; null if the issuer's discovery document says it */
    IssuerKeys(String issuer, @Nullable String address) {
        this.issuer = issuer;
        this.address = address;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> known = keys;
        if (known == null) {
            known = source();
            keys = known;
        }
        try {
            List<JWK> found = known.get(selector, context);
            reached = true;
            return found;
        } catch (RateLimitReachedException e) {
            if (reached) {
                return List.of(); // It was looked for a moment ago, and was not there.
            }
            throw e;
        }
    }

    private JWKSource<SecurityContext> source() throws KeySourceException {
        return JWKSourceBuilder.create(keysAt(), http)
                .cache(FETCHED_EVERY.toMillis(), WAITED_FOR.toMillis())
                .refreshAheadCache(false)
                .rateLimited(ASKED_AT_MOST_EVERY.toMillis())
                .outageTolerant(GOOD_WITHOUT_ISSUER.toMillis())
                .build();
    }

    /** OpenID Connect Discovery 1.0, 4. */
    private URL keysAt() throws KeySourceException {
        try {
            if (address != null) {
                return URI.create(address).toURL();
            }
            var document =
                    JSONObjectUtils.parse(http.retrieveResource(URI.create(issuer + "/.well-known/openid-configuration")
                                    .toURL())
                            .getContent());
            if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw new ParseException("the discovery document is another issuer's", 0);
            }
            return JSONObjectUtils.getURI(document, "jwks_uri").toURL();
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new RemoteKeySourceException("the keys of %s cannot be had".formatted(issuer), e);
        }
    }
}
