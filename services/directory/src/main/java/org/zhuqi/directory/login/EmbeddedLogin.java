package org.zhuqi.directory.login;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.RelativeRedirectFilter;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.zhuqi.directory.login.application.AccountCare;
import org.zhuqi.directory.login.application.Attempts;
import org.zhuqi.directory.login.application.ChangingPassword;
import org.zhuqi.directory.login.application.Journal;
import org.zhuqi.directory.login.application.LoggingIn;
import org.zhuqi.directory.login.application.Passwords;
import org.zhuqi.directory.login.application.SecondFactor;
import org.zhuqi.directory.login.application.Secrets;
import org.zhuqi.directory.login.application.SigningOutEverywhere;
import org.zhuqi.directory.login.domain.RandomText;
import org.zhuqi.directory.login.postgres.CredentialRows;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.postgres.SignedInRows;
import org.zhuqi.directory.login.server.ServerConfiguration;
import org.zhuqi.directory.login.web.AccountCareController;
import org.zhuqi.directory.login.web.AccountController;
import org.zhuqi.directory.login.web.LoginController;
import org.zhuqi.directory.login.web.PageLanguage;
import org.zhuqi.directory.login.web.Sessions;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.security.SecuritySettings;

/** Accounts with passwords of their own, the pages to log in with them, and the server that gives tokens for it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "zhuqi.login.enabled", havingValue = "true", matchIfMissing = true)
@Import({
    ServerConfiguration.class,
    PageDoors.class,
    PageLanguage.class,
    LoginController.class,
    AccountController.class,
    AccountCareController.class
})
class EmbeddedLogin {
    private static final String[] DOORS = {
        "/login/*", "/account/*", "/signed-out", "/oauth2/*", "/connect/*", "/userinfo"
    };
    private static final int BEFORE_SECURITY = Integer.MIN_VALUE + 50;

    private final SecureRandom random = new SecureRandom();

    @Bean
    CredentialRows credentials(JdbcClient db) {
        return new CredentialRows(db);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Attempts attempts(CredentialRows credentials, Journal journal, TransactionTemplate transaction, InstantSource now) {
        return new Attempts(credentials, journal, transaction, now);
    }

    @Bean
    LoggingIn loggingIn(
            LoginAccountRows accounts,
            CredentialRows credentials,
            SignedInRows signedIn,
            Passwords passwords,
            Attempts attempts,
            Journal journal,
            LoginSettings settings) {
        return new LoggingIn(
                accounts,
                credentials,
                signedIn,
                passwords,
                attempts,
                journal,
                settings.secondFactorRoles(),
                LoginModule.TOKEN_TIME);
    }

    @Bean
    SecondFactor secondFactor(
            CredentialRows credentials,
            Attempts attempts,
            Journal journal,
            TransactionTemplate transaction,
            InstantSource now,
            LoginSettings settings) {
        Secrets secrets = new Secrets(required(settings.secretsKey(), "secrets-key"), "zhuqi.login.secrets-key");
        return new SecondFactor(credentials, attempts, secrets, journal, transaction, now, random);
    }

    static Resource required(@Nullable Resource file, String setting) {
        if (file == null) {
            throw new IllegalStateException(
                    "zhuqi.login.%s is not set. Where another provider logs people in, zhuqi.login.enabled is false."
                            .formatted(setting));
        }
        return file;
    }

    @Bean
    ChangingPassword changingPassword(
            CredentialRows credentials, Passwords passwords, Attempts attempts, Journal journal, InstantSource now) {
        return new ChangingPassword(credentials, passwords, attempts, journal, now);
    }

    @Bean
    AccountCare accountCare(
            CredentialRows credentials,
            Passwords passwords,
            SigningOutEverywhere signingOut,
            Journal journal,
            TransactionTemplate transaction,
            InstantSource now) {
        return new AccountCare(credentials, passwords, signingOut, journal, transaction, now, new RandomText(random));
    }

    // -- sessions -------------------------------------------------------------------------------------------------

    @Bean
    JdbcIndexedSessionRepository loginSessions(
            JdbcTemplate jdbc, TransactionTemplate transaction, SchemaMigrations migrated) {
        JdbcIndexedSessionRepository sessions = new JdbcIndexedSessionRepository(jdbc, transaction);
        sessions.setTableName("directory.login_session");
        sessions.setDefaultMaxInactiveInterval(Sessions.UNTIL_LOGGED_IN);
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(sessions);
        return sessions;
    }

    @Bean
    Sessions sessions(
            JdbcIndexedSessionRepository loginSessions,
            SignedInRows signedIn,
            Journal journal,
            LoginSettings settings) {
        Duration idle = settings.idle();
        return new Sessions(loginSessions, signedIn, journal, idle);
    }

    /** Only before the doors of the login; everything else knows no sessions. */
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> loginSessionFilter(
            JdbcIndexedSessionRepository loginSessions, SecuritySettings security) {
        boolean https = security.issuer().startsWith("https:");
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        // The prefix binds the cookie to this host, https and the whole site (RFC 6265bis, 4.1.3.2).
        cookie.setCookieName(https ? "__Host-zhuqi-login" : "zhuqi-login");
        cookie.setUseSecureCookie(https);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(cookie);
        SessionRepositoryFilter<?> filter = new SessionRepositoryFilter<>(loginSessions);
        filter.setHttpSessionIdResolver(ids);
        FilterRegistrationBean<SessionRepositoryFilter<?>> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(DOORS);
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    /**
     * Sends browsers on by path alone, whatever host a proxy asked for, and with 303, so that nobody sends a password on
     * (RFC 9700, 4.12). Inside the session's filter, which must save before an answer leaves.
     */
    @Bean
    FilterRegistrationBean<RelativeRedirectFilter> loginRedirects() {
        FilterRegistrationBean<RelativeRedirectFilter> registration =
                new FilterRegistrationBean<>(new RelativeRedirectFilter());
        registration.addUrlPatterns(DOORS);
        registration.setOrder(BEFORE_SECURITY + 1);
        return registration;
    }

    // -- pages ----------------------------------------------------------------------------------------------------

    @Bean
    SpringTemplateEngine loginPages() {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("org/zhuqi/directory/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        engine.setEnableSpringELCompiler(true);
        return engine;
    }

    @Bean
    ThymeleafViewResolver loginViews(SpringTemplateEngine loginPages) {
        ThymeleafViewResolver views = new ThymeleafViewResolver();
        views.setTemplateEngine(loginPages);
        views.setCharacterEncoding(StandardCharsets.UTF_8.name());
        views.setViewNames(new String[] {"login/*"});
        views.setOrder(1);
        return views;
    }
}
