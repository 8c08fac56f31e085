package org.zhuqi.metrics.domain;

import static org.zhuqi.metrics.domain.Population.DECISIONS;
import static org.zhuqi.metrics.domain.Population.HARD_PROBLEMS;
import static org.zhuqi.metrics.domain.Population.INTRODUCTIONS;
import static org.zhuqi.metrics.domain.Population.LISTINGS;
import static org.zhuqi.metrics.domain.Population.MEETINGS;
import static org.zhuqi.metrics.domain.Population.VISITS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.dispatch.CommonProblemEvent;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.dispatch.ReviewRoundEvent;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.domain.SubjectStanding.Groups;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.projection.BrokenHistoryException;

/**
 * What one event makes of a subject. A meeting counts as held when it took place: by the minutes' business time, but not after
 * its planned end, because minutes may be written days later. A visit counts from the beginning of its day. Days are China's, as
 * dispatch reads them.
 */
final class SubjectSteps {
    private static final String WHOLE = "";

    private final @Nullable SubjectStory before;
    private final DispatchMessage<?> message;
    private final List<SubjectStanding> standings;
    private long at;

    SubjectSteps(@Nullable SubjectStory before, DispatchMessage<?> message) {
        this.before = before;
        this.message = message;
        this.standings = before == null ? new ArrayList<>() : new ArrayList<>(before.standings());
        this.at = Micros.of(message.occurredAt());
    }

    /** @throws BrokenHistoryException if the event cannot follow what is there */
    SubjectStory story() {
        if (before == null ? !isBeginning(message.event()) : before.kind() != message.kind() || isSecondBeginning()) {
            throw new BrokenHistoryException("%s %s cannot go on with '%s' as its event %d"
                    .formatted(message.noun(), message.named(), message.type().wireName(), message.sequence()));
        }
        happenedAt(at);
        switch (message.event()) {
            case MeetingEvent event -> meeting(event);
            case HardProblemEvent event -> hardProblem(event);
            case VisitEvent event -> visit(event);
            case ListingEvent event -> listing(event);
            case CommonProblemEvent event -> {
                // Its tickets are counted, and the meetings about it.
            }
            case ReviewRoundEvent event -> {
                // What it said of each hard problem is told by the hard problem.
            }
        }
        return new SubjectStory(message.kind(), message.district(), message.sequence(), at, standings);
    }

    private static boolean isBeginning(DispatchEvent event) {
        return event instanceof MeetingEvent.MeetingPlanned
                || event instanceof HardProblemEvent.HardProblemListed
                || event instanceof VisitEvent.VisitRecorded
                || event instanceof ListingEvent.ListingPosted
                || event instanceof ListingEvent.IntroductionProposed
                || event instanceof CommonProblemEvent.CommonProblemOpened
                || event instanceof ReviewRoundEvent.ReviewRoundOpened;
    }

    /** A visit that is put right is told like a new one. */
    private boolean isSecondBeginning() {
        return isBeginning(message.event()) && !(message.event() instanceof VisitEvent);
    }

    private void happenedAt(long micros) {
        at = before == null ? micros : Math.max(before.at(), micros);
    }

    // -- meetings ---------------------------------------------------------------------------------------------------

    private void meeting(MeetingEvent event) {
        switch (event) {
            case MeetingEvent.MeetingPlanned e -> {
                // One that took place before it was written down counts from when it took place.
                happenedAt(Math.min(at, Micros.of(e.plan().startsAt())));
                put(planned(first(MEETINGS, WHOLE).with(MeetingFact.PLANNED), e.plan()));
            }
            case MeetingEvent.MeetingChanged e -> put(planned(last(MEETINGS, WHOLE), e.plan()));
            case MeetingEvent.MeetingHeld e -> {
                SubjectStanding meeting = last(MEETINGS, WHOLE);
                long tookPlace = Math.min(Micros.of(message.occurredAt()), meeting.happenedAt());
                happenedAt(tookPlace);
                SubjectStanding held = meeting.without(MeetingFact.PLANNED)
                        .with(MeetingFact.HELD)
                        .happened(tookPlace);
                put(held);
                decide(held, e.minutes());
            }
            case MeetingEvent.MinutesCorrected e -> {
                SubjectStanding held = last(MEETINGS, WHOLE).with(MeetingFact.CORRECTED);
                put(held);
                decide(held, e.minutes());
            }
            case MeetingEvent.MeetingCancelled e ->
                put(last(MEETINGS, WHOLE).without(MeetingFact.PLANNED).with(MeetingFact.CANCELLED));
            case MeetingEvent.DecisionDone e ->
                find(DECISIONS, Integer.toString(e.number()))
                        .ifPresent(it -> put(it.with(DecisionFact.DONE).happened(at)));
        }
    }

    private static SubjectStanding planned(SubjectStanding meeting, MeetingPlan plan) {
        boolean isToCome = MeetingFact.PLANNED.in(meeting.facts());
        return meeting.without(MeetingFact.COMMON, MeetingFact.INDIVIDUAL, MeetingFact.ESCALATED)
                .with(kind(plan.kind()))
                .says(Groups.NONE, null, plan.title(), plan.agenda())
                .happened(isToCome ? Micros.of(plan.endsAt()) : meeting.happenedAt());
    }

    private static MeetingFact kind(MeetingKind kind) {
        return switch (kind) {
            case COMMON -> MeetingFact.COMMON;
            case INDIVIDUAL -> MeetingFact.INDIVIDUAL;
            case ESCALATED -> MeetingFact.ESCALATED;
        };
    }

    /** Corrected minutes keep what is carried out of the decisions that are still there. */
    private void decide(SubjectStanding meeting, MeetingMinutes minutes) {
        Map<String, SubjectStanding> known = new HashMap<>();
        standings.stream()
                .filter(it -> it.population() == DECISIONS && it.until() == null)
                .forEach(it -> known.put(it.part(), it));
        for (MeetingDecision decision : minutes.decisions()) {
            String part = Integer.toString(decision.number());
            SubjectStanding there = known.remove(part);
            put((there == null ? decided(part, meeting.happenedAt()) : plain(there))
                    .says(
                            new Groups(decision.unit(), null, null, null, null),
                            dayAfter(decision.due()),
                            meeting.title(),
                            decision.ticket() == null ? List.of() : List.of(decision.ticket())));
        }
        known.keySet().forEach(part -> end(DECISIONS, part));
    }

    private SubjectStanding decided(String part, long madeAt) {
        return new SubjectStanding(
                DECISIONS,
                part,
                at,
                null,
                madeAt,
                madeAt,
                null,
                DecisionFact.MADE.mask(),
                Groups.NONE,
                null,
                List.of());
    }

    // -- hard problems ----------------------------------------------------------------------------------------------

    private void hardProblem(HardProblemEvent event) {
        switch (event) {
            case HardProblemEvent.HardProblemListed e ->
                put(listed(
                        first(HARD_PROBLEMS, WHOLE).with(HardProblemFact.LISTED, HardProblemFact.ON_THE_LIST),
                        e.sheet()));
            case HardProblemEvent.HardProblemChanged e -> put(listed(last(HARD_PROBLEMS, WHOLE), e.sheet()));
            case HardProblemEvent.HardProblemReviewed e -> {
                SubjectStanding problem = last(HARD_PROBLEMS, WHOLE);
                put(
                        HardProblemFact.ON_THE_LIST.in(problem.facts())
                                ? problem.with(HardProblemFact.REVIEWED)
                                : back(problem).with(HardProblemFact.REVIEWED));
            }
            case HardProblemEvent.HardProblemWrittenOff e -> {
                SubjectStanding off = last(HARD_PROBLEMS, WHOLE)
                        .without(
                                HardProblemFact.ON_THE_LIST,
                                HardProblemFact.CONFIRMED,
                                HardProblemFact.REMOVED,
                                HardProblemFact.MISTAKEN)
                        .with(HardProblemFact.WRITTEN_OFF)
                        .happened(at);
                put(e.confirmedByEnterprise() ? off.with(HardProblemFact.CONFIRMED) : off);
            }
            case HardProblemEvent.HardProblemRelisted e ->
                put(back(last(HARD_PROBLEMS, WHOLE)).with(HardProblemFact.RELISTED));
            case HardProblemEvent.HardProblemRemoved e -> {
                SubjectStanding gone = back(last(HARD_PROBLEMS, WHOLE))
                        .without(HardProblemFact.ON_THE_LIST)
                        .with(HardProblemFact.REMOVED);
                put(
                        switch (e.ground()) {
                            case DUPLICATE, LISTED_BY_MISTAKE -> gone.with(HardProblemFact.MISTAKEN);
                            case WITHDRAWN_BY_ENTERPRISE, BEYOND_THE_DISTRICT, OTHER -> gone;
                        });
            }
        }
    }

    private SubjectStanding back(SubjectStanding problem) {
        return problem.without(
                        HardProblemFact.WRITTEN_OFF,
                        HardProblemFact.CONFIRMED,
                        HardProblemFact.REMOVED,
                        HardProblemFact.MISTAKEN)
                .with(HardProblemFact.ON_THE_LIST)
                .happened(at);
    }

    private static SubjectStanding listed(SubjectStanding problem, HardProblemSheet sheet) {
        return problem.says(
                new Groups(sheet.leadUnit(), sheet.chain(), sheet.place(), null, only(sheet.enterprises())),
                dayAfter(sheet.targetOn()),
                sheet.title(),
                sheet.tickets());
    }

    // -- visits -----------------------------------------------------------------------------------------------------

    private void visit(VisitEvent event) {
        switch (event) {
            case VisitEvent.VisitRecorded e -> {
                long day = startOf(e.visitedOn());
                if (before == null) {
                    happenedAt(day);
                }
                SubjectStanding visit = new SubjectStanding(
                        VISITS,
                        WHOLE,
                        at,
                        null,
                        day,
                        day,
                        null,
                        VisitFact.MADE.mask(),
                        new Groups(
                                only(e.units()),
                                null,
                                null,
                                e.officers().isEmpty() ? null : e.officers().getFirst(),
                                e.enterprise()),
                        null,
                        e.tickets());
                SubjectStanding found = e.tickets().isEmpty() ? visit : visit.with(VisitFact.FOUND_SOMETHING);
                put(e.units().isEmpty() ? found : found.with(VisitFact.WITH_UNITS));
            }
            case VisitEvent.VisitStruckOut e -> end(VISITS, WHOLE);
        }
    }

    // -- supply and demand ------------------------------------------------------------------------------------------

    private void listing(ListingEvent event) {
        switch (event) {
            case ListingEvent.ListingPosted e -> {
                ListingFact side = switch (e.kind()) {
                    case OFFER -> ListingFact.OFFER;
                    case NEED -> ListingFact.NEED;
                };
                put(offered(first(LISTINGS, WHOLE).with(ListingFact.POSTED, side), e.enterprise(), e.terms()));
            }
            case ListingEvent.ListingChanged e -> {
                SubjectStanding listing = last(LISTINGS, WHOLE);
                put(offered(listing, listing.groups().enterprise(), e.terms()));
            }
            case ListingEvent.ListingClosed e ->
                put(last(LISTINGS, WHOLE).with(ListingFact.CLOSED).happened(at));
            case ListingEvent.IntroductionProposed e -> {
                SubjectStanding proposed = first(INTRODUCTIONS, WHOLE)
                        .with(IntroductionFact.PROPOSED)
                        .says(
                                new Groups(null, null, null, null, e.askedBy()),
                                null,
                                null,
                                e.ticket() == null ? List.of() : List.of(e.ticket()));
                put(e.askedBy() == null ? proposed.with(IntroductionFact.BY_COORDINATOR) : proposed);
            }
            case ListingEvent.IntroductionAccepted e -> {
                if (e.both()) {
                    put(last(INTRODUCTIONS, WHOLE)
                            .with(IntroductionFact.ACCEPTED)
                            .happened(at));
                }
            }
            case ListingEvent.IntroductionDeclined e ->
                put(last(INTRODUCTIONS, WHOLE).with(IntroductionFact.DECLINED).happened(at));
            case ListingEvent.IntroductionConcluded e ->
                put(last(INTRODUCTIONS, WHOLE)
                        .without(IntroductionFact.DEALT, IntroductionFact.FELL_THROUGH)
                        .with(
                                switch (e.result()) {
                                    case DEALT -> IntroductionFact.DEALT;
                                    case FELL_THROUGH -> IntroductionFact.FELL_THROUGH;
                                })
                        .happened(at));
        }
    }

    private static SubjectStanding offered(
            SubjectStanding listing, @Nullable EnterpriseId enterprise, ListingTerms terms) {
        TicketId ticket = terms.ticket();
        return listing.says(
                new Groups(null, terms.chain(), null, null, enterprise),
                dayAfter(terms.validUntil()),
                terms.title(),
                ticket == null ? List.of() : List.of(ticket));
    }

    // -- standings --------------------------------------------------------------------------------------------------

    private SubjectStanding first(Population population, String part) {
        return new SubjectStanding(population, part, at, null, at, at, null, 0, Groups.NONE, null, List.of());
    }

    /** As it was told last, without what only time made of it. */
    private SubjectStanding last(Population population, String part) {
        return find(population, part)
                .orElseThrow(() -> new BrokenHistoryException("%s %s is not there for '%s'"
                        .formatted(
                                message.noun(), message.named(), message.type().wireName())));
    }

    private Optional<SubjectStanding> find(Population population, String part) {
        return standings.stream()
                .filter(it -> it.is(population, part) && it.until() == null)
                .findFirst()
                .map(SubjectSteps::plain);
    }

    private static SubjectStanding plain(SubjectStanding standing) {
        return switch (standing.population()) {
            case HARD_PROBLEMS -> standing.without(HardProblemFact.OVERDUE);
            case DECISIONS -> standing.without(DecisionFact.OVERDUE);
            case LISTINGS -> standing.without(ListingFact.OPEN, ListingFact.EXPIRED);
            case MEETINGS, VISITS, INTRODUCTIONS, TICKETS, CLOCKS, MOMENTS -> standing;
        };
    }

    /** It stands so from now on, and otherwise once its day is over. */
    private void put(SubjectStanding next) {
        end(next.population(), next.part());
        SubjectStanding now = next.from(at);
        Long due = now.due();
        if (due == null) {
            standings.add(timed(now, false));
        } else if (due <= at) {
            standings.add(timed(now, true));
        } else {
            SubjectStanding onTime = timed(now, false);
            SubjectStanding late = timed(now, true);
            if (onTime.facts() == late.facts()) {
                standings.add(onTime);
            } else {
                standings.add(onTime.until(due));
                standings.add(late.from(due));
            }
        }
    }

    private static SubjectStanding timed(SubjectStanding standing, boolean isOver) {
        long facts = standing.facts();
        return switch (standing.population()) {
            case HARD_PROBLEMS ->
                isOver && HardProblemFact.ON_THE_LIST.in(facts) ? standing.with(HardProblemFact.OVERDUE) : standing;
            case DECISIONS -> isOver && !DecisionFact.DONE.in(facts) ? standing.with(DecisionFact.OVERDUE) : standing;
            case LISTINGS ->
                ListingFact.CLOSED.in(facts)
                        ? standing
                        : standing.with(isOver ? ListingFact.EXPIRED : ListingFact.OPEN);
            case MEETINGS, VISITS, INTRODUCTIONS, TICKETS, CLOCKS, MOMENTS -> standing;
        };
    }

    /** From now on it does not stand as it did, nor as it would have. */
    private void end(Population population, String part) {
        standings.removeIf(it -> it.is(population, part) && it.from() >= at);
        standings.replaceAll(it -> {
            Long until = it.until();
            return it.is(population, part) && (until == null || until > at) ? it.until(at) : it;
        });
    }

    private static <T> @Nullable T only(List<T> some) {
        Set<T> different = some.stream().collect(Collectors.toCollection(LinkedHashSet::new));
        return different.size() == 1 ? different.iterator().next() : null;
    }

    private static long startOf(LocalDate day) {
        return Micros.of(day.atStartOfDay(CalendarRules.CHINA).toInstant());
    }

    /** The first instant at which a day is over. */
    private static @Nullable Long dayAfter(@Nullable LocalDate day) {
        return day == null ? null : Long.valueOf(startOf(day.plusDays(1)));
    }
}
