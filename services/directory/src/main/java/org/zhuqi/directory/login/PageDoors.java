package org.zhuqi.directory.login;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.zhuqi.platform.limits.PathLimit;
import org.zhuqi.platform.limits.Rate;
import org.zhuqi.platform.limits.RateLimits;
import org.zhuqi.platform.security.SecuritySettings;

/** Who may see the pages of the login, and what browsers may do with them. */
@Configuration(proxyBeanMethods = false)
class PageDoors {
    static final String LOGIN = "/login";

    /** What was asked for before the login: a client's request for a code, or the account page; nothing else. */
    @Bean
    RequestCache wantedBeforeLogin() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        wanted.setRequestMatcher(new OrRequestMatcher(
                paths.matcher(HttpMethod.GET, "/oauth2/authorize"), paths.matcher(HttpMethod.GET, "/account")));
        return wanted;
    }

    /** A morning at an office of sixty, and far too little for trying passwords. */
    @Bean
    PathLimit loginLimit() {
        return PathLimit.of("login", HttpMethod.POST, LOGIN, new Rate(60, 1, Duration.ofSeconds(1)));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    SecurityFilterChain loginPageDoors(
            HttpSecurity http,
            RequestCache wantedBeforeLogin,
            LoginSettings settings,
            SecuritySettings security,
            RateLimits limits)
            throws Exception {
        return http.securityMatcher(LOGIN, "/login/**", "/account", "/account/**", "/signed-out")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/account", "/account/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .addFilterBefore(new CountingForms(limits), AuthorizationFilter.class)
                .requestCache(cache -> cache.requestCache(wantedBeforeLogin))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint(LOGIN))
                        // All that is refused here is a form that lay open until its session had ended.
                        .accessDeniedHandler((request, response, refused) -> response.sendRedirect(LOGIN + "?stale")))
                .logout(AbstractHttpConfigurer::disable)
                // In place of what every answer has: these pages need less, and their forms lead on to clients.
                .headers(headers -> headers.addHeaderWriter((request, response) ->
                                response.setHeader("Content-Security-Policy", policy(settings, security.issuer())))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** A form's answer may lead on to a client, and browsers hold that against the form as well. */
    private static String policy(LoginSettings settings, String issuer) {
        String clients = Stream.concat(settings.redirectUris(issuer).stream(), settings.signedOutUris(issuer).stream())
                .map(PageDoors::origin)
                .distinct()
                .collect(Collectors.joining(" "));
        return "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' %s; frame-ancestors 'none'; base-uri 'none'"
                .formatted(clients);
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
    }
}
