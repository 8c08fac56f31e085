package org.zhuqi.metrics;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.RandomHistory.Told;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;

/**
 * The figures counted once more, by their sentences, from the messages alone: every ticket is read from its first event for
 * every question. Slow, and with nothing of the counting in it.
 */
final class Recount {
    private final List<Told> tickets;
    private final Instant at;
    private final ZoneId zone;
    private final Map<String, EnterpriseSize> sizes;
    private final List<Ticket> seen = new ArrayList<>();

    /** @param at the cut-off */
    Recount(List<Told> tickets, Instant at, ZoneId zone, Map<String, EnterpriseSize> sizes) {
        this.tickets = tickets;
        this.at = at;
        this.zone = zone;
        this.sizes = sizes;
        this.tickets.forEach(told -> {
            Ticket ticket = new Ticket(told);
            if (ticket.received) {
                seen.add(ticket);
            }
        });
    }

    /**
     * One of the denominator, or, of a figure that is no share, one that is counted.
     *
     * @param by what it belongs to; the empty text where there is nothing
     */
    record Counted(
            TicketId ticket, boolean numerator, Instant receivedAt, Instant happenedAt, Map<Dimension, String> by) {}

    private enum Verdict {
        NONE,
        KEPT,
        LATE
    }

    /** A clock of a ticket as it stood. */
    private final class Clock {
        private final Ticket ticket;
        private final ClockReading told;
        private final boolean ended;
        private final @Nullable Instant due;

        private Clock(Ticket ticket, ClockReading told) {
            this.ticket = ticket;
            this.told = told;
            this.ended = told.endedAt() != null && !told.endedAt().isAfter(at);
            this.due = due();
        }

        /** What is granted later does not count yet. */
        private @Nullable Instant due() {
            Instant counted = told.dueWithoutExtensions();
            int passed = 0;
            for (Event event : ticket.history) {
                if (passed < told.extensions()
                        && event.message.event() instanceof TicketEvent.ExtensionGranted granted
                        && event.message.round() == told.round()
                        && !event.at.isBefore(told.startedAt())
                        && (told.endedAt() == null || !event.at.isAfter(told.endedAt()))) {
                    passed++;
                    if (event.at.isAfter(at)) {
                        return counted;
                    }
                    counted = granted.until();
                }
            }
            return told.due();
        }

        private boolean isOverdue() {
            boolean stands = told.state() == ClockState.PAUSED
                    && due != null
                    && !Objects.requireNonNull(told.pausedSince(), "it stands since some time")
                            .isAfter(due);
            return !ended && !stands && due != null && due.isBefore(at);
        }

        private Verdict verdict() {
            if (!ended) {
                return isOverdue() ? Verdict.LATE : Verdict.NONE;
            }
            return switch (told.state()) {
                case MET -> Verdict.KEPT;
                case LATE -> Verdict.LATE;
                default -> Verdict.NONE;
            };
        }

        private boolean isJudged() {
            return verdict() != Verdict.NONE;
        }

        private boolean isKept() {
            return verdict() == Verdict.KEPT;
        }

        /** When it was done in time, or fell due. */
        private Instant judgedAt() {
            return Objects.requireNonNull(isKept() ? told.endedAt() : due, "only what is judged");
        }

        private boolean isOf(ClockScope scope, String stage) {
            return told.scope() == scope && told.stage().equals(stage);
        }
    }

    private record Event(EventMessage<?> message, Instant at) {}

    /** A step of a ticket. */
    private static final class Step {
        private final Ticket ticket;
        private final TicketEvent event;
        private final Instant at;
        private final String item;
        private final String unit;

        private Step(Ticket ticket, Event event) {
            this.ticket = ticket;
            this.event = event.message.event();
            this.at = event.at;
            this.item = ticket.item;
            this.unit = switch (this.event) {
                case TicketEvent.ObjectionUpheld e -> e.unit().text();
                case TicketEvent.Redispatched e -> e.from().text();
                default -> ticket.lead;
            };
        }

        private boolean isBounce() {
            return event instanceof TicketEvent.ObjectionUpheld
                    || (event instanceof TicketEvent.Redispatched moved
                            && !moved.from().equals(moved.lead()));
        }

        private boolean isFirstCall() {
            return event instanceof TicketEvent.CallPublished
                    && ticket.steps.stream()
                                    .filter(it -> it.event instanceof TicketEvent.CallPublished)
                                    .findFirst()
                                    .orElseThrow()
                            == this;
        }
    }

    /** A ticket as it stood. */
    private final class Ticket {
        private final TicketId id;
        private final List<Event> history = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<Clock> clocks = new ArrayList<>();
        private boolean received;
        private Instant receivedAt = Instant.MIN;
        private String district = "";
        private String enterprise = "";
        private String chain = "";
        private String place = "";
        private String officer = "";
        private String item = "";
        private String lead = "";
        private TicketState state = TicketState.NEW;
        private boolean hadUnit;
        private boolean claimed;
        private boolean withdrawnEarly;
        private boolean bounced;
        private boolean disputed;
        private boolean reopened;
        private boolean extended;
        private boolean suspended;
        private @Nullable AnswerOutcome outcome;
        private @Nullable Satisfaction satisfaction;
        private boolean confirmed;
        private @Nullable ClosingCause closing;

        private Ticket(Told told) {
            id = told.ticket();
            Instant latest = Instant.MIN;
            for (EventMessage<?> message : told.events()) {
                latest = message.occurredAt().isAfter(latest) ? message.occurredAt() : latest;
                history.add(new Event(message, latest));
            }
            for (Event event : history) {
                if (!event.at.isAfter(at)) {
                    happened(event);
                }
            }
            for (ClockReading reading : told.lastClocks()) {
                if (!reading.startedAt().isAfter(at)) {
                    clocks.add(new Clock(this, reading));
                }
            }
        }

        private void happened(Event event) {
            EventMessage<?> message = event.message;
            switch (message.event()) {
                case TicketEvent.Submitted e -> {
                    received = true;
                    receivedAt = event.at;
                    district = message.district().text();
                    enterprise = e.enterprise().text();
                    chain = text(e.chain());
                    place = text(e.place());
                    officer = message.actor().role() == Role.OFFICER
                            ? message.actor().account().text()
                            : "";
                    item = e.item().text();
                }
                case TicketEvent.Amended e ->
                    item = e.item() == null ? item : e.item().text();
                case TicketEvent.Dispatched e -> {
                    hadUnit = true;
                    lead = e.lead().text();
                }
                case TicketEvent.CallClaimed e -> {
                    hadUnit = true;
                    claimed = true;
                    lead = e.unit().text();
                }
                case TicketEvent.Redispatched e -> {
                    bounced |= !e.from().equals(e.lead());
                    lead = e.lead().text();
                }
                case TicketEvent.ObjectionUpheld e -> {
                    bounced = true;
                    lead = "";
                }
                case TicketEvent.Withdrawn e -> withdrawnEarly = !hadUnit;
                case TicketEvent.Answered e -> outcome = e.outcome();
                case TicketEvent.Confirmed e -> confirmed = true;
                case TicketEvent.Closed e -> closing = e.cause();
                case TicketEvent.Rated e -> satisfaction = e.satisfaction();
                case TicketEvent.ExtensionGranted e -> extended = true;
                case TicketEvent.Suspended e -> suspended = true;
                case TicketEvent.Disputed e -> {
                    disputed = true;
                    beginAgain();
                }
                case TicketEvent.Reopened e -> {
                    reopened = true;
                    lead = e.lead().text();
                    beginAgain();
                }
                default -> {
                    // It changes nothing that is counted but, perhaps, the state.
                }
            }
            state = message.state();
            steps.add(new Step(this, event));
        }

        /** What was said before was said of another round. */
        private void beginAgain() {
            outcome = null;
            satisfaction = null;
            confirmed = false;
            closing = null;
        }

        private boolean isCollected() {
            return state != TicketState.DECLINED && state != TicketState.MERGED && !withdrawnEarly;
        }

        private boolean isAnswered() {
            return isCollected() && (state == TicketState.ANSWERED || state == TicketState.CLOSED);
        }

        private boolean isClosed() {
            return isCollected() && state == TicketState.CLOSED;
        }

        private boolean isSolved() {
            return isAnswered() && outcome == AnswerOutcome.SOLVED;
        }

        private boolean isSolvedAsTheEnterpriseSays() {
            return isClosed() && isSolved() && confirmed;
        }

        private boolean isOpen() {
            return isCollected() && state != TicketState.CLOSED && state != TicketState.WITHDRAWN;
        }

        private boolean isRated() {
            return isCollected() && satisfaction != null;
        }

        private boolean isSatisfied() {
            return isCollected() && satisfaction == Satisfaction.SATISFIED;
        }

        private boolean isBasicallySatisfied() {
            return isRated() && satisfaction != Satisfaction.DISSATISFIED;
        }

        private List<Clock> own(String stage) {
            return clocks.stream()
                    .filter(clock -> clock.isOf(ClockScope.TICKET, stage))
                    .toList();
        }

        private boolean isJudged(String stage) {
            return isCollected() && own(stage).stream().anyMatch(Clock::isJudged);
        }

        private boolean isKept(String stage) {
            return isJudged(stage)
                    && own(stage).stream().filter(Clock::isJudged).allMatch(Clock::isKept);
        }

        private boolean isOverdue() {
            return isCollected()
                    && clocks.stream().anyMatch(clock -> clock.told.scope() == ClockScope.TICKET && clock.isOverdue());
        }
    }

    private static String text(@Nullable Identifier id) {
        return id == null ? "" : id.text();
    }

    /** From {@code from} on, before {@code to}. */
    List<Counted> count(Figure figure, Definition definition, Instant from, Instant to) {
        boolean inPeriod = definition.basis() == Basis.RECEIVED;
        Predicate<Ticket> asked = ticket -> !inPeriod || isWithin(ticket.receivedAt, from, to);
        Predicate<Ticket> every = any -> true;
        return switch (figure.key() + "/" + definition.basis() + "/" + definition.variant()) {
            case "received/RECEIVED/standard" -> tickets(asked, every, every);
            case "collected/RECEIVED/standard" -> tickets(asked, Ticket::isCollected, every);
            case "declined/RECEIVED/standard" -> tickets(asked, it -> it.state == TicketState.DECLINED, every);
            case "withdrawn-early/RECEIVED/standard" -> tickets(asked, it -> it.withdrawnEarly, every);
            case "merged/RECEIVED/standard" -> tickets(asked, it -> it.state == TicketState.MERGED, every);
            // Nobody excludes any here.
            case "excluded/RECEIVED/standard" -> List.of();
            case "response-rate/RECEIVED/standard" ->
                tickets(asked, it -> it.isJudged("accept"), it -> it.isKept("accept"));
            case "progress-rate/RECEIVED/standard" ->
                tickets(asked, it -> it.isJudged("progress"), it -> it.isKept("progress"));
            case "on-time/RECEIVED/standard" -> tickets(asked, it -> it.isJudged("answer"), it -> it.isKept("answer"));
            case "on-time/HAPPENED/standard" ->
                clocks(it -> it.isOf(ClockScope.TICKET, "answer") && isWithin(it.judgedAt(), from, to));
            case "unit-response/RECEIVED/standard" ->
                clocks(it -> it.isOf(ClockScope.UNIT, "accept") && asked.test(it.ticket));
            case "unit-response/HAPPENED/standard" ->
                clocks(it -> it.isOf(ClockScope.UNIT, "accept") && isWithin(it.judgedAt(), from, to));
            case "unit-on-time/RECEIVED/standard" ->
                clocks(it -> it.isOf(ClockScope.UNIT, "answer") && asked.test(it.ticket));
            case "unit-on-time/HAPPENED/standard" ->
                clocks(it -> it.isOf(ClockScope.UNIT, "answer") && isWithin(it.judgedAt(), from, to));
            case "overdue/STANDING/standard", "overdue/RECEIVED/standard" -> tickets(asked, Ticket::isOverdue, every);
            case "open/STANDING/standard", "open/RECEIVED/standard" -> tickets(asked, Ticket::isOpen, every);
            case "closed-rate/RECEIVED/standard" -> tickets(asked, Ticket::isCollected, Ticket::isAnswered);
            case "closed-rate/RECEIVED/closed" -> tickets(asked, Ticket::isCollected, Ticket::isClosed);
            case "solved-rate/RECEIVED/standard" ->
                tickets(asked, Ticket::isCollected, Ticket::isSolvedAsTheEnterpriseSays);
            case "solved-rate/RECEIVED/reported" -> tickets(asked, Ticket::isCollected, Ticket::isSolved);
            case "solved-rate/RECEIVED/confirmed-of-answered" ->
                tickets(asked, Ticket::isAnswered, Ticket::isSolvedAsTheEnterpriseSays);
            case "solved-rate/RECEIVED/reported-of-answered" -> tickets(asked, Ticket::isAnswered, Ticket::isSolved);
            case "unjudged/RECEIVED/standard" -> tickets(asked, it -> it.isAnswered() && !it.isJudged("answer"), every);
            case "satisfaction/RECEIVED/standard" -> tickets(asked, Ticket::isRated, Ticket::isSatisfied);
            case "satisfaction/RECEIVED/basically" -> tickets(asked, Ticket::isRated, Ticket::isBasicallySatisfied);
            case "satisfaction/RECEIVED/of-collected" -> tickets(asked, Ticket::isCollected, Ticket::isSatisfied);
            case "satisfaction/RECEIVED/basically-of-collected" ->
                tickets(asked, Ticket::isCollected, Ticket::isBasicallySatisfied);
            case "satisfaction/HAPPENED/standard" ->
                steps(
                        it -> it.event instanceof TicketEvent.Rated && isWithin(it.at, from, to),
                        it -> it.event instanceof TicketEvent.Rated rated
                                && rated.satisfaction() == Satisfaction.SATISFIED);
            case "rating-rate/RECEIVED/standard" -> tickets(asked, Ticket::isClosed, Ticket::isRated);
            case "bounced/RECEIVED/standard" -> tickets(asked, it -> it.isCollected() && it.hadUnit, it -> it.bounced);
            case "bounces/HAPPENED/standard" -> steps(it -> it.isBounce() && isWithin(it.at, from, to), any -> true);
            case "bounces/RECEIVED/standard" -> steps(it -> it.isBounce() && asked.test(it.ticket), any -> true);
            case "disputed/RECEIVED/standard" -> tickets(asked, Ticket::isCollected, it -> it.disputed);
            case "reopened/RECEIVED/standard" -> tickets(asked, Ticket::isCollected, it -> it.reopened);
            case "reopenings/HAPPENED/standard" ->
                steps(it -> it.event instanceof TicketEvent.Reopened && isWithin(it.at, from, to), any -> true);
            case "extended/RECEIVED/standard" -> tickets(asked, Ticket::isCollected, it -> it.extended);
            case "suspended/RECEIVED/standard" -> tickets(asked, Ticket::isCollected, it -> it.suspended);
            case "unconfirmed/RECEIVED/standard" -> tickets(asked, Ticket::isClosed, it -> it.closing != null);
            case "answers/HAPPENED/standard" ->
                steps(it -> it.event instanceof TicketEvent.Answered && isWithin(it.at, from, to), any -> true);
            case "closings/HAPPENED/standard" ->
                steps(
                        it -> (it.event instanceof TicketEvent.Confirmed || it.event instanceof TicketEvent.Closed)
                                && isWithin(it.at, from, to),
                        any -> true);
            case "open-calls/HAPPENED/standard" ->
                steps(it -> it.isFirstCall() && isWithin(it.at, from, to), any -> true);
            case "open-calls/RECEIVED/standard" -> steps(it -> it.isFirstCall() && asked.test(it.ticket), any -> true);
            case "claimed/RECEIVED/standard" -> tickets(asked, it -> it.isCollected() && it.claimed, every);
            default ->
                throw new AssertionError("nobody recounts %s, %s, '%s': write down here what its sentence says"
                        .formatted(figure.key(), definition.basis(), definition.variant()));
        };
    }

    private static boolean isWithin(Instant instant, Instant from, Instant to) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    private List<Counted> tickets(Predicate<Ticket> asked, Predicate<Ticket> of, Predicate<Ticket> counted) {
        return seen.stream()
                .filter(asked)
                .filter(of)
                .map(it -> new Counted(it.id, counted.test(it), it.receivedAt, it.receivedAt, by(it, it.lead, it.item)))
                .toList();
    }

    private List<Counted> clocks(Predicate<Clock> asked) {
        return seen.stream()
                .flatMap(ticket -> ticket.clocks.stream())
                .filter(Clock::isJudged)
                .filter(asked)
                .map(it -> new Counted(
                        it.ticket.id,
                        it.isKept(),
                        it.ticket.receivedAt,
                        it.judgedAt(),
                        by(it.ticket, text(it.told.unit()), it.ticket.item)))
                .toList();
    }

    private List<Counted> steps(Predicate<Step> asked, Predicate<Step> counted) {
        return seen.stream()
                .flatMap(ticket -> ticket.steps.stream())
                .filter(asked)
                .map(it -> new Counted(
                        it.ticket.id, counted.test(it), it.ticket.receivedAt, it.at, by(it.ticket, it.unit, it.item)))
                .toList();
    }

    private Map<Dimension, String> by(Ticket ticket, String unit, String item) {
        EnterpriseSize size = sizes.get(ticket.enterprise);
        return Map.of(
                Dimension.DISTRICT, ticket.district,
                Dimension.UNIT, unit,
                Dimension.CHAIN, ticket.chain,
                Dimension.PLACE, ticket.place,
                Dimension.ITEM, item,
                Dimension.OFFICER, ticket.officer,
                Dimension.ENTERPRISE, ticket.enterprise,
                Dimension.SIZE, size == null ? "" : size.name());
    }

    /** Of the receipt or, of what happened in the period, of when it happened; empty outside the period. */
    String month(Counted counted, Basis basis, Instant from, Instant to) {
        Instant instant = basis == Basis.HAPPENED ? counted.happenedAt() : counted.receivedAt();
        return isWithin(instant, from, to)
                ? YearMonth.from(instant.atZone(zone)).toString()
                : "";
    }
}
