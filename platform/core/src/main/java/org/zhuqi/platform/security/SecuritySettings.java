package org.zhuqi.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are believed.
 *
 * @param issuer the {@code iss} that a token must have
 * @param audience the {@code aud} that a token must have
 * @param publicKey the issuer's RSA key as PEM, for an issuer without a key address
 * @param jwkSetUri the issuer's key address; the OpenID Connect discovery of {@code issuer} if neither this nor
 *     {@code publicKey} is set
 */
@ConfigurationProperties("zhuqi.security")
public record SecuritySettings(
        String issuer,
        @DefaultValue("zhuqi") String audience,
        @Nullable Resource publicKey,
        @Nullable String jwkSetUri) {}
