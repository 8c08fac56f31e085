package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;

/** The network goes, the session ends, people press twice, go back and open tabs: nothing is lost, nothing is doubled. */
class NothingLostTest {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();
    private static final String DESCRIPTION = "遇到什么问题";

    private final String title = "断网也不丢 " + UUID.randomUUID().toString().substring(0, 8);

    private void fill(Window window) {
        window.field(DESCRIPTION).fill("园区道路路灯不亮，影响夜班员工出行。");
        window.field("^标题").fill(title);
    }

    private void assertFiledOnce() {
        await().untilAsserted(() -> assertThat(HELPDESK.get(Helpdesk.ENTERPRISE, "/api/v1/tickets?limit=200")
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(it -> it.path("title").asString().equals(title)))
                .hasSize(1));
    }

    @Test
    void whatIsSubmittedWithoutANetworkIsSentOnceItIsBack() {
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.open("/order/qt-yd");
            fill(window);
            window.context().setOffline(true);
            window.press("提交诉求");
            window.shows("网络恢复后自动提交");
            window.context().setOffline(false);
            window.shows("已提交");
            assertFiledOnce();
        }
    }

    @Test
    void aPageThatIsReloadedWithoutANetworkOpensWithItsDraftAndSendsItOnceTheNetworkIsBack() {
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.open("/order/qt-yd");
            // Until everything is kept, and it is the device that answers.
            window.page().waitForFunction("() => navigator.serviceWorker.controller?.state === 'activated'");
            fill(window);
            assertThat(window.page()).hasURL(Pattern.compile("draft="));
            window.context().setOffline(true);
            window.page().reload();
            assertThat(window.field("^标题")).hasValue(title);
            window.shows("网络已断开");
            window.press("提交诉求");
            window.shows("网络恢复后自动提交");
            window.page().reload();
            window.shows("网络恢复后自动提交");
            window.context().setOffline(false);
            window.shows("已提交");
            assertFiledOnce();
        }
    }

    @Test
    void whatWasTypedIsThereAfterAReloadAndAfterGoingBack() {
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.open("/order");
            window.page().locator("a[href$='/order/qt-yd']").first().click();
            fill(window);
            window.page().goBack();
            assertThat(window.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("点单")))
                    .isVisible();
            window.page().goForward();
            assertThat(window.field("^标题")).hasValue(title);
            window.page().reload();
            assertThat(window.field("^标题")).hasValue(title);
            window.button("提交诉求").dblclick();
            window.shows("已提交");
            assertFiledOnce();
        }
    }

    @Test
    void twoTabsWithOneDraftFileItOnce() {
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.open("/order/qt-yd");
            fill(window);
            assertThat(window.page()).hasURL(Pattern.compile("draft="));
            String path = window.page().url().replaceFirst("^.*/app", "");
            Page tab = window.tab(path);
            assertThat(tab.getByLabel(Pattern.compile("^标题")).first()).hasValue(title);
            window.press("提交诉求");
            window.shows("已提交");
            assertFiledOnce();
        }
    }

    @Test
    void aSessionThatEndsWhileOneTypesLosesNothing() {
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.open("/order/qt-yd");
            fill(window);
            // From now on the server knows this token no more, as after signing out everywhere.
            window.page().route("**/api/v1/**", route -> {
                if (route.request().headers().getOrDefault("authorization", "").length() > 10) {
                    route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(401));
                } else {
                    route.resume();
                }
            });
            window.press("提交诉求");
            window.shows("登录已超时");
            assertThat(window.field("^标题")).hasValue(title);
            window.page().unroute("**/api/v1/**");
            window.page().reload();
            assertThat(window.field("^标题")).hasValue(title);
        }
    }

    @Test
    void theDeskIsDoneByKeysAlone() {
        var ticket = HELPDESK.ticket(title);
        try (Window window = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN")) {
            window.open("/desk");
            assertThat(window.page().locator(".queue [role=option]").first()).isVisible();
            window.page().keyboard().press("?");
            assertThat(window.page().locator("dialog[open]")).isVisible();
            window.page().keyboard().press("Escape");
            assertThat(window.page().locator("dialog[open]")).hasCount(0);
            Keyboard keys = new Keyboard(window.page());
            keys.press("/").is("搜单号").type(title);
            assertThat(window.page().locator(".queue [role=option]")).hasCount(1);
            keys.to("列表$").press("Home");
            var heading = window.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title));
            assertThat(heading).isVisible();
            assertThat(window.named(AriaRole.BUTTON, "^派单给").first()).isVisible();
            window.page().keyboard().press("Enter");
            window.shows("秒后派出");
            window.page().keyboard().press("Escape");
            assertThat(HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id())
                            .body()
                            .path("state")
                            .asString())
                    .isEqualTo("SUBMITTED");
        }
    }
}
