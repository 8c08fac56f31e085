package org.zhuqi.platform.security;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;

/** Believes what the token says of the account. */
final class CallersByClaims implements Callers {
    @Override
    public Caller of(Jwt token) {
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
        return new Caller(
                required(token, "sub", AccountId::of),
                role,
                required(token, Claims.DISTRICT, DistrictId::of),
                enterprise,
                unit,
                new Jurisdiction(
                        optional(token, Claims.CHAIN, ChainId::of), optional(token, Claims.PLACE, PlaceId::of)),
                looksAfter(token),
                Boolean.TRUE.equals(token.getClaims().get(Claims.ALL_DISTRICTS)));
    }

    private static Set<EnterpriseId> looksAfter(Jwt token) {
        if (!(token.getClaims().get(Claims.LOOKS_AFTER) instanceof Collection<?> enterprises)) {
            return Set.of();
        }
        try {
            return enterprises.stream()
                    .map(enterprise -> EnterpriseId.of(String.valueOf(enterprise)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException("the token's claim '" + Claims.LOOKS_AFTER + "' is not valid", e);
        }
    }

    static <T> T required(Jwt token, String claim, Function<String, T> reader) {
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
