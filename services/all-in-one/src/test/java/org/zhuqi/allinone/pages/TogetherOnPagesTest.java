package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.lifecycle.TicketState;

/** What the desk decides about more than one ticket, or against somebody's wish, and what the others then read. */
class TogetherOnPagesTest {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();
    private static final Account SECOND = Account.named("qt-enterprise-2").orElseThrow();
    private static final String MERGED = "本单已并入另一张诉求单，由那张单统一办理和答复。";

    private final String cause = UUID.randomUUID().toString().substring(0, 8);

    /** Two enterprises and one broken cable. */
    @Test
    void whatIsTheSameIsMergedAnsweredOnceAndTakenApartAgain() {
        TicketSteps one =
                HELPDESK.ticket(Account.named(Helpdesk.ENTERPRISE).orElseThrow(), powerCut("江东园区电缆断裂停电 " + cause));
        TicketSteps other = HELPDESK.ticket(SECOND, powerCut("江东园区电缆断裂又停电 " + cause));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/similar?ticket=" + other.number())
                        .body()
                        .toString()
                        .contains(one.number()));
        try (Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN");
                Window first = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN");
                Window second = Window.ofPhone("qt-enterprise-2", "zh-CN")) {
            coordinator.open("/desk?ticket=" + other.number());
            merge(coordinator, other, one);
            second.open("/tickets/" + other.number());
            second.shows(MERGED);
            first.open("/tickets/" + one.number());
            assertThat(first.page().getByText(MERGED)).hasCount(0);

            // A mistake, taken back at once.
            coordinator.press("撤销");
            assertState(other, TicketState.SUBMITTED);
            assertThat(second.page().getByText(MERGED)).hasCount(0);

            // It was none after all.
            coordinator.open("/desk?ticket=" + other.number());
            merge(coordinator, other, one);
            assertState(other, TicketState.MERGED);
            second.shows(MERGED);
            one.dispatchTo("qt-zrzy").accept().answer("电缆已更换，供电恢复。");
            second.shows("电缆已更换，供电恢复。");

            // Of what is merged the desk takes one out from where it went.
            coordinator.open("/desk?section=all&ticket=" + one.number());
            coordinator.press("撤销并单");
            Locator dialog = coordinator.page().locator("dialog[open]");
            dialog.getByLabel(Pattern.compile("为什么应单独办理")).fill("另有内部线路故障。");
            dialog.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("撤销并单").setExact(true))
                    .click();
            assertThat(dialog).hasCount(0);
            assertState(other, TicketState.SUBMITTED);
            assertThat(second.page().getByText(MERGED)).hasCount(0);
        }
    }

    private static Map<String, Object> powerCut(String title) {
        return Map.of("item", "qt-dl", "title", title, "description", "江东园区东区电缆断裂，无预警停电，产品报废。");
    }

    private static void merge(Window coordinator, TicketSteps goes, TicketSteps stays) {
        coordinator
                .page()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(stays.number()))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^对比")))
                .first()
                .click();
        Locator dialog = coordinator.page().locator("dialog[open]");
        assertThat(dialog).containsText("对比两张诉求单");
        assertThat(dialog).containsText(stays.number());
        dialog.getByRole(
                        AriaRole.RADIO,
                        new Locator.GetByRoleOptions()
                                .setName(Pattern.compile("^%s 并入 %s".formatted(goes.number(), stays.number()))))
                .check();
        dialog.getByLabel(Pattern.compile("^并单理由")).fill("同一条电缆");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("并单").setExact(true))
                .click();
        assertThat(dialog).hasCount(0);
        coordinator.shows("%s 已并入 %s".formatted(goes.number(), stays.number()));
    }

    @Test
    void anExtensionIsRefusedAndTheUnitReadsWhy() {
        String title = "不予延期的诉求 " + cause;
        LocalDate until = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20);
        TicketSteps ticket = HELPDESK.ticket(title)
                .dispatchTo("qt-zrzy")
                .accept()
                .take("qt-handler-zrzy", "request-extension", Map.of("until", until + "T09:00:00Z", "reason", "需省厅复核"));
        try (Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN");
                Window unit = Window.ofDesk("qt-handler-zrzy", "zh-CN")) {
            unit.open("/tickets/" + ticket.number());
            coordinator.open("/desk?section=extension");
            coordinator.choose(title);
            coordinator.field("给承办单位的话").fill("材料已齐，请按期办结。");
            coordinator.press("不同意");
            coordinator.shows("没有同意延期");
            unit.shows("材料已齐，请按期办结。");
        }
        assertThat(shown(Helpdesk.COORDINATOR, ticket).contains("\"extensionPending\":true"))
                .isFalse();
    }

    @Test
    void aMeetingIsCancelledAndWhoeverWasCalledReadsWhy() {
        TicketSteps ticket =
                HELPDESK.ticket("取消会议的诉求 " + cause).dispatchTo("qt-zrzy").accept();
        LocalDate on = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(5);
        String meeting = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> HELPDESK.post(
                                Helpdesk.COORDINATOR,
                                "/api/v1/meetings",
                                Map.of(
                                        "kind",
                                        "INDIVIDUAL",
                                        "title",
                                        "要取消的协调会 " + cause,
                                        "place",
                                        "区行政中心 3 号会议室",
                                        "startsAt",
                                        on + "T14:00:00+08:00",
                                        "endsAt",
                                        on + "T15:00:00+08:00",
                                        "units",
                                        List.of("qt-zrzy"),
                                        "enterprises",
                                        List.of("qt-ent-001"),
                                        "agenda",
                                        List.of(ticket.number())),
                                Map.of()),
                        answer -> answer.status() == 201)
                .text("id");
        try (Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN");
                Window unit = Window.ofDesk("qt-handler-zrzy", "zh-CN");
                Window enterprise = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            coordinator.open("/meetings/" + meeting);
            coordinator.press("取消会议");
            Locator dialog = coordinator.page().locator("dialog[open]");
            dialog.getByLabel(Pattern.compile("^(原因|理由)")).fill("主持人另有安排 " + cause);
            dialog.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("取消会议").setExact(true))
                    .click();
            assertThat(dialog).hasCount(0);
            coordinator.shows("取消原因：主持人另有安排 " + cause);
            assertThat(coordinator.button("取消会议")).hasCount(0);
            unit.open("/meetings/" + meeting);
            unit.shows("取消原因：主持人另有安排 " + cause);
            enterprise.open("/appointments");
            assertThat(enterprise.page().getByText("已取消").first()).isVisible();
        }
    }

    /** Once the ruling is final, nobody can object any more. */
    @Test
    void anObjectionThatWasOverruledIsNotRaisedAgain() {
        String title = "裁定后不再退单 " + cause;
        TicketSteps ticket = HELPDESK.ticket(title)
                .dispatchTo("qt-zrzy")
                .take(
                        "qt-handler-zrzy",
                        "object",
                        Map.of("ground", "NOT_COMPETENT", "reason", "属人社局职责。", "proposedUnit", "qt-rsj"));
        try (Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN");
                Window unit = Window.ofDesk("qt-handler-zrzy", "zh-CN")) {
            unit.open("/tickets/" + ticket.number());
            coordinator.open("/desk?section=ruling");
            coordinator.choose(title);
            coordinator.field("不成立").check();
            // Without a reason nothing is ruled.
            coordinator.named(AriaRole.BUTTON, "^裁定不成立").first().click();
            assertState(ticket, TicketState.OBJECTED);
            coordinator.field("裁定理由").fill("规划核实由规资分局办理。");
            coordinator.named(AriaRole.BUTTON, "^裁定不成立").first().click();
            coordinator.shows("已裁定不成立");
            unit.shows("规划核实由规资分局办理。");
            assertThat(unit.button("接单").first()).isVisible();
            assertThat(unit.page()
                            .getByRole(
                                    AriaRole.BUTTON,
                                    new Page.GetByRoleOptions().setName("退单").setExact(true)))
                    .hasCount(0);
        }
    }

    private static void assertState(TicketSteps ticket, TicketState state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id())
                                .text("state"))
                        .isEqualTo(state.name()));
    }

    private static String shown(String account, TicketSteps ticket) {
        return HELPDESK.get(account, "/api/v1/tickets/" + ticket.id()).body().toString();
    }
}
