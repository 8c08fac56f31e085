package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.lifecycle.TicketState;

/** A coordinator's day without a mouse, from the link that signs in: only keys, and never lost where one is. */
class DeskByKeysTest {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();
    private static final String UNIT = "qt-handler-zrzy";

    /** Of the desk's list; what can be chosen in a field are options, too. */
    private static final String ROWS = ".queue [role=option]";

    private final String day = UUID.randomUUID().toString().substring(0, 8);

    private TicketSteps ticket(String title) {
        return HELPDESK.ticket(title + " " + day);
    }

    @Test
    void aDayAtTheDesk() {
        TicketSteps suggested = ticket("照建议派单");
        TicketSteps elsewhere = ticket("派给别的单位");
        TicketSteps declined = ticket("不予受理的诉求");
        TicketSteps bulkOne = ticket("成批之一");
        TicketSteps bulkOther = ticket("成批之二");
        TicketSteps asked = ticket("请企业补充材料").dispatchTo("qt-zrzy").accept();
        TicketSteps objected = ticket("退单待裁定")
                .dispatchTo("qt-zrzy")
                .take(UNIT, "object", Map.of("ground", "NOT_COMPETENT", "reason", "属人社局。", "proposedUnit", "qt-rsj"));
        LocalDate until = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20);
        TicketSteps extended = ticket("申请延期的诉求")
                .dispatchTo("qt-zrzy")
                .accept()
                .take(UNIT, "request-extension", Map.of("until", until + "T09:00:00Z", "reason", "需省厅复核"));
        TicketSteps answered = ticket("待确认的诉求").dispatchTo("qt-zrzy").accept().answer("已办结。");

        try (Window window = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN")) {
            Page page = window.page();
            Keyboard keys = new Keyboard(page);
            window.open("/desk");
            assertThat(page.locator(ROWS).first()).isVisible();
            keys.to("跳到").press("Enter");

            at(window, keys, "照建议派单");
            isSuggested(window);
            keys.press("Enter");
            window.shows("秒后派出");
            assertState(suggested, TicketState.DISPATCHED);

            at(window, keys, "派给别的单位");
            isSuggested(window);
            keys.press("d").dialog("派单").is("单位").type("人力资源");
            assertThat(page.locator("dialog[open] [role=option]")).hasText(Pattern.compile("人力资源"));
            keys.press("Enter").to("^派单$").press("Enter").noDialog();
            assertState(elsewhere, TicketState.DISPATCHED);
            assertThat(shown(elsewhere, "lead")).isEqualTo("qt-rsj");

            at(window, keys, "不予受理的诉求");
            bar(window, keys, "不予受理");
            keys.dialog("不予受理").press("Space").to("^理由").type("已进入诉讼程序，请通过法院主张权利。");
            keys.to("^不予受理$").press("Enter");
            window.shows("确定不予受理？");
            keys.is("^不予受理$").press("Enter").noDialog();
            assertState(declined, TicketState.DECLINED);

            keys.press("g", "a");
            at(window, keys, "请企业补充材料");
            bar(window, keys, "挂起");
            keys.dialog("挂起").press("Space").to("^具体说明").type("请补充竣工备案表。");
            keys.to("^挂起$").press("Enter").noDialog();
            assertState(asked, TicketState.SUSPENDED);

            keys.press("g", "o");
            at(window, keys, "退单待裁定");
            keys.press("o").is("^成立").press("ArrowDown").is("不成立").to("^裁定理由").type("由规资分局办理。");
            keys.to("^裁定不成立").press("Enter");
            window.shows("已裁定不成立");
            assertState(objected, TicketState.DISPATCHED);

            keys.press("g", "e");
            at(window, keys, "申请延期的诉求");
            keys.to("^同意延到").press("Enter");
            window.shows("已同意延到");

            keys.press("g", "a");
            at(window, keys, "待确认的诉求");
            bar(window, keys, "销号");
            keys.dialog("销号").press("Space").to("^销号$").press("Enter");
            window.shows("确定销号？");
            keys.is("^销号$").press("Enter").noDialog();
            assertState(answered, TicketState.CLOSED);

            keys.press("g", "d");
            find(keys, "成批之");
            assertThat(page.locator(ROWS)).hasCount(2);
            keys.to("待派单列表").press("Home", "Control+a", "d").dialog("批量派单（2 件）");
            keys.to("^派出 2 件").press("Enter");
            window.shows("已派出 2 件");
            keys.press("Escape").noDialog();
            assertState(bulkOne, TicketState.DISPATCHED);
            assertState(bulkOther, TicketState.DISPATCHED);

            keys.press("g", "a");
            find(keys, day);
            keys.to("^筛选").press("Enter").to("^重难点|只看重难点").press("Space").press("Escape");
            keys.is("^筛选");
            assertThat(page).hasURL(Pattern.compile("hard=yes"));
            keys.to("^(去掉|移除|取消).*重难点").press("Enter");
            assertThat(page).not().hasURL(Pattern.compile("hard=yes"));

            bar(window, keys, answered.number());
            assertThat(page).hasURL(Pattern.compile("/tickets/" + answered.number() + "$"));
            window.shows("已销号");
            keys.assertWasNeverLost();
        }
        assertThat(HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + extended.id())
                        .body()
                        .path("extensionPending")
                        .asBoolean(false))
                .isFalse();
    }

    private static void find(Keyboard keys, String words) {
        keys.press("/").is("搜单号").type(words);
    }

    /** Searched, gone to the list, and read. */
    private void at(Window window, Keyboard keys, String title) {
        String whole = title + " " + day;
        find(keys, whole);
        assertThat(window.page().locator(ROWS)).hasCount(1);
        assertThat(window.page().locator(ROWS)).containsText(whole);
        keys.to("列表$").press("Home");
        assertThat(window.page()
                        .getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(whole).setExact(true)))
                .isVisible();
    }

    private static void isSuggested(Window window) {
        assertThat(window.named(AriaRole.BUTTON, "^派单给").first()).isVisible();
    }

    private static void bar(Window window, Keyboard keys, String words) {
        keys.press("Control+k").is("前往|单号").type(words);
        assertThat(window.page().locator("dialog[open] [role=option]").first()).containsText(words);
        keys.press("Enter");
    }

    private static void assertState(TicketSteps ticket, TicketState state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shown(ticket, "state")).isEqualTo(state.name()));
    }

    private static String shown(TicketSteps ticket, String field) {
        return HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id())
                .text(field);
    }
}
