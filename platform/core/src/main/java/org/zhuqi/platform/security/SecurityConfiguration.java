package org.zhuqi.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.limits.RateLimits;
import org.zhuqi.platform.web.Problems;
import org.zhuqi.platform.web.UnfitTexts;

/** Deny unless allowed: what no line of {@link Doors} names is closed. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** A test with doors of its own says so by a bean of its own. */
    @Bean
    @Fallback
    Doors doors() {
        return new Doors(Doors.TABLE);
    }

    /**
     * On a port of its own, if there is one, the process tells whoever reaches it how it fares. That port is for the network
     * inside; nothing leads to it from outside.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityFilterChain onTheManagementPort(HttpSecurity http, Environment environment) throws Exception {
        return http.securityMatcher(request -> Integer.toString(request.getLocalPort())
                        .equals(environment.getProperty("local.management.port")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** For every request that no chain before it took: a module with pages that log in puts its own before this one. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain byTheTable(
            HttpSecurity http,
            Doors doors,
            Problems problems,
            RateLimits limits,
            Callers callers,
            KnownDirectory directory)
            throws Exception {
        AuthenticationEntryPoint unbelieved = (request, response, thrown) -> {
            if (limits.letPassUnbelieved(request, response)) {
                problems.commence(request, response, thrown);
            }
        };
        return http.authorizeHttpRequests(requests -> requests.anyRequest().access(new DoorKeeper(doors)))
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(new CallerConverter(callers)))
                                .authenticationEntryPoint(unbelieved)
                                .accessDeniedHandler(problems)
                                .withObjectPostProcessor(answeringWith(new UnbelievedTokens(unbelieved))))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .addFilterBefore(new CountingRequests(limits), AuthorizationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(new ChosenDistrict(directory), BearerTokenAuthenticationFilter.class)
                // Tokens travel in a header that no foreign page can set, so there is nothing to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // All others are set earlier, for answers too that never come this far.
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .build();
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringWith(UnbelievedTokens failures) {
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler(failures);
                return filter;
            }
        };
    }

    /** Besides what Spring takes for an attack, what no database could keep: half characters and U+0000. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> !UnfitTexts.isUnfit(value));
        return firewall;
    }

    @Bean
    StillThere stillThere(Callers callers) {
        return new StillThere(callers);
    }

    @Bean
    Callers callers(SecuritySettings settings, KnownDirectory directory) {
        return switch (settings.accounts()) {
            case DIRECTORY -> new CallersByDirectory(directory, settings);
            case TOKEN -> new CallersByClaims();
        };
    }

    /**
     * An issuer stays the text that it is. Spring would first try to make a URL of it: for one that is none, such as a
     * {@code urn:}, that is a search through the whole class path and two exceptions, for every request.
     *
     * @param ours the keys of the login, if it is in this process: it is not asked over the network for them
     */
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder tokens(SecuritySettings settings, ObjectProvider<JWKSource<SecurityContext>> ours) throws IOException {
        NimbusJwtDecoder decoder = settings.publicKey() == null
                ? NimbusJwtDecoder.withJwkSource(
                                ours.getIfAvailable(() -> new IssuerKeys(settings.issuer(), settings.jwkSetUri())))
                        .build()
                : NimbusJwtDecoder.withPublicKey(readKey(settings)).build();
        decoder.setClaimSetConverter(
                MappedJwtClaimSetConverter.withDefaults(Map.of(JwtClaimNames.ISS, issuer -> issuer)));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience())),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null)));
        return decoder;
    }

    private static RSAPublicKey readKey(SecuritySettings settings) throws IOException {
        if (settings.publicKey() == null) {
            throw new IllegalStateException("zhuqi.security.public-key is not set");
        }
        try (InputStream pem = settings.publicKey().getInputStream()) {
            RSAPublicKey key = RsaKeyConverters.x509().convert(pem);
            if (key == null) {
                throw new IllegalStateException(settings.publicKey() + " holds no RSA public key");
            }
            return key;
        }
    }
}
