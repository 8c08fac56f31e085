package org.zhuqi.directory.login.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A client without a secret that refreshes or revokes: it names itself, and the refresh token is the proof (RFC 6749, 6;
 * rotated at each use, RFC 9700, 2.2.2). Spring knows public clients only with a code.
 */
final class PublicClient extends OAuth2ClientAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private PublicClient(String clientId) {
        super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
    }

    static final class Reading implements AuthenticationConverter {
        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            boolean refreshes = AuthorizationGrantType.REFRESH_TOKEN
                    .getValue()
                    .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
            boolean revokes = request.getRequestURI().endsWith("/oauth2/revoke");
            String[] client = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
            return (refreshes || revokes)
                            && client != null
                            && client.length == 1
                            && request.getHeader("Authorization") == null
                            && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null
                    ? new PublicClient(client[0])
                    : null;
        }
    }

    static final class Knowing implements AuthenticationProvider {
        private final RegisteredClientRepository clients;

        Knowing(RegisteredClientRepository clients) {
            this.clients = clients;
        }

        @Override
        public Authentication authenticate(Authentication asking) {
            RegisteredClient client = clients.findByClientId(asking.getName());
            if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
        }

        @Override
        public boolean supports(Class<?> type) {
            return PublicClient.class.isAssignableFrom(type);
        }
    }
}
