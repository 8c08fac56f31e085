package org.zhuqi.metrics.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;

/** How a ticket stood at any time, and, as far as its due dates say, how it will stand if nothing more happens. */
public final class Standings {
    private static final Set<TicketFact> OF_AN_ANSWER = EnumSet.of(
            TicketFact.ANSWER_SOLVED,
            TicketFact.ANSWER_PARTLY,
            TicketFact.ANSWER_EXPLAINED,
            TicketFact.ANSWER_UNSOLVED);
    private static final Set<TicketFact> OF_A_CLOSING =
            EnumSet.of(TicketFact.CONFIRMED, TicketFact.CLOSED_BY_TIME, TicketFact.CLOSED_BY_CALL);
    private static final Set<TicketFact> OF_A_RATING =
            EnumSet.of(TicketFact.RATED, TicketFact.SATISFIED, TicketFact.BASICALLY_SATISFIED, TicketFact.DISSATISFIED);

    private final TicketStory story;
    private final List<Exclusion> exclusions;
    private final List<Timed> clocks;

    private final Set<TicketFact> facts = EnumSet.of(TicketFact.RECEIVED);
    private @Nullable UnitId unit;
    private CatalogueItemId item;

    /** A clock of the ticket with its extensions. */
    private record Timed(KnownClock clock, List<TicketStory.Grant> grants) {
        /** What is granted later does not count yet. */
        @Nullable
        Long due(long at) {
            for (TicketStory.Grant grant : grants) {
                if (at < grant.at()) {
                    return grant.dueBefore();
                }
            }
            return clock.due();
        }
    }

    private Standings(TicketStory story, List<Exclusion> exclusions) {
        this.story = story;
        this.exclusions = exclusions;
        this.clocks = story.clocks().stream()
                .filter(clock -> clock.scope() == ClockScope.TICKET)
                .map(clock -> new Timed(clock, story.grants(clock)))
                .toList();
        this.item = CatalogueItemId.of(
                Objects.requireNonNull(story.steps().getFirst().said(), "a submission says its item"));
    }

    /** In order of time; the first begins with the submission. Neighbours differ. */
    public static List<Standing> of(TicketStory story, List<Exclusion> exclusions) {
        return new Standings(story, exclusions).walk();
    }

    private List<Standing> walk() {
        TicketStory.Origin origin = Objects.requireNonNull(story.origin(), "only a told story has standings");
        if (origin.officer() != null) {
            facts.add(TicketFact.BY_OFFICER);
        }
        if (origin.imported()) {
            facts.add(TicketFact.IMPORTED);
        }
        List<Standing> standings = new ArrayList<>();
        int taken = 0;
        for (long at : changes(origin.receivedAt())) {
            while (taken < story.steps().size() && story.steps().get(taken).micros() <= at) {
                take(story.steps().get(taken));
                taken++;
            }
            Standing next = new Standing(at, bits() | told(at), unit, item);
            if (standings.isEmpty() || !standings.getLast().looksLike(next)) {
                standings.add(next);
            }
        }
        return standings;
    }

    /** Every instant at which something may look different from then on. */
    private Set<Long> changes(long first) {
        Set<Long> changes = new TreeSet<>();
        story.steps().forEach(step -> changes.add(step.micros()));
        for (Timed timed : clocks) {
            KnownClock clock = timed.clock();
            add(changes, clock.endedAt(), 0);
            // A due date is kept until it is over: it is passed one microsecond later.
            add(changes, clock.due(), 1);
            for (TicketStory.Grant grant : timed.grants()) {
                add(changes, grant.at(), 0);
                add(changes, grant.dueBefore(), 1);
            }
        }
        for (Exclusion exclusion : exclusions) {
            changes.add(exclusion.from());
            add(changes, exclusion.until(), 0);
        }
        changes.removeIf(at -> at < first);
        return changes;
    }

    private static void add(Set<Long> changes, @Nullable Long at, long later) {
        if (at != null) {
            changes.add(at + later);
        }
    }

    private long bits() {
        return facts.stream().mapToLong(TicketFact::mask).reduce(0, (one, other) -> one | other);
    }

    /** What clocks and exclusions say at this instant. */
    private long told(long at) {
        long told = 0;
        for (Timed timed : clocks) {
            told |= verdict(timed, at);
        }
        if (exclusions.stream().anyMatch(exclusion -> exclusion.covers(at))) {
            told |= TicketFact.EXCLUDED.mask();
        }
        return told;
    }

    private static long verdict(Timed timed, long at) {
        KnownClock clock = timed.clock();
        if (at < clock.startedAt()) {
            return 0;
        }
        if (clock.endedAt() != null && at >= clock.endedAt()) {
            return switch (clock.state()) {
                case MET -> judged(clock);
                case LATE -> judged(clock) | late(clock);
                case RELEASED, RUNNING, PAUSED -> 0;
            };
        }
        Long due = timed.due(at);
        boolean stands = clock.state() == ClockState.PAUSED
                && clock.pausedSince() != null
                && due != null
                && clock.pausedSince() <= due;
        return due == null || at <= due || stands ? 0 : judged(clock) | late(clock) | TicketFact.OVERDUE.mask();
    }

    private static long judged(KnownClock clock) {
        return (clock.is(ClockFact.UNTIL_ACCEPTANCE) ? TicketFact.RESPONSE_JUDGED.mask() : 0)
                | (clock.is(ClockFact.UNTIL_PROGRESS) ? TicketFact.PROGRESS_JUDGED.mask() : 0)
                | (clock.is(ClockFact.UNTIL_ANSWER) ? TicketFact.ANSWER_JUDGED.mask() : 0);
    }

    private static long late(KnownClock clock) {
        return (clock.is(ClockFact.UNTIL_ACCEPTANCE) ? TicketFact.RESPONSE_LATE.mask() : 0)
                | (clock.is(ClockFact.UNTIL_PROGRESS) ? TicketFact.PROGRESS_LATE.mask() : 0)
                | (clock.is(ClockFact.UNTIL_ANSWER) ? TicketFact.ANSWER_LATE.mask() : 0);
    }

    private void take(Step step) {
        switch (step.type()) {
            case AMENDED -> item = CatalogueItemId.of(Objects.requireNonNull(step.said(), "only a new item is kept"));
            case TICKET_DISPATCHED -> {
                facts.add(TicketFact.DISPATCHED);
                unit = step.unit();
            }
            case REDISPATCHED -> {
                if (!Objects.equals(unit, step.unit())) {
                    facts.add(TicketFact.MOVED);
                }
                unit = step.unit();
            }
            case CALL_PUBLISHED -> facts.add(TicketFact.OPEN_CALL);
            case CALL_CLAIMED -> {
                facts.addAll(EnumSet.of(TicketFact.CLAIMED, TicketFact.DISPATCHED, TicketFact.ACCEPTED));
                unit = step.unit();
            }
            case ACCEPTED -> facts.add(TicketFact.ACCEPTED);
            case OBJECTION_UPHELD -> {
                facts.add(TicketFact.RETURNED);
                unit = null;
            }
            case TICKET_ANSWERED -> {
                facts.removeAll(OF_AN_ANSWER);
                facts.add(
                        switch (Objects.requireNonNull(step.said(), "an answer has an outcome")) {
                            case "SOLVED" -> TicketFact.ANSWER_SOLVED;
                            case "PARTLY" -> TicketFact.ANSWER_PARTLY;
                            case "EXPLAINED" -> TicketFact.ANSWER_EXPLAINED;
                            default -> TicketFact.ANSWER_UNSOLVED;
                        });
            }
            case CONFIRMED -> facts.add(TicketFact.CONFIRMED);
            case TICKET_CLOSED ->
                facts.add("TIME_OUT".equals(step.said()) ? TicketFact.CLOSED_BY_TIME : TicketFact.CLOSED_BY_CALL);
            case RATED -> {
                facts.removeAll(OF_A_RATING);
                facts.add(TicketFact.RATED);
                facts.add(
                        switch (Objects.requireNonNull(step.said(), "a rating says how satisfied")) {
                            case "SATISFIED" -> TicketFact.SATISFIED;
                            case "BASICALLY_SATISFIED" -> TicketFact.BASICALLY_SATISFIED;
                            default -> TicketFact.DISSATISFIED;
                        });
            }
            case DISPUTED -> {
                facts.add(TicketFact.DISPUTED);
                newRound();
            }
            case REOPENED -> {
                facts.add(TicketFact.REOPENED);
                unit = step.unit();
                newRound();
            }
            case EXTENSION_GRANTED -> facts.add(TicketFact.EXTENDED);
            case TICKET_SUSPENDED -> facts.add(TicketFact.SUSPENDED);
            case ESCALATED -> facts.add(TicketFact.ESCALATED);
            case MARKED_HARD -> facts.add(TicketFact.HARD);
            case TICKET_WITHDRAWN ->
                facts.add(
                        facts.contains(TicketFact.DISPATCHED) ? TicketFact.WITHDRAWN_LATE : TicketFact.WITHDRAWN_EARLY);
            case APPEALED -> facts.add(TicketFact.APPEALED);
            default -> {
                // Only its state matters.
            }
        }
        ofState(step.state());
    }

    /** What was said of the round before counts no more. */
    private void newRound() {
        facts.removeAll(OF_AN_ANSWER);
        facts.removeAll(OF_A_CLOSING);
        facts.removeAll(OF_A_RATING);
    }

    private void ofState(TicketState state) {
        set(TicketFact.DECLINED, state == TicketState.DECLINED);
        set(TicketFact.MERGED, state == TicketState.MERGED);
        set(TicketFact.ANSWERED, state == TicketState.ANSWERED || state == TicketState.CLOSED);
        set(TicketFact.CLOSED, state == TicketState.CLOSED);
        set(TicketFact.SUSPENDED_NOW, state == TicketState.SUSPENDED);
        set(
                TicketFact.OPEN,
                switch (state) {
                    case SUBMITTED, OPEN_CALL, DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED, ANSWERED -> true;
                    case NEW, CLOSED, MERGED, DECLINED, WITHDRAWN -> false;
                });
    }

    private void set(TicketFact fact, boolean holds) {
        if (holds) {
            facts.add(fact);
        } else {
            facts.remove(fact);
        }
    }
}
