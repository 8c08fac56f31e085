package org.zhuqi.timeliness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.timeliness.application.DueScan;
import org.zhuqi.timeliness.kafka.KafkaTelling;

/** Ticket events in, clock events out: in order, each once, and none lost with whoever dies. */
final class FollowingTicketsTest extends TestTimeliness {
    @Autowired
    private HealthIndicator timelinessProjection;

    @Autowired
    private KafkaTelling kafka;

    @Test
    void clocksFollowTheTicket() {
        Life life = dispatched().accepted("2023-04-10 11:00").answered("2023-04-12 10:00");
        tellStepByStep(life);

        List<ClockMessage<?>> told = told(life);
        assertThat(told).extracting(ClockMessage::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(told).extracting(ClockMessage::ticketVersion).containsExactly(1L, 2L, 3L, 4L);
        assertThat(told).allSatisfy(message -> {
            assertThat(message.event()).isInstanceOf(ClockEvent.ClocksChanged.class);
            assertThat(message.number()).isEqualTo(life.number());
            assertThat(message.district().text()).isEqualTo(district);
            assertThat(message.policyVersion()).isEqualTo("135-staged@1");
            assertThat(message.calendarVersion())
                    .isEqualTo(CalendarRules.shipped().version());
            assertThat(message.recordedAt()).isEqualTo(time.instant());
        });
        assertThat(toldRecords(life))
                .allSatisfy(record ->
                        assertThat(record.key()).isEqualTo(life.ticket().text()));
        assertThat(told.get(2).occurredAt()).isEqualTo(MovableTime.china("2023-04-10 11:00"));
        assertThat(reading(life, "1/accept/TICKET").state()).isEqualTo(ClockState.MET);
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-17 17:30"));
        assertThat(reading(life, "1/answer/UNIT/1").unit()).isEqualTo(Life.LABOUR);
    }

    @Test
    void whatMovesNoClockTellsNothing() {
        Life life = dispatched()
                .accepted("2023-04-10 11:00")
                .byUnit("2023-04-10 11:30", TicketState.IN_PROGRESS, new TicketEvent.MarkedHard("政策不明。"))
                .progressed("2023-04-10 14:00");
        tellStepByStep(life);
        assertThat(told(life)).extracting(ClockMessage::ticketVersion).containsExactly(1L, 2L, 3L, 5L);
        assertThat(told(life)).extracting(ClockMessage::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aBatchTellsHowItEndsNotHowItGotThere() {
        Life life = dispatched().accepted("2023-04-10 11:00");
        assertThat(clocks.project(batch(life))).isEmpty();
        assertThat(told(life)).extracting(ClockMessage::ticketVersion).containsExactly(3L);
        assertThat(told(life)).extracting(ClockMessage::sequence).containsExactly(1L);
    }

    @Test
    void whatComesAgainChangesNothingAndTellsNothing() {
        Life life = dispatched().accepted("2023-04-10 11:00");
        tell(life);
        List<ClockMessage<?>> before = told(life);

        List<ProducerRecord<String, byte[]>> again =
                new ArrayList<>(life.story().records());
        again.addAll(life.story().records().subList(1, 3));
        write(again);
        // Whatever follows on the same partition is counted in only after the repetition was read.
        Life after = life().submitted("2023-04-10 09:00");
        write(on(partitionOf(life), after.news()));
        awaitCountedIn(after);

        assertThat(told(life)).isEqualTo(before);
        assertThat(version(life)).isEqualTo(3);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aGapStopsItsPartitionAloneUntilTheMissingEventIsThere() {
        Life broken = dispatched().accepted("2023-04-10 11:00").answered("2023-04-10 12:00");
        Life before = dispatched();
        Life behind = dispatched();
        Life beside = dispatched();
        write(on(0, before.news()));
        write(on(0, List.of(broken.story().record(1), broken.story().record(3))));
        write(on(0, behind.news()));
        write(on(1, beside.news()));

        awaitCountedIn(before);
        awaitCountedIn(beside);
        await().untilAsserted(() -> {
            Health health = health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().toString())
                    .contains("zhuqi.ticket.events-0@")
                    .contains("expected event 2 of ticket %s (%s), but found 3"
                            .formatted(broken.ticket(), broken.number()));
        });
        assertThat(version(broken)).isEqualTo(1);
        assertThat(version(behind)).isZero();

        write(on(0, broken.story().records().subList(1, 4)));
        awaitCountedIn(broken);
        awaitCountedIn(behind);
        assertThat(told(broken).getLast().ticketVersion()).isEqualTo(4);
        await().untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void whoDiesBeforeTellingLeavesItToTheNextBatch() {
        Life life = dispatched();
        assertThatThrownBy(() -> another(waiting -> {
                            throw new IllegalStateException("died before it told");
                        })
                        .project(batch(life)))
                .hasMessage("died before it told");
        assertThat(version(life)).isEqualTo(2);
        assertThat(outgoing.of(List.of(life.ticket()))).hasSize(1);
        assertThat(told(life)).isEmpty();

        // Its offsets were not committed, so the same batch comes again, and perhaps what followed with it.
        assertThat(clocks.project(batch(life.accepted("2023-04-10 11:00")))).isEmpty();

        assertThat(told(life)).extracting(ClockMessage::sequence).containsExactly(1L, 2L);
        assertThat(told(life)).extracting(ClockMessage::ticketVersion).containsExactly(2L, 3L);
        assertThat(outgoing.of(List.of(life.ticket()))).isEmpty();
    }

    @Test
    void whoDiesBeforeTellingLeavesItToTheScanOfAnother() {
        Life life = dispatched();
        tellStepByStep(life);
        time.is("2023-04-11 09:15");
        var dying = another(waiting -> {
            throw new IllegalStateException("died before it told");
        });
        assertThatThrownBy(() -> dying.settleDue(1_000)).hasMessage("died before it told");
        assertThat(notices(life)).isEmpty();

        DueScan scan = new DueScan(clocks, telling, outgoing, time, Duration.ofSeconds(1), 100);
        time.passes(Duration.ofSeconds(9));
        scan.scan();
        assertThat(notices(life)).as("it may still be alive").isEmpty();
        time.passes(Duration.ofSeconds(2));
        while (scan.scan()) {
            assertThat(scan.isRunning()).isFalse();
        }
        assertThat(notices(life)).containsExactly("accept REMINDER labour-bureau 2023-04-11 09:15");
        assertThat(told(life)).extracting(ClockMessage::sequence).containsExactly(1L, 2L, 3L);
        assertThat(outgoing.of(List.of(life.ticket()))).isEmpty();
    }

    @Test
    void whatIsToldTwiceIsTheSameToTheByte() {
        Life life = dispatched().accepted("2023-04-10 11:00").answered("2023-04-11 10:00");
        clocks.project(batch(life));
        time.is("2023-04-18 18:00");
        var dying = another(waiting -> {
            kafka.publish(waiting);
            throw new IllegalStateException("died before it forgot");
        });
        assertThatThrownBy(() -> dying.settleDue(1_000)).hasMessage("died before it forgot");
        clocks.project(batch(life.confirmed("2023-04-18 17:00")));

        List<ConsumerRecord<String, byte[]>> asked = askedRecords(life);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0).value()).isEqualTo(asked.get(1).value());
        assertThat(asked.get(0).headers()).isEqualTo(asked.get(1).headers());

        Life late = dispatched();
        time.is("2023-04-10 08:00");
        clocks.project(batch(late));
        time.is("2023-04-20 08:00");
        assertThatThrownBy(() -> dying.settleDue(1_000)).hasMessage("died before it forgot");
        clocks.project(batch(late));
        List<ConsumerRecord<String, byte[]>> told = toldRecords(late);
        assertThat(told).hasSize(1 + 6 + 6);
        for (int i = 1; i <= 6; i++) {
            assertThat(told.get(i).value()).isEqualTo(told.get(i + 6).value());
            assertThat(told.get(i).headers()).isEqualTo(told.get(i + 6).headers());
        }
    }

    private Life dispatched() {
        return life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
    }

    private Health health() {
        return Objects.requireNonNull(timelinessProjection.health());
    }

    private static List<ProducerRecord<String, byte[]>> on(
            int partition, List<ProducerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record ->
                        new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers()))
                .toList();
    }

    private static int partitionOf(Life life) {
        return Utils.toPositive(Utils.murmur2(life.ticket().text().getBytes(UTF_8))) % TestPlatform.PARTITIONS;
    }
}
