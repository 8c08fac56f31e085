package org.zhuqi.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;

/**
 * Years of invented tickets in four districts, as their topics would have them: event by event in the order of time, the tickets
 * of a week under way beside each other, each with the clocks that timeliness would tell.
 */
final class FiguresLog {
    static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");
    static final Duration LENGTH = Duration.ofDays(3 * 365);
    static final List<String> DISTRICTS = List.of("QT", "SY", "YH", "XS");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Actor DESK = new Actor(new AccountId("desk"), Role.COORDINATOR, null, null);

    private final int tickets;
    private final Random random = new Random(1);
    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));
    private int begun;

    private record Due(Instant at, Life life) {}

    /** What became known at one moment. */
    record Told(
            Instant at,
            ConsumerRecord<String, byte[]> event,
            @Nullable ConsumerRecord<String, byte[]> clocks) {}

    FiguresLog(int tickets) {
        this.tickets = tickets;
    }

    /** @return null when all is told */
    @Nullable
    Told next() {
        Instant coming = begun < tickets ? receivedAt(begun) : null;
        Due due = waiting.peek();
        if (coming != null && (due == null || coming.isBefore(due.at()))) {
            return tell(new Life(begun++), coming);
        }
        if (due == null) {
            return null;
        }
        waiting.poll();
        return tell(due.life(), due.at());
    }

    private Instant receivedAt(int number) {
        return BEGIN.plus(LENGTH.multipliedBy(number).dividedBy(tickets));
    }

    private Told tell(Life life, Instant at) {
        Told told = life.step(at);
        Instant next = life.next(at);
        if (next != null) {
            waiting.add(new Due(next, life));
        }
        return told;
    }

    /** One ticket on its way. */
    private final class Life {
        private final TicketId ticket = new TicketId(new UUID(random.nextLong(), random.nextLong()));
        private final String district;
        private final TicketNumber number;
        private final List<TicketEvent> script = new ArrayList<>();
        private final List<TicketState> states = new ArrayList<>();
        private final List<Duration> pauses = new ArrayList<>();
        private final UnitId lead;
        private byte[] hash = HashChain.start();
        private int done;
        private int clockSequence;
        private @Nullable Instant dispatched;
        private @Nullable Instant accepted;
        private @Nullable Instant answered;

        Life(int index) {
            district = DISTRICTS.get(index % DISTRICTS.size());
            number = new TicketNumber("%s-%d-%06d".formatted(district, 2023 + index / Math.max(1, tickets / 3), index));
            String small = district.toLowerCase(java.util.Locale.ROOT);
            lead = new UnitId(small + "-unit-" + random.nextInt(37));
            then(
                    Duration.ZERO,
                    new TicketEvent.Submitted(
                            new EnterpriseId(small + "-enterprise-" + random.nextInt(791)),
                            "厂房不动产权证办理进度",
                            "竣工半年，材料已交齐，仍不能办证，影响贷款。请协调。",
                            new CatalogueItemId(small + "-item-" + random.nextInt(20)),
                            Urgency.NORMAL,
                            new AccountId("contact"),
                            random.nextInt(3) == 0 ? new ChainId(small + "-chain-" + random.nextInt(8)) : null,
                            new PlaceId(small + "-place-" + random.nextInt(12)),
                            List.of()),
                    TicketState.SUBMITTED);
            int fate = random.nextInt(100);
            if (fate < 3) {
                then(hours(20), new TicketEvent.Withdrawn(null), TicketState.WITHDRAWN);
                return;
            }
            UnitId first = fate < 15 ? new UnitId(small + "-unit-" + random.nextInt(37)) : lead;
            then(hours(6), new TicketEvent.Dispatched(first, List.of(), null, null), TicketState.DISPATCHED);
            if (!first.equals(lead)) {
                then(
                        hours(10),
                        new TicketEvent.Objected(first, ObjectionGround.NOT_COMPETENT, "不属本单位职责", lead),
                        TicketState.OBJECTED);
                then(hours(6), new TicketEvent.ObjectionUpheld(first, null), TicketState.SUBMITTED);
                then(hours(6), new TicketEvent.Dispatched(lead, List.of(), null, null), TicketState.DISPATCHED);
            }
            then(hours(20), new TicketEvent.Accepted(lead, new AccountId("handler"), null), TicketState.IN_PROGRESS);
            then(hours(40), new TicketEvent.ProgressRecorded("已现场核实", false, List.of()), TicketState.IN_PROGRESS);
            if (fate > 97) {
                return;
            }
            then(
                    hours(96),
                    new TicketEvent.Answered(
                            lead,
                            fate < 90 ? AnswerOutcome.SOLVED : AnswerOutcome.EXPLAINED,
                            "已办理完毕，证书可领取。",
                            fate < 90 ? null : "政策原因",
                            List.of()),
                    TicketState.ANSWERED);
            if (fate < 80) {
                then(hours(48), new TicketEvent.Confirmed(null), TicketState.CLOSED);
                then(
                        hours(24),
                        new TicketEvent.Rated(fate < 75 ? Satisfaction.SATISFIED : Satisfaction.DISSATISFIED, null),
                        TicketState.CLOSED);
            } else {
                then(hours(120), new TicketEvent.Closed(ClosingCause.TIME_OUT, null), TicketState.CLOSED);
            }
        }

        private Duration hours(int most) {
            return Duration.ofMinutes(1 + random.nextInt(most * 60));
        }

        private void then(Duration pause, TicketEvent event, TicketState state) {
            pauses.add(pause);
            script.add(event);
            states.add(state);
        }

        @Nullable
        Instant next(Instant at) {
            return done == script.size() ? null : at.plus(pauses.get(done));
        }

        Told step(Instant at) {
            TicketEvent event = script.get(done);
            var message = new EventMessage<>(
                    ticket,
                    number,
                    done + 1,
                    new DistrictId(district),
                    new CommandId(new UUID(random.nextLong(), random.nextLong())),
                    DESK,
                    at,
                    at,
                    "135-staged@1",
                    states.get(done),
                    1,
                    null,
                    event);
            byte[] body = Wire.eventBody(message);
            byte[] next = HashChain.next(hash, body);
            ConsumerRecord<String, byte[]> record = received(
                    Wire.event(new StoredEvent(ticket, message.sequence(), message.type(), at, body, hash, next)));
            hash = next;
            done++;
            return new Told(at, record, clocks(event, message.sequence(), at));
        }

        private @Nullable ConsumerRecord<String, byte[]> clocks(TicketEvent event, long version, Instant at) {
            if (event instanceof TicketEvent.Dispatched && dispatched == null) {
                dispatched = at;
            } else if (event instanceof TicketEvent.Accepted) {
                accepted = at;
            } else if (event instanceof TicketEvent.Answered) {
                answered = at;
            } else {
                return null;
            }
            List<ClockReading> readings = new ArrayList<>();
            for (ClockScope scope : List.of(ClockScope.TICKET, ClockScope.UNIT)) {
                readings.add(reading("accept", "接单", ClockMilestone.ACCEPTED, scope, 1, accepted));
                readings.add(reading("answer", "办结", ClockMilestone.ANSWERED, scope, 5, answered));
            }
            return received(Wire.clock(new ClockMessage<>(
                    ticket,
                    number,
                    ++clockSequence,
                    new DistrictId(district),
                    version,
                    "135-staged@1",
                    "2023-1",
                    at,
                    at,
                    new ClockEvent.ClocksChanged(readings))));
        }

        private ClockReading reading(
                String stage, String zh, ClockMilestone end, ClockScope scope, int days, @Nullable Instant ended) {
            Instant from = java.util.Objects.requireNonNull(dispatched, "clocks begin with the dispatch");
            Instant due = from.plus(DAY.multipliedBy(days));
            return new ClockReading(
                    "1/" + stage + "/" + scope + (scope == ClockScope.UNIT ? "/1" : ""),
                    stage,
                    zh,
                    scope,
                    1,
                    lead,
                    ended == null ? ClockState.RUNNING : ended.isAfter(due) ? ClockState.LATE : ClockState.MET,
                    from,
                    due,
                    due,
                    due,
                    due.minus(Duration.ofHours(8)),
                    ended,
                    null,
                    null,
                    null,
                    0,
                    null,
                    ended == null ? null : Duration.between(from, ended).toSeconds() / 3,
                    ended == null ? null : 0L,
                    List.of(end));
        }
    }

    /** Both topics have two partitions, and a ticket is in the same of each. */
    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var received = new ConsumerRecord<>(sent.topic(), sent.key().hashCode() & 1, 0L, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }
}
