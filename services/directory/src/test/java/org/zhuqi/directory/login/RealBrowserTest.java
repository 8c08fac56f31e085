package org.zhuqi.directory.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.application.AccountCare;
import org.zhuqi.directory.login.domain.Totp;
import org.zhuqi.platform.testkit.Chromium;

/**
 * The login in Chromium, from a client and back to it, and each of its pages looked at by axe. What it looked like is kept
 * under {@code target/screenshots}.
 */
class RealBrowserTest extends TestLogin {
    @Autowired
    AccountCare care;

    private static com.microsoft.playwright.Browser chromium;
    private static @Nullable HttpServer client;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.browser();
        URI callback = URI.create(CALLBACK);
        client = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), callback.getPort()), 0);
        client.createContext(callback.getPath(), RealBrowserTest::takeCode);
        client.start();
    }

    /** The client's whole page: it takes the code, exchanges it and shows what it got. */
    private static void takeCode(HttpExchange exchange) throws IOException {
        String shown;
        try {
            String code = Browser.parameter(exchange.getRequestURI().toString(), "code")
                    .orElseThrow();
            var tokens = Browser.json(new Browser().exchange(code));
            shown = Browser.claims(tokens.path("access_token").asString()).toString();
        } catch (Exception e) {
            shown = e.toString();
        }
        byte[] body = """
                <!DOCTYPE html><html lang="en"><title>client</title><link rel="icon" href="data:,">
                <p id="claims">%s</p></html>""".formatted(shown).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.stop(0);
        }
    }

    @BeforeEach
    void open() {
        context = chromium.newContext(new NewContextOptions().setLocale("zh-CN").setJavaScriptEnabled(true));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refused form is an answer of 401, of which the console tells as well.
            if (message.type().equals("error") && !message.text().contains("status of 401")) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    @Test
    void fromAClientThroughTheFirstLoginAndBack() throws Exception {
        AccountId coordinator = newcomer(Role.COORDINATOR, "QT");
        String given = care.oneTimePassword(coordinator, coordinator, null);

        page.navigate(BASE + Browser.authorizePath());
        look("1-login");
        page.getByLabel("用户名").fill(coordinator.text());
        page.getByLabel("密码").fill("not this one");
        press("登录");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("登录未成功");
        look("2-login-refused");
        page.getByLabel("密码").fill(given);
        press("登录");

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("设置您的密码");
        look("3-first-password");
        page.getByLabel("新密码", exact()).fill("password1234");
        page.getByLabel("再次输入新密码").fill("password1234");
        press("保存密码");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("过于常见");
        page.getByLabel("新密码", exact()).fill(PASSWORD);
        page.getByLabel("再次输入新密码").fill(PASSWORD);
        press("保存密码");

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("绑定身份验证器");
        look("4-enrol");
        page.getByText("无法扫描？手动输入密钥").click();
        byte[] secret = base32(page.locator("#secret").innerText());
        page.getByLabel("6 位验证码").fill(codeOf(secret));
        press("完成绑定");
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("保存恢复码");
        assertThat(page.locator(".codes li")).hasCount(10);
        look("5-recovery-codes");
        press("我已保存，继续");

        page.waitForURL(address -> address.startsWith(CALLBACK));
        assertThat(page.locator("#claims")).containsText("\"role\":\"COORDINATOR\"");
        assertThat(page.locator("#claims")).containsText(coordinator.text());

        page.navigate(BASE + "/account");
        assertThat(page.locator(".facts")).containsText("张小明");
        look("6-account");
        page.navigate(BASE + "/account/second-factor");
        look("7-second-factor");
        page.navigate(BASE + "/account/password");
        look("8-password");

        BrowserContext phone = chromium.newContext(new NewContextOptions().setLocale("en"));
        Page other = phone.newPage();
        other.navigate(BASE + "/account");
        other.getByLabel("Login").fill(coordinator.text());
        other.getByLabel("Password").fill(PASSWORD);
        other.keyboard().press("Enter");
        assertThat(other.getByRole(AriaRole.HEADING)).hasText("Enter your code");
        look("9-code", other);
        other.getByLabel("Code or recovery code").fill(codeOf(secret));
        other.keyboard().press("Enter");
        assertThat(other.getByRole(AriaRole.HEADING).first()).hasText("My account");
        look("10-account-english", other);

        page.navigate(BASE + "/account");
        assertThat(page.locator("#sessions li")).hasCount(2);
        press("在所有设备上退出");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("所有设备");
        look("11-signed-out");
        other.reload();
        assertThat(other.getByRole(AriaRole.HEADING)).hasText("Log in");
        phone.close();
    }

    @Test
    void aLockedAccountOpensAgainWithTime() {
        AccountId officer = somebody(Role.OFFICER);
        page.navigate(BASE + "/login?lang=en");
        for (int i = 0; i < 5; i++) {
            logIn(officer, "wrong");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("after five wrong attempts an account rests");
        }
        logIn(officer, PASSWORD);
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        time.passes(Duration.ofMinutes(1));
        logIn(officer, PASSWORD);
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("My account");
    }

    @Test
    void worksWithoutJavaScriptAndByKeyboardAlone() {
        AccountId officer = somebody(Role.OFFICER);
        try (BrowserContext plain =
                chromium.newContext(new NewContextOptions().setLocale("en").setJavaScriptEnabled(false))) {
            Page here = plain.newPage();
            here.navigate(BASE + "/login");
            assertThat(here.locator("#login")).isFocused();
            here.keyboard().type(officer.text());
            here.keyboard().press("Tab");
            here.keyboard().type(PASSWORD);
            here.keyboard().press("Enter");
            assertThat(here.getByRole(AriaRole.HEADING).first()).hasText("My account");
        }
    }

    private void logIn(AccountId account, String password) {
        page.getByLabel("Login").fill(account.text());
        page.getByLabel("Password").fill(password);
        press("Log in");
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private void look(String name) {
        look(name, page);
    }

    private static void look(String name, Page shown) {
        Chromium.look(shown, name, Chromium.PHONE, Chromium.DESK);
    }

    /** What the page's secret is good for is what an authenticator shows. */
    @Test
    void theSecretOfThePageIsTheSecretOfTheCode() {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(base32(Totp.text(secret))).isEqualTo(secret);
    }
}
