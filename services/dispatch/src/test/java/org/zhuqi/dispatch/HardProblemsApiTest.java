package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.ReviewRoundEvent;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.HardProblem;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.HardProblemRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class HardProblemsApiTest extends TestMatters {
    private static final String PROBLEMS = "/api/v1/hard-problems";
    private static final String ROUNDS = PROBLEMS + "/rounds";

    @Autowired
    private HardProblemRows problems;

    @Autowired
    private EventRows events;

    @Autowired
    private KafkaTelling kafka;

    @AfterEach
    void goOn() {
        if (!telling.isRunning()) {
            telling.start();
        }
    }

    private static Map<String, Object> form(String title, EventStory... tickets) {
        Map<String, Object> form =
                new HashMap<>(Map.of("title", title, "difficulty", "涉及多个部门", "leadUnit", LAND.text()));
        form.put(
                "tickets",
                List.of(tickets).stream().map(story -> story.number().text()).toList());
        return form;
    }

    private static String at(JsonNode problem) {
        return PROBLEMS + "/" + id(problem);
    }

    private JsonNode listed(String title, EventStory... tickets) {
        return post(coordinator(), PROBLEMS, form(title, tickets));
    }

    private JsonNode opened() {
        return post(coordinator(), ROUNDS, Map.of("heldOn", "2023-06-30", "chair", "leader"));
    }

    private JsonNode result(int round, JsonNode problem, String result) {
        return read(
                send(
                        coordinator(),
                        "POST",
                        "%s/%d/results".formatted(ROUNDS, round),
                        Map.of("problem", id(problem), "result", result, "said", "会商情况", "until", "2023-07-31")),
                200);
    }

    private HttpResponse<String> close(int round) {
        return send(coordinator(), "POST", "%s/%d/close".formatted(ROUNDS, round), null);
    }

    // -- the list ----------------------------------------------------------------------------------------------------

    @Test
    void listingAProblemAsksItsTicketsToBeMarked() {
        EventStory working = inProgress(FIRM, LAND, "steel", "harbour");
        EventStory waiting = submitted(new EnterpriseId("other"), "steel", "hill");
        tell(waiting);
        JsonNode problem = listed("竣工厂房不能办证", working, waiting);
        assertThat(problem.path("status").asString()).isEqualTo("LISTED");
        assertThat(problem.path("chain").asString()).isEqualTo("steel");
        assertThat(problem.has("place")).as("they have none in common").isFalse();
        assertThat(each(problem.path("enterprises"), JsonNode::asString)).containsExactly("firm", "other");
        assertThat(asked(working.ticket()).getFirst().command()).isEqualTo(new TicketCommand.MarkHard("涉及多个部门"));
        assertThat(asked(waiting.ticket())).isEmpty();

        // The mark comes back as an event: it is on the list already.
        tell(working.tells(new TicketEvent.MarkedHard("涉及多个部门"), TicketState.IN_PROGRESS));
        assertThat(get(coordinator(), PROBLEMS).path("items")).hasSize(1);
        assertThat(refused(send(coordinator(), "POST", PROBLEMS, form("另一个", working)), 409))
                .contains("belongs to the hard problem '竣工厂房不能办证'");
        assertThat(names(told(id(problem)))).containsExactly("hard-problem-listed");
    }

    @Test
    void aTicketThatIsMarkedHardComesOntoTheListByItself() {
        EventStory ticket = inProgress();
        tell(ticket.by(here(Callers.coordinator("li.lei")))
                .tells(new TicketEvent.MarkedHard("上级政策不明"), TicketState.IN_PROGRESS));
        JsonNode listed = get(coordinator(), PROBLEMS + "?ticket=" + ticket.ticket())
                .path("items")
                .get(0);
        assertThat(listed.path("title").asString()).isEqualTo("厂房办证 firm");
        assertThat(listed.path("difficulty").asString()).isEqualTo("上级政策不明");
        assertThat(listed.path("leadUnit").asString()).isEqualTo("land");
        assertThat(listed.path("listedBy").asString()).isEqualTo("li.lei");
        // All that happened once more: as when the projection is made anew.
        database.sql("delete from dispatch.ticket where ticket_id = ?")
                .param(ticket.ticket().value())
                .update();
        following.project(ticket.records().stream().map(EventStory::received).toList());
        assertThat(get(coordinator(), PROBLEMS).path("items")).hasSize(1);
        assertThat(told(id(listed))).hasSize(1);
        assertThat(alarm.stops()).isEmpty();
    }

    @Test
    void itIsWrittenOffOneByOneAndCanComeBack() {
        EventStory ticket = inProgress();
        JsonNode problem = listed("竣工厂房不能办证", ticket);
        Map<String, Object> form = new HashMap<>(Map.of("how", "已发证", "confirmedByEnterprise", true));
        String off = at(problem) + "/write-off";
        assertThat(refused(send(coordinator(), "POST", off, form, "If-Match", etag(problem)), 409))
                .contains(ticket.number().text())
                .contains("'despite'");
        tell(ticket.tells(
                new TicketEvent.Answered(LAND, AnswerOutcome.SOLVED, "已发证", null, List.of()), TicketState.ANSWERED));
        JsonNode written = change(coordinator(), "POST", problem, off, form);
        assertThat(written.path("status").asString()).isEqualTo("WRITTEN_OFF");
        assertThat(written.path("writtenOff").path("confirmedByEnterprise").asBoolean())
                .isTrue();
        assertThat(texts(written.path("commands"), "")).hasSize(1);
        refused(send(coordinator(), "POST", off, form, "If-Match", etag(written)), 409);
        JsonNode back = change(coordinator(), "POST", written, at(problem) + "/relist", Map.of("reason", "面积有误"));
        assertThat(back.path("status").asString()).isEqualTo("LISTED");
        assertThat(back.has("writtenOff")).isFalse();
        assertThat(texts(back.path("history"), "event"))
                .containsExactly("hard-problem-listed", "hard-problem-written-off", "hard-problem-relisted");
        assertStoredIsTheFoldOfItsEvents(problem);
    }

    private void assertStoredIsTheFoldOfItsEvents(JsonNode problem) {
        SubjectId subject = SubjectId.of(id(problem));
        assertThat(problems.find(subject).orElseThrow().problem()).isEqualTo(HardProblem.of(events.of(subject)));
    }

    @Test
    void onlyASupervisorTakesAProblemOffTheListUnsolvedAndItStaysVisible() {
        JsonNode problem = listed("重复的问题");
        Map<String, Object> form = Map.of("ground", "DUPLICATE", "reason", "与另一问题合并");
        refused(send(coordinator(), "POST", at(problem) + "/remove", form, "If-Match", etag(problem)), 403);
        JsonNode removed = change(as(Role.SUPERVISOR), "POST", problem, at(problem) + "/remove", form);
        assertThat(removed.path("removed").path("approver").asString()).isEqualTo("some-supervisor");
        assertThat(texts(get(coordinator(), PROBLEMS + "?status=REMOVED").path("items"), "title"))
                .containsExactly("重复的问题");
        assertThat(refused(send(as(Role.SUPERVISOR), "DELETE", at(problem), null), 405))
                .contains("does not take DELETE");
        assertStoredIsTheFoldOfItsEvents(problem);
    }

    // -- rounds ------------------------------------------------------------------------------------------------------

    @Test
    void aRoundEndsWhenEveryProblemHasItsResult() {
        JsonNode first = listed("甲");
        JsonNode second = listed("乙");
        JsonNode off = listed("丙");
        assertThat(opened().path("number").asInt()).isEqualTo(1);
        assertThat(refused(send(coordinator(), "POST", ROUNDS, Map.of("heldOn", "2023-07-30")), 409))
                .isEqualTo("Round 1 of 2023-06-30 is open; close it first.");
        result(1, first, "STUCK");
        change(coordinator(), "POST", off, at(off) + "/write-off", Map.of("how", "已解决"));
        assertThat(refused(close(1), 409))
                .isEqualTo("Round 1 cannot be closed: 1 on the list have no result yet: '乙'.");
        JsonNode round = get(coordinator(), ROUNDS + "/1");
        assertThat(texts(round.path("heard"), "title")).containsExactly("甲");
        assertThat(texts(round.path("unheard"), "title")).containsExactly("乙");
        assertThat(refused(
                        send(
                                coordinator(),
                                "POST",
                                ROUNDS + "/1/results",
                                Map.of("problem", id(off), "result", "SOLVED", "said", "x")),
                        409))
                .contains("WRITTEN_OFF");
        result(1, second, "POSTPONED");
        result(1, second, "PROGRESS");
        JsonNode closed = read(close(1), 200);
        assertThat(closed.path("open").asBoolean()).isFalse();
        assertThat(told(id(closed)).getLast().event()).isEqualTo(new ReviewRoundEvent.ReviewRoundClosed(1, 0, 1, 1, 0));
        refused(close(1), 409);
        refused(
                send(
                        coordinator(),
                        "POST",
                        ROUNDS + "/1/results",
                        Map.of("problem", id(first), "result", "STUCK", "said", "x")),
                409);

        assertThat(opened().path("number").asInt()).isEqualTo(2);
        result(2, first, "STUCK");
        JsonNode grid = result(2, second, "STUCK");
        assertThat(texts(grid.path("reviews"), "result")).containsExactly("PROGRESS", "STUCK");
        assertThat(texts(get(coordinator(), PROBLEMS + "?stuck=2").path("items"), "title"))
                .containsExactly("甲");
        read(close(2), 200);
        assertThat(get(coordinator(), ROUNDS)).hasSize(2);
        refused(send(coordinator(), "GET", ROUNDS + "/3", null), 404);
        refused(send(coordinator(), "GET", ROUNDS + "/x", null), 404);
        assertStoredIsTheFoldOfItsEvents(second);
    }

    @Test
    void ofSeveralWhoOpenARoundAtOnceOneDoes() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(4)) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(all.submit(() -> send(coordinator(), "POST", ROUNDS, Map.of("heldOn", "2023-06-30"))));
            }
            for (Future<HttpResponse<String>> each : running) {
                statuses.add(each.get().statusCode());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(get(coordinator(), ROUNDS)).hasSize(1);
    }

    @Test
    void nothingSlipsOntoTheListWhileARoundEnds() throws Exception {
        awaitTold();
        telling.stop();
        opened();
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String title = "题 " + i;
                running.add(all.submit(
                        () -> send(coordinator(), "POST", PROBLEMS, form(title)).statusCode()));
            }
            running.add(all.submit(() -> close(1).statusCode()));
            for (Future<Integer> each : running) {
                assertThat(each.get()).isIn(200, 201, 409);
            }
        }
        // Whatever came first: of those that were on the list when the round ended, each had its result.
        JsonNode round = get(coordinator(), ROUNDS + "/1");
        long closedAt = round.path("open").asBoolean() ? 0 : position(id(round), "review-round-closed");
        long before = texts(get(coordinator(), PROBLEMS).path("items"), "id").stream()
                .filter(problem -> position(problem, "hard-problem-listed") < closedAt)
                .count();
        assertThat(before).isZero();
        assertThat(get(coordinator(), PROBLEMS).path("items")).hasSize(6);
    }

    /** Where it waits to be told: each takes its place while it holds the lock of the list. */
    private long position(String subject, String event) {
        return database.sql("select position from dispatch.outgoing where key = ? and type = ?")
                .params(subject, "zhuqi.dispatch." + event + ".v1")
                .query(Long.class)
                .single();
    }

    // -- who, how often, and when ------------------------------------------------------------------------------------

    @Test
    void aCommitteeListsProblemsOfItsChainAndUnitsSeeTheirOwn() {
        Caller committee =
                Callers.of(new Jurisdiction(new ChainId("steel"), null), here(Callers.coordinator("steel-committee")));
        JsonNode own = post(committee, PROBLEMS, form("本链问题"));
        assertThat(own.path("chain").asString()).isEqualTo("steel");
        JsonNode others = listed("其他问题");
        assertThat(texts(get(committee, PROBLEMS).path("items"), "id")).containsExactly(id(own));
        refused(send(committee, "GET", at(others), null), 404);
        Map<String, Object> silk = form("他链问题");
        silk.put("chain", "silk");
        refused(send(committee, "POST", PROBLEMS, silk), 422);
        refused(send(committee, "POST", ROUNDS, Map.of("heldOn", "2023-06-30")), 403);
        assertThat(get(handler(LAND), PROBLEMS).path("items")).hasSize(2);
        assertThat(get(handler(BUILDING), PROBLEMS).path("items")).isEmpty();
        refused(send(handler(BUILDING), "GET", at(own), null), 404);
        refused(send(enterprise(FIRM), "GET", PROBLEMS, null), 403);
        refused(send(Callers.in("ZZ", Callers.coordinator("stranger")), "GET", at(own), null), 404);
    }

    @Test
    void aHistoryIsBroughtInWithItsOwnTimes() {
        EventStory ticket = inProgress();
        Caller importer = as(Role.IMPORTER);
        Map<String, Object> form = form("二〇二三年的问题", ticket);
        form.put("occurredAt", "2023-03-01T09:00:00+08:00");
        assertThat(refused(send(coordinator(), "POST", PROBLEMS, form), 422)).contains("IMPORTER");
        JsonNode problem = read(send(importer, "POST", PROBLEMS, form, "Idempotency-Key", "p1"), 201);
        assertThat(id(read(send(importer, "POST", PROBLEMS, form, "Idempotency-Key", "p1"), 201)))
                .isEqualTo(id(problem));
        form.put("title", "另一个");
        refused(send(importer, "POST", PROBLEMS, form, "Idempotency-Key", "p1"), 422);
        Map<String, Object> opening = Map.of("heldOn", "2023-03-31");
        JsonNode round = read(send(importer, "POST", ROUNDS, opening, "Idempotency-Key", "r1"), 201);
        assertThat(id(read(send(importer, "POST", ROUNDS, opening, "Idempotency-Key", "r1"), 201)))
                .isEqualTo(id(round));
        JsonNode heard = read(
                send(
                        importer,
                        "POST",
                        ROUNDS + "/1/results",
                        Map.of("problem", id(problem), "result", "SOLVED", "said", "已办结")),
                200);
        read(send(importer, "POST", PROBLEMS, form("今年才列入的问题", inProgress())), 201);
        read(send(importer, "POST", ROUNDS + "/1/close", Map.of()), 200);
        change(
                importer,
                "POST",
                heard,
                at(problem) + "/write-off",
                Map.of("how", "已发证", "despite", "历史数据", "occurredAt", "2023-04-02T09:00:00+08:00"));
        assertThat(told(id(problem)))
                .extracting(DispatchMessage::occurredAt)
                .containsExactly(
                        Instant.parse("2023-03-01T01:00:00Z"),
                        Instant.parse("2023-03-30T16:00:00Z"),
                        Instant.parse("2023-04-02T01:00:00Z"));
        assertThat(asked(ticket.ticket())).isEmpty();
        assertThat(refused(
                        send(
                                importer,
                                "POST",
                                at(problem) + "/relist",
                                Map.of("reason", "x", "occurredAt", "2999-01-01T00:00:00Z"),
                                "If-Match",
                                "\"3\""),
                        422))
                .contains("future");
    }

    @Test
    void listsAreFilteredAndPaged() {
        for (int i = 0; i < 5; i++) {
            listed("题 " + i);
        }
        JsonNode first = get(coordinator(), PROBLEMS + "?limit=2");
        JsonNode second = get(
                coordinator(),
                PROBLEMS + "?limit=3&cursor=" + first.path("next").asString());
        List<String> all = new ArrayList<>(texts(first.path("items"), "title"));
        all.addAll(texts(second.path("items"), "title"));
        assertThat(all).containsExactly("题 4", "题 3", "题 2", "题 1", "题 0");
        assertThat(second.has("next")).isFalse();
        assertThat(get(coordinator(), PROBLEMS + "?q=%E9%A2%98%203&status=LISTED&status=REMOVED&unit=land")
                        .path("items"))
                .hasSize(1);
        assertThat(get(coordinator(), PROBLEMS + "?chain=silk").path("items")).isEmpty();
        refused(send(coordinator(), "GET", PROBLEMS + "?stuck=x", null), 400);
        assertThat(texts(
                        read(send(coordinator(), "POST", PROBLEMS, Map.of("tickets", List.of("x"))), 422)
                                .path("errors"),
                        "pointer"))
                .containsExactlyInAnyOrder("/title", "/difficulty", "/leadUnit", "/tickets/0");
    }

    @Test
    void whatADeathLeftUntoldIsToldOnceMoreToTheByte() {
        awaitTold();
        telling.stop();
        EventStory ticket = inProgress();
        JsonNode problem = listed("甲", ticket);
        change(coordinator(), "POST", problem, at(problem) + "/write-off", Map.of("how", "已解决", "despite", "x"));
        assertThat(outgoing.next(10)).as("two events and a command wait").hasSize(3);
        Telling dying = new Telling(
                "dispatch",
                outgoing,
                waiting -> {
                    kafka.publish(waiting);
                    throw new IllegalStateException("killed");
                },
                transaction,
                Duration.ofSeconds(1));
        assertThatThrownBy(dying::tell).hasMessage("killed");
        telling.start();
        List<ConsumerRecord<String, byte[]>> told = toldRecords(id(problem));
        assertThat(told).hasSize(4);
        assertThat(told.get(2).value()).isEqualTo(told.get(0).value());
        assertThat(told.get(2).headers()).isEqualTo(told.get(0).headers());
        assertThat(asked(ticket.ticket()).stream()
                        .map(command -> command.commandId())
                        .distinct())
                .as("the engine knows it again by its id")
                .hasSize(1);
    }
}
