package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import tools.jackson.databind.JsonNode;

/** What administrators and those who answer for the figures do on the pages; all of it in Xiaoshan, which others leave alone. */
class AdminOnPagesTest {
    private static final String ADMIN = "xs-admin";
    private static final String CHINESE = "zh-CN";
    /** What goes through Kafka may take longer than a page. */
    private static final HasCountOptions PATIENTLY = new HasCountOptions().setTimeout(20_000);

    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();

    @Test
    void aPolicyIsDraftedFoundFaultyMendedAndPublishedByItsName() {
        try (Window admin = Window.ofDesk(ADMIN, CHINESE)) {
            admin.open("/admin/policies/new?from=135-staged@1");
            Locator text = admin.page().locator("textarea").first();
            assertThat(text).hasValue(Pattern.compile("policy: xs-135-staged"));
            String draft = text.inputValue();
            text.fill(draft.replace("within: 5 working days", "within: 5 dogs"));
            admin.shows("处问题：");
            assertThat(admin.button("发布")).isDisabled();
            text.fill(draft.replace("within: 5 working days", "within: 4 working days"));
            admin.shows("没有问题，可以发布");

            admin.press("发布");
            Locator dialog = admin.page().locator("dialog[open]");
            assertThat(within(dialog, "发布")).isDisabled();
            dialog.getByRole(AriaRole.TEXTBOX).fill("xs-135-staged");
            within(dialog, "发布").click();
            admin.shows("已发布 xs-135-staged@1");
            admin.shows("4 个工作日");
        }
        assertThat(HELPDESK.get(ADMIN, "/api/v1/policies/xs-135-staged@1").status())
                .isEqualTo(200);
    }

    @Test
    void anItemOfTheMenuIsOrderedUntilItIsRetired() {
        String name = "参展补贴 " + unique();
        String id = "xs-expo-" + unique();
        try (Window admin = Window.ofDesk(ADMIN, CHINESE);
                Window enterprise = Window.ofPhone("xs-enterprise", CHINESE)) {
            admin.open("/admin/catalogue/new");
            exactly(admin, "名称").fill(name);
            exactly(admin, "类别").fill("外贸");
            admin.field("^编号").fill(id);
            admin.press("添加字段");
            exactly(admin, "字段名称").fill("展位数");
            exactly(admin, "类型").last().selectOption("NUMBER");
            exactly(admin, "必填").check();
            admin.press("保存");
            admin.shows("第 1 版");

            enterprise.open("/order/" + id);
            enterprise.field("遇到什么问题").fill("九月赴德国参展，申请参展补贴。");
            enterprise.field("^展位数").fill("2");
            enterprise.press("提交诉求");
            enterprise.shows("已提交");

            admin.press("停用");
            within(admin.page().locator("dialog[open]"), "停用").click();
            admin.shows("已停用");
            enterprise.open("/order/" + id);
            enterprise.shows("这个事项已经下架");
        }
    }

    @Test
    void aNewAccountsPasswordIsShownOnce() {
        String login = "xs-" + unique();
        try (Window admin = Window.ofDesk(ADMIN, CHINESE)) {
            admin.open("/admin/accounts");
            admin.press("新增账号");
            Locator sheet = admin.page().locator("dialog[open]");
            sheet.getByLabel("姓名").fill("王小展");
            sheet.getByLabel("登录名").fill(login);
            sheet.getByLabel("角色").selectOption("OFFICER");
            within(sheet, "保存").click();
            admin.press("发一次性密码");
            admin.press("确定");
            Locator given = admin.page().locator("dialog[open]").last();
            assertThat(given).containsText("只显示这一次");
            String password = given.locator(".password").innerText();
            assertThat(password).hasSizeGreaterThan(10);
            within(given, "完成").click();
            assertThat(admin.page().getByText(password)).hasCount(0);
            admin.page().reload();
            assertThat(admin.page().locator("main")).isVisible();
            assertThat(admin.page().getByText(password)).hasCount(0);
        }
    }

    @Test
    void poisonIsSentAgainComesBackAndIsDiscardedWithAWord() {
        String ticket = filed().path("id").asString();
        WholeSystem.topics().write(new ProducerRecord<>(Topics.COMMANDS, ticket, unique().getBytes(UTF_8)));
        String first = letterOf(ticket, "");
        try (Window operator = Window.ofDesk(Helpdesk.OPERATOR, CHINESE)) {
            operator.open("/admin/dead-letters");
            letter(operator, first).getByRole(AriaRole.BUTTON).click();
            operator.press("重新投递");
            within(operator.page().locator("dialog[open]").last(), "重新投递").click();
            assertThat(letter(operator, first)).hasCount(0, PATIENTLY);

            String second = letterOf(ticket, first);
            operator.page().reload();
            letter(operator, second).getByRole(AriaRole.BUTTON).click();
            operator.press("作废");
            Locator why = operator.page().locator("dialog[open]").last();
            assertThat(within(why, "作废")).isDisabled();
            why.locator("textarea").fill("测试写入");
            within(why, "作废").click();
            assertThat(letter(operator, second)).hasCount(0, PATIENTLY);
        }
    }

    @Test
    void aTicketIsLeftOutOfTheFiguresByTwoPersonsAndCountedInPublic() {
        String number = filed().path("number").asString();
        String behind = "/api/v1/metrics/%s/tickets?from=2000-01-01&limit=200";
        awaitBehind("received", behind, number);
        try (Window supervisor = Window.ofDesk("xs-supervisor", CHINESE);
                Window admin = Window.ofDesk(ADMIN, CHINESE)) {
            supervisor.open("/trust?tab=exclusions");
            supervisor.press("申请剔除");
            supervisor.field("^单号").fill(number);
            supervisor.field("^理由类别").selectOption("TEST");
            supervisor.field("^具体原因").fill("演示用的测试单，不是企业的真实诉求。");
            supervisor.field("^依据").fill("企服中心核实记录");
            supervisor.press("提交");
            Locator asked = supervisor.page().locator("li.card").filter(of(number));
            assertThat(asked).containsText("待第二人批准");
            assertThat(asked.getByRole(AriaRole.BUTTON)).hasCount(0);

            admin.open("/trust?tab=exclusions");
            Locator one = admin.page().locator("li.card").filter(of(number));
            within(one, "批准").click();
            Locator dialog = admin.page().locator("dialog[open]");
            dialog.getByRole(AriaRole.TEXTBOX).fill("核实属实。");
            within(dialog, "批准").click();
            assertThat(one).containsText("已批准剔除");
        }
        awaitBehind("excluded", behind, number);
    }

    /** A ticket of Xiaoshan as its enterprise sees it. */
    private static JsonNode filed() {
        String id = HELPDESK.post(
                        "xs-enterprise",
                        "/api/v1/tickets",
                        Helpdesk.submission("xs-yd", "管理页面的诉求 " + unique()),
                        Map.of())
                .text("ticketId");
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> HELPDESK.get("xs-enterprise", "/api/v1/tickets/" + id), it -> it.status() == 200)
                .body();
    }

    private static void awaitBehind(String figure, String address, String number) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> HELPDESK.get("xs-supervisor", address.formatted(figure))
                        .body()
                        .path("items")
                        .valueStream()
                        .anyMatch(it -> it.path("number").asString().equals(number)));
    }

    /** The open one of this ticket that is not the other. */
    private static String letterOf(String ticket, String other) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> HELPDESK.get(Helpdesk.OPERATOR, "/api/v1/dead-letters?status=OPEN&limit=200")
                                .body()
                                .path("items")
                                .valueStream()
                                .filter(it -> it.path("ticketId").asString().equals(ticket))
                                .map(it -> Long.toString(it.path("id").asLong()))
                                .filter(id -> !id.equals(other))
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private static Locator letter(Window window, String id) {
        return window.page()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(window.page()
                                .getByRole(
                                        AriaRole.CELL,
                                        new com.microsoft.playwright.Page.GetByRoleOptions()
                                                .setName(id)
                                                .setExact(true))));
    }

    private static Locator exactly(Window window, String label) {
        return window.page().getByLabel(label, new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true));
    }

    private static Locator within(Locator part, String button) {
        return part.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private static Locator.FilterOptions of(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
