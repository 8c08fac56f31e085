package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.platform.testkit.EventStory;

final class FollowingTest extends TestDispatch {
    private static final UnitId LAND = new UnitId("land");
    private static final UnitId BUILDING = new UnitId("building");

    @Test
    void aTicketIsKnownAsItsEventsTellIt() {
        EventStory story = bounced()
                .tells(
                        new TicketEvent.Answered(LAND, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED)
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        tell(story);
        tell(story);

        TicketFacts facts = tickets.find(story.ticket()).orElseThrow();
        assertThat(facts.version()).isEqualTo(story.version());
        assertThat(facts.lead()).isEqualTo(LAND);
        assertThat(facts.leads()).containsExactly(BUILDING, LAND);
        assertThat(facts.refusedBy()).containsExactly(BUILDING);
        assertThat(facts.bounces()).isEqualTo(1);
        assertThat(facts.outcome()).isEqualTo(AnswerOutcome.SOLVED);
        assertThat(facts.confirmed()).isTrue();
        assertThat(facts.isLive()).isFalse();
        assertThat(tickets.find(facts.district(), facts.number())).contains(facts);
        assertThat(alarm.stops()).isEmpty();
    }

    @Test
    void oneBatchMayTellOfSeveralDistricts() {
        EventStory here = bounced();
        EventStory there = EventStory.of(new TicketNumber("Z" + here.number().text()))
                .tells(here.messages().getFirst().event(), TicketState.SUBMITTED);

        assertThat(following.project(Stream.of(here, there)
                        .flatMap(story -> story.records().stream())
                        .map(FollowingTest::received)
                        .toList()))
                .isEmpty();

        assertThat(version(here.ticket())).isEqualTo(here.version());
        assertThat(version(there.ticket())).isEqualTo(there.version());
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var received = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    private EventStory bounced() {
        return story().tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId("firm"),
                                "厂房办证",
                                "竣工半年，仍不能办证。",
                                new CatalogueItemId("land"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED)
                .tells(new TicketEvent.Dispatched(BUILDING, List.of(), null, null), TicketState.DISPATCHED)
                .tells(
                        new TicketEvent.Objected(BUILDING, ObjectionGround.NOT_COMPETENT, "不归我局", LAND),
                        TicketState.OBJECTED)
                .tells(new TicketEvent.ObjectionUpheld(BUILDING, null), TicketState.SUBMITTED)
                .tells(new TicketEvent.Dispatched(LAND, List.of(BUILDING), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(LAND, new AccountId("handler"), null), TicketState.IN_PROGRESS);
    }
}
