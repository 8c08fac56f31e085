package org.zhuqi.directory.login.server;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.directory.login.CountingForms;
import org.zhuqi.directory.login.LoginSettings;
import org.zhuqi.directory.login.application.Journal;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.web.Sessions;
import org.zhuqi.platform.limits.RateLimits;
import org.zhuqi.platform.security.SecuritySettings;

/** Spring's authorization server: authorization code with PKCE for one public client, and refresh tokens. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {
    private final Clock tokenTime = Clock.systemUTC();

    @Bean
    RegisteredClientRepository clients(LoginSettings settings, SecuritySettings security) {
        String issuer = security.issuer();
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(LoginSettings.CLIENT)
                .clientId(LoginSettings.CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(settings.redirectUris(issuer)))
                .postLogoutRedirectUris(uris -> uris.addAll(settings.signedOutUris(issuer)))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.accessTokens())
                        .refreshTokenTimeToLive(settings.idle())
                        .reuseRefreshTokens(false)
                        .build())
                .build());
    }

    @Bean
    SigningKeys signingKeys(LoginSettings settings) {
        Resource signing = settings.signingKey();
        if (signing == null) {
            throw new IllegalStateException(
                    "zhuqi.login.signing-key is not set. Where another provider logs people in, zhuqi.login.enabled is false.");
        }
        return SigningKeys.read(signing, settings.previousKeys());
    }

    /** What the server publishes; it has nothing secret. */
    @Bean
    JWKSource<SecurityContext> publishedKeys(SigningKeys keys) {
        return new ImmutableJWKSet<>(keys.published());
    }

    @Bean
    SessionRegistry loginSessionRegistry(JdbcIndexedSessionRepository loginSessions) {
        return new SpringSessionBackedSessionRegistry<>(loginSessions);
    }

    @Bean
    Authorizations authorizations(
            DataSource database,
            RegisteredClientRepository clients,
            JdbcClient db,
            TransactionTemplate transaction,
            Journal journal,
            InstantSource now) {
        return new Authorizations(database, clients, db, transaction, journal, now);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    SecurityFilterChain serverDoors(
            HttpSecurity http,
            RegisteredClientRepository clients,
            Authorizations authorizations,
            SigningKeys keys,
            JWKSource<SecurityContext> publishedKeys,
            LoginAccountRows accounts,
            Sessions sessions,
            RequestCache wantedBeforeLogin,
            SecuritySettings security,
            RateLimits limits,
            DataSource database)
            throws Exception {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        it -> it.registeredClientRepository(clients)
                                .authorizationService(authorizations)
                                .authorizationConsentService(
                                        new JdbcOAuth2AuthorizationConsentService(new SchemaOfOurs(database), clients))
                                .authorizationServerSettings(AuthorizationServerSettings.builder()
                                        .issuer(security.issuer())
                                        .build())
                                .tokenGenerator(new DelegatingOAuth2TokenGenerator(
                                        jwts(keys, new TokenClaims(accounts, security.audience())),
                                        new RefreshTokens(tokenTime)))
                                .clientAuthentication(
                                        client -> client.authenticationConverter(new PublicClient.Reading())
                                                .authenticationProvider(new PublicClient.Knowing(clients)))
                                .authorizationEndpoint(codes -> codes.errorResponseHandler(new RefusingClients()))
                                .oidc(oidc -> oidc.logoutEndpoint(logout ->
                                        logout.logoutResponseHandler(new SigningOut(authorizations, sessions)))))
                .addFilterAfter(new CountingForms(limits), SecurityContextHolderFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .requestCache(cache -> cache.requestCache(wantedBeforeLogin))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .oauth2ResourceServer(
                        resource -> resource.jwt(jwt -> jwt.decoder(ownTokens(publishedKeys, security.issuer()))))
                .build();
    }

    private JwtGenerator jwts(SigningKeys keys, TokenClaims claims) {
        JwtGenerator generator =
                new JwtGenerator(new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(keys.signing()))));
        generator.setJwtCustomizer(claims);
        generator.setClock(tokenTime);
        return generator;
    }

    /** For the one resource that the server itself has, the user info. */
    private static JwtDecoder ownTokens(JWKSource<SecurityContext> keys, String issuer) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
        return decoder;
    }
}
