package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.lifecycle.TicketState;

/** From 点单 to 销号 as the people around a ticket do it, each in a window of their own. */
class StoryOnPagesTest {
    private static final Pattern NUMBER = Pattern.compile("QT-\\d{4}-\\d{6}");
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();

    /** What the buttons and fields are called. */
    record Words(
            String language,
            String problem,
            String title,
            String submit,
            String submitted,
            String dispatch,
            String accept,
            String progress,
            String done,
            String answer,
            String solved,
            String official,
            String assistants,
            String confirm,
            String closed) {}

    static final List<Words> LANGUAGES = List.of(
            new Words(
                    "zh-CN", "遇到什么问题", "^标题", "提交诉求", "已提交", "^派单", "接单", "反馈进展", "^进展", "办结答复", "^已解决", "正式答复",
                    "协办尚未完成", "确认已办好", "已销号"),
            new Words(
                    "en-GB",
                    "What is the problem",
                    "^Title",
                    "Submit",
                    "Submitted",
                    "^Dispatch",
                    "Accept",
                    "Report progress",
                    "^What was done",
                    "Answer",
                    "^[Ss]olved",
                    "Official answer",
                    "[Aa]ssist",
                    "Yes, it is solved",
                    "closed"));

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void fromTheOrderToTheSignOff(Words words) {
        boolean chinese = words.language().equals("zh-CN");
        String title = "三号厂房不动产权证 " + UUID.randomUUID().toString().substring(0, 8);
        try (Window enterprise = chinese
                        ? Window.ofPhone(Helpdesk.ENTERPRISE, words.language())
                        : Window.ofDesk(Helpdesk.ENTERPRISE, words.language());
                Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, words.language());
                Window unit = chinese
                        ? Window.ofDesk("qt-handler-zrzy", words.language())
                        : Window.ofPhone("qt-handler-zrzy", words.language());
                Window supervisor = Window.ofDesk("qt-supervisor", words.language())) {
            enterprise.open("/order/qt-yd");
            enterprise.field(words.problem()).fill("厂房已竣工，材料补正两次，请协调办理不动产权证。");
            enterprise.field(words.title()).fill(title);
            // Twice, as people do.
            enterprise.button(words.submit()).dblclick();
            enterprise.shows(words.submitted());
            String number = numberOn(enterprise);

            coordinator.open("/desk");
            coordinator.page().locator("input[type=search]").first().fill(title);
            coordinator.choose(title);
            coordinator.named(AriaRole.BUTTON, words.dispatch()).first().click();

            unit.open("/tickets/" + number);
            unit.command(words.accept(), dialog -> {});
            unit.command(
                    words.progress(), dialog -> within(dialog, words.done()).fill("测绘成果已审核"));
            unit.command(words.answer(), dialog -> {
                dialog.getByRole(
                                AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile(words.solved())))
                        .check();
                within(dialog, words.official()).fill("不动产权证已办结，请携带证件领取。");
                Locator why = dialog.getByLabel(Pattern.compile(words.assistants()));
                if (why.count() > 0) {
                    why.first().fill("协办内容已一并办理");
                }
            });

            enterprise.open("/tickets/" + number);
            enterprise.shows("不动产权证已办结，请携带证件领取。");
            enterprise.command(words.confirm(), dialog -> {});
            enterprise.shows(words.closed());

            supervisor.open("/tickets/" + number);
            supervisor.shows(words.closed());
            assertThat(HELPDESK.get(Helpdesk.ENTERPRISE, "/api/v1/tickets?q=" + number)
                            .body()
                            .path("items"))
                    .as("pressed twice, filed once")
                    .hasSize(1);
        }
    }

    @Test
    void aUnitSendsATicketBackAndTheDeskRules() {
        String title = "退单的诉求 " + UUID.randomUUID().toString().substring(0, 8);
        var ticket = HELPDESK.ticket(title).dispatchTo("qt-zrzy");
        try (Window unit = Window.ofDesk("qt-handler-zrzy", "zh-CN");
                Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN")) {
            unit.open("/tickets/" + ticket.number());
            unit.command("退单", dialog -> {
                Locator ground = dialog.getByLabel("依据");
                if (ground.count() > 0 && "SELECT".equals(ground.first().evaluate("it => it.tagName"))) {
                    ground.first().selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
                } else {
                    dialog.getByRole(AriaRole.RADIO).first().check();
                }
                within(dialog, "^理由").fill("属于人社局职责，不归本单位。");
            });
            unit.shows("属于人社局职责，不归本单位。");

            coordinator.open("/desk");
            coordinator.named(AriaRole.LINK, "^待裁定").first().click();
            coordinator.choose(title);
            coordinator.field("不成立").check();
            coordinator.field("裁定理由").fill("材料属于规划核实，由规资分局办理。");
            coordinator.named(AriaRole.BUTTON, "裁定不成立").first().click();
            coordinator.shows("已裁定不成立");
        }
        assertState(ticket.id(), TicketState.DISPATCHED);
    }

    @Test
    void aUnitAsksForMoreTimeAndTheDeskGrantsIt() {
        String title = "延期的诉求 " + UUID.randomUUID().toString().substring(0, 8);
        var ticket = HELPDESK.ticket(title).dispatchTo("qt-zrzy").accept();
        try (Window unit = Window.ofDesk("qt-handler-zrzy", "zh-CN");
                Window coordinator = Window.ofDesk(Helpdesk.COORDINATOR, "zh-CN")) {
            unit.open("/tickets/" + ticket.number());
            unit.command("申请延期", dialog -> {
                within(dialog, "延到哪天")
                        .fill(java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"))
                                .plusDays(20)
                                .toString());
                within(dialog, "理由|原因|为什么").fill("需省厅复核，周期较长。");
            });
            coordinator.open("/desk");
            coordinator.named(AriaRole.LINK, "^延期待批").first().click();
            coordinator.choose(title);
            coordinator.named(AriaRole.BUTTON, "^同意延到").first().click();
            coordinator.shows("已同意延到");
        }
        assertThat(HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id())
                        .body()
                        .path("time")
                        .path("extensions")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anEnterpriseDisputesAnAnswer() {
        var ticket = HELPDESK.ticket("有异议的诉求").dispatchTo("qt-zrzy").accept().answer("已解释政策。");
        try (Window enterprise = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            enterprise.open("/tickets/" + ticket.number());
            enterprise.command(
                    "没有解决，有异议", dialog -> within(dialog, "没有解决|还有什么|理由").fill("证还没有办下来。"));
            enterprise.shows("证还没有办下来。");
        }
        assertState(ticket.id(), TicketState.IN_PROGRESS);
    }

    private static void assertState(String ticket, TicketState state) {
        assertThat(HELPDESK.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo(state.name());
    }

    private static Locator within(Locator dialog, String label) {
        return dialog.getByLabel(Pattern.compile(label)).first();
    }

    private static String numberOn(Window window) {
        return NUMBER.matcher(window.page().locator("main").innerText())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }
}
