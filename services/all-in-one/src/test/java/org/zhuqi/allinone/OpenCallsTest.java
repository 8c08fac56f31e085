package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.messaging.Wire;
import tools.jackson.databind.JsonNode;

/** 企业出题、团队揭榜: a problem is published, teams claim it, one does it step by step. */
class OpenCallsTest {
    private static final String LAND = "qt-handler-zrzy";
    private static final String LABOUR = "qt-handler-rsj";

    private final LocalDate today = LocalDate.now(CalendarRules.CHINA);
    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void ofTwoTeamsThatClaimAtOnceOneHasIt() throws Exception {
        TicketSteps ticket = helpdesk.ticket("涂层附着力不稳，求攻关").take(Helpdesk.COORDINATOR, "publish", call("FIRST_CLAIM"));
        assertThat(ticket.state()).isEqualTo(TicketState.OPEN_CALL);

        List<Answer> answers = atOnce(ticket, plan("qt-zrzy", "换底漆"), plan("qt-rsj", "改工艺"));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        boolean landWon = answers.get(0).status() == 200;
        Answer late = answers.get(landWon ? 1 : 0);
        String winner = landWon ? "qt-zrzy" : "qt-rsj";
        assertThat(late.text("detail")).contains("another unit claimed it on");
        TicketSteps known = helpdesk.known(ticket.id());
        assertThat(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "?atLeast=3")
                        .text("lead"))
                .isEqualTo(winner);
        assertThat(known.shownTo(landWon ? LABOUR : LAND).status())
                .as("the other team's business no more")
                .isEqualTo(404);
    }

    @Test
    void theBestOfTwoPlansIsChosenAndDoneStepByStep() throws Exception {
        TicketSteps ticket = helpdesk.ticket("电子级树脂国产替代").take(Helpdesk.COORDINATOR, "publish", call("BEST_PLAN"));

        List<Answer> answers = atOnce(ticket, plan("qt-zrzy", "联合高校小试"), plan("qt-rsj", "引进专家"));
        assertThat(answers).extracting(Answer::status).containsExactly(200, 200);

        JsonNode call = shown(ticket, Helpdesk.COORDINATOR, 4).path("call");
        assertThat(call.path("choice").asString()).isEqualTo("BEST_PLAN");
        assertThat(Helpdesk.elements(call.path("claims"))
                        .map(claim -> claim.path("unit").asString()))
                .containsExactlyInAnyOrder("qt-zrzy", "qt-rsj");
        assertThat(shown(ticket, LAND, 4).path("call").toString())
                .as("a competitor's plan is its own")
                .contains("联合高校小试")
                .doesNotContain("引进专家");
        assertThat(shown(ticket, Helpdesk.ENTERPRISE, 4).path("call").toString())
                .doesNotContain("联合高校小试");

        assertThat(helpdesk.known(ticket.id())
                        .send(
                                Helpdesk.COORDINATOR,
                                "choose-claim",
                                Map.of("unit", "qt-zjj", "reason", "没有申报"),
                                Map.of())
                        .status())
                .isEqualTo(422);
        TicketSteps chosen = helpdesk.known(ticket.id())
                .take(Helpdesk.COORDINATOR, "choose-claim", Map.of("unit", "qt-zrzy", "reason", "路线成熟"));
        assertThat(chosen.state()).isEqualTo(TicketState.IN_PROGRESS);
        chosen.take(LAND, "record-progress", Map.of("note", "小试通过", "milestone", 1));
        assertThat(chosen.send(LAND, "record-progress", Map.of("note", "再报一次", "milestone", 1), Map.of())
                        .status())
                .isEqualTo(422);

        JsonNode milestones =
                shown(chosen, Helpdesk.ENTERPRISE, chosen.version()).path("milestones");
        assertThat(milestones).hasSize(2);
        assertThat(milestones.get(0).path("reachedAt").asString("")).isNotEmpty();
        assertThat(milestones.get(1).path("reachedAt").asString("")).isEmpty();
        assertThat(told(ticket))
                .filteredOn(TicketEvent.CallClaimed.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    TicketEvent.CallClaimed claimed = (TicketEvent.CallClaimed) event;
                    assertThat(claimed.unit()).isEqualTo(new UnitId("qt-zrzy"));
                    assertThat(claimed.reason()).isEqualTo("路线成熟");
                    assertThat(claimed.milestones()).hasSize(2);
                });
        assertThat(told(ticket))
                .filteredOn(TicketEvent.ClaimOffered.class::isInstance)
                .hasSize(2);
    }

    private Map<String, Object> call(String choice) {
        return Map.of("terms", "附着力 5B，量产验证三批", "until", today.plusDays(30).toString(), "choice", choice);
    }

    private Map<String, Object> plan(String unit, String plan) {
        return Map.of(
                "unit",
                unit,
                "plan",
                plan,
                "milestones",
                List.of(
                        Map.of("title", "小试", "due", today.plusDays(60).toString()),
                        Map.of("title", "量产", "due", today.plusDays(150).toString())));
    }

    private List<Answer> atOnce(TicketSteps ticket, Map<String, Object> ofLand, Map<String, Object> ofLabour)
            throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService teams = Executors.newFixedThreadPool(2)) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (String team : List.of(LAND, LABOUR)) {
                sent.add(teams.submit(() -> {
                    together.await();
                    return ticket.send(team, "claim", team.equals(LAND) ? ofLand : ofLabour, Map.of());
                }));
            }
            for (Future<Answer> each : sent) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    private JsonNode shown(TicketSteps ticket, String account, long version) {
        Answer answer = helpdesk.get(account, "/api/v1/tickets/" + ticket.id() + "?atLeast=" + version);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return answer.body();
    }

    private static List<TicketEvent> told(TicketSteps ticket) {
        List<TicketEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : WholeSystem.topics().records(Topics.EVENTS, ticket.id())) {
            events.add(Wire.readEvent(record).event());
        }
        return events;
    }
}
