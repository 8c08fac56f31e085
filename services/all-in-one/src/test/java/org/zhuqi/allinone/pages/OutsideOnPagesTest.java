package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;

/** What an administrator says of what leaves the system, and what each chooses to be told; in Xiaoshan, as of a desk. */
class OutsideOnPagesTest {
    private static final String ADMIN = "xs-admin";
    private static final String ENTERPRISE = "xs-enterprise";
    private static final String COORDINATOR = "xs-coordinator";
    private static final String CHINESE = "zh-CN";
    private static final int SOON_MS = 30_000;
    private static final Duration SOON = Duration.ofMillis(SOON_MS);
    private static final HasCountOptions PATIENTLY = new HasCountOptions().setTimeout(SOON_MS);

    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();

    /** A request that came, and whether a secret as it was shown signed it. */
    record Got(Headers headers, String body) {
        boolean isSignedWith(String shown) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(shown.substring("whsec_".length())), "HmacSHA256"));
                String signed = "%s.%s.%s".formatted(header("Webhook-id"), header("Webhook-timestamp"), body);
                String right = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
                return List.of(header("Webhook-signature").split(" ", -1)).contains(right);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    @Test
    void aWebhookIsSetUpDeliversIsLoggedAndGetsAnotherSecret() throws IOException {
        List<Got> got = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            got.add(new Got(exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        String owner = "链办对接组 " + unique();
        try (Window admin = Window.ofDesk(ADMIN, CHINESE)) {
            admin.open("/admin/webhooks");
            admin.press("新增订阅");
            admin.field("由谁负责").fill(owner);
            admin.field("接收地址").fill("ftp://127.0.0.1/zhuqi");
            admin.press("保存");
            assertThat(dialog(admin).locator("p.fault")).containsText("https://");
            admin.field("接收地址")
                    .fill("http://127.0.0.1:%d/zhuqi"
                            .formatted(receiver.getAddress().getPort()));
            admin.press("保存");
            String first = secret(admin);
            admin.press("完成");
            assertThat(admin.page().getByRole(AriaRole.HEADING).first()).hasText(owner);
            assertThat(admin.page().content()).as("shown this once").doesNotContain(first);

            admin.press("发测试");
            assertThat(admin.page().locator(".trial")).containsText("测试送达：204");
            assertThat(got).hasSize(1).allMatch(one -> one.isSignedWith(first));

            String told = filed();
            await().atMost(SOON)
                    .until(() -> got.stream().anyMatch(one -> one.body().contains(told)));
            assertThat(got).allMatch(one -> one.isSignedWith(first));
            Locator log = admin.page().getByRole(AriaRole.ROW).filter(of("zhuqi.ticket.submitted.v1"));
            assertThat(log).containsText("已送达", new ContainsTextOptions().setTimeout(SOON_MS));
            assertThat(log).containsText("204");

            admin.press("更换密钥");
            within(dialog(admin), "更换密钥").click();
            String second = secret(admin);
            admin.press("完成");
            assertThat(second).isNotEqualTo(first);
            admin.shows("第 2 个密钥");
            String later = filed();
            await().atMost(SOON)
                    .until(() -> got.stream().anyMatch(one -> one.body().contains(later)));
            assertThat(got.stream().filter(one -> one.body().contains(later)))
                    .as("both sign for a day")
                    .allMatch(one -> one.isSignedWith(first) && one.isSignedWith(second));

            admin.press("暂停");
            admin.shows("由管理员暂停");
            admin.press("删除");
            within(dialog(admin), "删除").click();
            assertThat(admin.page().getByRole(AriaRole.HEADING).first()).hasText("回调订阅");
            assertThat(admin.page().getByText(owner)).hasCount(0);
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void otherWordsOfARuleReachTheInboxUntilItsReaderMutesThem() {
        String words = "新单" + unique();
        try (Window admin = Window.ofDesk(ADMIN, CHINESE);
                Window coordinator = Window.ofDesk(COORDINATOR, CHINESE)) {
            String before = filed();
            admin.open("/admin/notifications");
            admin.page()
                    .getByRole(AriaRole.ROW)
                    .filter(of("已点单"))
                    .filter(of("派单员"))
                    .getByRole(AriaRole.BUTTON)
                    .first()
                    .click();
            Locator sheet = dialog(admin);
            sheet.getByLabel("标题").first().fill(words + " {{numbr}}");
            within(sheet, "预览").click();
            assertThat(sheet.getByRole(AriaRole.ALERT)).containsText("numbr");
            sheet.getByLabel("标题").first().fill(words + " {{title}}");
            within(sheet, "预览").click();
            assertThat(sheet.locator(".message").first()).containsText(words + " " + before);
            within(sheet, "完成").click();
            admin.press("保存");
            admin.shows("规则已保存为第");

            String told = filed();
            coordinator.open("/inbox");
            assertThat(coordinator.page().getByText(words + " " + told)).hasCount(1, PATIENTLY);

            coordinator.page().getByRole(AriaRole.LINK, named("消息设置")).click();
            Locator mine = coordinator.page().getByLabel("已点单");
            assertThat(mine).isChecked();
            mine.uncheck();
            coordinator.press("保存");
            coordinator.shows("1 项不接收");
            assertThat(coordinator.button("保存")).isDisabled();
            String silent = filed();
            mine.check();
            // It is decided by what is chosen then.
            awaitDecided(silent);
            coordinator.press("保存");
            assertThat(coordinator.button("保存")).isDisabled();
            String again = filed();
            coordinator.open("/inbox");
            assertThat(coordinator.page().getByText(words + " " + again)).hasCount(1, PATIENTLY);
            assertThat(coordinator.page().getByText(silent)).hasCount(0);
        }
    }

    /** The officer is told of the same event, which is decided for all at once. */
    private static void awaitDecided(String title) {
        await().atMost(SOON)
                .until(() -> HELPDESK.get("xs-officer", "/api/v1/notifications?limit=20")
                        .body()
                        .toString()
                        .contains(title));
    }

    private static String secret(Window admin) {
        Locator shown = admin.page().locator(".secret input");
        assertThat(shown).isVisible();
        return shown.inputValue();
    }

    private static Locator dialog(Window window) {
        return window.page().locator("dialog[open]").last();
    }

    private static Locator within(Locator part, String button) {
        return part.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private static Locator.FilterOptions of(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions named(String name) {
        return new com.microsoft.playwright.Page.GetByRoleOptions().setName(name);
    }

    /** Another ticket of Xiaoshan; its title. */
    private static String filed() {
        String title = "对外的诉求 " + unique();
        HELPDESK.post(ENTERPRISE, "/api/v1/tickets", Helpdesk.submission("xs-yd", title), Map.of());
        return title;
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
