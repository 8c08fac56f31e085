package org.zhuqi.platform.security;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/** Reads the caller out of a token whose signature, issuer, audience and times were found right. */
final class CallerConverter implements Converter<Jwt, AbstractAuthenticationToken> {
    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Role role = required(token, Claims.ROLE, Role::valueOf);
        if (role == Role.SYSTEM) {
            throw new InvalidBearerTokenException("no account has the role SYSTEM");
        }
        EnterpriseId enterprise = optional(token, Claims.ENTERPRISE, EnterpriseId::of);
        UnitId unit = optional(token, Claims.UNIT, UnitId::of);
        if (role == Role.ENTERPRISE && enterprise == null) {
            throw new InvalidBearerTokenException("a token of role ENTERPRISE must name its enterprise");
        }
        if (role == Role.HANDLER && unit == null) {
            throw new InvalidBearerTokenException("a token of role HANDLER must name its unit");
        }
        Caller caller = new Caller(
                required(token, "sub", AccountId::of),
                role,
                required(token, Claims.DISTRICT, DistrictId::of),
                enterprise,
                unit);
        return new CallerAuthentication(caller, token);
    }

    private static <T> T required(Jwt token, String claim, Function<String, T> reader) {
        T value = optional(token, claim, reader);
        if (value == null) {
            throw new InvalidBearerTokenException("the token has no claim '" + claim + "'");
        }
        return value;
    }

    private static <T> @Nullable T optional(Jwt token, String claim, Function<String, T> reader) {
        Object text = token.getClaims().get(claim);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text.toString());
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException("the token's claim '" + claim + "' is not valid", e);
        }
    }
}
