package org.zhuqi.directory.login.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problems;

/**
 * A request for a code that cannot be granted. A client that is known at its address is told there (RFC 6749, 4.1.2.1);
 * any other gets a sentence here and nobody is sent anywhere.
 */
final class RefusingClients implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof OAuth2AuthorizationCodeRequestAuthenticationException why) {
            OAuth2AuthorizationCodeRequestAuthenticationToken asked = why.getAuthorizationCodeRequestAuthentication();
            if (asked != null && asked.getRedirectUri() != null) {
                response.sendRedirect(answer(asked.getRedirectUri(), why.getError(), asked.getState()));
                return;
            }
        }
        Problems.write(
                request,
                response,
                Problem.badRequest(
                        "The program that sent you here is not known, or asks in a way that is not allowed.",
                        "引导您到此的应用未登记，或其请求不符合要求。"));
    }

    private static String answer(String address, OAuth2Error error, @Nullable String state) {
        UriComponentsBuilder answer = UriComponentsBuilder.fromUriString(address)
                .queryParam(OAuth2ParameterNames.ERROR, error.getErrorCode());
        Map<String, Object> texts = new HashMap<>();
        if (error.getDescription() != null) {
            answer.queryParam(OAuth2ParameterNames.ERROR_DESCRIPTION, "{description}");
            texts.put("description", error.getDescription());
        }
        if (state != null) {
            answer.queryParam(OAuth2ParameterNames.STATE, "{state}");
            texts.put("state", state);
        }
        return answer.encode().buildAndExpand(texts).toUriString();
    }
}
