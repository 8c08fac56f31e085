package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.CalendarRules;
import tools.jackson.databind.JsonNode;

/** 主办、协办、退单: several units on one ticket, one that answers for it, and where it is after each bounce. */
public class TogetherTest {
    private static final String LEAD = "qt-handler-zrzy";
    private static final String ASSISTANT = "qt-handler-zjj";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void theLeadAnswersOnceTheAssistantsHaveSignedTheirPartsOff() {
        String due = LocalDate.now(CalendarRules.CHINA).plusDays(40).toString();
        TicketSteps ticket = helpdesk.ticket("竣工验收后不能办证")
                .take(
                        Helpdesk.COORDINATOR,
                        "dispatch",
                        Map.of(
                                "lead",
                                "qt-zrzy",
                                "assistants",
                                List.of("qt-zjj", "qt-rsj"),
                                "parts",
                                List.of(Map.of("unit", "qt-zjj", "part", "调取竣工备案档案", "due", due))))
                .take(LEAD, "accept", Map.of());

        Answer early = ticket.send(LEAD, "answer", solved(), Map.of());
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.text("detail")).contains("qt-zjj").contains("qt-rsj");

        ticket.take(ASSISTANT, "sign-off", Map.of("note", "档案已移交"));
        assertThat(ticket.send(ASSISTANT, "sign-off", Map.of("note", "再报"), Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(ticket.send(LEAD, "sign-off", Map.of("note", "主办代签"), Map.of())
                        .status())
                .isEqualTo(403);
        JsonNode parts = shown(ticket, Helpdesk.COORDINATOR).path("parts");
        assertThat(Helpdesk.elements(parts)
                        .filter(part -> part.path("unit").asString().equals("qt-zjj")))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.path("part").asString()).isEqualTo("调取竣工备案档案");
                    assertThat(part.path("due").asString()).isEqualTo(due);
                    assertThat(part.path("signedOffAt").asString("")).isNotEmpty();
                });

        Answer stillEarly = ticket.send(LEAD, "answer", solved(), Map.of());
        assertThat(stillEarly.text("detail")).contains("qt-rsj").doesNotContain("qt-zjj");
        ticket.take(LEAD, "answer", Map.of("outcome", "SOLVED", "text", "已办证", "withoutAssistants", "人社局无须参与，经电话确认"));
        assertThat(ticket.state()).isEqualTo(TicketState.ANSWERED);
    }

    @Test
    void theEnterpriseAlwaysSeesWhoHasItNow() {
        TicketSteps ticket = helpdesk.ticket("道路积水影响出货");
        assertThat(has(ticket)).isEqualTo("DESK 由区级派单台派单");
        ticket.dispatchTo("qt-zrzy");
        assertThat(has(ticket)).startsWith("UNIT qt-zrzy 待").endsWith("接单");
        ticket.take(LEAD, "object", Map.of("ground", "NOT_COMPETENT", "reason", "属住建", "proposedUnit", "qt-zjj"));
        assertThat(has(ticket)).isEqualTo("DESK 由区级派单台裁定退单");
        ticket.take(Helpdesk.COORDINATOR, "uphold", Map.of("reason", "确属住建")).dispatchTo("qt-zjj");
        assertThat(has(ticket)).startsWith("UNIT qt-zjj ");
        ticket.take(ASSISTANT, "object", Map.of("ground", "OTHER_UNIT_LEADS", "reason", "应由资规主办"))
                .take(Helpdesk.COORDINATOR, "overrule", Map.of("reason", "三定方案明确"));
        assertThat(has(ticket)).startsWith("UNIT qt-zjj ");
        assertThat(ticket.send(ASSISTANT, "object", Map.of("ground", "OTHER_UNIT_LEADS", "reason", "仍不同意"), Map.of())
                        .status())
                .as("after an overrule no second one")
                .isEqualTo(422);
        ticket.accept().answer("已清淤");
        assertThat(has(ticket)).isEqualTo("ENTERPRISE qt-ent-001 待企业确认");
        ticket.confirm();
        assertThat(has(ticket)).startsWith("NOBODY ");
    }

    @Test
    void whoIsInAChainSeesItsCommittee() {
        Answer submitted = helpdesk.post(
                "sy-enterprise",
                "/api/v1/tickets",
                Map.of("item", "sy-yd", "title", "链上企业用地", "description", "扩产需要二十亩。"),
                Map.of());
        JsonNode with = helpdesk.get("sy-enterprise", "/api/v1/tickets/" + submitted.text("ticketId") + "?atLeast=1")
                .body()
                .path("with");
        assertThat(with.path("kind").asString()).isEqualTo("COMMITTEE");
        assertThat(with.path("sentence").path("zh").asString()).matches("由.+产业链联合党委派单");
    }

    private static Map<String, Object> solved() {
        return Map.of("outcome", "SOLVED", "text", "已办证");
    }

    private JsonNode shown(TicketSteps ticket, String account) {
        return ticket.shownTo(account).body();
    }

    private String has(TicketSteps ticket) {
        JsonNode with = shown(ticket, Helpdesk.ENTERPRISE).path("with");
        return "%s %s %s"
                .formatted(
                        with.path("kind").asString(),
                        with.path("id").asString(""),
                        with.path("sentence").path("zh").asString(""))
                .replace("  ", " ")
                .strip();
    }
}
