package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import tools.jackson.databind.JsonNode;

/** 临江高科园停电: three firms report one power cut, it is answered once, and none learns of the others. */
class SimilarTest {
    private static final String PROBLEMS = "/api/v1/common-problems";
    private static final String UNIT = "qt-zrzy";
    private static final String ANSWER = "临江高科园东区电缆已更换，供电恢复正常。";
    private static final Account FIRST = Account.named(Helpdesk.ENTERPRISE).orElseThrow();
    private static final Account SECOND = Account.named("qt-enterprise-2").orElseThrow();
    private static final Account THIRD = new Account(
            new AccountId("similar-enterprise-3"),
            Role.ENTERPRISE,
            new DistrictId("QT"),
            new EnterpriseId("qt-ent-003"),
            null,
            "");

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void threeFirmsOneCauseOneAnswer() throws InterruptedException {
        openAnAccountForTheThird();
        TicketSteps first = files(FIRST, "园区频繁停电", "临江高科园东区本月已停电三次，反应釜物料报废。");
        TicketSteps second = files(SECOND, "七月以来多次停电", "临江高科园东区线路老化，无预警停电多次，产品报废。");
        TicketSteps third = files(THIRD, "停电影响交货", "临江高科园东区停电，设备停机，产品报废，何时恢复供电？");

        // The second begins to write the same again, and is shown its own ticket.
        JsonNode known = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> helpdesk.post(
                                        SECOND,
                                        "/api/v1/similar",
                                        Map.of("title", "又停电了", "description", "临江高科园东区今天停电，产品报废。"),
                                        Map.of())
                                .body(),
                        answer -> !answer.path("tickets").isEmpty());
        assertThat(Helpdesk.elements(known.path("tickets"))
                        .map(ticket -> ticket.path("id").asString()))
                .contains(second.id());
        knowsNothingOf(known, first, FIRST);
        knowsNothingOf(known, third, THIRD);

        // The coordinator sees that they belong together.
        JsonNode proposal = await().atMost(Duration.ofSeconds(20))
                .until(() -> proposalWith(first, second, third), found -> !found.isMissingNode());
        assertThat(proposal.path("terms").toString()).contains("停电");
        assertThat(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/similar?ticket=" + third.number())
                        .body()
                        .toString())
                .contains(first.number(), second.number(), "诉求事由相同");

        String problem = opens(first, second, third);
        first.dispatchTo(UNIT).accept();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> helpdesk.post(
                                        Helpdesk.COORDINATOR,
                                        PROBLEMS + "/" + problem + "/merge",
                                        Map.of("into", first.id()),
                                        Map.of())
                                .status()
                        == 202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Helpdesk.elements(helpdesk.get(Helpdesk.COORDINATOR, PROBLEMS + "/" + problem)
                                        .body()
                                        .path("tickets"))
                                .filter(member -> first.id()
                                        .equals(member.path("mergedInto").asString("")))
                                .count()
                        == 2);
        assertThat(helpdesk.get(Helpdesk.handlerOf(UNIT), "/api/v1/similar/merged?ticket=" + first.id())
                        .body()
                        .toString())
                .contains(second.number(), third.number());

        // It is answered once, and all three read it.
        first.answer(ANSWER);
        reads(FIRST, first);
        reads(SECOND, second);
        reads(THIRD, third);
        for (String what : List.of("", "/timeline")) {
            JsonNode ofTheSecond = shown(SECOND, second, what);
            knowsNothingOf(ofTheSecond, first, FIRST);
            knowsNothingOf(ofTheSecond, third, THIRD);
            JsonNode ofTheThird = shown(THIRD, third, what);
            knowsNothingOf(ofTheThird, first, FIRST);
            knowsNothingOf(ofTheThird, second, SECOND);
            JsonNode ofTheFirst = shown(FIRST, first, what);
            knowsNothingOf(ofTheFirst, second, SECOND);
            knowsNothingOf(ofTheFirst, third, THIRD);
        }

        // With the third it was something else: it goes on alone.
        Answer unmerged = third.send(Helpdesk.COORDINATOR, "unmerge", Map.of("reason", "企业内部线路故障"), Map.of());
        assertThat(unmerged.status()).as("%s", unmerged.body()).isEqualTo(200);
        assertThat(unmerged.text("state")).isEqualTo("SUBMITTED");
        Answer dispatched = third.send(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", UNIT), Map.of());
        assertThat(dispatched.text("state")).isEqualTo("DISPATCHED");
        assertThat(shown(THIRD, third, "/timeline").toString()).contains(ANSWER);
        assertThat(Helpdesk.elements(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/similar/merged?ticket=" + first.id())
                                .body()
                                .path("merged"))
                        .map(merged -> merged.path("ticket").path("id").asString()))
                .contains(second.id());
        WholeSystem.assertEverythingAgrees();
    }

    private void openAnAccountForTheThird() {
        Answer made = helpdesk.post(
                Helpdesk.ADMIN,
                "/api/v1/directory/accounts",
                Map.of(
                        "id",
                        THIRD.name().text(),
                        "login",
                        THIRD.name().text(),
                        "name",
                        "停电联系人",
                        "role",
                        "ENTERPRISE",
                        "enterprise",
                        "qt-ent-003"),
                Map.of());
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> helpdesk.get(THIRD, "/api/v1/me").status() == 200);
    }

    private TicketSteps files(Account who, String title, String description) {
        return helpdesk.ticket(who, Map.of("item", "qt-yd", "title", title, "description", description));
    }

    private JsonNode proposalWith(TicketSteps... tickets) {
        JsonNode proposals =
                helpdesk.get(Helpdesk.COORDINATOR, PROBLEMS + "/proposals").body();
        return Helpdesk.elements(proposals)
                .filter(proposal -> List.of(tickets).stream()
                        .allMatch(ticket -> proposal.toString().contains(ticket.id())))
                .findFirst()
                .orElse(proposals.path("none"));
    }

    private String opens(TicketSteps... tickets) {
        Answer opened = helpdesk.post(
                Helpdesk.COORDINATOR,
                PROBLEMS,
                Map.of(
                        "title",
                        "临江高科园东区停电",
                        "description",
                        "供电公司正在排查。",
                        "published",
                        true,
                        "tickets",
                        List.of(tickets).stream().map(TicketSteps::id).toList()),
                Map.of());
        assertThat(opened.status()).as("%s", opened.body()).isEqualTo(201);
        return opened.text("id");
    }

    private void reads(Account who, TicketSteps ticket) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown(who, ticket, "/timeline").toString().contains(ANSWER));
    }

    private JsonNode shown(Account who, TicketSteps ticket, String what) {
        Answer answer = helpdesk.get(who, "/api/v1/tickets/" + ticket.id() + what);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void knowsNothingOf(JsonNode shown, TicketSteps other, Account whose) {
        assertThat(shown.toString())
                .doesNotContain(other.id())
                .doesNotContain(other.number())
                .doesNotContain(String.valueOf(whose.enterprise()))
                .doesNotContain(whose.name().text() + "\"");
    }
}
