package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.LivePage;
import org.zhuqi.allinone.testkit.TopicTap;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/** 点单 → 派单 → 接单 → 办理 → 办结 → 确认 → 销号, with four accounts through the API. */
public class AcceptanceTest {
    private static final String LEAD = "qt-handler-zrzy";
    private static final String ASSISTANT = "qt-handler-zjj";
    private static final List<String> WHOLE_LIFE = List.of(
            "submitted",
            "dispatched",
            "accepted",
            "progress-recorded",
            "part-signed-off",
            "answered",
            "confirmed",
            "rated");

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void aTicketGoesFromOrderToWriteOffAndEveryoneSeesItAtOnce() throws Exception {
        try (LivePage enterprisePage = new LivePage(helpdesk, Helpdesk.ENTERPRISE);
                LivePage coordinatorPage = new LivePage(helpdesk, Helpdesk.COORDINATOR)) {
            TicketSteps ticket = helpdesk.ticket("二期厂房不动产权证");
            assertThat(ticket.number()).matches("QT-\\d{4}-\\d{6}");
            shows(ticket, Helpdesk.ENTERPRISE, TicketState.SUBMITTED, "amend", "withdraw");
            shows(ticket, Helpdesk.COORDINATOR, TicketState.SUBMITTED, "dispatch");
            assertThat(ticket.shownTo(LEAD).status()).as("not yet its business").isEqualTo(404);

            ticket.dispatchTo("qt-zrzy", "qt-zjj");
            shows(ticket, LEAD, TicketState.DISPATCHED, "accept", "object");
            shows(ticket, ASSISTANT, TicketState.DISPATCHED);

            ticket.accept();
            shows(ticket, Helpdesk.ENTERPRISE, TicketState.IN_PROGRESS, "withdraw");
            shows(ticket, ASSISTANT, TicketState.IN_PROGRESS, "record-progress", "sign-off");

            ticket.recordProgress("qt-zrzy", "内部：先核对测绘成果", true);
            assertThat(ticket.send(LEAD, "answer", Map.of("outcome", "SOLVED", "text", "已办结"), Map.of())
                            .text("detail"))
                    .endsWith("qt-zjj has not signed off; to answer without waiting takes a reason.");
            ticket.signOff("qt-zjj", "竣工备案表已提供");
            ticket.answer("不动产权证已办结");
            shows(ticket, Helpdesk.ENTERPRISE, TicketState.ANSWERED, "confirm", "dispute");

            ticket.confirm();
            shows(ticket, Helpdesk.ENTERPRISE, TicketState.CLOSED, "rate", "reopen");
            ticket.rate("SATISFIED");
            JsonNode row = shows(ticket, Helpdesk.COORDINATOR, TicketState.CLOSED, "reopen");
            assertThat(row.path("confirmed").asBoolean()).isTrue();
            assertThat(row.path("satisfaction").asString()).isEqualTo("SATISFIED");
            assertThat(row.path("lead").asString()).isEqualTo("qt-zrzy");

            assertThat(ticket.timelineOf(Helpdesk.COORDINATOR)).isEqualTo(WHOLE_LIFE);
            assertThat(ticket.timelineOf(Helpdesk.ENTERPRISE))
                    .as("all but the internal note")
                    .containsExactly(
                            "submitted", "dispatched", "accepted", "part-signed-off", "answered", "confirmed", "rated");

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(coordinatorPage.toldOf(ticket.id())).isEqualTo(WHOLE_LIFE);
                assertThat(enterprisePage.toldOf(ticket.id())).isEqualTo(ticket.timelineOf(Helpdesk.ENTERPRISE));
            });
            if (WholeSystem.hasAnInside()) {
                assertTold(ticket);
            }
        }
    }

    private static JsonNode shows(TicketSteps ticket, String account, TicketState state, String... commands) {
        JsonNode row = ticket.onTheListOf(account);
        assertThat(row.path("state").asString()).as("what %s sees", account).isEqualTo(state.name());
        assertThat(row.path("version").asLong()).isEqualTo(ticket.version());
        assertThat(Helpdesk.elements(row.path("commands")).map(JsonNode::asString))
                .as("what %s may do", account)
                .contains(commands);
        return row;
    }

    /** The topic has it as well: in order, numbered, each naming who and when. */
    private static void assertTold(TicketSteps ticket) {
        List<ConsumerRecord<String, byte[]>> records = WholeSystem.topics().records(Topics.EVENTS, ticket.id());
        assertThat(records)
                .extracting(record -> TopicTap.header(record, CloudEventHeaders.SEQUENCE))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(records)
                .extracting(record -> Wire.readEvent(record).actor().account().text())
                .containsExactly(
                        Helpdesk.ENTERPRISE,
                        Helpdesk.COORDINATOR,
                        LEAD,
                        LEAD,
                        ASSISTANT,
                        LEAD,
                        Helpdesk.ENTERPRISE,
                        Helpdesk.ENTERPRISE);
        for (ConsumerRecord<String, byte[]> record : records) {
            EventMessage<?> event = Wire.readEvent(record);
            assertThat(event.number().text()).isEqualTo(ticket.number());
            assertThat(event.occurredAt()).isBeforeOrEqualTo(event.recordedAt());
        }
    }

    @Test
    void theNumberLeadsToTheTicketToo() {
        TicketSteps ticket = helpdesk.ticket();
        ticket.onTheListOf(Helpdesk.ENTERPRISE);
        assertThat(helpdesk.get(Helpdesk.ENTERPRISE, "/api/v1/tickets/" + ticket.number())
                        .text("id"))
                .isEqualTo(ticket.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sy-coordinator", "sy-enterprise", "qt-enterprise-2", "qt-handler-rsj"})
    void whoseBusinessItIsNotIsToldThatThereIsNone(String stranger) {
        TicketSteps ticket = helpdesk.ticket();
        ticket.onTheListOf(Helpdesk.COORDINATOR);
        assertThat(helpdesk.get(stranger, "/api/v1/tickets/" + ticket.id()).status())
                .isEqualTo(404);
        assertThat(helpdesk.get(stranger, "/api/v1/tickets/" + ticket.id() + "/timeline")
                        .status())
                .isEqualTo(404);
        String command = switch (Account.named(stranger).orElseThrow().role()) {
            case COORDINATOR -> "uphold";
            case HANDLER -> "accept";
            default -> "withdraw";
        };
        assertThat(ticket.send(stranger, command, java.util.Map.of(), java.util.Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(ticket.shownTo(Helpdesk.COORDINATOR).text("state")).isEqualTo("SUBMITTED");
    }
}
