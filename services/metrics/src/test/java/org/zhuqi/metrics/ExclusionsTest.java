package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.domain.ExclusionState;
import org.zhuqi.metrics.domain.TicketFact;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.metrics.kafka.RunningBuilds;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.ExclusionRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class ExclusionsTest extends TestTrust {
    private static final String EXCLUSIONS = "/api/v1/metrics/exclusions";
    private static final String REASON = "验收时录入的测试件，非企业诉求。";

    @Autowired
    private ExclusionRows exclusions;

    @Autowired
    private BuildRows builds;

    @Autowired
    private RunningBuilds running;

    private Caller coordinator() {
        return as(Role.COORDINATOR, "coordinator");
    }

    private static Map<String, Object> form(TicketId ticket) {
        return new HashMap<>(
                Map.of("ticket", ticket.text(), "ground", "TEST", "reason", REASON, "evidence", "验收记录第 3 页"));
    }

    private JsonNode asked(Caller by, TicketId ticket) {
        return read(send(by, "POST", EXCLUSIONS, form(ticket)), 201);
    }

    private HttpResponse<String> decide(Caller by, JsonNode exclusion, String command, String reason) {
        return send(
                by,
                "POST",
                "%s/%s/%s".formatted(EXCLUSIONS, exclusion.path("id").asString(), command),
                Map.of("reason", reason));
    }

    private JsonNode decided(Caller by, JsonNode exclusion, String command) {
        return read(decide(by, exclusion, command, "同意"), 200);
    }

    private static Instant lastDecision(JsonNode exclusion) {
        JsonNode decisions = exclusion.path("decisions");
        return Instant.parse(decisions.get(decisions.size() - 1).path("at").asString());
    }

    // -- who may -----------------------------------------------------------------------------------------------------

    private record Attempted(ExclusionState state, String command, Role role, boolean same, int status) {}

    /** Every state, every command, every role, the account that asked and another. */
    @Test
    void fourEyes() {
        Deque<TicketId> fresh = new ArrayDeque<>();
        EventStory[] stories = new EventStory[40];
        for (int index = 0; index < stories.length; index++) {
            stories[index] = submitted("firm", null);
            fresh.add(stories[index].ticket());
        }
        tell(stories);
        Map<String, ExclusionState> commands = Map.of(
                "approve", ExclusionState.APPROVED, "refuse", ExclusionState.REFUSED, "revoke", ExclusionState.REVOKED);
        List<Attempted> wrong = new ArrayList<>();
        for (ExclusionState state : ExclusionState.values()) {
            JsonNode exclusion = inState(state, fresh.pop());
            for (Map.Entry<String, ExclusionState> command : commands.entrySet()) {
                for (Role role : Role.values()) {
                    if (role == Role.SYSTEM) {
                        continue;
                    }
                    for (boolean same : List.of(true, false)) {
                        int status = decide(
                                        as(role, same ? "asker" : "other"),
                                        exclusion,
                                        command.getKey(),
                                        "%s %s %s".formatted(command.getKey(), role, same))
                                .statusCode();
                        if (status != expected(state, command.getValue(), role, same)) {
                            wrong.add(new Attempted(state, command.getKey(), role, same, status));
                        }
                        if (status == 200) {
                            exclusion = inState(state, fresh.pop());
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static int expected(ExclusionState from, ExclusionState to, Role role, boolean same) {
        if (role != Role.SUPERVISOR && role != Role.ADMIN) {
            return 403;
        }
        boolean possible = switch (from) {
            case ASKED -> to == ExclusionState.APPROVED || to == ExclusionState.REFUSED;
            case APPROVED -> to == ExclusionState.REVOKED;
            case REFUSED, REVOKED -> false;
        };
        if (!possible) {
            return 409;
        }
        // Whoever asked may give up what was approved: it only adds to what is counted.
        return from == ExclusionState.ASKED && same ? 403 : 200;
    }

    private JsonNode inState(ExclusionState state, TicketId ticket) {
        JsonNode asked = asked(as(Role.SUPERVISOR, "asker"), ticket);
        Caller decider = as(Role.ADMIN, "decider");
        return switch (state) {
            case ASKED -> asked;
            case APPROVED -> decided(decider, asked, "approve");
            case REFUSED -> decided(decider, asked, "refuse");
            case REVOKED -> {
                decided(decider, asked, "approve");
                yield decided(decider, asked, "revoke");
            }
        };
    }

    @Test
    void onlyWhoCoordinatesOrSupervisesAsks() {
        EventStory ticket = submitted("firm", null);
        tell(ticket);
        for (Role role : Role.values()) {
            if (role == Role.SYSTEM) {
                continue;
            }
            boolean may = role == Role.COORDINATOR || role == Role.SUPERVISOR;
            HttpResponse<String> answer = send(as(role, "x"), "POST", EXCLUSIONS, form(ticket.ticket()));
            assertThat(answer.statusCode()).as("%s", role).isEqualTo(may ? 201 : 403);
            if (may) {
                decided(as(Role.ADMIN, "decider"), read(answer, 201), "refuse");
            }
        }
    }

    @Test
    void aRefusalIsASentence() {
        EventStory ticket = submitted("firm", null);
        tell(ticket);
        JsonNode asked = asked(supervisor(), ticket.ticket());
        assertThat(asked.path("state").asString()).isEqualTo("ASKED");
        assertThat(asked.path("commands")).isEmpty();
        assertThat(refused(decide(supervisor(), asked, "approve", "同意"), 403))
                .isEqualTo("You asked for the exclusion of ticket %s yourself: a second person decides."
                        .formatted(ticket.number()));
        JsonNode refused = decided(as(Role.ADMIN, "boss"), asked, "refuse");
        assertThat(refused(decide(as(Role.ADMIN, "boss"), asked, "revoke", "x"), 409))
                .isEqualTo("You cannot revoke the exclusion of ticket %s: it is REFUSED since %s."
                        .formatted(ticket.number(), lastDecision(refused)));
        // Refused, it may be asked for again, but not twice at a time.
        asked(coordinator(), ticket.ticket());
        assertThat(refused(send(supervisor(), "POST", EXCLUSIONS, form(ticket.ticket())), 409))
                .startsWith("The exclusion of ticket %s was asked for already: it is ASKED since"
                        .formatted(ticket.number()));
    }

    @Test
    void whatIsSentIsLookedAt() {
        EventStory ticket = submitted("firm", null);
        tell(ticket);
        Map<String, Object> tooShort = form(ticket.ticket());
        tooShort.put("reason", "测试件测试件测试件");
        assertThat(refused(send(coordinator(), "POST", EXCLUSIONS, tooShort), 422))
                .isEqualTo("reason: 10 to 2000 characters; these are 9.");
        Map<String, Object> justEnough = form(ticket.ticket());
        justEnough.put("reason", "  测试件测试件测试件。  ");
        justEnough.put("evidence", " ");
        assertThat(refused(send(coordinator(), "POST", EXCLUSIONS, justEnough), 422))
                .isEqualTo("evidence: This is missing.");
        justEnough.put("evidence", "见附件");
        justEnough.put("ground", "BORING");
        assertThat(send(coordinator(), "POST", EXCLUSIONS, justEnough).statusCode())
                .isEqualTo(400);
        justEnough.put("ground", "OTHER");
        JsonNode asked = read(send(coordinator(), "POST", EXCLUSIONS, justEnough), 201);
        assertThat(asked.path("groundZh").asString()).isEqualTo("其他");
        assertThat(refused(send(supervisor(), "POST", EXCLUSIONS + "/x/approve", Map.of("reason", "y")), 404))
                .isEqualTo("There is no exclusion x that you may see.");
        assertThat(refused(decide(supervisor(), asked, "approve", " "), 422)).isEqualTo("reason: This is missing.");
        assertThat(refused(send(supervisor(), "GET", EXCLUSIONS + "?stat=ASKED", null), 400))
                .contains("Unknown parameter 'stat'");
    }

    @Test
    void whatIsSentAgainIsDoneOnce() throws Exception {
        EventStory ticket = submitted("firm", null);
        EventStory other = submitted("firm", null);
        tell(ticket, other);
        String[] key = {"Idempotency-Key", "once"};
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int index = 0; index < 4; index++) {
                sent.add(threads.submit(() -> send(coordinator(), "POST", EXCLUSIONS, form(ticket.ticket()), key)));
            }
            for (Future<HttpResponse<String>> each : sent) {
                answers.add(each.get(1, TimeUnit.MINUTES));
            }
        }
        Set<String> ids = new HashSet<>();
        answers.forEach(answer -> ids.add(read(answer, 201).path("id").asString()));
        assertThat(ids).hasSize(1);
        assertThat(refused(send(coordinator(), "POST", EXCLUSIONS, form(other.ticket()), key), 422))
                .isEqualTo("The idempotency key was used before for something else.");
        JsonNode asked = read(answers.getFirst(), 201);
        JsonNode approved = decided(supervisor(), asked, "approve");
        assertThat(decided(supervisor(), asked, "approve")).isEqualTo(approved);
        assertThat(approved.path("decisions")).hasSize(1);
        assertThat(decide(as(Role.ADMIN, "boss"), asked, "approve", "同意").statusCode())
                .isEqualTo(409);
    }

    /** Without a key two who ask at once are two requests, and one ticket waits for one at a time. */
    @Test
    void ofTwoWhoAskAtOnceOneIsTold() throws Exception {
        EventStory ticket = submitted("firm", null);
        tell(ticket);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int index = 0; index < 5; index++) {
                Caller caller = as(Role.COORDINATOR, "coordinator-" + index);
                sent.add(threads.submit(() -> send(caller, "POST", EXCLUSIONS, form(ticket.ticket()))));
            }
            for (Future<HttpResponse<String>> each : sent) {
                statuses.add(each.get(1, TimeUnit.MINUTES).statusCode());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409);
    }

    // -- who sees what -----------------------------------------------------------------------------------------------

    @Test
    void eachSeesThoseOfTheOwnFigures() {
        EventStory steel = accepted(submitted("firm", "steel"), TAX);
        EventStory chip = accepted(submitted(as(Role.OFFICER, "officer"), "firm", "chip"), LAND);
        tell(steel, chip);
        JsonNode ofSteel = asked(coordinator(), steel.ticket());
        JsonNode ofChip = asked(coordinator(), chip.ticket());
        Caller committee = Callers.of(new Jurisdiction(new ChainId("steel"), null), supervisor());
        Caller stranger = Callers.in("ZZ", supervisor());
        Caller taxHandler = Callers.in(district.text(), Callers.handler("h", TAX));

        assertThat(pages(supervisor(), EXCLUSIONS, 1, "number")).containsExactly(number(chip), number(steel));
        assertThat(pages(committee, EXCLUSIONS, 1, "number")).containsExactly(number(steel));
        assertThat(pages(taxHandler, EXCLUSIONS, 1, "number")).containsExactly(number(steel));
        assertThat(pages(as(Role.OFFICER, "officer"), EXCLUSIONS, 1, "number")).containsExactly(number(chip));
        assertThat(pages(as(Role.OFFICER, "another"), EXCLUSIONS, 1, "number")).isEmpty();
        assertThat(pages(stranger, EXCLUSIONS, 1, "number")).isEmpty();

        for (Caller beyond : List.of(committee, stranger)) {
            assertThat(refused(decide(beyond, ofChip, "approve", "同意"), 404))
                    .isEqualTo("There is no exclusion %s that you may see."
                            .formatted(ofChip.path("id").asString()));
            assertThat(refused(send(beyond, "POST", EXCLUSIONS, form(chip.ticket())), 404))
                    .isEqualTo("There is no ticket %s whose figures you may see.".formatted(chip.ticket()));
        }
        decided(committee, ofSteel, "approve");
        assertThat(pages(supervisor(), EXCLUSIONS + "?state=APPROVED", 5, "number"))
                .containsExactly(number(steel));
        assertThat(pages(supervisor(), EXCLUSIONS + "?state=APPROVED&state=ASKED", 5, "number"))
                .hasSize(2);
        assertThat(pages(supervisor(), EXCLUSIONS + "?state=REVOKED", 5, "number"))
                .isEmpty();
        assertThat(each(
                        get(as(Role.AUDITOR, "a"), EXCLUSIONS).path("items"),
                        it -> it.path("commands").size()))
                .containsExactly(0, 0);
        assertThat(each(
                        get(as(Role.ADMIN, "a"), EXCLUSIONS).path("items"),
                        it -> it.path("commands").toString()))
                .containsExactly("[\"approve\",\"refuse\"]", "[\"revoke\"]");
    }

    private static String number(EventStory story) {
        return story.number().text();
    }

    @Test
    void thePagesAreInOrder() {
        EventStory[] stories = new EventStory[7];
        List<String> numbers = new ArrayList<>();
        for (int index = 0; index < stories.length; index++) {
            stories[index] = submitted("firm", null);
            numbers.addFirst(number(stories[index]));
        }
        tell(stories);
        for (EventStory story : stories) {
            asked(coordinator(), story.ticket());
        }
        // Two of the same instant.
        database.sql("""
                update metrics.exclusion set asked_at = (select max(asked_at) from metrics.exclusion where district = ?)
                where district = ?
                """).params(district.text(), district.text()).update();
        assertThat(pages(supervisor(), EXCLUSIONS, 3, "number"))
                .containsExactlyElementsOf(pages(supervisor(), EXCLUSIONS, 50, "number"))
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    // -- what it does to figures -------------------------------------------------------------------------------------

    private EventStory answeredBy(UnitId unit, String firm) {
        EventStory story = accepted(submitted(firm, null), unit)
                .tells(
                        new TicketEvent.Answered(unit, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
        tell(story);
        clocks(
                story,
                clock(
                        "answer",
                        ClockScope.UNIT,
                        unit,
                        ClockState.MET,
                        MONDAY,
                        MONDAY.plus(Duration.ofDays(7)),
                        MONDAY.plusSeconds(3600)));
        return story;
    }

    private String counted(String figure, Instant at, String more) {
        JsonNode found = get(
                        supervisor(),
                        "/api/v1/metrics?from=2023-05-01&to=2023-05-31&figure=%s&at=%s%s".formatted(figure, at, more))
                .path("figures")
                .get(0);
        int behind = pages(
                        supervisor(),
                        "/api/v1/metrics/%s/tickets?from=2023-05-01&to=2023-05-31&at=%s%s".formatted(figure, at, more),
                        1,
                        "ticketId")
                .size();
        assertThat(behind)
                .as("behind %s at %s", figure, at)
                .isEqualTo(found.path("numerator").asInt());
        return found.path("numerator").asInt()
                + (found.has("denominator") ? "/" + found.path("denominator").asInt() : "");
    }

    private List<String> populations(Instant at) {
        return List.of(
                counted("received", at, ""),
                counted("collected", at, ""),
                counted("excluded", at, ""),
                counted("unit-on-time", at, ""),
                counted("unit-on-time", at, "&basis=HAPPENED"),
                counted("answers", at, ""));
    }

    private static final List<String> BOTH = List.of("2", "2", "0", "2/2", "2/2", "2");
    private static final List<String> WITHOUT_ONE = List.of("2", "1", "1", "1/1", "1/1", "1");

    @Test
    void itCountsFromTheApprovalToTheRevocationAndNotBefore() {
        EventStory test = answeredBy(TAX, "firm");
        answeredBy(LAND, "other");
        JsonNode asked = asked(coordinator(), test.ticket());
        Instant waiting = Instant.parse(asked.path("askedAt").asString());
        Instant approved = lastDecision(decided(supervisor(), asked, "approve"));
        assertThat(approved).isAfterOrEqualTo(waiting);
        assertThat(populations(approved.minusNanos(1000))).isEqualTo(BOTH);
        assertThat(populations(approved)).isEqualTo(WITHOUT_ONE);

        // What comes later is left out as well, whichever topic brings it.
        test.at(MONDAY.plusSeconds(7200))
                .tells(new TicketEvent.Disputed("仍未到账"), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(TAX, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
        tell(test);
        clocks(
                test,
                clock(
                        "answer",
                        ClockScope.UNIT,
                        TAX,
                        ClockState.MET,
                        MONDAY,
                        MONDAY.plus(Duration.ofDays(7)),
                        MONDAY.plusSeconds(3600)),
                clock(
                        "accept",
                        ClockScope.UNIT,
                        TAX,
                        ClockState.MET,
                        MONDAY,
                        MONDAY.plus(Duration.ofDays(1)),
                        MONDAY.plusSeconds(60)));
        assertThat(populations(approved)).isEqualTo(WITHOUT_ONE);
        assertThat(counted("unit-response", approved, "")).isEqualTo("0/0");

        Instant revoked = lastDecision(decided(as(Role.ADMIN, "boss"), asked, "revoke"));
        List<String> all = List.of("2", "2", "0", "2/2", "2/2", "3");
        assertThat(populations(approved.minusNanos(1000))).isEqualTo(all);
        assertThat(populations(revoked.minusNanos(1000))).isEqualTo(WITHOUT_ONE);
        assertThat(populations(revoked)).isEqualTo(all);
        assertThat(counted("unit-response", revoked, "")).isEqualTo("1/1");

        // And once more: two stretches.
        Instant again = lastDecision(decided(supervisor(), asked(coordinator(), test.ticket()), "approve"));
        assertThat(populations(approved)).isEqualTo(WITHOUT_ONE);
        assertThat(populations(revoked)).isEqualTo(all);
        assertThat(populations(again)).isEqualTo(WITHOUT_ONE);
        assertThat(alarm.stops()).isEmpty();
    }

    @Test
    void aRefusedOneIsCountedAsBefore() {
        EventStory test = answeredBy(TAX, "firm");
        answeredBy(LAND, "other");
        Instant refused = lastDecision(decided(supervisor(), asked(coordinator(), test.ticket()), "refuse"));
        assertThat(populations(refused)).isEqualTo(BOTH);
    }

    // -- rebuilding --------------------------------------------------------------------------------------------------

    private int rebuilt(Runnable meanwhile) {
        int begun = transaction
                .execute(status -> builds.begin(null, Instant.parse("2023-06-01T00:00:00Z"))
                        .orElseThrow())
                .number();
        running.wake();
        meanwhile.run();
        SOON.atMost(Duration.ofSeconds(60)).until(() -> figures.serving() == begun);
        return begun;
    }

    private List<String> rows(int build, List<TicketId> tickets) {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("story", "ticket", "moment", "clock")) {
            rows.addAll(database.sql("""
                            select '%1$s ' || (to_jsonb(t) - 'build')::text from metrics.%1$s t
                            where build = ? and ticket_id = any(?) order by 1
                            """.formatted(table))
                    .param(build)
                    .param(new org.springframework.jdbc.support.SqlArrayValue(
                            "uuid", tickets.stream().map(TicketId::value).toArray()))
                    .query(String.class)
                    .list());
        }
        return rows;
    }

    @Test
    void aBuildFromTheEventsLeavesOutTheSame() {
        List<EventStory> stories = new ArrayList<>();
        List<JsonNode> asked = new ArrayList<>();
        for (int index = 0; index < 6; index++) {
            EventStory story = answeredBy(TAX, "firm-" + index);
            stories.add(story);
            asked.add(asked(coordinator(), story.ticket()));
        }
        decided(supervisor(), asked.get(0), "approve");
        decided(supervisor(), asked.get(1), "approve");
        decided(supervisor(), asked.get(1), "revoke");
        List<TicketId> tickets = stories.stream().map(EventStory::ticket).toList();
        List<String> before = rows(figures.serving(), tickets);
        int during = rebuilt(() -> {
            // While it reads; what serves meanwhile may be either.
            decided(supervisor(), asked.get(2), "approve");
            decided(supervisor(), asked.get(3), "approve");
            decided(supervisor(), asked.get(3), "revoke");
            decided(supervisor(), asked.get(4), "refuse");
        });
        SOON.until(() -> rows(during, tickets).size() == before.size());
        int after = rebuilt(() -> {});
        SOON.untilAsserted(() -> assertThat(rows(after, tickets)).isEqualTo(rows(during, tickets)));
        assertThat(rows(after, tickets).stream()
                        .filter(row -> row.startsWith("clock") && row.contains("\"excluded\": \"{")))
                .hasSize(4);
        List<TicketId> untouched = tickets.subList(0, 2);
        assertThat(rows(after, untouched)).hasSize(12).isSubsetOf(before);
        assertThat(alarm.stops()).isEmpty();
    }

    /** It is approved in the very moment in which a build writes the first row of the ticket. */
    @Test
    void whoApprovesWaitsForWhoGathers() throws Exception {
        EventStory story = answeredBy(TAX, "firm");
        JsonNode asked = asked(coordinator(), story.ticket());
        int build = figures.serving();
        TicketStory told = facts.find(build, List.of(story.ticket())).get(story.ticket());
        assertThat(told).isNotNull();
        for (String table : List.of("story", "ticket", "moment", "clock")) {
            database.sql("delete from metrics.%s where build = ? and ticket_id = ?".formatted(table))
                    .params(build, story.ticket().value())
                    .update();
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonNode> approved = transaction.execute(status -> {
                exclusions.hold();
                Map<TicketId, TicketStory> none = facts.lock(build, List.of(story.ticket()));
                assertThat(none).isEmpty();
                assertThat(exclusions.of(List.of(story.ticket()))).isEmpty();
                Future<JsonNode> deciding = threads.submit(() -> decided(supervisor(), asked, "approve"));
                SOON.until(this::somebodyWaits);
                Map<TicketId, TicketStory> first = Map.of(story.ticket(), told);
                facts.save(build, none, first, Map.of());
                facts.saveClocks(build, none, first);
                return deciding;
            });
            Instant at = lastDecision(approved.get(1, TimeUnit.MINUTES));
            assertThat(database.sql("select facts from metrics.ticket where build = ? and ticket_id = ?")
                            .params(build, story.ticket().value())
                            .query(Long.class)
                            .single())
                    .matches(facts -> TicketFact.EXCLUDED.in(facts));
            assertThat(counted("unit-on-time", at, "")).isEqualTo("0/0");
            assertThat(counted("unit-on-time", at.minusNanos(1000), "")).isEqualTo("1/1");
        }
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }
}
