package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.testkit.Chromium;

/** Every page of every role, on a phone and on a desk, light and dark: nothing that axe objects to, nothing too wide. */
class PagesLookedAtTest {
    /** Of the first page of an enterprise, compressed (the budget of the pages). */
    private static final int MOST_SCRIPT_BYTES = 250_000;

    private static String number = "";

    @BeforeAll
    static void someTickets() {
        Helpdesk helpdesk = WholeSystem.helpdesk();
        number = helpdesk.ticket("年产五万吨高性能膜材料项目二期用地指标与厂房规划核实、消防验收、不动产登记一并协调办理")
                .dispatchTo("qt-zrzy", "qt-zjj")
                .accept()
                .recordProgress("资料已转省厅。")
                .number();
        helpdesk.ticket("招工").dispatchTo("qt-rsj");
        helpdesk.ticket("新的诉求");
    }

    @ParameterizedTest
    @CsvSource({
        "qt-enterprise, /home",
        "qt-enterprise, /order",
        "qt-enterprise, /order/qt-yd",
        "qt-enterprise, /orders",
        "qt-enterprise, /tickets/NUMBER",
        "qt-enterprise, /common",
        "qt-enterprise, /supply",
        "qt-enterprise, /supply/new",
        "qt-enterprise, /appointments",
        "qt-enterprise, /more",
        "qt-enterprise, /account",
        "qt-officer, /officer",
        "qt-officer, /officer/enterprises/qt-ent-001",
        "qt-officer, /officer/visits",
        "qt-officer, /officer/visits/new",
        "qt-coordinator, /desk",
        "qt-coordinator, /desk/all",
        "qt-coordinator, /tickets/NUMBER",
        "qt-coordinator, /meetings",
        "qt-coordinator, /meetings/new",
        "qt-coordinator, /hard-problems",
        "qt-coordinator, /hard-problems/rounds",
        "qt-coordinator, /visits",
        "qt-coordinator, /listings",
        "qt-handler-zrzy, /unit",
        "qt-handler-zrzy, /unit/calendar",
        "qt-handler-zrzy, /meetings/decisions",
        "qt-supervisor, /board",
        "qt-supervisor, /figures",
        "qt-supervisor, /figures/answered-on-time-rate",
        "qt-supervisor, /figures/received/tickets",
        "qt-supervisor, /trust",
        "qt-supervisor, /exports",
        "qt-auditor, /audit",
        "qt-auditor, /audit/tickets/NUMBER",
        "qt-admin, /admin/home",
        "qt-admin, /admin/directory",
        "qt-admin, /admin/import",
        "qt-admin, /admin/accounts",
        "qt-admin, /admin/catalogue",
        "qt-admin, /admin/catalogue/qt-yd",
        "qt-admin, /admin/routing",
        "qt-admin, /admin/policies",
        "qt-admin, /admin/calendar",
        "qt-admin, /admin/figures",
        "zhuqi-admin, /admin/builds",
        "zhuqi-admin, /admin/dead-letters",
        "qt-enterprise, /no/such/page"
    })
    void isInOrder(String account, String path) {
        String name = (account + path).replace('/', '-').replace("NUMBER", "ticket");
        try (Window window = Window.ofDesk(account, "zh-CN")) {
            window.open(path.replace("NUMBER", number));
            window.look(name, Chromium.PHONE, Chromium.DESK);
        }
        try (Window window = Window.ofDesk(account, "en-GB")) {
            window.open(path.replace("NUMBER", number));
            window.look(name + "-en", Chromium.DESK);
        }
    }

    @Test
    void theWallIsAWall() {
        try (Window window = Window.ofDesk("qt-supervisor", "zh-CN")) {
            window.open("/board/wall");
            window.look("wall", 1920);
        }
    }

    @Test
    void theFirstPageOfAnEnterpriseIsSmall() {
        Queue<Map.Entry<String, Integer>> scripts = new ConcurrentLinkedQueue<>();
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.page().onRequestFinished(request -> {
                Response response = request.response();
                if (response != null && response.url().endsWith(".js")) {
                    scripts.add(Map.entry(response.url(), request.sizes().responseBodySize));
                }
            });
            window.open("/home");
            assertThat(window.page().getByRole(AriaRole.HEADING).first()).isVisible();
            window.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat(List.copyOf(scripts)).isNotEmpty();
            assertThat(scripts.stream().mapToInt(Map.Entry::getValue).sum())
                    .as("%s", scripts)
                    .isLessThan(MOST_SCRIPT_BYTES);
        }
    }
}
