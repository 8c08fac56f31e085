package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.domain.ListingSight;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.ListingRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.web.Problem;

/** 供需发布: an enterprise lists what it offers or needs, changes it, and says at the end what came of it. */
public final class PostingListings {
    /** Nobody plans further ahead than that. */
    private static final int MOST_YEARS = 10;
    /** A mobile number as the ministry hands them out, or a mail address. */
    private static final Pattern PERSONAL = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)|[\\w.+-]+@[\\w-]+\\.[\\w.-]+");

    private final ListingRows listings;
    private final ListingSights sights;
    private final TicketFactRows tickets;
    private final KnownDirectory directory;
    private final Recording recording;
    private final Changes changes;
    private final InstantSource now;

    public PostingListings(
            ListingRows listings,
            ListingSights sights,
            TicketFactRows tickets,
            KnownDirectory directory,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        this.listings = listings;
        this.sights = sights;
        this.tickets = tickets;
        this.directory = directory;
        this.recording = recording;
        this.changes = new Changes(transaction, telling);
        this.now = now;
    }

    /** @param terms without the chain, which the directory knows */
    public record Advertisement(EnterpriseId enterprise, ListingKind kind, ListingTerms terms) {}

    /** @param key the Idempotency-Key; with the same one the same listing is answered again */
    public Attempt<Listing> post(Advertisement sent, @Nullable String key, Caller caller, FieldFaults faults) {
        Instant at = at();
        Optional<DirectoryEntry.Enterprise> enterprise = directory
                .enterprise(sent.enterprise())
                .filter(it -> it.district().equals(caller.district()) && it.active() && postsFor(it, caller));
        if (enterprise.isEmpty()) {
            faults.unknown(
                    "enterprise",
                    "There is no enterprise %s for which you may post.".formatted(sent.enterprise()),
                    "没有您可代为发布的企业“%s”。".formatted(sent.enterprise()));
        }
        ListingTerms terms = ofChain(
                sent.terms(), enterprise.map(DirectoryEntry.Enterprise::chain).orElse(null));
        check(terms, sent.enterprise(), enterprise.isPresent(), at, caller, faults);
        Optional<Problem> problem = faults.problem();
        if (problem.isPresent()) {
            return Attempt.refused(problem.get());
        }
        Listing listing = new Listing(
                RequestKeys.id(SubjectKind.LISTING, caller, key),
                1,
                caller.district(),
                sent.enterprise(),
                sent.kind(),
                terms,
                enterprise.map(DirectoryEntry.Enterprise::place).orElse(null),
                caller.account(),
                at,
                null,
                null);
        String request = RequestKeys.fingerprint(sent);
        return changes.make(() -> {
            if (listings.add(listing, request)) {
                record(
                        listing,
                        new ListingEvent.ListingPosted(listing.enterprise(), listing.kind(), terms),
                        caller,
                        at);
                return Attempt.done(listing);
            }
            return listings.find(caller.district(), listing.id())
                    .filter(before -> listings.request(listing.id()).equals(Optional.of(request)))
                    .map(Attempt::done)
                    .orElseGet(() -> Attempt.refused(Refusals.keyReused()));
        });
    }

    /** All but whose it is and whether it is offered or needed. */
    public Attempt<Listing> change(SubjectId id, Advertisement sent, long expected, Caller caller, FieldFaults faults) {
        return changing(id, caller, listing -> {
            if (listing.version() != expected) {
                return Attempt.refused(Refusals.stale(listing.version()));
            }
            if (listing.closedAt() != null) {
                return Attempt.refused(closed(listing));
            }
            if (!sent.enterprise().equals(listing.enterprise())) {
                faults.unknown("enterprise", "A listing stays with its enterprise.", "供需信息的企业不可修改。");
            }
            if (sent.kind() != listing.kind()) {
                faults.unknown(
                        "kind", "An offer stays an offer and a need a need: post another one.", "供应与需求不可互换，请另行发布。");
            }
            Optional<DirectoryEntry.Enterprise> enterprise = directory.enterprise(listing.enterprise());
            ListingTerms terms = ofChain(
                    sent.terms(),
                    enterprise.map(DirectoryEntry.Enterprise::chain).orElse(null));
            Instant at = at();
            check(terms, listing.enterprise(), true, at, caller, faults);
            Optional<Problem> problem = faults.problem();
            if (problem.isPresent()) {
                return Attempt.refused(problem.get());
            }
            Listing changed = listing.with(
                    terms, enterprise.map(DirectoryEntry.Enterprise::place).orElse(null));
            return changed.equals(listing)
                    ? Attempt.done(listing)
                    : Attempt.done(save(changed, new ListingEvent.ListingChanged(terms), caller, at));
        });
    }

    /** @param outcome what came of it */
    public Attempt<Listing> close(SubjectId id, String outcome, @Nullable Long expected, Caller caller) {
        return changing(id, caller, listing -> {
            if (listing.closedAt() != null) {
                return outcome.equals(listing.outcome()) ? Attempt.done(listing) : Attempt.refused(closed(listing));
            }
            if (expected != null && listing.version() != expected) {
                return Attempt.refused(Refusals.stale(listing.version()));
            }
            Instant at = at();
            return Attempt.done(save(listing.closed(outcome, at), new ListingEvent.ListingClosed(outcome), caller, at));
        });
    }

    private Attempt<Listing> changing(SubjectId id, Caller caller, Function<Listing, Attempt<Listing>> change) {
        return changes.make(() -> {
            Map<SubjectId, Listing> locked = listings.lock(caller.district(), List.of(id));
            Listing listing = locked.get(id);
            return listing == null || !Listing.isKeptBy(caller) || sights.of(listing, caller) != ListingSight.WHOLE
                    ? Attempt.refused(Refusals.missing(SubjectKind.LISTING, id))
                    : change.apply(listing);
        });
    }

    private Listing save(Listing listing, ListingEvent event, Caller caller, Instant at) {
        Listing saved = listing.atVersion(record(listing, event, caller, at));
        listings.save(saved);
        return saved;
    }

    private long record(Listing listing, ListingEvent event, Caller caller, Instant at) {
        return recording.record(listing.id(), listing.district(), caller.asActor(), at, at, event);
    }

    private static boolean postsFor(DirectoryEntry.Enterprise enterprise, Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE -> enterprise.enterprise().equals(caller.enterprise());
            case COORDINATOR -> caller.jurisdiction().covers(enterprise.chain(), enterprise.place());
            case OFFICER, HANDLER, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM -> false;
        };
    }

    private static ListingTerms ofChain(ListingTerms terms, @Nullable ChainId chain) {
        return new ListingTerms(
                terms.title(),
                terms.description(),
                terms.category(),
                terms.quantity(),
                terms.unit(),
                terms.price(),
                terms.region(),
                chain,
                terms.validUntil(),
                terms.visible(),
                terms.ticket());
    }

    private void check(
            ListingTerms terms,
            EnterpriseId enterprise,
            boolean isKnown,
            Instant at,
            Caller caller,
            FieldFaults faults) {
        LocalDate today = LocalDate.ofInstant(at, CalendarRules.CHINA);
        if (terms.validUntil().isBefore(today)) {
            faults.unknown("validUntil", "This day is over.", "有效期不能早于今天。");
        } else if (terms.validUntil().isAfter(today.plusYears(MOST_YEARS))) {
            faults.unknown(
                    "validUntil", "At most %d years ahead.".formatted(MOST_YEARS), "有效期最长 %d 年。".formatted(MOST_YEARS));
        }
        if (isKnown && terms.visible() == ListingVisibility.CHAIN && terms.chain() == null) {
            faults.unknown(
                    "visible",
                    "The enterprise is of no chain, so nobody would see it: show it to the district.",
                    "该企业未归属产业链，请选择全区可见。");
        }
        Map.of("title", terms.title(), "description", terms.description(), "category", terms.category())
                .forEach((field, text) -> {
                    if (PERSONAL.matcher(text).find()) {
                        faults.unknown(
                                field,
                                "Leave out phone numbers and mail addresses: the coordinator brings you together.",
                                "请勿填写手机号或邮箱，由派单员牵线对接。");
                    }
                });
        TicketId ticket = terms.ticket();
        if (ticket != null
                && tickets.find(ticket)
                        .filter(it -> it.enterprise().equals(enterprise)
                                && it.access().isGrantedTo(caller))
                        .map(TicketFacts::ticket)
                        .isEmpty()) {
            faults.unknown(
                    "ticket",
                    "The enterprise has no ticket %s. One that was just filed takes a moment.".formatted(ticket),
                    "该企业没有诉求单 %s；刚提交的请稍后再试。".formatted(ticket));
        }
    }

    private static Problem closed(Listing listing) {
        return Problem.of(
                HttpStatus.CONFLICT,
                "listing-closed",
                "This listing is closed: %s".formatted(listing.outcome()),
                "该供需信息已关闭：%s".formatted(listing.outcome()));
    }

    private Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
