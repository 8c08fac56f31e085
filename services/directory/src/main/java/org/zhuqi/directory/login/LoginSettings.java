package org.zhuqi.directory.login;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * The login of our own. Its address is {@code zhuqi.security.issuer}.
 *
 * @param enabled false if another OpenID Connect provider logs people in
 * @param redirectUris where the portal takes the code; {@code <issuer>/signed-in} if empty
 * @param signedOutUris where a client may send people after they signed out; the issuer's own page if empty
 * @param signingKey an RSA private key, PKCS #8 as PEM
 * @param previousKeys RSA keys as PEM, private or public, that are still published because tokens signed with them live
 * @param secretsKey 32 bytes in Base64, with which second factors are encrypted
 * @param secondFactorRoles who cannot log in without a second factor
 * @param accessTokens how long they live: as long as a changed role may go unnoticed
 * @param idle after how long without a request one has to log in again
 * @param name under which an authenticator program lists the account
 */
@ConfigurationProperties("zhuqi.login")
public record LoginSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> redirectUris,
        @DefaultValue List<String> signedOutUris,
        @Nullable Resource signingKey,
        @DefaultValue List<Resource> previousKeys,
        @Nullable Resource secretsKey,

        @DefaultValue({"COORDINATOR", "SUPERVISOR", "ADMIN", "AUDITOR"})
        Set<Role> secondFactorRoles,

        @DefaultValue("10m") Duration accessTokens,
        @DefaultValue("8h") Duration idle,
        @DefaultValue("助企通") String name) {

    /** The registered client that the web pages are. It has no secret: everybody can read it. */
    public static final String CLIENT = "zhuqi-portal";

    public List<String> redirectUris(String issuer) {
        return redirectUris.isEmpty() ? List.of(issuer + "/signed-in") : redirectUris;
    }

    public List<String> signedOutUris(String issuer) {
        return signedOutUris.isEmpty() ? List.of(issuer + "/signed-out") : signedOutUris;
    }
}
