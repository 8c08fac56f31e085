package org.zhuqi.directory.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.DevelopmentIssuer;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;

/** What an administrator does for somebody who cannot log in, over HTTP. */
class AccountCareTest extends TestLogin {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aOneTimePasswordUnlocksSignsOutAndMustBeChanged() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Browser browser = new Browser();
        browser.logIn(officer, PASSWORD);
        HttpResponse<String> answer = post(officer, "one-time-password", admin());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        String password = Browser.json(answer).path("password").asString();
        assertThat(Browser.location(browser.get("/account"))).isEqualTo("/login");
        assertThat(new Browser().logIn(officer, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(Browser.location(new Browser().logIn(officer, password))).isEqualTo("/login/password");
        assertThat(database.sql("select count(*) from directory.credential where password_hash like '%' || ? || '%'")
                        .param(password)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void unlocking() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        for (int i = 0; i < 5; i++) {
            new Browser().logIn(officer, "wrong");
        }
        assertThat(new Browser().logIn(officer, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(post(officer, "unlock", admin()).statusCode()).isEqualTo(204);
        assertThat(Browser.location(new Browser().logIn(officer, PASSWORD))).isEqualTo("/account");
    }

    @Test
    void aLostSecondFactorIsReset() throws Exception {
        AccountId supervisor = somebody(Role.SUPERVISOR);
        database.sql("update directory.credential set totp_secret = 'x', totp_confirmed_at = now() where account = ?")
                .param(supervisor.text())
                .update();
        assertThat(Browser.location(new Browser().logIn(supervisor, PASSWORD))).isEqualTo("/login/code");
        assertThat(post(supervisor, "reset-second-factor", admin()).statusCode())
                .isEqualTo(204);
        assertThat(Browser.location(new Browser().logIn(supervisor, PASSWORD))).isEqualTo("/login/enrol");
        assertThat(eventsOf(supervisor)).contains("SECOND_FACTOR_RESET", "SIGNED_OUT_EVERYWHERE");
    }

    @Test
    void signingOut() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Browser browser = new Browser();
        browser.logIn(officer, PASSWORD);
        assertThat(post(officer, "sign-out", admin()).statusCode()).isEqualTo(204);
        assertThat(Browser.location(browser.get("/account"))).isEqualTo("/login");
    }

    @Test
    void onlyForAdministratorsOfTheDistrict() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Caller elsewhere = Callers.in("SY", admin());
        Caller coordinator = Callers.coordinator("c");
        for (String what : new String[] {"one-time-password", "unlock", "reset-second-factor", "sign-out"}) {
            assertThat(post(officer, what, elsewhere).statusCode()).as(what).isEqualTo(404);
            assertThat(post(officer, what, coordinator).statusCode()).as(what).isEqualTo(403);
            assertThat(post(new AccountId("nobody"), what, admin()).statusCode())
                    .as(what)
                    .isEqualTo(404);
            assertThat(post(officer, what + "?force=true", admin()).statusCode())
                    .as(what)
                    .isEqualTo(400);
        }
        assertThat(Browser.location(new Browser().logIn(officer, PASSWORD))).isEqualTo("/account");
    }

    @Test
    void whoLooksAfterAllDistrictsIsNotForTheAdministratorOfOne() throws Exception {
        AccountId operator = somebody(Role.ADMIN);
        database.sql("update directory.account set all_districts = true where id = ?")
                .param(operator.text())
                .update();
        for (String what : new String[] {"one-time-password", "unlock", "reset-second-factor", "sign-out"}) {
            assertThat(post(operator, what, admin()).statusCode()).as(what).isEqualTo(403);
            assertThat(post(operator, what, Callers.ofAllDistricts(admin())).statusCode())
                    .as(what)
                    .isBetween(200, 204);
        }
    }

    private static Caller admin() {
        return Callers.inRole("some-admin", Role.ADMIN);
    }

    private HttpResponse<String> post(AccountId account, String what, Caller caller) throws Exception {
        String token = DevelopmentIssuer.in(TestPlatform.issuer().privateKey().resolveSibling(""), BASE)
                .token(caller, Clock.systemUTC().instant(), Duration.ofMinutes(5));
        return http.send(
                HttpRequest.newBuilder(URI.create(BASE + "/api/v1/directory/accounts/" + account + "/" + what))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
