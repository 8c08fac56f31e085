package org.zhuqi.allinone.demo.qiantang;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.id.TicketId;
import tools.jackson.databind.JsonNode;

/** Sends what happened beside the tickets: the hard problems with their rounds in the order of time, meetings, visits. */
final class SendingBeside {
    private static final String PROBLEMS = "/api/v1/hard-problems";
    private static final String ROUNDS = PROBLEMS + "/rounds";
    private static final int CALLERS = 4;
    private static final int UNPROCESSABLE = 422;

    /** How long a ticket or a person may take to become known here. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Api importer;
    private final PrintStream out;
    private final Map<String, Known> problems = new ConcurrentHashMap<>();

    SendingBeside(Api importer, PrintStream out) {
        this.importer = importer;
        this.out = out;
    }

    /** A hard problem as it was answered last. */
    private record Known(String id, long version, String status) {
        static Known of(JsonNode problem) {
            return new Known(
                    problem.path("id").asString(),
                    problem.path("version").asLong(),
                    problem.path("status").asString());
        }
    }

    @FunctionalInterface
    private interface Sending {
        void send() throws IOException, InterruptedException;
    }

    void send(Plan plan, String source) throws IOException, InterruptedException {
        awaitMarked(plan);
        hardProblems(plan, source);
        out.printf(
                "  problems  %,7d listed, %d rounds of reviews%n",
                plan.problems().size(), plan.rounds().size());
        atOnce(plan.meetings().stream()
                .<Sending>map(meeting -> () -> meeting(meeting, source))
                .toList());
        out.printf("  meetings  %,7d held%n", plan.meetings().size());
        atOnce(plan.visits().stream()
                .<Sending>map(visit -> () -> visit(visit, source))
                .toList());
        out.printf("  visits    %,7d written down%n", plan.visits().size());
    }

    // -- hard problems ----------------------------------------------------------------------------------------------

    /** A ticket that is marked hard comes onto the list by itself, a moment later. */
    private void awaitMarked(Plan plan) throws IOException, InterruptedException {
        Map<TicketId, String> missing = new HashMap<>();
        plan.problems().forEach(problem -> {
            if (problem.ticket() != null) {
                missing.put(problem.ticket(), problem.key());
            }
        });
        long deadline = System.nanoTime() + UNTIL_KNOWN.toNanos();
        while (true) {
            for (JsonNode problem : Pages.all(importer, PROBLEMS)) {
                for (JsonNode ticket : problem.path("tickets")) {
                    String key =
                            missing.remove(TicketId.of(ticket.path("ticket").asString()));
                    if (key != null) {
                        problems.put(key, Known.of(problem));
                    }
                }
            }
            if (missing.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new RefusedException(
                        "%d tickets that were marked hard did not come onto the list of hard problems"
                                .formatted(missing.size()));
            }
            Thread.sleep(PAUSE);
        }
    }

    private record Moment(Instant at, Sending sending) {}

    private void hardProblems(Plan plan, String source) throws IOException, InterruptedException {
        List<Moment> moments = new ArrayList<>();
        for (Plan.Problem problem : plan.problems()) {
            if (problem.ticket() == null) {
                moments.add(new Moment(problem.listedAt(), () -> list(problem, source)));
            }
            Instant off = problem.writtenOffAt();
            if (off != null) {
                moments.add(new Moment(off, () -> writeOff(problem, off)));
            }
        }
        plan.rounds().forEach(round -> moments.add(new Moment(round.closesAt(), () -> round(round, source))));
        moments.sort(Comparator.comparing(Moment::at));
        for (Moment moment : moments) {
            moment.sending().send();
        }
    }

    private void list(Plan.Problem problem, String source) throws IOException, InterruptedException {
        Answer answer = post(
                "the hard problem " + problem.title(),
                PROBLEMS,
                Map.of(
                        "title", problem.title(),
                        "difficulty", problem.difficulty(),
                        "leadUnit", problem.unit(),
                        "targetOn", OfficeHours.plusDays(OfficeHours.dayOf(problem.listedAt()), 45),
                        "occurredAt", problem.listedAt()),
                key(source, problem.key()));
        problems.put(problem.key(), Known.of(answer.body()));
    }

    private void round(Plan.Round round, String source) throws IOException, InterruptedException {
        JsonNode opened = post(
                        "the round of " + round.heldOn(),
                        ROUNDS,
                        Map.of("heldOn", round.heldOn(), "chair", People.SUPERVISOR, "occurredAt", round.opensAt()),
                        key(source, round.key()))
                .body();
        if (!opened.path("open").asBoolean()) {
            return;
        }
        String at = ROUNDS + "/" + opened.path("number").asInt();
        atOnce(round.reviews().stream()
                .<Sending>map(review -> () -> review(at, review))
                .toList());
        post(
                "the end of the round of " + round.heldOn(),
                at + "/close",
                Map.of("occurredAt", round.closesAt()),
                Map.of());
    }

    private void review(String round, Plan.Review review) throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of(
                "problem", known(review.problem()).id(),
                "result", review.result(),
                "said", review.said(),
                "unit", review.problem().unit(),
                "occurredAt", review.at()));
        if (review.next() != null) {
            body.put("next", review.next());
        }
        Answer answer = post("a review of " + review.problem().title(), round + "/results", body, Map.of());
        problems.put(review.problem().key(), Known.of(answer.body()));
    }

    private void writeOff(Plan.Problem problem, Instant at) throws IOException, InterruptedException {
        Known known = known(problem);
        if (known.status().equals("WRITTEN_OFF")) {
            return;
        }
        post(
                "writing off " + problem.title(),
                PROBLEMS + "/" + known.id() + "/write-off",
                Map.of("how", "问题已解决，经牵头单位核实销号。", "confirmedByEnterprise", problem.ticket() != null, "occurredAt", at),
                Map.of("If-Match", "\"" + known.version() + "\""));
    }

    private Known known(Plan.Problem problem) {
        return Objects.requireNonNull(problems.get(problem.key()));
    }

    // -- meetings and visits ----------------------------------------------------------------------------------------

    private void meeting(Plan.Meeting meeting, String source) throws IOException, InterruptedException {
        List<Map<String, Object>> decisions = new ArrayList<>();
        for (Plan.Decision decision : meeting.decisions()) {
            Map<String, Object> body =
                    new HashMap<>(Map.of("text", decision.text(), "unit", decision.unit(), "due", decision.due()));
            if (decision.ticket() != null) {
                body.put("ticket", decision.ticket());
                body.put("publicText", "协调会已明确办理单位和时限。");
            }
            decisions.add(body);
        }
        Answer held = post(
                "the meeting " + meeting.title(),
                "/api/v1/meetings",
                Map.of(
                        "kind", meeting.kind(),
                        "title", meeting.title(),
                        "place", "区企业服务中心会议室",
                        "startsAt", meeting.startsAt(),
                        "endsAt", meeting.endsAt(),
                        "chair", meeting.kind() == MeetingKind.ESCALATED ? People.SUPERVISOR : People.COORDINATOR,
                        "agenda", meeting.agenda(),
                        "units", meeting.units(),
                        "occurredAt", meeting.calledAt(),
                        "minutes",
                                Map.of(
                                        "text",
                                        "会议听取了情况汇报，明确了责任单位和时限。",
                                        "decisions",
                                        decisions,
                                        "occurredAt",
                                        meeting.writtenAt())),
                key(source, meeting.key()));
        for (int i = 0; i < meeting.decisions().size(); i++) {
            JsonNode written = held.body().path("decisions").path(i);
            if (written.path("done").isMissingNode()) {
                post(
                        "what was decided at the meeting " + meeting.title(),
                        "/api/v1/meetings/%s/decisions/%d/done"
                                .formatted(
                                        held.body().path("id").asString(),
                                        written.path("number").asInt()),
                        Map.of(
                                "note",
                                "已按会议议定事项办理完毕。",
                                "occurredAt",
                                meeting.decisions().get(i).doneAt()),
                        Map.of());
            }
        }
    }

    private void visit(Plan.Visit visit, String source) throws IOException, InterruptedException {
        post(
                "the visit to %s on %s".formatted(visit.enterprise(), visit.day()),
                "/api/v1/visits",
                Map.of(
                        "enterprise", visit.enterprise(),
                        "visitedOn", visit.day(),
                        "officers", List.of(visit.officer()),
                        "units", visit.units(),
                        "purpose", visit.purpose(),
                        "findings", visit.findings()),
                key(source, visit.key()));
    }

    // -- sending ----------------------------------------------------------------------------------------------------

    private static Map<String, String> key(String source, String key) {
        return Map.of("Idempotency-Key", source + "/" + key);
    }

    /** What names a ticket or a person that is not known here yet is asked again for a while. */
    private Answer post(String what, String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + UNTIL_KNOWN.toNanos();
        while (true) {
            Answer answer = importer.post(path, body, headers);
            if (answer.isSuccess()) {
                return answer;
            }
            if (answer.status() != UNPROCESSABLE || System.nanoTime() > deadline) {
                throw RefusedException.of(what, answer);
            }
            Thread.sleep(PAUSE);
        }
    }

    private static void atOnce(List<Sending> all) throws IOException, InterruptedException {
        List<Callable<Void>> calls = new ArrayList<>();
        for (Sending each : all) {
            calls.add(() -> {
                each.send();
                return null;
            });
        }
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Void> call : callers.invokeAll(calls)) {
                call.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }
}
