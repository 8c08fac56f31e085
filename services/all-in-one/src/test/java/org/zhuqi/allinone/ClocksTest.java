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
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/** "135" from outside: what the callers see of the clocks, and what the system does by itself. */
public class ClocksTest {
    private static final String HANDLER = "qt-handler-rsj";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void aTicketBearsItsPolicyAndItsClocksAreThereForThoseConcerned() {
        TicketSteps ticket =
                helpdesk.ticket("用工补贴").dispatchTo("qt-rsj", "qt-zjj").accept();

        JsonNode clocks = clocks(ticket, Helpdesk.COORDINATOR);

        assertThat(clocks.path("policy").asString()).isEqualTo("135-staged@1");
        assertThat(Helpdesk.elements(clocks.path("clocks"))
                        .map(clock -> clock.path("clock").asString() + " "
                                + clock.path("state").asString()))
                .containsExactlyInAnyOrder(
                        "1/accept/TICKET MET",
                        "1/progress/TICKET RUNNING",
                        "1/answer/TICKET RUNNING",
                        "1/accept/UNIT/1 MET",
                        "1/progress/UNIT/1 RUNNING",
                        "1/answer/UNIT/1 RUNNING",
                        "1/assist/ASSISTANT/qt-zjj RUNNING");
        assertThat(Helpdesk.elements(clocks(ticket, Helpdesk.ENTERPRISE).path("clocks"))
                        .map(clock -> clock.path("scope").asString()))
                .as("how units stand to each other is not the enterprise's matter")
                .containsOnly("TICKET");
        assertThat(helpdesk.get("sy-coordinator", "/api/v1/tickets/" + ticket.id() + "/clocks")
                        .status())
                .isEqualTo(404);
        assertThat(WholeSystem.topics().records(Topics.EVENTS, ticket.id()))
                .allSatisfy(record ->
                        assertThat(Wire.readEvent(record).policyVersion()).isEqualTo("135-staged@1"));
        await().untilAsserted(() -> assertThat(WholeSystem.topics().records(Topics.CLOCKS, ticket.id()))
                .extracting(record -> Wire.readClock(record).sequence())
                .containsExactly(1L, 2L, 3L));
    }

    @Test
    void aHopelessRequestForMoreTimeIsRefusedByTheSystemWithTheReason() {
        TicketSteps ticket = helpdesk.ticket("政策兑现").dispatchTo("qt-rsj").accept();

        ticket.take(HANDLER, "request-extension", Map.of("until", "2020-01-01T00:00:00Z", "reason", "材料多"));

        JsonNode refused = laterOnTheTimeline(ticket, "extension-refused");
        assertThat(refused.path("actor").path("role").asString()).isEqualTo("SYSTEM");
        assertThat(refused.path("details").path("reason").asString()).contains("不晚于现到期时间", "not later than");
    }

    @Test
    void aSuspensionWhoseDayHasComeEndsByItself() {
        TicketSteps ticket = helpdesk.ticket("融资对接").dispatchTo("qt-rsj").accept();

        ticket.take(
                HANDLER, "suspend", Map.of("reason", "WAITING_FOR_ENTERPRISE", "note", "请补充报表", "until", "2020-01-01"));

        assertThat(laterOnTheTimeline(ticket, "resumed")
                        .path("actor")
                        .path("role")
                        .asString())
                .isEqualTo("SYSTEM");
    }

    @Test
    void whatIsDueIsFoundByUnitAndTheHandlerSeesTheOwn() {
        TicketSteps ticket = helpdesk.ticket("社保转移").dispatchTo("qt-rsj");
        clocks(ticket, Helpdesk.COORDINATOR);

        assertThat(due(HANDLER, "?limit=200")).contains(ticket.number());
        assertThat(due(Helpdesk.COORDINATOR, "?unit=qt-rsj&limit=200&stage=answer"))
                .contains(ticket.number());
        assertThat(due("qt-handler-zjj", "?limit=200")).doesNotContain(ticket.number());
    }

    private JsonNode clocks(TicketSteps ticket, String account) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            Answer answer = helpdesk.get(account, "/api/v1/tickets/" + ticket.number() + "/clocks");
                            return answer.body();
                        },
                        body -> body.path("version").asLong() == ticket.version());
    }

    private JsonNode laterOnTheTimeline(TicketSteps ticket, String event) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Helpdesk.elements(helpdesk.get(
                                                Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "/timeline")
                                        .body()
                                        .path("items"))
                                .filter(entry -> entry.path("event").asString().equals(event))
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private List<String> due(String account, String query) {
        Answer answer = helpdesk.get(account, "/api/v1/due" + query);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return Helpdesk.elements(answer.body().path("items"))
                .map(entry -> entry.path("number").asString())
                .toList();
    }
}
