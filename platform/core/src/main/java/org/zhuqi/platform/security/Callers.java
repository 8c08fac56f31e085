package org.zhuqi.platform.security;

import org.springframework.security.oauth2.jwt.Jwt;

/** Who is behind a token whose signature, issuer, audience and times were found right. */
interface Callers {
    /** @throws org.springframework.security.oauth2.server.resource.InvalidBearerTokenException if nobody is, any more */
    Caller of(Jwt token);
}
