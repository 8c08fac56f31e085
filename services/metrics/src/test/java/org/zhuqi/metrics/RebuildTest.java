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
import java.util.Objects;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.RandomHistory.Told;
import org.zhuqi.metrics.application.Build.State;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.GatheringFacts;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Rebuilding;
import org.zhuqi.metrics.application.Rebuilding.Progressing;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.metrics.kafka.RunningBuilds;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** However the facts came to be, they are the same: a build may take the place of another at any time. */
final class RebuildTest extends TestMetrics {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Instant BEGINNING = Instant.parse("2023-01-10T02:00:00Z");
    private static final Duration SPAN = Duration.ofDays(40);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Caller OPERATOR = Callers.ofAllDistricts(Callers.inRole("operator", Role.ADMIN));

    @Autowired
    GatheringFacts gathering;

    @Autowired
    Rebuilding rebuilding;

    @Autowired
    RunningBuilds running;

    private final long seed = Long.getLong("zhuqi.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void factsDoNotDependOnWhichTopicWasAheadOrHowBigTheBatchesWere() {
        List<Told> histories = histories(60);
        List<List<ProducerRecord<String, byte[]>>> events =
                histories.stream().map(Told::eventRecords).toList();
        List<List<ProducerRecord<String, byte[]>>> clocks =
                histories.stream().map(Told::clockRecords).toList();
        int build = figures.serving();

        gatherEvents(build, mixed(events), 500);
        gatherClocks(build, mixed(clocks), 500);
        List<String> eventsFirst = rows(build, histories);
        forget(build, histories);
        gatherClocks(build, mixed(clocks), 40);
        gatherEvents(build, mixed(events), 40);
        List<String> clocksFirst = rows(build, histories);
        forget(build, histories);
        List<ConsumerRecord<String, byte[]>> restEvents = new ArrayList<>(mixed(events));
        List<ConsumerRecord<String, byte[]>> restClocks = new ArrayList<>(mixed(clocks));
        while (!restEvents.isEmpty() || !restClocks.isEmpty()) {
            gatherEvents(build, taken(restEvents, random.nextInt(30)), 7);
            gatherClocks(build, taken(restClocks, random.nextInt(30)), 7);
        }
        List<String> inTurn = rows(build, histories);

        assertThat(eventsFirst).as("seed " + seed).hasSizeGreaterThan(200);
        assertThat(clocksFirst).as("seed " + seed).isEqualTo(eventsFirst);
        assertThat(inTurn).as("seed " + seed).isEqualTo(eventsFirst);
        Days.areWhatTheRowsSay(database, build);
    }

    @Test
    void aRebuildComesToTheSameRowsAndTakesOverWhenItIsDone() {
        List<Told> histories = histories(70);
        List<ProducerRecord<String, byte[]>> events = RandomHistory.shuffled(
                random, histories.stream().map(Told::eventRecords).toList());
        List<ProducerRecord<String, byte[]>> clocks = RandomHistory.shuffled(
                random, histories.stream().map(Told::clockRecords).toList());
        int portion = 0;
        int nextEvent = 0;
        int nextClock = 0;
        while (nextEvent < events.size() || nextClock < clocks.size()) {
            int endEvent = Math.min(events.size(), nextEvent + random.nextInt(160));
            int endClock = Math.min(clocks.size(), nextClock + random.nextInt(160));
            EventStory.write(PRODUCER, events.subList(nextEvent, endEvent));
            EventStory.write(PRODUCER, clocks.subList(nextClock, endClock));
            nextEvent = endEvent;
            nextClock = endClock;
            if (++portion % 5 == 0) {
                running.stop();
                running.start();
            }
        }
        awaitCountedIn(histories);
        int before = figures.serving();
        List<String> grown = rows(before, histories);
        List<Answer> answered = answers();

        HttpResponse<String> begun = send(OPERATOR, "POST", "");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        int build = Json.MAPPER.readTree(begun.body()).path("build").asInt();
        assertThat(build).isGreaterThan(before);
        while (figures.serving() == before) {
            assertThat(answers()).isEqualTo(answered);
        }

        assertThat(figures.serving()).isEqualTo(build);
        awaitCountedIn(histories);
        assertThat(rows(build, histories)).as("seed " + seed).isEqualTo(grown);
        assertThat(answers()).isEqualTo(answered);
        Days.areWhatTheRowsSay(database, build);
        SOON.atMost(LONG).until(() -> tablesOf(before) == 0);
        assertThat(tablesOf(build)).isGreaterThanOrEqualTo(4);
        JsonNode listed = listed(build);
        assertThat(listed.path("state").asString()).isEqualTo("SERVING");
        assertThat(listed.path("percent").asInt()).isEqualTo(100);
        assertThat(listed.path("read").asLong())
                .isEqualTo(listed.path("total").asLong())
                .isGreaterThanOrEqualTo(events.size() + clocks.size());
        assertThat(listed(before).path("state").asString()).isEqualTo("RETIRED");
        assertThat(alarm.stops()).isEmpty();
    }

    @Test
    void aBuildThatCannotGoOnNeverServesAndIsGivenUp() {
        List<Told> histories = histories(3);
        Told first = histories.getFirst();
        EventStory.write(
                PRODUCER,
                histories.stream().flatMap(told -> told.eventRecords().stream()).toList());
        EventStory.write(
                PRODUCER,
                histories.stream().flatMap(told -> told.clockRecords().stream()).toList());
        awaitCountedIn(histories);
        int serving = figures.serving();
        List<String> grown = rows(serving, histories);

        // What this build believes of a ticket cannot be followed by the ticket's first event.
        int broken = Objects.requireNonNull(transaction.execute(status -> {
            Progressing begun = rebuilding.begin(new AccountId("operator")).orElseThrow();
            database.sql("""
                            insert into metrics.story (build, ticket_id, number, version, clock_version, told)
                            select ?, ticket_id, number, 0, 0,
                                regexp_replace(told, '"version":\\d+,"clockVersion":\\d+', '"version":0,"clockVersion":0')
                            from metrics.story where build = ? and ticket_id = ?
                            """)
                    .params(begun.build().number(), serving, first.ticket().value())
                    .update();
            return begun.build().number();
        }));
        SOON.atMost(LONG).until(() -> !alarm.of(broken).stops().isEmpty());
        SOON.atMost(LONG)
                .until(
                        () -> listed(broken)
                                .path("stops")
                                .path(0)
                                .path("reason")
                                .asString(""),
                        reason -> reason.contains("is submitted a second time"));
        JsonNode listed = listed(broken);
        assertThat(listed.path("state").asString()).isEqualTo("BUILDING");
        assertThat(listed.path("percent").asInt()).isLessThan(100);
        assertThat(refusal(send(OPERATOR, "POST", ""), 409)).contains("under way");
        // The others of its partitions go on; it stays what it is, however often it is looked at.
        SOON.during(Duration.ofSeconds(1)).atMost(LONG).until(() -> figures.serving() == serving);
        assertThat(alarm.of(serving).stops()).isEmpty();
        assertThat(rows(serving, histories)).isEqualTo(grown);

        assertThat(refusal(send(OPERATOR, "DELETE", "/" + serving), 409)).contains("not under way");
        assertThat(refusal(send(OPERATOR, "DELETE", "/31999"), 404)).contains("31999");
        assertThat(send(OPERATOR, "DELETE", "/" + broken).statusCode()).isEqualTo(204);
        SOON.atMost(LONG).until(() -> tablesOf(broken) == 0);
        assertThat(listed(broken).path("state").asString()).isEqualTo("RETIRED");

        assertThat(send(OPERATOR, "POST", "").statusCode()).isEqualTo(202);
        SOON.atMost(LONG).until(() -> rebuilding.all().getFirst().build().state() == State.SERVING);
        assertThat(rows(figures.serving(), histories)).isEqualTo(grown);
    }

    @Test
    void onlyAnAdministratorOfAllDistrictsRebuilds() {
        Caller ofOneDistrict = Callers.inRole("admin", Role.ADMIN);
        Caller auditor = Callers.ofAllDistricts(Callers.inRole("auditor", Role.AUDITOR));
        for (Caller caller : List.of(ofOneDistrict, auditor)) {
            assertThat(refusal(send(caller, "GET", ""), 403)).isNotEmpty();
            assertThat(refusal(send(caller, "POST", ""), 403)).isNotEmpty();
            assertThat(refusal(send(caller, "DELETE", "/1"), 403)).isNotEmpty();
        }
        assertThat(refusal(send(OPERATOR, "GET", "?state=SERVING"), 400)).contains("state");
    }

    private List<Told> histories(int many) {
        List<Told> histories = new ArrayList<>();
        for (int each = 0; each < many; each++) {
            histories.add(RandomHistory.of(random, number(), BEGINNING, SPAN));
        }
        return histories;
    }

    private List<ConsumerRecord<String, byte[]>> mixed(List<List<ProducerRecord<String, byte[]>>> byTicket) {
        return RandomHistory.shuffled(random, byTicket).stream()
                .map(EventStory::received)
                .toList();
    }

    private static <T> List<T> taken(List<T> rest, int many) {
        List<T> next = rest.subList(0, Math.min(many, rest.size()));
        List<T> taken = List.copyOf(next);
        next.clear();
        return taken;
    }

    private void gatherEvents(int build, List<ConsumerRecord<String, byte[]>> records, int batch) {
        for (int from = 0; from < records.size(); from += batch) {
            assertThat(gathering.events(build, records.subList(from, Math.min(records.size(), from + batch))))
                    .isEmpty();
        }
    }

    private void gatherClocks(int build, List<ConsumerRecord<String, byte[]>> records, int batch) {
        for (int from = 0; from < records.size(); from += batch) {
            assertThat(gathering.clocks(build, records.subList(from, Math.min(records.size(), from + batch))))
                    .isEmpty();
        }
    }

    private static final List<String> TABLES = List.of("story", "ticket", "moment", "clock");

    /** Every column of every row, as text, but for the build. */
    private List<String> rows(int build, List<Told> histories) {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(database.sql("""
                            select '%1$s ' || (to_jsonb(t) - 'build')::text from metrics.%1$s t
                            where build = ? and ticket_id = any(?) order by 1
                            """.formatted(table))
                    .param(build)
                    .param(ids(histories))
                    .query((row, index) -> row.getString(1))
                    .list());
        }
        return rows;
    }

    private void forget(int build, List<Told> histories) {
        for (String table : TABLES) {
            database.sql("delete from metrics.%s where build = ? and ticket_id = any(?)".formatted(table))
                    .param(build)
                    .param(ids(histories))
                    .update();
        }
    }

    private static SqlArrayValue ids(List<Told> histories) {
        return new SqlArrayValue(
                "uuid", histories.stream().map(told -> told.ticket().value()).toArray());
    }

    private int tablesOf(int build) {
        return database.sql("select count(*) from pg_tables where schemaname = 'metrics' and tablename ~ ?")
                .param("_" + build + "$")
                .query(Integer.class)
                .single();
    }

    private void awaitCountedIn(List<Told> histories) {
        List<TicketId> ids = histories.stream().map(Told::ticket).toList();
        SOON.atMost(LONG).until(() -> {
            Map<TicketId, TicketStory> found = facts.find(figures.serving(), ids);
            return histories.stream().allMatch(told -> {
                TicketStory story = found.get(told.ticket());
                return story != null
                        && story.version() == told.events().size()
                        && story.clockVersion() == told.clocks().size();
            });
        });
    }

    private List<Answer> answers() {
        return counting.figures(
                Figures.ALL.stream()
                        .map(figure -> new Asked(figure, figure.main()))
                        .toList(),
                new Question(
                        Scope.of(district),
                        BEGINNING.minus(SPAN),
                        BEGINNING.plus(SPAN),
                        BEGINNING.plus(SPAN),
                        List.of(Dimension.UNIT),
                        List.of()),
                CHINA);
    }

    private JsonNode listed(int build) {
        HttpResponse<String> answer = send(OPERATOR, "GET", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(Json.MAPPER.readTree(answer.body()).spliterator(), false)
                .filter(it -> it.path("build").asInt() == build)
                .findFirst()
                .orElseThrow();
    }

    private static String refusal(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body()).path("detail").asString();
    }

    private HttpResponse<String> send(Caller caller, String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/metrics/builds" + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .method(method, HttpRequest.BodyPublishers.noBody())
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
}
