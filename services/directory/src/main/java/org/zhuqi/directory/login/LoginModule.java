package org.zhuqi.directory.login;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.PersonTraces;
import org.zhuqi.directory.login.application.Journal;
import org.zhuqi.directory.login.application.RefusingOldTokens;
import org.zhuqi.directory.login.application.SigningOutEverywhere;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.postgres.LoginEventRows;
import org.zhuqi.directory.login.postgres.LoginTraces;
import org.zhuqi.directory.login.postgres.SignedInRows;
import org.zhuqi.directory.login.web.SignOutController;
import org.zhuqi.directory.postgres.Tables;

/** The login: a server and pages of our own unless another provider is named, and signing out in either case. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoginSettings.class)
@Import({EmbeddedLogin.class, SignOutController.class})
public class LoginModule {
    /**
     * By which tokens say when they were issued and by which everybody judges it: the machine's, also where the rest
     * rehearses another day.
     */
    static final InstantSource TOKEN_TIME = Clock.systemUTC();

    @Bean
    LoginAccountRows loginAccounts(JdbcClient db) {
        return new LoginAccountRows(db);
    }

    @Bean
    SignedInRows signedIn(JdbcClient db) {
        return new SignedInRows(db);
    }

    @Bean
    PersonTraces loginTraces(JdbcClient db, SignedInRows signedIn) {
        return new LoginTraces(db, signedIn);
    }

    @Bean
    Journal loginJournal(JdbcClient db, InstantSource now) {
        return new Journal(new LoginEventRows(db), now);
    }

    @Bean
    SigningOutEverywhere signingOutEverywhere(
            LoginAccountRows accounts,
            SignedInRows signedIn,
            Tables tables,
            ChangingEntries changing,
            Journal journal) {
        return new RefusingOldTokens(accounts, signedIn, tables, changing, journal, TOKEN_TIME);
    }
}
