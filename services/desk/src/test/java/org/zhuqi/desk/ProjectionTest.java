package org.zhuqi.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zhuqi.contracts.lifecycle.TicketState.ANSWERED;
import static org.zhuqi.contracts.lifecycle.TicketState.CLOSED;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.IN_PROGRESS;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.application.ProjectingEvents;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;
import tools.jackson.databind.JsonNode;

final class ProjectionTest extends TestDesk {
    @Autowired
    private ProjectingEvents projecting;

    @Autowired
    private ProjectionAlarm deskAlarm;

    @Autowired
    private HealthIndicator deskProjection;

    @Autowired
    private JdbcClient database;

    @Test
    void showsWhatTheEventsSay() {
        EventStory story = solved();
        tell(story);

        JsonNode ticket = read(coordinator(), "/api/v1/tickets/" + story.ticket());
        assertThat(ticket.path("number").asString()).isEqualTo(story.number().text());
        assertThat(ticket.path("state").asString()).isEqualTo("CLOSED");
        assertThat(ticket.path("stateWord").path("zh").asString()).isEqualTo("已销号");
        assertThat(ticket.path("stateWord").path("en").asString()).isEqualTo("closed");
        assertThat(ticket.path("title").asString()).isEqualTo("招工难");
        assertThat(ticket.path("description").asString()).isEqualTo("旺季用工缺口五十人。");
        assertThat(ticket.path("lead").asString()).isEqualTo("labour-bureau");
        assertThat(ticket.path("outcome").asString()).isEqualTo("SOLVED");
        assertThat(ticket.path("confirmed").asBoolean()).isTrue();
        assertThat(ticket.path("version").asLong()).isEqualTo(5);
        assertThat(ticket.has("satisfaction")).isFalse();
        assertThat(get(coordinator(), "/api/v1/tickets/" + story.number())
                        .headers()
                        .firstValue("ETag"))
                .hasValue("\"5\"");

        JsonNode timeline = read(coordinator(), "/api/v1/tickets/" + story.number() + "/timeline");
        assertThat(timeline.path("items").findValuesAsString("event"))
                .containsExactly("submitted", "dispatched", "accepted", "answered", "confirmed");
        assertThat(timeline.path("items").findValuesAsString("zh"))
                .containsExactly("已点单", "已派单", "已接单", "已办结", "企业已确认");
        JsonNode answered = timeline.path("items").get(3);
        assertThat(answered.path("details").path("text").asString()).isEqualTo("已举办专场招聘会。");
        assertThat(answered.path("actor").path("account").asString()).isEqualTo("zhang.san");
        assertThat(answered.path("occurredAt").asString()).isEqualTo("2023-04-10T01:00:03Z");
    }

    @Test
    void everyFieldSurvivesTheDatabase() {
        for (boolean full : List.of(true, false)) {
            EventStory story = story().at(Stories.MONDAY);
            if (full) {
                story.importedFrom(Specimens.full(Provenance.class));
            }
            story.tells(specimen(TicketEvent.Submitted.class, full), SUBMITTED);
            TicketView expected = TicketView.opened(story.messages().get(0));
            for (EventType type : EventType.values()) {
                if (type != EventType.TICKET_SUBMITTED) {
                    story.tells(specimen(type.recordType(), full), IN_PROGRESS);
                    expected =
                            expected.apply(story.messages().get(story.messages().size() - 1));
                }
            }
            tell(story);
            assertThat(tickets.find(coordinator(), story.ticket())).contains(expected);
            JsonNode timeline = read(coordinator(), "/api/v1/tickets/" + story.ticket() + "/timeline");
            assertThat(timeline.path("items").size()).isEqualTo(EventType.values().length);
            assertThat(timeline.path("items").get(1).path("imported").asBoolean())
                    .isEqualTo(full);
            assertThat(timeline.path("items").get(1).path("inferred").asBoolean())
                    .isEqualTo(full);
        }
    }

    private static <E extends TicketEvent> E specimen(Class<E> type, boolean full) {
        return full ? Specimens.full(type) : Specimens.sparse(type);
    }

    @Test
    void whatComesAgainChangesNothing() {
        EventStory story = solved();
        tell(story);
        JsonNode before = read(coordinator(), "/api/v1/tickets/" + story.ticket());
        List<ProducerRecord<String, byte[]>> again = new ArrayList<>(story.records());
        again.addAll(story.records().subList(1, 3));
        write(again);
        // Whatever follows on the same partition is shown only after the repetition was read.
        EventStory after = story().tells(Stories.submitted(), SUBMITTED);
        write(on(partitionOf(story), after.records()));
        awaitShown(after);

        assertThat(read(coordinator(), "/api/v1/tickets/" + story.ticket())).isEqualTo(before);
        assertThat(timelineRows(story)).isEqualTo(5);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void anyRedeliveryInAnyPortionsComesToTheSame() {
        Random random = new Random(42);
        for (int round = 0; round < 20; round++) {
            EventStory one = solved();
            EventStory other = solved();
            List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
            for (int i = 0; i < one.records().size(); i++) {
                log.add(at(100 + 2 * i, one.records().get(i)));
                log.add(at(101 + 2 * i, other.records().get(i)));
            }
            int done = 0;
            while (done < log.size()) {
                // A consumer goes back, and then at least one record further.
                int from = random.nextInt(done + 1);
                int to = done + 1 + random.nextInt(log.size() - done);
                assertThat(projecting.project(log.subList(from, to))).isEmpty();
                done = to;
            }
            assertThat(shownVersion(one)).isEqualTo(5);
            assertThat(shownVersion(other)).isEqualTo(5);
            assertThat(timelineRows(one)).isEqualTo(5);
        }
    }

    @Test
    void aGapStopsItsPartitionAloneUntilTheMissingEventIsThere() {
        EventStory broken = solved();
        EventStory before = solved();
        EventStory behind = solved();
        EventStory beside = solved();
        write(on(0, before.records()));
        write(on(0, List.of(broken.record(1), broken.record(3))));
        write(on(0, behind.records()));
        write(on(1, beside.records()));

        awaitShown(before);
        awaitShown(beside);
        await().untilAsserted(() -> {
            var health = health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().toString())
                    .contains("zhuqi.ticket.events-0@")
                    .contains("expected event 2 of ticket %s (%s), but found 3"
                            .formatted(broken.ticket(), broken.number()));
        });
        assertThat(shownVersion(broken)).isEqualTo(1);
        assertThat(shownVersion(behind)).isZero();
        EventStory later = solved();
        write(on(1, later.records()));
        awaitShown(later);
        assertThat(shownVersion(behind)).isZero();

        write(on(0, broken.records().subList(1, 5)));
        awaitShown(broken);
        awaitShown(behind);
        assertThat(timelineRows(broken)).isEqualTo(5);
        await().untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void aDatabaseThatRefusesCostsTimeAndNoEvent() {
        database.sql("""
                        create sequence desk.attempts;
                        create function desk.refuse() returns trigger language plpgsql as
                            'begin perform nextval(''desk.attempts''); raise exception ''not today''; end';
                        create trigger refusing before insert on desk.timeline execute function desk.refuse();
                        """).update();
        EventStory story = solved();
        write(story.records());
        await().until(() -> database.sql("select last_value from desk.attempts")
                        .query(Long.class)
                        .single()
                >= 2);
        assertThat(shownVersion(story)).isZero();
        database.sql("""
                        drop trigger refusing on desk.timeline;
                        drop function desk.refuse();
                        drop sequence desk.attempts;
                        """).update();
        awaitShown(story);
        assertThat(timelineRows(story)).isEqualTo(5);
    }

    @Test
    void anEventThatCannotBeReadStopsItsPartitionAfterAllThatCameBefore() {
        EventStory readable = solved();
        EventStory behind = solved();
        ProducerRecord<String, byte[]> poison = new ProducerRecord<>(
                "zhuqi.ticket.events", 7, readable.ticket().text(), "{\"ticketId\":".getBytes(UTF_8));
        readable.record(1).headers().forEach(poison.headers()::add);
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        readable.records().forEach(record -> batch.add(at(batch.size(), record)));
        batch.add(at(batch.size(), poison));
        behind.records().forEach(record -> batch.add(at(batch.size(), record)));

        var stops = projecting.project(batch);

        assertThat(stops).hasSize(1);
        assertThat(stops.get(0).offset()).isEqualTo(5);
        assertThat(stops.get(0).reason())
                .startsWith("the event with key '%s' cannot be read: ".formatted(readable.ticket()));
        assertThat(shownVersion(readable)).isEqualTo(5);
        assertThat(shownVersion(behind)).isZero();
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        deskAlarm.clear(new TopicPartition("zhuqi.ticket.events", PARTITION_OF_NOBODY));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whatNoneOfOurServicesHasSentIsPassedOver() {
        EventStory story = solved();
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        batch.add(at(0, new ProducerRecord<>("zhuqi.ticket.events", 7, null, "谁写的？".getBytes(UTF_8))));
        ProducerRecord<String, byte[]> stranger =
                new ProducerRecord<>("zhuqi.ticket.events", 7, story.ticket().text(), null);
        stranger.headers().add("ce_source", "/another/system".getBytes(UTF_8));
        batch.add(at(1, stranger));
        story.records().forEach(record -> batch.add(at(batch.size(), record)));

        assertThat(projecting.project(batch)).isEmpty();
        assertThat(shownVersion(story)).isEqualTo(5);
    }

    @Test
    void whatIsReadableButNotOfItsTicketStopsToo() {
        EventStory one = solved();
        EventStory other = solved();
        var misplaced = new ProducerRecord<>(
                "zhuqi.ticket.events", other.ticket().text(), one.record(1).value());
        one.record(1).headers().forEach(misplaced.headers()::add);
        assertThat(projecting.project(List.of(at(0, misplaced))).get(0).reason())
                .contains("the record's key '%s' is not its ticket %s".formatted(other.ticket(), one.ticket()));

        EventStory headless = story().tells(Stories.accepted(Stories.LABOUR), IN_PROGRESS);
        assertThat(projecting.project(List.of(at(0, headless.record(1)))).get(0).reason())
                .contains("not its submission");
        deskAlarm.clear(new TopicPartition("zhuqi.ticket.events", PARTITION_OF_NOBODY));
    }

    @Test
    void eventsOfATicketThatArriveInDisorderAreTakenInOrder() {
        EventStory story = solved();
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> shuffled = new ArrayList<>(story.records());
        Collections.swap(shuffled, 1, 3);
        shuffled.forEach(record -> batch.add(at(batch.size(), record)));
        assertThat(projecting.project(batch)).isEmpty();
        assertThat(shownVersion(story)).isEqualTo(5);
        assertThat(timelineRows(story)).isEqualTo(5);
    }

    @Test
    void anAmendedTicketIsFoundUnderItsNewWords() {
        EventStory story = story().tells(Stories.submitted("老标题", "原文"), SUBMITTED)
                .tells(new TicketEvent.Amended("新标题", null, null, List.of()), SUBMITTED);
        tell(story);
        assertThat(numbers(coordinator(), "q=" + encoded("新标题")))
                .containsExactly(story.number().text());
        assertThat(numbers(coordinator(), "q=" + encoded("老标题"))).isEmpty();
        assertThat(numbers(coordinator(), "q=" + encoded("原文")))
                .containsExactly(story.number().text());
    }

    @Test
    void fromWhereItWasSentIsNotForPages() {
        Origin origin = new Origin("0f".repeat(16));
        EventStory story = solvedAs(new TicketEvent.Confirmed("已解决", origin));
        story.tells(new TicketEvent.Rated(Satisfaction.SATISFIED, "很满意", origin), CLOSED);
        tell(story);

        JsonNode items = read(coordinator(), "/api/v1/tickets/" + story.number() + "/timeline")
                .path("items");
        assertThat(items.get(4).path("details")).isEqualTo(Json.MAPPER.valueToTree(Map.of("comment", "已解决")));
        assertThat(items.get(5).path("details"))
                .isEqualTo(Json.MAPPER.valueToTree(Map.of("satisfaction", "SATISFIED", "comment", "很满意")));
    }

    private static final int PARTITION_OF_NOBODY = 99;

    private EventStory solved() {
        return solvedAs(new TicketEvent.Confirmed(null));
    }

    private EventStory solvedAs(TicketEvent.Confirmed confirmed) {
        return story().at(Stories.MONDAY)
                .by(Callers.enterprise("boss", Stories.HUACAI))
                .tells(Stories.submitted(), SUBMITTED)
                .by(Callers.coordinator("li.lei"))
                .tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED)
                .by(Callers.handler("zhang.san", Stories.LABOUR))
                .tells(new TicketEvent.Accepted(Stories.LABOUR, new AccountId("zhang.san"), null), IN_PROGRESS)
                .tells(Stories.answered(Stories.LABOUR), ANSWERED)
                .by(Callers.enterprise("boss", Stories.HUACAI))
                .tells(confirmed, CLOSED);
    }

    private Health health() {
        return Objects.requireNonNull(deskProjection.health());
    }

    private long timelineRows(EventStory story) {
        TicketId ticket = story.ticket();
        return database.sql("select count(*) from desk.timeline where ticket_id = ?")
                .param(ticket.value())
                .query(Long.class)
                .single();
    }

    private static List<ProducerRecord<String, byte[]>> on(
            int partition, List<ProducerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record ->
                        new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers()))
                .toList();
    }

    private static int partitionOf(EventStory story) {
        return org.apache.kafka.common.utils.Utils.toPositive(org.apache.kafka.common.utils.Utils.murmur2(
                        story.ticket().text().getBytes(UTF_8)))
                % org.zhuqi.platform.testkit.TestPlatform.PARTITIONS;
    }

    private static ConsumerRecord<String, byte[]> at(long offset, ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), PARTITION_OF_NOBODY, offset, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
