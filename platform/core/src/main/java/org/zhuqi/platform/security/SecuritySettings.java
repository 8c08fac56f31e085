package org.zhuqi.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are believed, and what they are believed to say.
 *
 * @param issuer the {@code iss} that a token must have
 * @param audience the {@code aud} that a token must have
 * @param publicKey the issuer's RSA key as PEM, for an issuer without a key address
 * @param jwkSetUri the issuer's key address; the OpenID Connect discovery of {@code issuer} if neither this nor
 *     {@code publicKey} is set
 * @param accounts whether the token or the directory says what an account may do
 * @param accountClaim the claim that names the account
 * @param foreign whether the issuer is another's, whose claim is looked up among the foreign identities of the directory;
 *     otherwise the claim is the account's id
 */
@ConfigurationProperties("zhuqi.security")
public record SecuritySettings(
        String issuer,
        @DefaultValue("zhuqi") String audience,
        @Nullable Resource publicKey,
        @Nullable String jwkSetUri,
        @DefaultValue("DIRECTORY") Authority accounts,
        @DefaultValue("sub") String accountClaim,
        @DefaultValue("false") boolean foreign) {

    /** Who says what an account may do, and which units and enterprises there are. */
    public enum Authority {
        /** The directory. */
        DIRECTORY,
        /** The token's claims; nobody is asked whether a unit or an enterprise exists. For tests of single services. */
        TOKEN
    }
}
