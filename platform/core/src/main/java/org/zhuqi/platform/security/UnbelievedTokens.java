package org.zhuqi.platform.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problems;

/** A token that is not believed is one thing; that nobody can be asked whether it should be is another. */
final class UnbelievedTokens implements AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UnbelievedTokens.class);
    private static final int TRY_AGAIN_SECONDS = 3;

    private final AuthenticationEntryPoint unbelieved;

    UnbelievedTokens(AuthenticationEntryPoint unbelieved) {
        this.unbelieved = unbelieved;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException, ServletException {
        if (!(thrown instanceof AuthenticationServiceException)) {
            unbelieved.commence(request, response, thrown);
            return;
        }
        LOG.warn("A token cannot be checked for now: {}", thrown.getMessage());
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(TRY_AGAIN_SECONDS));
        Problems.write(
                request,
                response,
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "login-unreachable",
                        "The login service cannot be reached, so it cannot be checked who you are. Please try again in a moment.",
                        "登录服务暂时无法访问，不能核验您的身份，请稍后重试。"));
    }
}
