package org.zhuqi.directory.login.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhuqi.directory.login.web.Sessions;

/** OpenID Connect RP-Initiated Logout 1.0: ends the browser's session and all that was authorized in it. */
final class SigningOut implements AuthenticationSuccessHandler {
    private final OAuth2AuthorizationService authorizations;
    private final Sessions sessions;

    SigningOut(OAuth2AuthorizationService authorizations, Sessions sessions) {
        this.authorizations = authorizations;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OidcLogoutAuthenticationToken wish = (OidcLogoutAuthenticationToken) authentication;
        OAuth2Authorization authorization =
                authorizations.findByToken(wish.getIdTokenHint(), new OAuth2TokenType(OidcParameterNames.ID_TOKEN));
        if (authorization != null) {
            authorizations.remove(authorization);
        }
        sessions.end(request);
        response.sendRedirect(where(wish));
    }

    private static String where(OidcLogoutAuthenticationToken wish) {
        if (wish.getPostLogoutRedirectUri() == null) {
            return "/signed-out";
        }
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(wish.getPostLogoutRedirectUri());
        if (wish.getState() != null) {
            address.queryParam("state", "{state}");
        }
        return address.encode()
                .buildAndExpand(wish.getState() == null ? "" : wish.getState())
                .toUriString();
    }
}
