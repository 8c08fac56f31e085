package org.zhuqi.platform.security;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** Turns a token whose signature, issuer, audience and times were found right into its caller. */
final class CallerConverter implements Converter<Jwt, AbstractAuthenticationToken> {
    private final Callers callers;

    CallerConverter(Callers callers) {
        this.callers = callers;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        return new CallerAuthentication(callers.of(token), token);
    }
}
