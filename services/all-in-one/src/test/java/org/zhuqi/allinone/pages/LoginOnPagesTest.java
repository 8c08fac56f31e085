package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;

/** The way in with a password, what happens when it is over, and the way out: as a browser goes it, without sign-in links. */
class LoginOnPagesTest {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();
    private static final String ENTERPRISE = "qt-ent-002";
    private static final String PASSWORD = "绿色桌子与三十七个黄月亮";
    private static final Pattern HOME = Pattern.compile("/app/home$");
    private static final Pattern WELCOME = Pattern.compile("/app/(\\?.*)?$");
    private static final Pattern SIGNED_OUT = Pattern.compile("/signed-out$");

    private final String title = "登录之后 " + UUID.randomUUID().toString().substring(0, 8);

    /** Of an enterprise. Tests that reset its password must not end the tokens of others. */
    private record Person(String id, String login, String oneTimePassword) {
        static Person made() {
            String login = "denglu." + UUID.randomUUID().toString().substring(0, 8);
            String id = posted(
                            "/api/v1/directory/accounts",
                            Map.of("login", login, "name", "登录的人", "role", "ENTERPRISE", "enterprise", ENTERPRISE),
                            201)
                    .text("id");
            String password = posted("/api/v1/directory/accounts/" + id + "/one-time-password", Map.of(), 200)
                    .text("password");
            Person person = new Person(id, login, password);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> HELPDESK.get(person.account(), "/api/v1/me").status() == 200);
            return person;
        }

        Account account() {
            return new Account(
                    new AccountId(id), Role.ENTERPRISE, new DistrictId("QT"), new EnterpriseId(ENTERPRISE), null, "");
        }

        private static Answer posted(String path, Map<String, Object> body, int status) {
            Answer answer = HELPDESK.post(Helpdesk.ADMIN, path, body, Map.of());
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
            return answer;
        }
    }

    @Test
    void theFirstLoginLeadsHomeAndTheWayOutLeavesNothing() {
        Person person = Person.made();
        try (Window window = Window.ofPhone(person.login(), "zh-CN")) {
            Page page = window.page();
            window.go("/");
            window.press("登录");
            firstPassword(page, person);
            assertIsHome(page);
            assertThat(page.getByRole(AriaRole.NAVIGATION).last()).containsText("点单");
            page.reload();
            assertIsHome(page);

            Page tab = window.another("/app/orders");
            assertThat(tab).hasURL(Pattern.compile("/app/orders"));

            setTokens(page, "{ ends: 0 }");
            String before = token(page);
            page.reload();
            assertIsHome(page);
            assertThat(token(page)).as("the one that had ended was renewed").isNotEqualTo(before);

            window.press("退出登录");
            assertThat(page).hasURL(SIGNED_OUT);
            assertThat(tab).hasURL(WELCOME);
            assertThat(tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录")))
                    .isVisible();
            page.goBack();
            assertThat(page).hasURL(WELCOME);
            assertThat(window.button("登录")).isVisible();
            assertThat(page.getByText("我要点单")).hasCount(0);
            window.press("登录");
            assertThat(page.getByLabel("用户名")).isVisible();
        }
    }

    @Test
    void aLinkIntoThePagesIsWhereTheLoginLeads() {
        Person person = Person.made();
        try (Window window = Window.ofDesk(person.login(), "en-GB")) {
            window.go("/app/order/qt-yd?from=mail");
            window.press("Log in");
            Page page = window.page();
            page.getByLabel("Login").fill(person.login());
            page.getByLabel("Password").fill(person.oneTimePassword());
            window.press("Log in");
            page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill(PASSWORD);
            page.getByLabel("New password again").fill(PASSWORD);
            window.press("Save password");
            assertThat(page).hasURL(Pattern.compile("/app/order/qt-yd\\?from=mail"));
            assertThat(window.field("^Title")).isVisible();
        }
    }

    @Test
    void aSessionThatIsOverIsTakenUpAgainBesideThePage() {
        Person person = Person.made();
        try (Window window = Window.ofPhone(person.login(), "zh-CN")) {
            Page page = window.page();
            window.go("/");
            window.press("登录");
            firstPassword(page, person);
            assertIsHome(page);
            setTokens(page, "{ ends: 0, refresh: 'gone' }");
            page.reload();
            window.shows("登录已超时");
            // The login still knows the browser, so its window only comes and goes.
            Page beside = page.waitForPopup(() -> window.press("重新登录"));
            assertIsHome(page);
            assertThat(page.locator("dialog[open]")).hasCount(0);
            await().atMost(Duration.ofSeconds(10)).until(beside::isClosed);
        }
    }

    @Test
    void whoIsSignedOutEverywhereWhileSubmittingSignsInAndItIsSubmitted() {
        Person person = Person.made();
        try (Window window = Window.ofPhone(person.login(), "zh-CN")) {
            Page page = signedIn(window, person);
            fillOrder(window);
            endEverywhere(person, page);
            window.press("提交诉求");
            window.shows("登录已超时");
            assertThat(window.field("^标题")).hasValue(title);
            Page beside = page.waitForPopup(() -> window.press("重新登录"));
            logIn(beside, person.login(), PASSWORD);
            window.shows("已提交");
            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat(filed()).isOne();
            await().atMost(Duration.ofSeconds(10)).until(beside::isClosed);
        }
    }

    @Test
    void whatWaitsForItsOwnerIsNeverSentBySomebodyElse() {
        Person person = Person.made();
        Person other = Person.made();
        try (Window window = Window.ofPhone(person.login(), "zh-CN")) {
            Page page = signedIn(window, person);
            fillOrder(window);
            endEverywhere(person, page);
            window.press("提交诉求");
            window.shows("登录已超时");
            Page beside = page.waitForPopup(() -> window.press("重新登录"));
            firstPassword(beside, other);
            assertIsHome(page);
            assertThat(owner(page)).isEqualTo(other.id());
            page.reload();
            assertIsHome(page);
            assertThat(filed()).isZero();
            assertThat(page.getByText(title)).hasCount(0);

            // Its owner comes back, and it goes on.
            window.press("退出登录");
            assertThat(page).hasURL(SIGNED_OUT);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("重新登录"))
                    .click();
            window.press("登录");
            logIn(page, person.login(), PASSWORD);
            assertIsHome(page);
            await().atMost(Duration.ofSeconds(20)).until(() -> filed() == 1);
        }
    }

    private Page signedIn(Window window, Person person) {
        window.go("/");
        window.press("登录");
        firstPassword(window.page(), person);
        assertIsHome(window.page());
        return window.page();
    }

    private static void firstPassword(Page page, Person person) {
        logIn(page, person.login(), person.oneTimePassword());
        page.getByLabel("新密码", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.getByLabel("再次输入新密码").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存密码"))
                .click();
    }

    private static void logIn(Page page, String login, String password) {
        page.getByLabel("用户名").fill(login);
        page.getByLabel("密码").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                .click();
    }

    private static void assertIsHome(Page page) {
        assertThat(page).hasURL(HOME);
        assertThat(page.locator("main").getByText("我要点单").first()).isVisible();
    }

    private void fillOrder(Window window) {
        window.go("/app/order/qt-yd");
        window.field("遇到什么问题").fill("园区道路路灯不亮，影响夜班员工出行。");
        window.field("^标题").fill(title);
    }

    /** By an administrator; and nothing of the login is left in the browser. */
    private static void endEverywhere(Person person, Page page) {
        String token = token(page);
        Api api = new Api(Api.newClient(), HELPDESK.address(), token);
        // Tokens tell their time in whole seconds: one of the very second of the sign-out is still taken.
        await().until(() -> Instant.now().getEpochSecond() > issuedAt(token));
        assertThat(HELPDESK.post(
                                Helpdesk.ADMIN,
                                "/api/v1/directory/accounts/" + person.id() + "/sign-out",
                                Map.of(),
                                Map.of())
                        .status())
                .isEqualTo(204);
        await().atMost(Duration.ofSeconds(30)).until(() -> api.get("/api/v1/me").status() == 401);
        BrowserContext browser = page.context();
        browser.clearCookies();
    }

    private static long issuedAt(String token) {
        return Json.MAPPER
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]))
                .path("iat")
                .asLong();
    }

    private long filed() {
        return HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets?limit=200")
                .body()
                .path("items")
                .valueStream()
                .filter(it -> it.path("title").asString().equals(title))
                .count();
    }

    private static String token(Page page) {
        return (String) page.evaluate("() => JSON.parse(localStorage['zhuqi.session']).access");
    }

    private static String owner(Page page) {
        return (String) page.evaluate("() => JSON.parse(atob(JSON.parse(localStorage['zhuqi.session'])"
                + ".access.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub");
    }

    private static void setTokens(Page page, String change) {
        page.evaluate("() => { localStorage['zhuqi.session'] = JSON.stringify("
                + "{ ...JSON.parse(localStorage['zhuqi.session']), ..." + change + " }) }");
    }
}
