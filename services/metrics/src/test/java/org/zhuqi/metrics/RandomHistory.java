package org.zhuqi.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.DeclineGround;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;

/**
 * A ticket's life along the edges of the lifecycle's table, with its clocks. Times jump forwards, stand still and sometimes go
 * back, as they do where paper is written down later.
 */
final class RandomHistory {
    static final List<EnterpriseId> ENTERPRISES = List.of(
            new EnterpriseId("firm-a"),
            new EnterpriseId("firm-b"),
            new EnterpriseId("firm-c"),
            new EnterpriseId("firm-d"));
    private static final List<UnitId> UNITS =
            List.of(new UnitId("tax"), new UnitId("land"), new UnitId("labour"), new UnitId("power"));
    private static final List<CatalogueItemId> ITEMS =
            List.of(new CatalogueItemId("refund"), new CatalogueItemId("permit"), new CatalogueItemId("visa"));
    private static final List<ChainId> CHAINS = List.of(new ChainId("chips"), new ChainId("drugs"));
    private static final List<PlaceId> PLACES = List.of(new PlaceId("park"), new PlaceId("town"));

    private final Random random;
    private final EventStory story;
    private final RandomClocks clocks;
    private final List<ClockMessage<?>> told = new ArrayList<>();
    private final List<String> stages;

    private TicketState state = TicketState.NEW;
    private TicketState cameFrom = TicketState.NEW;
    private Instant time;
    private int round = 1;
    private @Nullable UnitId lead;
    private @Nullable UnitId objector;
    private @Nullable EscalationLevel level;
    private boolean bestPlan;
    private boolean pending;
    private boolean hard;
    private boolean appealed;
    private boolean rated;
    private boolean pausedByMerge;

    private RandomHistory(Random random, TicketNumber number, Instant from, Duration span) {
        this.random = random;
        this.story = EventStory.of(number);
        this.clocks = new RandomClocks(random);
        this.time = from.plus(random.nextLong(span.toSeconds() * 1_000_000), ChronoUnit.MICROS);
        this.stages = random.nextInt(10) == 0 ? List.of("visit") : List.of("progress");
        if (random.nextInt(8) == 0) {
            story.importedFrom(new Provenance("2023.xlsx", number.text(), 1L, false, new AccountId("importer")));
        }
    }

    /** What the topics have of one ticket. */
    record Told(TicketId ticket, List<EventMessage<?>> events, List<ClockMessage<?>> clocks, EventStory story) {
        /** As they were told last; none if they never were. */
        List<ClockReading> lastClocks() {
            return clocks.reversed().stream()
                    .map(ClockMessage::event)
                    .filter(ClockEvent.ClocksChanged.class::isInstance)
                    .map(ClockEvent.ClocksChanged.class::cast)
                    .findFirst()
                    .map(ClockEvent.ClocksChanged::clocks)
                    .orElse(List.of());
        }

        List<ProducerRecord<String, byte[]>> eventRecords() {
            return story.records();
        }

        List<ProducerRecord<String, byte[]>> clockRecords() {
            return clocks.stream()
                    .<ProducerRecord<String, byte[]>>map(Wire::clock)
                    .toList();
        }
    }

    /** @param span within which it is filed, from {@code from} on */
    static Told of(Random random, TicketNumber number, Instant from, Duration span) {
        RandomHistory history = new RandomHistory(random, number, from, span);
        history.live();
        return new Told(history.story.ticket(), history.story.messages(), List.copyOf(history.told), history.story);
    }

    private void live() {
        boolean timed = random.nextInt(12) != 0;
        for (int steps = 2 + random.nextInt(24); steps > 0; steps--) {
            List<Edge> ways = TicketLifecycle.EDGES.stream()
                    .filter(edge ->
                            edge.from() == state && edge.guards().stream().allMatch(this::isOpen))
                    .flatMap(edge -> Collections.nCopies(weight(edge), edge).stream())
                    .toList();
            if (ways.isEmpty()) {
                break;
            }
            go(ways.get(random.nextInt(ways.size())));
            if (timed && random.nextInt(3) != 0) {
                tellClocks();
            }
        }
        if (timed && random.nextInt(12) != 0) {
            tellClocks();
        }
    }

    private static int weight(Edge edge) {
        return switch (edge.command()) {
            case DISPATCH, ACCEPT, ANSWER, CONFIRM -> 5;
            case GRANT_EXTENSION, REQUEST_EXTENSION, RATE, DISPUTE, REOPEN, UNMERGE, APPEAL, RESUME -> 3;
            default -> 1;
        };
    }

    private boolean isOpen(Guard guard) {
        return switch (guard) {
            case THE_FIRST_CLAIM_TAKES_IT -> !bestPlan;
            case THE_BEST_PLAN_IS_CHOSEN, THE_CHOSEN_UNIT_HAS_CLAIMED -> bestPlan;
            case NO_EXTENSION_IS_PENDING -> !pending;
            case AN_EXTENSION_IS_PENDING -> pending;
            case THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE -> level == null || !level.isHighest();
            case NOT_YET_HARD -> !hard;
            case NOT_YET_RATED -> !rated;
            case APPEALS_ONCE -> !appealed;
            case CAME_FROM_SUBMITTED -> cameFrom == TicketState.SUBMITTED;
            case CAME_FROM_DISPATCHED -> cameFrom == TicketState.DISPATCHED;
            case CAME_FROM_IN_PROGRESS -> cameFrom == TicketState.IN_PROGRESS;
            default -> true;
        };
    }

    private void go(Edge edge) {
        Instant happened = state == TicketState.NEW ? time : time.plus(gap());
        Instant counted = happened.isBefore(time) ? time : happened;
        if (edge.event() == EventType.DISPUTED || edge.event() == EventType.REOPENED) {
            round++;
            rated = false;
        }
        TicketEvent event = event(edge, counted);
        story.by(who()).inRound(round).at(happened);
        if (random.nextInt(10) == 0) {
            story.recordedAt(counted.plusSeconds(random.nextInt(100_000)));
        }
        story.tells(event, edge.to());
        time = counted;
        state = edge.to();
    }

    private Duration gap() {
        return switch (random.nextInt(10)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofSeconds(-random.nextInt(100_000));
            case 2, 3 -> Duration.of(random.nextLong(600_000_000L), ChronoUnit.MICROS);
            case 4 -> Duration.of(random.nextLong(Duration.ofDays(20).toSeconds() * 1_000_000), ChronoUnit.MICROS);
            default -> Duration.of(random.nextLong(Duration.ofDays(2).toSeconds() * 1_000_000), ChronoUnit.MICROS);
        };
    }

    private Caller who() {
        if (state != TicketState.NEW) {
            return Callers.coordinator("desk");
        }
        return switch (random.nextInt(3)) {
            case 0 -> Callers.enterprise("contact", ENTERPRISES.getFirst());
            case 1 -> Callers.officer("officer-" + random.nextInt(2), ENTERPRISES.getFirst());
            default -> Callers.coordinator("desk");
        };
    }

    private UnitId lead() {
        return Objects.requireNonNull(lead, "no unit has it");
    }

    private TicketEvent event(Edge edge, Instant at) {
        return switch (edge.event()) {
            case TICKET_SUBMITTED -> {
                clocks.start("dispatch", ClockScope.TICKET, round, null, at);
                clocks.start("close", ClockScope.TICKET, round, null, at);
                yield new TicketEvent.Submitted(
                        one(ENTERPRISES),
                        "税费",
                        "退税久未到账。",
                        one(ITEMS),
                        one(List.of(Urgency.values())),
                        new AccountId("contact"),
                        random.nextBoolean() ? one(CHAINS) : null,
                        random.nextBoolean() ? one(PLACES) : null,
                        List.of());
            }
            case AMENDED ->
                random.nextBoolean()
                        ? new TicketEvent.Amended(null, null, one(ITEMS), List.of())
                        : new TicketEvent.Amended("税", null, null, List.of());
            case TICKET_DISPATCHED -> {
                clocks.meet(at, "dispatch");
                lead = one(UNITS);
                dispatched(at);
                yield new TicketEvent.Dispatched(lead, List.of(), null, null);
            }
            case CALL_PUBLISHED -> {
                bestPlan = random.nextBoolean();
                yield new TicketEvent.CallPublished(
                        "要求", null, bestPlan ? CallChoice.BEST_PLAN : CallChoice.FIRST_CLAIM);
            }
            case TICKET_DECLINED -> {
                clocks.releaseAll(at);
                yield new TicketEvent.Declined(DeclineGround.INVALID, "不属受理范围");
            }
            case TICKET_MERGED -> {
                cameFrom = state;
                pausedByMerge = random.nextBoolean();
                if (pausedByMerge) {
                    clocks.pauseAll(at);
                } else {
                    clocks.releaseAll(at);
                }
                yield new TicketEvent.Merged(null, state, null);
            }
            case TICKET_WITHDRAWN -> {
                clocks.releaseAll(at);
                yield new TicketEvent.Withdrawn(null);
            }
            case CALL_CLAIMED -> {
                clocks.meet(at, "dispatch");
                lead = one(UNITS);
                clocks.start("answer", ClockScope.TICKET, round, lead, at);
                clocks.start("answer", ClockScope.UNIT, round, lead, at);
                yield new TicketEvent.CallClaimed(lead, new AccountId("handler"), "方案");
            }
            case CLAIM_OFFERED -> new TicketEvent.ClaimOffered(one(UNITS), new AccountId("handler"), "方案", List.of());
            case CLAIM_TAKEN_BACK -> new TicketEvent.ClaimTakenBack(one(UNITS), null);
            case ACCEPTED -> {
                clocks.meet(at, "accept");
                stages.forEach(stage -> clocks.start(stage, ClockScope.TICKET, round, lead, at));
                yield new TicketEvent.Accepted(lead(), new AccountId("handler"), null);
            }
            case TICKET_OBJECTED -> {
                objector = lead;
                clocks.pauseAll(at);
                yield new TicketEvent.Objected(lead(), ObjectionGround.NOT_COMPETENT, "不属本单位", null);
            }
            case REDISPATCHED -> {
                UnitId from = lead();
                lead = one(UNITS);
                clocks.releaseOfUnits(at);
                dispatched(at);
                yield new TicketEvent.Redispatched(from, lead, List.of(), "改派");
            }
            case OBJECTION_UPHELD -> {
                clocks.goOn(at);
                clocks.releaseOfUnits(at);
                lead = null;
                yield new TicketEvent.ObjectionUpheld(Objects.requireNonNull(objector, "somebody objected"), null);
            }
            case OBJECTION_OVERRULED -> {
                clocks.goOn(at);
                yield new TicketEvent.ObjectionOverruled(lead(), "属本单位");
            }
            case PROGRESS_RECORDED -> {
                clocks.meet(at, "progress", "visit");
                yield new TicketEvent.ProgressRecorded("已联系", random.nextBoolean(), List.of());
            }
            case ASSISTANT_ADDED -> {
                UnitId unit = one(UNITS);
                clocks.start("answer", ClockScope.ASSISTANT, round, unit, at);
                yield new TicketEvent.AssistantAdded(unit, null);
            }
            case PART_SIGNED_OFF -> new TicketEvent.PartSignedOff(one(UNITS), "已办", List.of());
            case HANDLER_CHANGED ->
                new TicketEvent.HandlerChanged(new AccountId("handler"), new AccountId("other"), null);
            case TICKET_SUSPENDED -> {
                clocks.pauseAll(at);
                yield new TicketEvent.Suspended(SuspensionReason.WAITING_FOR_ENTERPRISE, "补材料", null);
            }
            case RESUMED -> {
                clocks.goOn(at);
                yield new TicketEvent.Resumed(null);
            }
            case INFORMATION_PROVIDED -> {
                clocks.goOn(at);
                yield new TicketEvent.InformationProvided("材料", List.of());
            }
            case EXTENSION_REQUESTED -> {
                pending = true;
                yield new TicketEvent.ExtensionRequested(clocks.later(at), "复杂");
            }
            case EXTENSION_GRANTED -> {
                pending = false;
                Instant until = clocks.later(at);
                clocks.extend(until);
                yield new TicketEvent.ExtensionGranted(until, null);
            }
            case EXTENSION_REFUSED -> {
                pending = false;
                yield new TicketEvent.ExtensionRefused("不同意");
            }
            case ESCALATED -> {
                level = level == null
                        ? EscalationLevel.DISTRICT_OFFICE
                        : level == EscalationLevel.DISTRICT_OFFICE
                                ? EscalationLevel.DISTRICT_LEADER
                                : EscalationLevel.CITY;
                yield new TicketEvent.Escalated(level, "提级");
            }
            case MARKED_HARD -> {
                hard = true;
                yield new TicketEvent.MarkedHard("复杂");
            }
            case TICKET_ANSWERED -> {
                pending = false;
                clocks.meet(at, "progress", "visit", "answer");
                yield new TicketEvent.Answered(lead(), one(List.of(AnswerOutcome.values())), "已办", null, List.of());
            }
            case ANSWER_RELAYED -> new TicketEvent.AnswerRelayed(AnswerOutcome.SOLVED, "已办", null, 1);
            case CONFIRMED -> {
                clocks.meet(at, "close");
                yield new TicketEvent.Confirmed(null);
            }
            case DISPUTED -> {
                newRound(at);
                yield new TicketEvent.Disputed("未解决");
            }
            case TICKET_CLOSED -> {
                clocks.meet(at, "close");
                yield new TicketEvent.Closed(one(List.of(ClosingCause.values())), null);
            }
            case RATED -> {
                rated = true;
                yield new TicketEvent.Rated(one(List.of(Satisfaction.values())), null);
            }
            case REOPENED -> {
                lead = random.nextBoolean() ? lead() : one(UNITS);
                newRound(at);
                yield new TicketEvent.Reopened(lead, "未落实");
            }
            case UNMERGED -> {
                if (pausedByMerge) {
                    clocks.goOn(at);
                } else if (lead != null) {
                    newRound(at);
                }
                yield new TicketEvent.Unmerged(null, "不是同一件");
            }
            case APPEALED -> {
                appealed = true;
                clocks.start("dispatch", ClockScope.TICKET, round, null, at);
                yield new TicketEvent.Appealed("应受理");
            }
        };
    }

    private void dispatched(Instant at) {
        if (!clocks.has("answer", ClockScope.TICKET, round)) {
            clocks.start("accept", ClockScope.TICKET, round, lead, at);
            clocks.start("answer", ClockScope.TICKET, round, lead, at);
        }
        clocks.handOver(lead());
        clocks.start("accept", ClockScope.UNIT, round, lead, at);
        clocks.start("answer", ClockScope.UNIT, round, lead, at);
    }

    private void newRound(Instant at) {
        clocks.start("answer", ClockScope.TICKET, round, lead, at);
        clocks.start("answer", ClockScope.UNIT, round, lead, at);
    }

    private void tellClocks() {
        tell(new ClockEvent.ClocksChanged(clocks.readings()));
        if (random.nextInt(4) == 0) {
            tell(new ClockEvent.ClockWarned(
                    "1/answer/TICKET/1", "answer", "办结", ClockScope.TICKET, lead, WarningLevel.YELLOW, "80%", time));
        }
        if (random.nextInt(8) == 0) {
            tell(new ClockEvent.ClockBreached("1/answer/TICKET/1", "answer", "办结", ClockScope.TICKET, lead, time));
        }
    }

    private void tell(ClockEvent event) {
        told.add(new ClockMessage<>(
                story.ticket(),
                story.number(),
                told.size() + 1L,
                new DistrictId(
                        story.number().text().substring(0, story.number().text().indexOf('-'))),
                story.version(),
                "135-staged@1",
                "CN",
                time,
                time,
                event));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The messages in a random order that keeps each ticket's own, some of them twice. */
    static <T> List<T> shuffled(Random random, List<List<T>> byTicket) {
        List<Integer> turns = new ArrayList<>();
        for (int ticket = 0; ticket < byTicket.size(); ticket++) {
            turns.addAll(Collections.nCopies(byTicket.get(ticket).size(), ticket));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[byTicket.size()];
        List<T> mixed = new ArrayList<>();
        for (int ticket : turns) {
            List<T> messages = byTicket.get(ticket);
            mixed.add(messages.get(next[ticket]++));
            if (random.nextInt(15) == 0) {
                mixed.add(messages.get(random.nextInt(next[ticket])));
            }
        }
        return mixed;
    }

    /** Every instant at which something of them happened, or a clock began, ended or was stopped. */
    static List<Instant> instants(List<Told> histories) {
        Set<Instant> instants = new TreeSet<>();
        for (Told told : histories) {
            told.events().forEach(event -> instants.add(event.occurredAt()));
            for (ClockReading clock : told.lastClocks()) {
                instants.add(clock.startedAt());
                add(instants, clock.endedAt());
                add(instants, clock.pausedSince());
            }
        }
        return List.copyOf(instants);
    }

    /** Every date that passed, or will, while what is due was not there. */
    static List<Instant> dueDates(List<Told> histories) {
        Set<Instant> dates = new TreeSet<>();
        for (Told told : histories) {
            for (ClockReading clock : told.lastClocks()) {
                if (clock.endedAt() == null || clock.state() == ClockState.LATE) {
                    add(dates, clock.due());
                }
                if (clock.extensions() > 0) {
                    add(dates, clock.dueWithoutExtensions());
                }
            }
        }
        return List.copyOf(dates);
    }

    private static void add(Set<Instant> instants, @Nullable Instant instant) {
        if (instant != null) {
            instants.add(instant);
        }
    }
}
