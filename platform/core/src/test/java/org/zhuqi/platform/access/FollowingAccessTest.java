package org.zhuqi.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;
import org.zhuqi.platform.testkit.TestPlatform;

/** Who may see a ticket, kept in the schema of any service. */
final class FollowingAccessTest {
    private static final String SCHEMA = "any_service";
    private static final UnitId LABOUR = new UnitId("labour");
    private static final UnitId LAND = new UnitId("land");
    private static final UnitId POWER = new UnitId("power");
    private static final EnterpriseId HUACAI = new EnterpriseId("huacai");

    private static JdbcClient db;
    private static TransactionTemplate transaction;

    private final ProjectionAlarm alarm = new ProjectionAlarm("access");
    private final List<EventMessage<?>> counted = new ArrayList<>();
    private TicketAccessRows rows;
    private FollowingAccess following;
    private EventStory story;
    private static int number;

    @BeforeAll
    static void aSchemaOfItsOwn() {
        Map<String, Object> properties = TestPlatform.properties();
        var database = new DriverManagerDataSource(
                String.valueOf(properties.get("spring.datasource.url")),
                String.valueOf(properties.get("spring.datasource.username")),
                String.valueOf(properties.get("spring.datasource.password")));
        db = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        db.sql("create schema " + SCHEMA).update();
        db.sql("""
                create table any_service.ticket_access (
                    ticket_id uuid primary key, version bigint not null, district text not null,
                    enterprise text not null, filed_by text not null, chain text, place text,
                    leads text[] not null, assistants text[] not null, state text not null)
                """).update();
    }

    @BeforeEach
    void aTicket() {
        rows = new TicketAccessRows(db, SCHEMA);
        following = new FollowingAccess(rows, counted::addAll, transaction, alarm);
        story = EventStory.of(new TicketNumber("QT-2023-%06d".formatted(++number)))
                .by(Callers.officer("officer"))
                .tells(submitted(), TicketState.SUBMITTED);
    }

    @Test
    void keepsWhatTheSubmissionSays() {
        assertThat(follow(story.records())).isEmpty();
        assertThat(record())
                .isEqualTo(new AccessRecord(
                        story.ticket(),
                        1,
                        Callers.QIANTANG,
                        HUACAI,
                        new AccountId("officer"),
                        new ChainId("bio"),
                        new PlaceId("xiasha"),
                        List.of(),
                        List.of(),
                        TicketState.SUBMITTED));
    }

    @Test
    void whoeverEverLedMaySeeAndWhoAssistsNow() {
        story.tells(new TicketEvent.Dispatched(LABOUR, List.of(POWER), null, null), TicketState.DISPATCHED);
        follow(story.records());
        assertThat(record().access().units()).containsExactly(LABOUR, POWER);

        story.tells(new TicketEvent.Redispatched(LABOUR, LAND, List.of(), "x"), TicketState.DISPATCHED)
                .tells(new TicketEvent.AssistantAdded(POWER, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.AssistantAdded(POWER, null), TicketState.DISPATCHED);
        follow(story.records());
        assertThat(record().leads()).containsExactly(LABOUR, LAND);
        assertThat(record().access().units()).containsExactly(LABOUR, LAND, POWER);

        story.tells(new TicketEvent.ObjectionUpheld(LAND, null), TicketState.SUBMITTED);
        follow(story.records());
        assertThat(record().access().units()).containsExactly(LABOUR, LAND);

        story.tells(new TicketEvent.CallClaimed(POWER, new AccountId("x"), "plan"), TicketState.IN_PROGRESS)
                .tells(new TicketEvent.Reopened(new UnitId("tax"), "x"), TicketState.DISPATCHED);
        follow(story.records());
        assertThat(record().access().units()).containsExactly(LABOUR, LAND, POWER, new UnitId("tax"));
        assertThat(record().access().state()).isEqualTo(TicketState.DISPATCHED);
        assertThat(record().version()).isEqualTo(8);
    }

    @Test
    void everyEventHasAnAnswer() {
        for (EventType type : EventType.values()) {
            if (type != EventType.TICKET_SUBMITTED) {
                story.tells(Specimens.full(type.recordType()), TicketState.IN_PROGRESS);
            }
        }
        assertThat(follow(story.records())).isEmpty();
        assertThat(record().version()).isEqualTo(EventType.values().length);
        assertThat(counted).hasSameSizeAs(EventType.values());
    }

    @Test
    void whatComesAgainChangesNothing() {
        story.tells(new TicketEvent.Dispatched(LABOUR, List.of(), null, null), TicketState.DISPATCHED);
        follow(story.records());
        AccessRecord before = record();
        assertThat(follow(story.records())).isEmpty();
        assertThat(record()).isEqualTo(before);
        assertThat(counted).as("each event once").hasSize(2);
    }

    @Test
    void aGapStopsAndIsSaid() {
        story.tells(new TicketEvent.Dispatched(LABOUR, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(LABOUR, new AccountId("x"), null), TicketState.IN_PROGRESS);
        var stops = follow(List.of(story.record(1), story.record(3)));
        assertThat(stops).hasSize(1);
        assertThat(alarm.stops().getFirst().reason()).contains("expected event 2", "but found 3");
        assertThat(record().version()).isEqualTo(1);
        follow(List.of(story.record(2), story.record(3)));
        assertThat(record().version()).isEqualTo(3);
        assertThat(alarm.stops()).isEmpty();
    }

    @Test
    void aSecondSubmissionIsNoHistory() {
        story.tells(submitted(), TicketState.SUBMITTED);
        assertThat(follow(story.records()).getFirst().reason()).contains("submitted a second time");
        assertThat(record().version()).isEqualTo(1);
    }

    private static TicketEvent.Submitted submitted() {
        return new TicketEvent.Submitted(
                HUACAI,
                "招工难",
                "缺口五十人。",
                new CatalogueItemId("labour"),
                Urgency.NORMAL,
                null,
                new ChainId("bio"),
                new PlaceId("xiasha"),
                List.of());
    }

    private List<ProjectionAlarm.Stop> follow(Collection<ProducerRecord<String, byte[]>> sent) {
        List<ConsumerRecord<String, byte[]>> batch =
                sent.stream().map(EventStory::received).toList();
        return following.project(batch);
    }

    private AccessRecord record() {
        return Objects.requireNonNull(rows.find(List.of(story.ticket())).get(story.ticket()));
    }
}
