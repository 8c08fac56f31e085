package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.Introduction;
import org.zhuqi.dispatch.domain.Introduction.Status;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.domain.ListingSight;
import org.zhuqi.dispatch.domain.ListingStatus;
import org.zhuqi.dispatch.domain.Match;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.IntroductionRows;
import org.zhuqi.dispatch.postgres.ListingRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.web.Problem;

/**
 * 供需对接: counterparts are found, two enterprises are brought together, both agree or one declines, and what came of it is
 * written down. A coordinator may record for a side of its part of the district what that side said; the event names who did.
 */
public final class Introducing {
    /** Of so many, the newest, the best are found; a district has hundreds. */
    private static final int MOST_LOOKED_AT = 1000;

    private final ListingRows listings;
    private final ListingSights sights;
    private final IntroductionRows introductions;
    private final TicketFactRows tickets;
    private final Recording recording;
    private final Changes changes;
    private final InstantSource now;

    public Introducing(
            ListingRows listings,
            ListingSights sights,
            IntroductionRows introductions,
            TicketFactRows tickets,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        this.listings = listings;
        this.sights = sights;
        this.introductions = introductions;
        this.tickets = tickets;
        this.recording = recording;
        this.changes = new Changes(transaction, telling);
        this.now = now;
    }

    /** An introduction, and what is brought together. */
    public record Pair(Introduction introduction, Listing offer, Listing need) {
        public Listing of(ListingKind side) {
            return side == ListingKind.OFFER ? offer : need;
        }
    }

    /** The best first. None for a listing that does not hold any more. */
    public List<Match> matches(Listing listing, int limit) {
        LocalDate today = sights.today();
        if (listing.status(today) != ListingStatus.OPEN) {
            return List.of();
        }
        return listings.counterparts(listing, today, MOST_LOOKED_AT).stream()
                .flatMap(other -> Match.of(listing, other).stream())
                .sorted(Match.BEST_FIRST)
                .limit(limit)
                .toList();
    }

    /**
     * @param note a word to the other side
     * @param ticket with which a match was asked for
     * @param key the Idempotency-Key; with the same one the same introduction is answered again
     */
    public record Proposal(
            SubjectId listing,
            SubjectId other,
            @Nullable String note,
            @Nullable TicketId ticket,
            @Nullable String key) {}

    public Attempt<Pair> introduce(Proposal proposal, Caller caller, FieldFaults faults) {
        return changes.make(() -> {
            Map<SubjectId, Listing> both =
                    listings.lock(caller.district(), List.of(proposal.listing(), proposal.other()));
            Listing listing = both.get(proposal.listing());
            if (listing == null || !Listing.isKeptBy(caller) || sights.of(listing, caller) != ListingSight.WHOLE) {
                return Attempt.refused(Refusals.missing(SubjectKind.LISTING, proposal.listing()));
            }
            Listing other = both.get(proposal.other());
            if (other == null || !listing.mayMeet(other)) {
                return Attempt.refused(noCounterpart(proposal.other()));
            }
            Pair pair = proposed(proposal, listing, other, caller);
            String request = RequestKeys.fingerprint(proposal);
            Optional<Introduction> before =
                    introductions.find(caller.district(), pair.introduction().id());
            if (before.isPresent()) {
                return introductions.request(before.get().id()).equals(Optional.of(request))
                        ? Attempt.done(new Pair(before.get(), pair.offer(), pair.need()))
                        : Attempt.refused(Refusals.keyReused());
            }
            LocalDate today = sights.today();
            if (other.status(today) != ListingStatus.OPEN && caller.role() == Role.ENTERPRISE) {
                return Attempt.refused(noCounterpart(proposal.other()));
            }
            if (listing.status(today) != ListingStatus.OPEN || other.status(today) != ListingStatus.OPEN) {
                return Attempt.refused(notOpen());
            }
            checkTicket(pair, caller, faults);
            Optional<Problem> problem = faults.problem();
            if (problem.isPresent()) {
                return Attempt.refused(problem.get());
            }
            return add(pair, request, caller);
        });
    }

    private Pair proposed(Proposal proposal, Listing listing, Listing other, Caller caller) {
        boolean offers = listing.kind() == ListingKind.OFFER;
        Listing offer = offers ? listing : other;
        Listing need = offers ? other : listing;
        EnterpriseId askedBy = caller.role() == Role.ENTERPRISE ? listing.enterprise() : null;
        Introduction introduction = new Introduction(
                RequestKeys.id(SubjectKind.INTRODUCTION, caller, proposal.key()),
                1,
                caller.district(),
                offer.id(),
                need.id(),
                Status.PROPOSED,
                offer.enterprise().equals(askedBy),
                need.enterprise().equals(askedBy),
                askedBy,
                proposal.note(),
                proposal.ticket(),
                null,
                null,
                null,
                caller.account(),
                at(),
                null);
        return new Pair(introduction, offer, need);
    }

    private Attempt<Pair> add(Pair pair, String request, Caller caller) {
        Introduction introduction = pair.introduction();
        if (!introductions.add(introduction, request)) {
            return Attempt.refused(goesOn(introductions.goingOn(List.of(introduction.offer(), introduction.need()))));
        }
        record(
                introduction,
                new ListingEvent.IntroductionProposed(
                        introduction.offer(),
                        introduction.need(),
                        pair.offer().enterprise(),
                        pair.need().enterprise(),
                        introduction.askedBy(),
                        introduction.note(),
                        introduction.ticket()),
                caller,
                introduction.proposedAt());
        return Attempt.done(pair);
    }

    private void checkTicket(Pair pair, Caller caller, FieldFaults faults) {
        TicketId ticket = pair.introduction().ticket();
        if (ticket != null
                && tickets.find(ticket)
                        .filter(it -> it.access().isGrantedTo(caller) && isOfEither(it, pair))
                        .isEmpty()) {
            faults.unknown(
                    "ticket",
                    "Neither enterprise has a ticket %s that you may see.".formatted(ticket),
                    "双方企业均没有您可查看的诉求单 %s。".formatted(ticket));
        }
    }

    private static boolean isOfEither(TicketFacts ticket, Pair pair) {
        return ticket.enterprise().equals(pair.offer().enterprise())
                || ticket.enterprise().equals(pair.need().enterprise());
    }

    /** @param side for which a coordinator records it; an enterprise speaks for its own */
    public Attempt<Pair> accept(
            SubjectId id, @Nullable ListingKind side, @Nullable Long expected, Caller caller, FieldFaults faults) {
        return answering(id, side, expected, caller, faults, (pair, speaking) -> {
            Introduction before = pair.introduction();
            if (before.status() == Status.ACCEPTED) {
                return Attempt.done(pair);
            }
            if (before.status() != Status.PROPOSED) {
                return Attempt.wrongState(ended(before));
            }
            if (before.hasAgreed(speaking)) {
                return Attempt.wrongState(waits());
            }
            LocalDate today = sights.today();
            if (pair.offer().status(today) != ListingStatus.OPEN || pair.need().status(today) != ListingStatus.OPEN) {
                return Attempt.refused(notOpen());
            }
            Introduction after = before.agreed(speaking);
            return Attempt.done(save(
                    pair,
                    after,
                    new ListingEvent.IntroductionAccepted(
                            pair.of(speaking).enterprise(), after.status() == Status.ACCEPTED),
                    caller));
        });
    }

    /** @param side for which a coordinator records it; an enterprise speaks for its own */
    public Attempt<Pair> decline(
            SubjectId id,
            @Nullable ListingKind side,
            String reason,
            @Nullable Long expected,
            Caller caller,
            FieldFaults faults) {
        return answering(id, side, expected, caller, faults, (pair, speaking) -> {
            Introduction before = pair.introduction();
            if (before.status() == Status.DECLINED && reason.equals(before.reason())) {
                return Attempt.done(pair);
            }
            if (before.status() != Status.PROPOSED) {
                return Attempt.wrongState(ended(before));
            }
            return Attempt.done(save(
                    pair,
                    before.declined(reason, at()),
                    new ListingEvent.IntroductionDeclined(pair.of(speaking).enterprise(), reason),
                    caller));
        });
    }

    /**
     * What came of it, as either enterprise or the coordinator says.
     *
     * @param amount of a deal
     * @param note why there was none
     */
    public Attempt<Pair> conclude(
            SubjectId id,
            DealResult result,
            @Nullable String amount,
            @Nullable String note,
            @Nullable Long expected,
            Caller caller) {
        return changing(id, expected, caller, pair -> {
            Introduction before = pair.introduction();
            Introduction after = before.concluded(result, amount, note, at());
            if (before.status() == after.status()
                    && Objects.equals(before.amount(), amount)
                    && Objects.equals(before.resultNote(), note)) {
                return Attempt.done(pair);
            }
            if (before.status() == Status.PROPOSED) {
                return Attempt.wrongState(new Sentence("Both sides have to agree first.", "须双方同意对接后才能登记结果。"));
            }
            if (before.status() != Status.ACCEPTED) {
                return Attempt.wrongState(ended(before));
            }
            return Attempt.done(
                    save(pair, after, new ListingEvent.IntroductionConcluded(result, amount, note), caller));
        });
    }

    @FunctionalInterface
    private interface Answering {
        Attempt<Pair> answer(Pair pair, ListingKind speaking);
    }

    private Attempt<Pair> answering(
            SubjectId id,
            @Nullable ListingKind side,
            @Nullable Long expected,
            Caller caller,
            FieldFaults faults,
            Answering answering) {
        return changing(id, expected, caller, pair -> {
            ListingKind speaking = side;
            if (caller.role() == Role.ENTERPRISE) {
                speaking = pair.offer().enterprise().equals(caller.enterprise()) ? ListingKind.OFFER : ListingKind.NEED;
                if (side != null && side != speaking) {
                    faults.unknown("side", "You speak for the other side.", "您代表的是另一方。");
                }
            } else if (side == null) {
                faults.wrong("side", "Say for which side this is: OFFER or NEED.", "请指明代表哪一方：OFFER 或 NEED。");
            } else if (!caller.jurisdiction()
                    .covers(pair.of(side).chain(), pair.of(side).place())) {
                faults.unknown("side", "That enterprise is not of your part of the district.", "该企业不属于您负责的产业链或镇街。");
            }
            Optional<Problem> problem = faults.problem();
            return problem.isPresent()
                    ? Attempt.refused(problem.get())
                    : answering.answer(pair, Objects.requireNonNull(speaking));
        });
    }

    @FunctionalInterface
    private interface Change {
        Attempt<Pair> apply(Pair pair);
    }

    private Attempt<Pair> changing(SubjectId id, @Nullable Long expected, Caller caller, Change change) {
        return changes.make(() -> {
            Introduction shown = introductions.find(id, caller).orElse(null);
            if (shown == null || !Listing.isKeptBy(caller)) {
                return Attempt.refused(Refusals.missing(SubjectKind.INTRODUCTION, id));
            }
            Map<SubjectId, Listing> both = listings.lock(caller.district(), List.of(shown.offer(), shown.need()));
            Introduction introduction = introductions.lock(id);
            if (expected != null && introduction.version() != expected) {
                return Attempt.refused(Refusals.stale(introduction.version()));
            }
            return change.apply(new Pair(
                    introduction,
                    Objects.requireNonNull(both.get(shown.offer())),
                    Objects.requireNonNull(both.get(shown.need()))));
        });
    }

    private Pair save(Pair pair, Introduction after, ListingEvent event, Caller caller) {
        Introduction saved = after.atVersion(record(after, event, caller, at()));
        introductions.save(saved);
        return new Pair(saved, pair.offer(), pair.need());
    }

    private long record(Introduction introduction, ListingEvent event, Caller caller, Instant at) {
        return recording.record(introduction.id(), introduction.district(), caller.asActor(), at, at, event);
    }

    private static Problem noCounterpart(SubjectId id) {
        return Problem.notFound(
                "There is no listing %s with which this one could be brought together.".formatted(id),
                "没有可与之对接的供需信息 %s。".formatted(id));
    }

    private static Problem notOpen() {
        return Problem.of(
                HttpStatus.CONFLICT,
                "listing-not-open",
                "One of the two listings is closed or has expired.",
                "双方供需信息中有一条已关闭或已过期。");
    }

    private static Problem goesOn(List<Introduction> there) {
        Problem problem = Problem.of(
                HttpStatus.CONFLICT,
                "introduction-exists",
                "The two have been brought together already, and it is not ended.",
                "双方已在对接中，尚未结束。");
        return there.isEmpty()
                ? problem
                : problem.with("introduction", there.getFirst().id());
    }

    private static Sentence waits() {
        return new Sentence("This side has agreed; the other one has to answer.", "本方已同意，等待对方答复。");
    }

    private static Sentence ended(Introduction introduction) {
        return new Sentence(
                "This introduction is %s.".formatted(introduction.status()),
                "该对接当前状态为“%s”，不能执行此操作。".formatted(zh(introduction.status())));
    }

    private static String zh(Status status) {
        return switch (status) {
            case PROPOSED -> "待答复";
            case ACCEPTED -> "对接中";
            case DECLINED -> "已谢绝";
            case DEALT -> DealResult.DEALT.zh();
            case FELL_THROUGH -> DealResult.FELL_THROUGH.zh();
        };
    }

    private Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
