package org.zhuqi.directory.login.server;

import java.util.Collections;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.platform.security.Claims;

/**
 * What tokens say of an account, as it is when they are made: a refresh brings a changed role, and none any more for an
 * account that was closed. Access tokens pass through logs and foreign hands, so they name nobody.
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final LoginAccountRows accounts;
    private final String audience;

    TokenClaims(LoginAccountRows accounts, String audience) {
        this.accounts = accounts;
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Authentication person = context.getPrincipal();
        LoginAccount account = accounts.find(
                        AccountId.of(Objects.requireNonNull(person).getName()))
                .filter(LoginAccount::active)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        context.getJwsHeader().algorithm(SignatureAlgorithm.RS256);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims()
                    // Not List.of: it cannot be read back from the JSON that Spring keeps it in.
                    .audience(Collections.singletonList(audience))
                    .claim(Claims.ROLE, account.role().name())
                    .claim(Claims.DISTRICT, account.district().text());
            if (account.unit() != null) {
                context.getClaims().claim(Claims.UNIT, account.unit().text());
            }
            if (account.enterprise() != null) {
                context.getClaims()
                        .claim(Claims.ENTERPRISE, account.enterprise().text());
            }
        } else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())
                && context.getAuthorizedScopes().contains(OidcScopes.PROFILE)) {
            context.getClaims().claim("name", account.name());
        }
    }
}
