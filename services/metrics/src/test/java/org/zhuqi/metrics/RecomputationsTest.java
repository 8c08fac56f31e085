package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialEnded;
import org.zhuqi.contracts.trial.TrialReadings;
import org.zhuqi.contracts.trial.TrialReadings.TicketReading;
import org.zhuqi.metrics.RandomHistory.Told;
import org.zhuqi.metrics.application.ComparingFigures;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Figures of the past under another definition or policy; the test itself answers what the clocks would have been. */
final class RecomputationsTest extends TestMetrics {
    private static final String PATH = "/api/v1/metrics/recomputations";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Instant MARCH = Instant.parse("2023-03-06T01:00:00Z");
    private static final UnitId TAX = new UnitId("tax");

    @Autowired
    ComparingFigures comparing;

    @Test
    void anotherDefinitionIsCountedAtOnce() {
        EventStory closed = answered(submitted(MARCH, null), MARCH.plusSeconds(3600));
        closed.tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        EventStory answered = answered(submitted(MARCH, null), MARCH.plusSeconds(3600));
        EventStory open = submitted(MARCH, null);
        tell(closed, answered, open);

        JsonNode done = asked(supervisor(), """
                {"from": "2023-03-01", "to": "2023-03-31", "at": "2023-03-31", "figures": ["closed-rate", "received"],
                 "under": {"variants": {"closed-rate": "closed"}, "decimals": 2, "rounding": "TRUNCATE"}}
                """);

        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.has("progress")).isFalse();
        JsonNode rate = figure(done, "closed-rate");
        assertThat(sides(rate)).isEqualTo("2/3 66.7 -> 1/3 33.33, -1/0 -33.37");
        assertThat(rate.path("after").path("variant").asString()).isEqualTo("closed");
        assertThat(changes(rate)).containsOnly(Map.entry("LOST", 1L));
        assertThat(behind(done, "closed-rate", "LOST")).singleElement().satisfies(ticket -> {
            assertThat(ticket.path("number").asString())
                    .isEqualTo(answered.number().text());
            assertThat(ticket.path("countedBefore").asBoolean()).isTrue();
            assertThat(ticket.path("countedAfter").asBoolean()).isFalse();
            assertThat(ticket.has("dueBefore")).isFalse();
        });
        assertThat(sides(figure(done, "received"))).isEqualTo("3 -> 3, 0");
        assertThat(trials(id(done))).isEmpty();
    }

    @Test
    void aPolicyIsTriedAndTheDifferenceNamesTheTickets() {
        Instant answeredAt = MARCH.plus(Duration.ofDays(4));
        EventStory late = answered(submitted(MARCH, null), answeredAt);
        EventStory same = answered(submitted(MARCH, null), MARCH.plusSeconds(60));
        EventStory waiting = submitted(MARCH, null);
        EventStory april = submitted(Instant.parse("2023-04-03T02:00:00Z"), null);
        tell(late, same, waiting, april);
        Instant five = MARCH.plus(Duration.ofDays(7));
        Instant three = MARCH.plus(Duration.ofDays(3));
        Instant never = MARCH.plus(Duration.ofDays(100));
        tellClocks(late, answer(five, answeredAt, ClockState.MET));
        tellClocks(same, answer(five, MARCH.plusSeconds(60), ClockState.MET));
        tellClocks(waiting, answer(never, null, ClockState.RUNNING));

        JsonNode asked = asked(supervisor(), under("135-tiered@1", "\"on-time\", \"collected\", \"unit-on-time\""));
        TrialId trial = id(asked);

        assertThat(asked.path("state").asString()).isEqualTo("ASKED");
        assertThat(progress(asked)).isEqualTo("3 0 0");
        SOON.until(() -> !trials(trial).isEmpty());
        assertThat(trials(trial))
                .containsExactly(new TrialAsked(
                        trial,
                        district,
                        Instant.parse("2023-02-28T16:00:00Z"),
                        Instant.parse("2023-03-31T16:00:00Z"),
                        "135-tiered@1"));

        tellAnswers(
                new TrialReadings(
                        trial,
                        List.of(
                                reading(late, answer(five, answeredAt, ClockState.MET)),
                                reading(same, answer(three, MARCH.plusSeconds(60), ClockState.MET)))),
                // Told again, it takes the place of what came before.
                new TrialReadings(
                        trial,
                        List.of(
                                reading(late, answer(three, answeredAt, ClockState.LATE)),
                                reading(waiting, answer(three, null, ClockState.RUNNING)))));
        SOON.until(() -> progress(read(supervisor(), trial)).equals("3 3 0"));
        assertThat(read(supervisor(), trial).path("state").asString()).isEqualTo("WORKING");
        tellAnswers(new TrialEnded(trial, 3, null));
        JsonNode done = ended(trial, "DONE");

        assertThat(progress(done)).isEqualTo("3 3 3");
        assertThat(done.path("untried").asLong()).isZero();
        JsonNode onTime = figure(done, "on-time");
        assertThat(sides(onTime)).isEqualTo("2/2 100.0 -> 1/3 33.3, -1/1 -66.7");
        assertThat(changes(onTime)).containsOnly(Map.entry("LOST", 1L), Map.entry("JUDGED", 1L));
        assertThat(behind(done, "on-time", "LOST")).singleElement().satisfies(ticket -> {
            assertThat(ticket.path("number").asString()).isEqualTo(late.number().text());
            assertThat(ticket.path("clock").asString()).isEqualTo("1/answer/TICKET");
            assertThat(ticket.path("dueBefore").asString()).isEqualTo(five.toString());
            assertThat(ticket.path("dueAfter").asString()).isEqualTo(three.toString());
        });
        assertThat(behind(done, "on-time", "JUDGED")).singleElement().satisfies(ticket -> {
            assertThat(ticket.path("number").asString())
                    .isEqualTo(waiting.number().text());
            assertThat(ticket.path("dueBefore").asString()).isEqualTo(never.toString());
            assertThat(ticket.path("countedAfter").asBoolean()).isFalse();
        });
        assertThat(behind(done, "on-time", "GAINED")).isEmpty();
        assertThat(behind(done, "on-time", "")).hasSize(2);
        assertThat(sides(figure(done, "collected"))).isEqualTo("3 -> 3, 0");
        assertThat(sides(figure(done, "unit-on-time"))).isEqualTo("0/0 null -> 0/0 null, 0/0 null");
        assertThat(counting.figures(List.of(asked("on-time")), question("2023-03-31T16:00:00Z"), CHINA)
                        .getFirst()
                        .whole())
                .as("nothing of it stays behind")
                .isEqualTo(new Value(2, 2L));
        assertThat(left("story") + left("ticket") + left("clock")).isZero();

        // The whole answer again, as after a crash.
        tellAnswers(
                new TrialReadings(trial, List.of(reading(late, answer(never, answeredAt, ClockState.MET)))),
                new TrialEnded(trial, 1, null));
        JsonNode next = refusedAfter(trial);
        assertThat(next.path("state").asString()).isEqualTo("REFUSED");
        assertThat(read(supervisor(), trial)).isEqualTo(done);
        assertThat(trials(trial)).hasSize(1);
    }

    /** A later trial has ended, so that all before it is taken. */
    private JsonNode refusedAfter(TrialId before) {
        TrialId trial = id(asked(supervisor(), under("no-such@1", "\"on-time\"")));
        tellAnswers(
                new TrialReadings(trial, List.of()),
                new TrialEnded(
                        trial,
                        0,
                        new Sentence("There is no policy no-such@1 for the district.", "本区没有时效规则no-such@1。")));
        JsonNode refused = ended(trial, "REFUSED");
        assertThat(trial).isNotEqualTo(before);
        return refused;
    }

    /** What a district would come to under other clocks is what another one comes to that has had the same life under them. */
    @Test
    void underOtherClocksItIsAsIfThoseHadBeenTheClocksFromTheBeginning() {
        long seed = Long.getLong("zhuqi.seed", System.nanoTime());
        List<Told> lives = lives(seed);
        DistrictId here = district;
        tell(lives, reading -> reading);
        moveToAnotherDistrict();
        List<Told> others = lives(seed);
        tell(others, RecomputationsTest::stricter);
        DistrictId there = district;
        district = here;
        long changed = 0;
        for (String at : List.of("2023-02-10T04:00:00Z", "2023-06-01T00:00:00Z")) {
            for (Basis basis : Basis.values()) {
                List<Asked> figures = Figures.ALL.stream()
                        .filter(figure -> figure.group() != Figure.Group.BESIDE)
                        .flatMap(figure ->
                                figure.definition(basis, null).stream().map(it -> new Asked(figure, it)))
                        .toList();
                String keys = String.join(
                        ", ",
                        figures.stream()
                                .map(it -> "\"" + it.figure().key() + "\"")
                                .toList());
                TrialId trial = id(asked(supervisor(), """
                        {"from": "2023-01-15", "to": "2023-02-28", "at": "%s", "basis": "%s", "figures": [%s],
                         "under": {"policyVersion": "stricter@1"}}
                        """.formatted(at, basis, keys)));
                SOON.until(() -> !trials(trial).isEmpty());
                List<TicketReading> readings = tried(lives, trials(trial).getFirst());
                tellAnswers(new TrialReadings(trial, readings), new TrialEnded(trial, readings.size(), null));
                JsonNode done = ended(trial, "DONE");

                for (Asked figure : figures) {
                    String what = "%s %s at %s, -Dzhuqi.seed=%d"
                            .formatted(figure.figure().key(), basis, at, seed);
                    JsonNode line = figure(done, figure.figure().key());
                    assertThat(value(line.path("before"))).as(what).isEqualTo(whole(figure, here.text(), at));
                    assertThat(value(line.path("after"))).as(what).isEqualTo(whole(figure, there.text(), at));
                    assertAddsUp(what, done, line);
                    changed += changes(line).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
                }
                assertThat(done.path("untried").asLong()).isZero();
            }
        }
        assertThat(changed).as("-Dzhuqi.seed=%d", seed).isPositive();
    }

    private void assertAddsUp(String what, JsonNode done, JsonNode line) {
        long numerator = 0;
        long denominator = 0;
        String key = line.path("key").asString();
        for (JsonNode change : line.path("changes")) {
            List<JsonNode> listed = behind(done, key, change.path("change").asString());
            assertThat(listed).as(what).hasSize(change.path("count").asInt());
            for (JsonNode each : listed) {
                numerator += (each.path("countedAfter").asBoolean() ? 1 : 0)
                        - (each.path("countedBefore").asBoolean() ? 1 : 0);
                denominator += switch (each.path("change").asString()) {
                    case "JUDGED" -> 1;
                    case "UNJUDGED" -> -1;
                    default -> 0;
                };
            }
        }
        assertThat(line.path("difference").path("numerator").asLong()).as(what).isEqualTo(numerator);
        assertThat(line.path("difference").path("denominator").asLong())
                .as(what)
                .isEqualTo(denominator);
    }

    private List<Told> lives(long seed) {
        Random random = new Random(seed);
        List<Told> lives = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lives.add(RandomHistory.of(random, number(), Instant.parse("2023-01-10T02:00:00Z"), Duration.ofDays(50)));
        }
        return lives;
    }

    private void tell(List<Told> lives, UnaryOperator<ClockReading> change) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Told life : lives) {
            records.addAll(life.eventRecords());
            life.clocks().forEach(message -> records.add(Wire.clock(changed(message, change))));
        }
        EventStory.write(PRODUCER, records);
        for (Told life : lives) {
            SOON.until(() -> {
                var known =
                        facts.find(figures.serving(), List.of(life.ticket())).get(life.ticket());
                return known != null
                        && known.version() == life.story().version()
                        && known.clockVersion() == life.clocks().size();
            });
        }
    }

    private static ClockMessage<?> changed(ClockMessage<?> message, UnaryOperator<ClockReading> change) {
        return message.event() instanceof ClockEvent.ClocksChanged changed
                ? new ClockMessage<>(
                        message.ticketId(),
                        message.number(),
                        message.sequence(),
                        message.district(),
                        message.ticketVersion(),
                        message.policyVersion(),
                        message.calendarVersion(),
                        message.occurredAt(),
                        message.recordedAt(),
                        new ClockEvent.ClocksChanged(
                                changed.clocks().stream().map(change).toList()))
                : message;
    }

    private static List<TicketReading> tried(List<Told> lives, TrialAsked asked) {
        return lives.stream()
                .filter(life -> {
                    Instant submitted = life.events().getFirst().occurredAt();
                    return !submitted.isBefore(asked.submittedFrom()) && submitted.isBefore(asked.submittedTo());
                })
                .map(life -> new TicketReading(
                        life.ticket(),
                        life.story().number(),
                        life.clocks().reversed().stream()
                                .flatMap(message -> message.event() instanceof ClockEvent.ClocksChanged changed
                                        ? Stream.of(changed.clocks())
                                        : Stream.empty())
                                .findFirst()
                                .orElse(List.of())
                                .stream()
                                .map(RecomputationsTest::stricter)
                                .toList()))
                .toList();
    }

    /** Half of the time, and the verdict that follows from it. */
    private static ClockReading stricter(ClockReading it) {
        Instant due = it.due() == null
                ? null
                : it.startedAt().plus(Duration.between(it.startedAt(), it.due()).dividedBy(2));
        ClockState state = it.state();
        if (it.endedAt() != null && due != null && (state == ClockState.MET || state == ClockState.LATE)) {
            state = it.endedAt().isAfter(due) ? ClockState.LATE : ClockState.MET;
        }
        return new ClockReading(
                it.clock(),
                it.stage(),
                it.stageZh(),
                it.scope(),
                it.round(),
                it.unit(),
                state,
                it.startedAt(),
                due,
                due,
                due,
                it.soonAt(),
                it.endedAt(),
                it.pausedSince(),
                it.pauseEndsAt(),
                it.pauseCause(),
                it.extensions(),
                it.unknownYear(),
                it.countedSeconds(),
                it.stoodStillSeconds(),
                it.ends());
    }

    @Test
    void whatWasToldBeforeARefusalCountsForNothingAndAnIncompleteAnswerIsNone() {
        EventStory one = submitted(MARCH, null);
        tell(one);
        TrialReadings.TicketReading reading = reading(one, answer(MARCH, null, ClockState.RUNNING));

        TrialId refused = id(asked(supervisor(), under("broken@1", "\"on-time\"")));
        tellAnswers(
                new TrialReadings(refused, List.of(reading)),
                new TrialEnded(refused, 0, new Sentence("It cannot be tried.", "无法试算。")));
        JsonNode ended = ended(refused, "REFUSED");
        assertThat(ended.path("reason").path("en").asString()).isEqualTo("It cannot be tried.");
        assertThat(ended.has("figures")).isFalse();
        assertThat(readings(refused)).isZero();

        TrialId partly = id(asked(supervisor(), under("partly@1", "\"on-time\"")));
        tellAnswers(new TrialReadings(partly, List.of(reading)), new TrialEnded(partly, 2, null));
        assertThat(ended(partly, "FAILED").path("reason").path("en").asString())
                .isEqualTo("Of 2 tickets that were tried only 1 arrived; ask again.");
    }

    @Test
    void aTicketOfWhichNobodySaidAnythingCountsAsItIsAndIsTold() {
        EventStory one = answered(submitted(MARCH, null), MARCH.plusSeconds(60));
        tell(one);
        tellClocks(one, answer(MARCH.plusSeconds(3600), MARCH.plusSeconds(60), ClockState.MET));

        TrialId trial = id(asked(supervisor(), under("135-tiered@1", "\"on-time\"")));
        tellAnswers(new TrialEnded(trial, 0, null));
        JsonNode done = ended(trial, "DONE");

        assertThat(sides(figure(done, "on-time"))).isEqualTo("1/1 100.0 -> 1/1 100.0, 0/0 0.0");
        assertThat(done.path("untried").asLong()).isEqualTo(1);
    }

    @Test
    void whoeverIsNarrowedCountsAndSeesTheirPartAlone() {
        ChainId chips = new ChainId("chips");
        EventStory ofTheChain = submitted(MARCH, chips);
        EventStory ofNone = submitted(MARCH, null);
        tell(ofTheChain, ofNone);
        Caller narrow = Callers.of(new Jurisdiction(chips, null), supervisor());
        Caller otherChain = Callers.of(new Jurisdiction(new ChainId("silk"), null), supervisor());

        TrialId trial = id(asked(narrow, under("135-tiered@1", "\"on-time\", \"received\"")));
        assertThat(progress(read(narrow, trial))).isEqualTo("1 0 0");
        tellAnswers(
                new TrialReadings(
                        trial,
                        List.of(
                                reading(ofTheChain, answer(MARCH, null, ClockState.RUNNING)),
                                reading(ofNone, answer(MARCH, null, ClockState.RUNNING)))),
                new TrialEnded(trial, 2, null));
        SOON.until(() -> read(narrow, trial).path("state").asString().equals("DONE"));

        JsonNode done = read(narrow, trial);
        assertThat(progress(done)).isEqualTo("1 1 1");
        assertThat(sides(figure(done, "received"))).isEqualTo("1 -> 1, 0");
        assertThat(changes(figure(done, "on-time"))).containsOnly(Map.entry("JUDGED", 1L));
        assertThat(read(supervisor(), trial)).isEqualTo(done);
        JsonNode wide =
                asked(supervisor(), "{\"from\": \"2023-03-01\", \"to\": \"2023-03-31\", \"under\": {\"decimals\": 3}}");
        assertThat(listed(narrow)).containsExactly(trial.text());
        assertThat(listed(supervisor())).containsExactly(id(wide).text(), trial.text());
        assertThat(listed(otherChain)).isEmpty();
        assertThat(send(narrow, "GET", PATH + "/" + id(wide), null).statusCode())
                .isEqualTo(404);
        assertThat(send(otherChain, "GET", PATH + "/" + trial + "/tickets?figure=on-time", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(Callers.in("ZZZ", supervisor()), "GET", PATH + "/" + trial, null)
                        .statusCode())
                .isEqualTo(404);
        Caller committee = Callers.of(new Jurisdiction(chips, null), caller(Role.COORDINATOR));
        assertThat(refusal(committee, under("135-tiered@1", "\"on-time\""), 403))
                .isEqualTo("forbidden: Only a coordinator of the whole district may have figures counted anew.");
        assertThat(asked(
                                caller(Role.COORDINATOR),
                                "{\"from\": \"2023-03-01\", \"to\": \"2023-03-31\", \"under\": {\"decimals\": 3}}")
                        .path("state")
                        .asString())
                .isEqualTo("DONE");
    }

    @Test
    void whatCannotBeCountedIsRefusedWithASentence() {
        assertThat(refusal(supervisor(), under("135-tiered@1", "\"luck\""), 422))
                .isEqualTo("rule: /figures/0: there is no figure 'luck'; GET /api/v1/metrics/definitions lists them.");
        assertThat(refusal(
                        supervisor(),
                        "{\"from\": \"2023-03-01\", \"to\": \"2023-03-31\", \"under\": {\"variants\": {\"closed-rate\": \"shut\"}}}",
                        422))
                .isEqualTo(
                        "rule: /under/variants/closed-rate: the figure 'closed-rate' has no variant 'shut' that can be"
                                + " compared on this basis; its variants: closed, standard.");
        assertThat(refusal(
                        supervisor(),
                        "{\"from\": \"2023-01-01\", \"to\": \"2024-01-02\", \"under\": {\"decimals\": 2}}",
                        422))
                .isEqualTo("rule: /to: the period has more than 366 days.");
        assertThat(refusal(supervisor(), "{\"from\": \"2023-01-01\", \"to\": \"2023-01-02\", \"under\": {}}", 422))
                .startsWith("rule: /under: says nothing that is to be other than it is");
        assertThat(refusal(supervisor(), "{\"to\": \"2023-01-02\"}", 400))
                .isEqualTo("bad-request: The field /from is not right: is missing");
        assertThat(refusal(
                        supervisor(),
                        "{\"from\": \"2023-01-01\", \"to\": \"2023-01-02\", \"at\": \"soon\", \"under\": {\"decimals\": 2}}",
                        400))
                .startsWith("bad-request: Days are such as 2023-04-30");
        assertThat(refusal(
                        supervisor(),
                        "{\"from\": \"2023-01-01\", \"to\": \"2023-01-02\", \"figures\": [null], \"under\": {\"decimals\": 2}}",
                        400))
                .isEqualTo("bad-request: The field /figures holds a null.");
        assertThat(send(supervisor(), "GET", PATH + "/" + UUID.randomUUID(), null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(supervisor(), "GET", PATH + "/it", null).statusCode()).isEqualTo(404);
    }

    @Test
    void theSameKeyIsTheSameRecomputationAndThreeAreTheMost() {
        String form = under("135-tiered@1", "\"on-time\"");
        JsonNode first = Json.MAPPER.readTree(
                send(supervisor(), "POST", PATH, form, "Idempotency-Key", "a").body());
        assertThat(Json.MAPPER
                        .readTree(send(supervisor(), "POST", PATH, form, "Idempotency-Key", "a")
                                .body())
                        .path("id"))
                .isEqualTo(first.path("id"));
        assertThat(send(supervisor(), "POST", PATH, under("135-staged@1", "\"on-time\""), "Idempotency-Key", "a")
                        .body())
                .contains("id-reused");
        asked(supervisor(), form);
        asked(supervisor(), form);
        assertThat(refusal(supervisor(), form, 409))
                .isEqualTo(
                        "too-many-under-way: 3 recomputations of this district are under way already; wait until one has"
                                + " ended.");
        SOON.until(() -> !trials(id(first)).isEmpty());
        assertThat(trials(id(first))).hasSize(1);

        comparing.clean(Instant.parse("2200-01-01T00:00:00Z"), Instant.EPOCH);

        assertThat(read(supervisor(), id(first)).path("reason").path("en").asString())
                .isEqualTo("Nobody answered which clocks the tickets would have had; ask again.");
        asked(supervisor(), form);
    }

    @Test
    void readingsAreForgottenAndTheAnswerIsKept() {
        EventStory one = submitted(MARCH, null);
        tell(one);
        TrialId trial = id(asked(supervisor(), under("135-tiered@1", "\"on-time\"")));
        tellAnswers(
                new TrialReadings(trial, List.of(reading(one, answer(MARCH, null, ClockState.RUNNING)))),
                new TrialEnded(trial, 1, null));
        JsonNode done = ended(trial, "DONE");
        comparing.clean(Instant.EPOCH, Instant.EPOCH);
        assertThat(readings(trial)).isEqualTo(1);

        comparing.clean(Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"));

        assertThat(readings(trial)).isZero();
        assertThat(read(supervisor(), trial)).isEqualTo(done);
        assertThat(behind(done, "on-time", "JUDGED")).hasSize(1);
    }

    private EventStory submitted(Instant at, @Nullable ChainId chain) {
        return story().at(at)
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId("firm"),
                                "税费",
                                "退税久未到账。",
                                new CatalogueItemId("tax"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                chain,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    private static EventStory answered(EventStory story, Instant at) {
        return story.tells(new TicketEvent.Dispatched(TAX, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(TAX, new AccountId("handler"), null), TicketState.IN_PROGRESS)
                .at(at)
                .tells(
                        new TicketEvent.Answered(TAX, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
    }

    private static ClockReading answer(Instant due, @Nullable Instant endedAt, ClockState state) {
        return new ClockReading(
                "1/answer/TICKET",
                "answer",
                "办结",
                ClockScope.TICKET,
                1,
                TAX,
                state,
                MARCH,
                due,
                due,
                due,
                null,
                endedAt,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                List.of(ClockMilestone.ANSWERED));
    }

    private static TicketReading reading(EventStory story, ClockReading... clocks) {
        return new TicketReading(story.ticket(), story.number(), List.of(clocks));
    }

    private void tellClocks(EventStory story, ClockReading... clocks) {
        EventStory.write(
                PRODUCER,
                List.of(Wire.clock(new ClockMessage<>(
                        story.ticket(),
                        story.number(),
                        1,
                        district,
                        story.version(),
                        "135-staged@1",
                        "CN",
                        MARCH,
                        MARCH,
                        new ClockEvent.ClocksChanged(List.of(clocks))))));
        SOON.until(() -> {
            var known = facts.find(figures.serving(), List.of(story.ticket())).get(story.ticket());
            return known != null && known.clockVersion() == 1;
        });
    }

    private static void tellAnswers(TrialAnswer... answers) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (TrialAnswer answer : answers) {
            records.add(Wire.trialAnswer(answer, records.size() + 1, MARCH));
        }
        EventStory.write(PRODUCER, records);
    }

    /** What was asked of this trial so far. */
    private static List<TrialAsked> trials(TrialId trial) {
        List<TrialAsked> found = new ArrayList<>();
        TopicPartition all = new TopicPartition(Topics.TRIALS, 0);
        try (Consumer<String, byte[]> reader = TestPlatform.kafka().reader("trials-of-a-test")) {
            reader.assign(List.of(all));
            reader.seekToBeginning(List.of(all));
            long end = reader.endOffsets(List.of(all)).getOrDefault(all, 0L);
            while (reader.position(all) < end) {
                for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    TrialAsked asked = Wire.readTrialAsked(record);
                    if (asked.trial().equals(trial)) {
                        found.add(asked);
                    }
                }
            }
        }
        return found;
    }

    private Caller supervisor() {
        return caller(Role.SUPERVISOR);
    }

    private Caller caller(Role role) {
        return Callers.in(district.text(), Callers.inRole("who-asks", role));
    }

    private static String under(String policy, String figures) {
        return """
                {"from": "2023-03-01", "to": "2023-03-31", "at": "2023-03-31", "figures": [%s],
                 "under": {"policyVersion": "%s"}}
                """.formatted(figures, policy);
    }

    private JsonNode asked(Caller caller, String form) {
        HttpResponse<String> answer = send(caller, "POST", PATH, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode taken = Json.MAPPER.readTree(answer.body());
        assertThat(answer.headers().firstValue("Location"))
                .hasValue(PATH + "/" + taken.path("id").asString());
        return taken;
    }

    private JsonNode read(Caller caller, TrialId id) {
        return json(caller, PATH + "/" + id);
    }

    private JsonNode json(Caller caller, String path) {
        HttpResponse<String> answer = send(caller, "GET", path, null);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private JsonNode ended(TrialId id, String state) {
        SOON.until(() -> read(supervisor(), id).has("endedAt"));
        JsonNode ended = read(supervisor(), id);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo(state);
        return ended;
    }

    private List<String> listed(Caller caller) {
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(caller, PATH + "?limit=1" + next);
            page.path("items").forEach(it -> found.add(it.path("id").asString()));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return found;
    }

    private List<JsonNode> behind(JsonNode recomputation, String figure, String change) {
        List<JsonNode> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(
                    supervisor(),
                    "%s/%s/tickets?figure=%s&change=%s&limit=7%s"
                            .formatted(PATH, id(recomputation), figure, change, next));
            page.path("items").forEach(found::add);
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return found;
    }

    private String refusal(Caller caller, String form, int status) {
        HttpResponse<String> answer = send(caller, "POST", PATH, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        return problem.path("type").asString().replace("urn:zhuqi:problem:", "") + ": "
                + problem.path("detail").asString();
    }

    private HttpResponse<String> send(Caller caller, String method, String path, @Nullable String body) {
        return send(caller, method, path, body, "Accept-Language", "en");
    }

    private HttpResponse<String> send(
            Caller caller, String method, String path, @Nullable String body, String header, String value) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .header("Content-Type", "application/json")
                .header(header, value)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TrialId id(JsonNode recomputation) {
        return TrialId.of(recomputation.path("id").asString());
    }

    private static JsonNode figure(JsonNode recomputation, String key) {
        return StreamSupport.stream(recomputation.path("figures").spliterator(), false)
                .filter(it -> it.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String sides(JsonNode figure) {
        JsonNode difference = figure.path("difference");
        return "%s -> %s, %s".formatted(side(figure.path("before")), side(figure.path("after")), side(difference));
    }

    private static String side(JsonNode side) {
        return side.has("denominator")
                ? "%s/%s %s"
                        .formatted(
                                side.path("numerator").asString(),
                                side.path("denominator").asString(),
                                side.has("percent") ? side.path("percent").asString() : "null")
                : side.path("numerator").asString();
    }

    private static Value value(JsonNode side) {
        return new Value(
                side.path("numerator").asLong(),
                side.has("denominator") ? side.path("denominator").asLong() : null);
    }

    private static Map<String, Long> changes(JsonNode figure) {
        Map<String, Long> changes = new TreeMap<>();
        figure.path("changes").forEach(it -> {
            if (it.path("count").asLong() > 0) {
                changes.put(it.path("change").asString(), it.path("count").asLong());
            }
        });
        return changes;
    }

    private static String progress(JsonNode recomputation) {
        JsonNode progress = recomputation.path("progress");
        return "%d %d %d"
                .formatted(
                        progress.path("tickets").asLong(),
                        progress.path("told").asLong(),
                        progress.path("compared").asLong());
    }

    private static Asked asked(String key) {
        Figure figure = Figures.find(key).orElseThrow();
        return new Asked(figure, figure.main());
    }

    private Question question(String at) {
        return new Question(
                Scope.of(district),
                Instant.parse("2023-02-28T16:00:00Z"),
                Instant.parse("2023-03-31T16:00:00Z"),
                Instant.parse(at),
                List.of(),
                List.of());
    }

    private Value whole(Asked figure, String of, String at) {
        return counting.figures(
                        List.of(figure),
                        new Question(
                                Scope.of(new DistrictId(of)),
                                Instant.parse("2023-01-14T16:00:00Z"),
                                Instant.parse("2023-02-28T16:00:00Z"),
                                Instant.parse(at),
                                List.of(),
                                List.of()),
                        CHINA)
                .getFirst()
                .whole();
    }

    private long left(String table) {
        return database.sql("select count(*) from metrics.%s_tried".formatted(table))
                .query(Long.class)
                .single();
    }

    private long readings(TrialId trial) {
        return database.sql("select count(*) from metrics.trial_clock where trial = ?")
                .param(trial.value())
                .query(Long.class)
                .single();
    }
}
