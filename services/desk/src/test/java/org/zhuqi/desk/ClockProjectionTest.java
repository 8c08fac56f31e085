package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;
import static org.zhuqi.desk.Readings.met;
import static org.zhuqi.desk.Readings.name;
import static org.zhuqi.desk.Readings.ofUnit;
import static org.zhuqi.desk.Readings.paused;
import static org.zhuqi.desk.Readings.running;
import static org.zhuqi.desk.Readings.unknown;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.desk.application.ProjectingClocks;
import org.zhuqi.desk.application.ProjectingEvents;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** What clocks tell, to what the desk shows. */
final class ClockProjectionTest extends TestDesk {
    private static final int PARTITION_OF_NOBODY = 99;
    private static final Instant DUE = Instant.parse("2023-04-17T09:30:00Z");
    private static final Instant LATER = Instant.parse("2023-04-19T09:30:00Z");

    @Autowired
    private ProjectingEvents projecting;

    @Autowired
    private ProjectingClocks projectingClocks;

    @Autowired
    private ProjectionAlarm deskClockAlarm;

    @Autowired
    private HealthIndicator deskClockProjection;

    @Autowired
    private JdbcClient database;

    @Test
    void showsTheTimeOfATicketInListsAsOnItsPage() {
        EventStory story = dispatched();
        tell(story);
        assertThat(time(story).path("words").path("zh").asString()).isEqualTo("尚未计时");
        assertThat(time(story).has("standing")).isFalse();
        ClockStory clocks = ClockStory.of(story)
                .changed(
                        running("answer", LATER),
                        running("progress", DUE),
                        ofUnit("answer", Stories.LABOUR, Stories.MONDAY))
                .warned(name("progress"), WarningLevel.YELLOW);
        tell(clocks);
        time.stopAt(Stories.MONDAY);

        JsonNode time = time(story);
        assertThat(time.path("due").asString()).isEqualTo("2023-04-17T09:30:00Z");
        assertThat(time.path("finalDue").asString()).isEqualTo("2023-04-19T09:30:00Z");
        assertThat(time.path("stage").asString()).isEqualTo("progress");
        assertThat(time.path("stageZh").asString()).isEqualTo("环节progress");
        assertThat(time.path("standing").asString()).isEqualTo("ON_TIME");
        assertThat(time.path("warning").asString()).isEqualTo("YELLOW");
        assertThat(time.path("policy").asString()).isEqualTo("135-staged@1");
        assertThat(time.path("calendar").asString()).isEqualTo("calendar-1");
        assertThat(time.path("extensions").asInt()).isZero();
        assertThat(time.has("pausedSince")).isFalse();
        assertThat(listed(story).path("time")).isEqualTo(time);
        assertThat(listed(story).has("clocks")).isFalse();
        JsonNode ticket = read(coordinator(), "/api/v1/tickets/" + story.number());
        assertThat(ticket.path("clocks").findValuesAsString("clock"))
                .containsExactly("1/answer/TICKET", "1/progress/TICKET", "1/answer/UNIT");
        assertThat(ticket.path("sheet").asString()).isEqualTo("/api/v1/tickets/%s/clocks".formatted(story.ticket()));

        tell(clocks.changed(met("answer", LATER), met("progress", DUE)));
        assertThat(time(story).path("standing").asString()).isEqualTo("DONE");
        assertThat(time(story).has("due")).isFalse();
        assertThat(listed(story).path("time")).isEqualTo(time(story));
    }

    @Test
    void howUnitsStandIsNotForTheEnterprise() {
        EventStory story = dispatched();
        tell(story);
        tell(ClockStory.of(story)
                .changed(running("answer", DUE), ofUnit("answer", Stories.LABOUR, Stories.MONDAY))
                .warned("1/answer/UNIT", WarningLevel.RED));
        var boss = here(Callers.enterprise("boss", Stories.HUACAI));
        JsonNode ticket = read(boss, "/api/v1/tickets/" + story.ticket());
        assertThat(ticket.path("clocks").findValuesAsString("clock")).containsExactly("1/answer/TICKET");
        assertThat(ticket.path("time").path("due").asString()).isEqualTo(DUE.toString());
        assertThat(ticket.path("time").has("warning")).isFalse();
        assertThat(read(boss, "/api/v1/tickets").toString()).doesNotContain("RED");
        assertThat(numbers(boss, "warning=RED")).isEmpty();
        assertThat(numbers(coordinator(), "warning=RED"))
                .containsExactly(story.number().text());
    }

    @Test
    void clocksThatComeBeforeTheirTicketWaitForIt() {
        EventStory story = dispatched();
        tell(ClockStory.of(story).changed(running("answer", DUE)).warned(name("answer"), WarningLevel.RED));
        assertThat(get(coordinator(), "/api/v1/tickets/" + story.ticket()).statusCode())
                .isEqualTo(404);
        tell(story);
        assertThat(numbers(coordinator(), "warning=RED&sort=due"))
                .containsExactly(story.number().text());
        assertThat(listed(story).path("time")).isEqualTo(time(story));
    }

    @Test
    void aTicketAndItsClocksMayComeAtTheSameMoment() {
        for (int round = 0; round < 20; round++) {
            List<EventStory> stories = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stories.add(dispatched());
            }
            List<ConsumerRecord<String, byte[]>> events = received(
                    stories.stream().flatMap(story -> story.records().stream()).toList());
            List<ConsumerRecord<String, byte[]>> clocks = received(stories.reversed().stream()
                    .flatMap(story -> ClockStory.of(story).changed(running("answer", DUE)).records().stream())
                    .toList());
            var one = CompletableFuture.runAsync(
                    () -> assertThat(projecting.project(events)).isEmpty());
            var other = CompletableFuture.runAsync(
                    () -> assertThat(projectingClocks.project(clocks)).isEmpty());
            one.join();
            other.join();
        }
        assertThat(database.sql("select count(*) from desk.ticket where district = ? and due = ?")
                        .param(district)
                        .param(DUE.atOffset(java.time.ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .isEqualTo(400);
    }

    @Test
    void aLaterEventOfTheTicketKeepsItsTime() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        tell(ClockStory.of(story).changed(running("answer", DUE)));
        tell(story.tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED));
        assertThat(listed(story).path("time").path("due").asString()).isEqualTo(DUE.toString());
    }

    @Test
    void anyRedeliveryInAnyPortionsComesToTheSame() {
        Random random = new Random(42);
        for (int round = 0; round < 20; round++) {
            ClockStory story = wholeStory(dispatched());
            List<ConsumerRecord<String, byte[]>> log = received(story.records());
            int done = 0;
            while (done < log.size()) {
                int from = random.nextInt(done + 1);
                int to = done + 1 + random.nextInt(log.size() - done);
                assertThat(projectingClocks.project(log.subList(from, to))).isEmpty();
                done = to;
            }
            var shown = clocks.find(story.ticket()).orElseThrow();
            assertThat(shown.sequence()).isEqualTo(story.sequence());
            assertThat(shown.warnings()).hasSize(2);
            assertThat(shown.breaches()).hasSize(1);
        }
    }

    @Test
    void anOlderStateNeverOverwritesALaterOne() {
        EventStory story = dispatched();
        tell(story);
        ClockStory told = ClockStory.of(story).changed(running("answer", DUE)).changed(running("answer", LATER));
        tell(told);
        clocks.save(List.of(
                org.zhuqi.desk.domain.TicketClocks.opened(told.messages().getFirst())));
        clocks.showOnTickets(List.of(story.ticket()));
        assertThat(time(story).path("due").asString()).isEqualTo(LATER.toString());
        assertThat(listed(story).path("time")).isEqualTo(time(story));
    }

    @Test
    void aGapStopsItsPartitionUntilTheMissingEventIsThere() {
        ClockStory broken = wholeStory(dispatched());
        ClockStory behind = wholeStory(dispatched());
        write(on(0, List.of(broken.record(1), broken.record(3))));
        write(on(0, behind.records()));
        await().untilAsserted(() -> {
            assertThat(health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health().getDetails().toString())
                    .contains("zhuqi.clock.events-0@")
                    .contains("expected event 2 of ticket " + broken.ticket());
        });
        assertThat(shownSequence(broken)).isEqualTo(1);
        assertThat(shownSequence(behind)).isZero();

        write(on(0, broken.records().subList(1, (int) broken.sequence())));
        awaitShown(broken);
        awaitShown(behind);
        await().untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void whatCannotBeTheStoryOfClocksStopsToo() {
        ClockStory headless = ClockStory.of(dispatched()).warned(name("answer"), WarningLevel.RED);
        assertThat(projectingClocks
                        .project(received(headless.records()))
                        .getFirst()
                        .reason())
                .contains("does not say its clocks");
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        deskClockAlarm.clear(new TopicPartition(Topics.CLOCKS, PARTITION_OF_NOBODY));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void rebuiltFromBothTopicsItIsTheSame() {
        List<EventStory> stories = new ArrayList<>();
        List<ClockStory> told = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            EventStory story = dispatched();
            stories.add(story);
            if (i % 4 > 0) {
                told.add(i % 2 == 0 ? wholeStory(story) : ClockStory.of(story).changed(unknown("answer", 2027)));
            }
        }
        List<ConsumerRecord<String, byte[]>> events = received(
                stories.stream().flatMap(story -> story.records().stream()).toList());
        List<ConsumerRecord<String, byte[]>> clocks = received(
                told.stream().flatMap(story -> story.records().stream()).toList());
        projecting.project(events);
        projectingClocks.project(clocks);
        List<String> before = rows();
        assertThat(before).hasSize(12);

        truncate();
        projectingClocks.project(clocks);
        projecting.project(events);
        assertThat(rows()).isEqualTo(before);

        truncate();
        for (int i = 0; i < Math.max(events.size(), clocks.size()); i++) {
            if (i < clocks.size()) {
                projectingClocks.project(clocks.subList(i, i + 1));
            }
            if (i < events.size()) {
                projecting.project(events.subList(i, i + 1));
            }
        }
        assertThat(rows()).isEqualTo(before);
    }

    private void truncate() {
        database.sql("truncate desk.ticket, desk.ticket_text, desk.timeline, desk.ticket_clock")
                .update();
    }

    private List<String> rows() {
        return database.sql("""
                        select to_jsonb(t)::text || to_jsonb(c)::text
                        from desk.ticket t join desk.ticket_clock c on c.ticket_id = t.id
                        where t.district = ? order by t.id
                        """)
                .param(district)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private EventStory dispatched() {
        return story().at(Stories.MONDAY)
                .by(Callers.enterprise("boss", Stories.HUACAI))
                .tells(Stories.submitted(), SUBMITTED)
                .by(Callers.coordinator("li.lei"))
                .tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED);
    }

    private static ClockStory wholeStory(EventStory story) {
        return ClockStory.of(story)
                .changed(running("accept", DUE), running("answer", LATER))
                .warned(name("accept"), WarningLevel.YELLOW)
                .breached(name("accept"), DUE)
                .changed(met("accept", DUE), paused("answer", LATER, DUE.plus(Duration.ofHours(1))))
                .warned(name("answer"), WarningLevel.REMINDER);
    }

    private JsonNode time(EventStory story) {
        return read(coordinator(), "/api/v1/tickets/" + story.ticket()).path("time");
    }

    private JsonNode listed(EventStory story) {
        return read(coordinator(), "/api/v1/tickets?q=" + story.number())
                .path("items")
                .get(0);
    }

    private Health health() {
        return Objects.requireNonNull(deskClockProjection.health());
    }

    private static List<ProducerRecord<String, byte[]>> on(
            int partition, List<ProducerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record ->
                        new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> received(List<ProducerRecord<String, byte[]>> sent) {
        List<ConsumerRecord<String, byte[]>> received = new ArrayList<>();
        for (ProducerRecord<String, byte[]> each : sent) {
            var record = new ConsumerRecord<>(
                    each.topic(), PARTITION_OF_NOBODY, (long) received.size(), each.key(), each.value());
            each.headers().forEach(record.headers()::add);
            received.add(record);
        }
        return received;
    }
}
