package org.zhuqi.directory.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.directory.login.Browser.location;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.application.AccountCare;

/** The pages of the login, as a browser without JavaScript sees them. */
class LoginFlowTest extends TestLogin {
    private static final Pattern SECRET = Pattern.compile("<code id=\"secret\">([A-Z2-7 ]+)</code>");
    private static final Pattern RECOVERY_CODE = Pattern.compile("<li><code>([0-9-]+)</code></li>");

    private final Browser browser = new Browser();

    @Autowired
    AccountCare care;

    @Test
    void aPasswordIsEnoughForAnOfficer() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        assertThat(location(browser.get("/account"))).isEqualTo("/login");
        HttpResponse<String> in = browser.submit("/login", "login", "x", "password", "y");
        assertThat(in.statusCode()).as("no form was loaded").isEqualTo(303);
        assertThat(location(browser.logIn(officer, PASSWORD))).isEqualTo("/account");
        assertThat(browser.get("/account").body())
                .contains(officer.text(), "张小明", "Officer", "Chrome · Linux", "This device");
        assertThat(eventsOf(officer)).containsExactly("LOGGED_IN");
        assertThat(location(browser.get("/login"))).isEqualTo("/account");
    }

    @Test
    void theFirstPasswordIsChangedAndASecondFactorSetUpBeforeAnythingOpens() throws Exception {
        AccountId coordinator = newcomer(Role.COORDINATOR, "QT");
        String given = care.oneTimePassword(coordinator, coordinator, null);
        assertThat(location(browser.logIn(coordinator, given))).isEqualTo("/login/password");
        assertNothingIsOpen();

        browser.get("/login/password");
        assertThat(browser.submit("/login/password", "wanted", "short", "repeated", "short")
                        .body())
                .contains("at least 12 characters");
        assertThat(browser.submit("/login/password", "wanted", PASSWORD, "repeated", PASSWORD + "!")
                        .body())
                .contains("not the same");
        assertThat(browser.submit("/login/password", "wanted", given, "repeated", given)
                        .body())
                .contains("the password you have now");
        assertThat(location(browser.submit("/login/password", "wanted", PASSWORD, "repeated", PASSWORD)))
                .isEqualTo("/login/enrol");
        assertNothingIsOpen();

        String page = browser.get("/login/enrol").body();
        byte[] secret = base32(found(SECRET, page).getFirst());
        assertThat(browser.get("/login/enrol").body())
                .as("loaded again")
                .contains(found(SECRET, page).getFirst());
        assertThat(browser.submit("/login/enrol", "code", "000000").body()).contains("This code is not right");
        String shown = browser.submit("/login/enrol", "code", codeOf(secret)).body();
        List<String> recoveryCodes = found(RECOVERY_CODE, shown);
        assertThat(recoveryCodes).hasSize(10);
        assertNothingIsOpen();
        assertThat(location(browser.submit("/login/continue")))
                .as("what was asked for last")
                .isEqualTo(Browser.authorizePath());
        assertThat(browser.get("/account").body()).contains("Recovery codes left: 10");

        Browser next = new Browser();
        assertThat(location(next.logIn(coordinator, PASSWORD))).isEqualTo("/login/code");
        assertThat(location(next.get("/account"))).isEqualTo("/login");
        next.get("/login/code");
        String code = codeOf(secret);
        assertThat(location(next.submit("/login/code", "code", code))).isEqualTo("/account");

        Browser replaying = new Browser();
        replaying.logIn(coordinator, PASSWORD);
        replaying.get("/login/code");
        assertThat(replaying.submit("/login/code", "code", code).statusCode())
                .as("a code is taken once")
                .isEqualTo(401);
        assertThat(location(replaying.submit(
                        "/login/code", "code", recoveryCodes.getFirst().replace("-", " "))))
                .isEqualTo("/account");
        assertThat(replaying.get("/account").body()).contains("Recovery codes left: 9");
        Browser again = new Browser();
        again.logIn(coordinator, PASSWORD);
        again.get("/login/code");
        assertThat(again.submit("/login/code", "code", recoveryCodes.getFirst()).statusCode())
                .as("a recovery code too")
                .isEqualTo(401);
        assertThat(database.sql("select totp_secret from directory.credential where account = ?")
                        .param(coordinator.text())
                        .query(byte[].class)
                        .single())
                .as("kept encrypted")
                .hasSize(12 + 20 + 16);
    }

    @Test
    void aPasswordThatWasReplacedOpensNoFurtherDoor() throws Exception {
        AccountId officer = newcomer(Role.OFFICER, "QT");
        browser.logIn(officer, care.oneTimePassword(officer, officer, null));
        browser.get("/login/password");
        time.passes(Duration.ofSeconds(1));
        care.oneTimePassword(officer, officer, null);
        assertThat(location(browser.submit("/login/password", "wanted", PASSWORD, "repeated", PASSWORD)))
                .isEqualTo("/login");
        assertThat(new Browser().logIn(officer, PASSWORD).statusCode()).isEqualTo(401);
    }

    private void assertNothingIsOpen() throws Exception {
        assertThat(location(browser.get("/account"))).isEqualTo("/login");
        assertThat(location(browser.get(Browser.authorizePath()))).isEqualTo("/login");
    }

    @Test
    void fiveWrongAttemptsCostAMinuteAndEachFurtherOneTwiceAsMuch() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.logIn(officer, "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(browser.logIn(officer, PASSWORD).statusCode())
                .as("right, but the account rests")
                .isEqualTo(401);
        time.passes(Duration.ofSeconds(59));
        assertThat(browser.logIn(officer, PASSWORD).statusCode()).isEqualTo(401);
        time.passes(Duration.ofSeconds(2));
        assertThat(browser.logIn(officer, "wrong").statusCode()).isEqualTo(401);
        time.passes(Duration.ofSeconds(90));
        assertThat(browser.logIn(officer, PASSWORD).statusCode())
                .as("two minutes now")
                .isEqualTo(401);
        time.passes(Duration.ofSeconds(31));
        assertThat(location(browser.logIn(officer, PASSWORD))).isEqualTo("/account");
        assertThat(credentials.find(officer).orElseThrow().failures()).isZero();
        assertThat(eventsOf(officer)).contains("WRONG_PASSWORD", "LOCKED", "REFUSED_WHILE_LOCKED", "LOGGED_IN");
    }

    @Test
    void wrongCodesLockTheAccountToo() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        byte[] secret = enrol(officer);
        Browser thief = new Browser();
        thief.logIn(officer, PASSWORD);
        for (int i = 0; i < 5; i++) {
            thief.get("/login/code");
            assertThat(thief.submit("/login/code", "code", "123").statusCode()).isEqualTo(401);
            thief.logIn(officer, PASSWORD);
        }
        assertThat(credentials.find(officer).orElseThrow().lockedUntil()).isNotNull();
        assertThat(thief.logIn(officer, PASSWORD).statusCode())
                .as("the right password does not forgive wrong codes")
                .isEqualTo(401);
        time.passes(Duration.ofMinutes(1));
        assertThat(location(thief.logIn(officer, PASSWORD))).isEqualTo("/login/code");
        thief.get("/login/code");
        assertThat(location(thief.submit("/login/code", "code", codeOf(secret))))
                .isEqualTo("/account");
    }

    private byte[] enrol(AccountId account) throws Exception {
        Browser owner = new Browser();
        owner.logIn(account, PASSWORD);
        byte[] secret =
                base32(found(SECRET, owner.get("/account/second-factor").body()).getFirst());
        assertThat(owner.submit("/account/second-factor", "code", codeOf(secret))
                        .statusCode())
                .isEqualTo(200);
        return secret;
    }

    @Test
    void whoeverMayHaveASecondFactorCanRenewItsCodesAndTurnItOff() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        byte[] secret = enrol(officer);
        browser.logIn(officer, PASSWORD);
        browser.get("/login/code");
        browser.submit("/login/code", "code", codeOf(secret));
        browser.get("/account/second-factor");
        assertThat(browser.submit("/account/recovery-codes", "code", "nothing").statusCode())
                .isEqualTo(401);
        assertThat(found(
                        RECOVERY_CODE,
                        browser.submit("/account/recovery-codes", "code", codeOf(secret))
                                .body()))
                .hasSize(10);
        assertThat(location(browser.submit("/account/second-factor/remove", "code", codeOf(secret))))
                .isEqualTo("/account?changed");
        assertThat(location(new Browser().logIn(officer, PASSWORD))).isEqualTo("/account");
    }

    @Test
    void anAnswerDoesNotTellWhoHasAnAccount() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        AccountId closed = somebody(Role.OFFICER);
        database.sql("update directory.account set active = false where id = ?")
                .param(closed.text())
                .update();
        AccountId without = newcomer(Role.OFFICER, "QT");
        String wrong = answerTo(officer, "wrong");
        assertThat(answerTo(new AccountId("nobody"), "wrong")).isEqualTo(wrong);
        assertThat(answerTo(closed, PASSWORD)).isEqualTo(wrong);
        assertThat(answerTo(without, "wrong")).isEqualTo(wrong);
        for (int i = 0; i < 5; i++) {
            answerTo(officer, "wrong");
        }
        assertThat(answerTo(officer, PASSWORD)).as("locked").isEqualTo(wrong);
    }

    private static String answerTo(AccountId account, String password) throws Exception {
        HttpResponse<String> answer = new Browser().logIn(account, password);
        return answer.statusCode()
                + answer.body().replace(account.text(), "LOGIN").replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "CSRF");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.get("/login");
        HttpResponse<String> forged = browser.post("/login", "login", officer.text(), "password", PASSWORD);
        assertThat(forged.statusCode()).isEqualTo(303);
        assertThat(location(forged)).isEqualTo("/login?stale");
        assertThat(browser.get("/login?stale").body()).contains("lay open for too long");
        assertThat(location(browser.get("/account"))).isEqualTo("/login");
        browser.logIn(officer, PASSWORD);
        assertThat(location(browser.post("/account/sign-out"))).isEqualTo("/login?stale");
        assertThat(browser.get("/account").statusCode()).as("still there").isEqualTo(200);
    }

    @Test
    void aSessionHasANewNumberOnceSomebodyIsBehindIt() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.get("/login");
        String before = browser.session().orElseThrow().getValue();
        browser.logIn(officer, PASSWORD);
        assertThat(browser.session().orElseThrow().getValue()).isNotEqualTo(before);
    }

    @Test
    void pagesAreClosedToEverythingForeign() throws Exception {
        HttpResponse<String> page = browser.get("/login");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith(
                                "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://127")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).contains("zhuqi-login=", "HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(page.body()).doesNotContain("<script", "style=", "onclick", "http://", "https://");
        HttpResponse<String> style = browser.get("/login/style.css");
        assertThat(style.headers().firstValue("Content-Type")).hasValue("text/css;charset=UTF-8");
        assertThat(style.body()).contains("prefers-color-scheme: dark").doesNotContain("@import", "url(");
    }

    @Test
    void speaksChineseUnlessAskedForEnglish() throws Exception {
        assertThat(new Browser().speaking("zh-CN,zh;q=0.9").get("/login").body())
                .contains("lang=\"zh-CN\"", "用户名", "English");
        assertThat(browser.get("/login").body())
                .contains("lang=\"en\"", "<title>Log in · Zhuqi 助企通</title>", "Password", "中文");
        assertThat(browser.get("/login?lang=zh").body()).contains("用户名");
        assertThat(browser.get("/login").body()).as("remembered").contains("用户名");
        assertThat(browser.submit("/login", "login", "x", "password", "y").body())
                .contains("登录未成功");
    }

    @Test
    void changingThePasswordEndsTheOtherSessions() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Browser other = new Browser();
        other.logIn(officer, PASSWORD);
        browser.logIn(officer, PASSWORD);
        browser.get("/account/password");
        String wanted = "seven boats wait for the tide";
        assertThat(browser.submit("/account/password", "current", "wrong", "wanted", wanted, "repeated", wanted)
                        .body())
                .contains("current password is not right");
        assertThat(location(
                        browser.submit("/account/password", "current", PASSWORD, "wanted", wanted, "repeated", wanted)))
                .isEqualTo("/account?changed");
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        assertThat(location(other.get("/account"))).isEqualTo("/login");
        assertThat(new Browser().logIn(officer, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(location(new Browser().logIn(officer, wanted))).isEqualTo("/account");
    }

    @Test
    void oneOtherSessionCanBeEnded() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Browser other = new Browser();
        other.logIn(officer, PASSWORD);
        browser.logIn(officer, PASSWORD);
        String page = browser.get("/account").body();
        String its = found(Pattern.compile("name=\"session\" value=\"([^\"]+)\""), page)
                .getFirst();
        assertThat(location(browser.submit("/account/sessions/end", "session", its)))
                .isEqualTo("/account");
        assertThat(location(other.get("/account"))).isEqualTo("/login");
        assertThat(browser.get("/account").body()).doesNotContain("name=\"session\"");
    }

    @Test
    void signingOutEndsThisSession() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.logIn(officer, PASSWORD);
        browser.get("/account");
        assertThat(location(browser.submit("/account/sign-out"))).isEqualTo("/signed-out");
        assertThat(browser.get("/signed-out").body()).contains("You are signed out");
        assertThat(location(browser.get("/account"))).isEqualTo("/login");
        assertThat(eventsOf(officer)).containsExactly("LOGGED_IN", "SIGNED_OUT");
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(match -> match.group(1)).toList();
    }
}
