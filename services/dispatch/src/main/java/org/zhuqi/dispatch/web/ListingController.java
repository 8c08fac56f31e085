package org.zhuqi.dispatch.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.Introducing;
import org.zhuqi.dispatch.application.Introducing.Proposal;
import org.zhuqi.dispatch.application.ListingSights;
import org.zhuqi.dispatch.application.PostingListings;
import org.zhuqi.dispatch.application.PostingListings.Advertisement;
import org.zhuqi.dispatch.domain.Introduction;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.domain.ListingFilter;
import org.zhuqi.dispatch.domain.ListingSight;
import org.zhuqi.dispatch.domain.ListingStatus;
import org.zhuqi.dispatch.domain.Match;
import org.zhuqi.dispatch.postgres.IntroductionRows;
import org.zhuqi.dispatch.postgres.ListingRows;
import org.zhuqi.dispatch.web.ListingDocuments.IntroductionDocument;
import org.zhuqi.dispatch.web.ListingDocuments.ListingDocument;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** What enterprises offer and need (供需), and who fits whom. */
@RestController
@RequestMapping("/api/v1/listings")
@Tag(name = "listings", description = "What enterprises offer and need, and introductions between them.")
public class ListingController {
    private static final int MOST_MATCHES = 20;
    private static final int SHORT = 500;

    private final PostingListings posting;
    private final Introducing introducing;
    private final ListingSights sights;
    private final ListingDocuments documents;
    private final ListingRows listings;
    private final IntroductionRows introductions;

    public ListingController(
            PostingListings posting,
            Introducing introducing,
            ListingSights sights,
            ListingDocuments documents,
            ListingRows listings,
            IntroductionRows introductions) {
        this.posting = posting;
        this.introducing = introducing;
        this.sights = sights;
        this.documents = documents;
        this.listings = listings;
        this.introductions = introductions;
    }

    @JsonIgnoreProperties({
        "id",
        "version",
        "chain",
        "place",
        "enterpriseName",
        "contactVia",
        "status",
        "postedBy",
        "postedAt",
        "outcome",
        "closedAt"
    })
    record ListingForm(
            @Schema(description = "Absent: the caller's own; of a change: as it is.") @Nullable
            EnterpriseId enterprise,

            @Nullable ListingKind kind,

            @Schema(description = "At most 200 characters.") @Nullable
            String title,

            @Schema(description = "At most 2000 characters.") @Nullable
            String description,

            @Schema(
                    description =
                            "The product or service in words, set apart by commas or blanks; at most 200 characters.",
                    example = "环氧树脂、电子级树脂")
            @Nullable
            String category,

            @Schema(description = "At most 40 characters.") @Nullable
            String quantity,

            @Schema(description = "Unit of measure, at most 20 characters.") @Nullable
            String unit,

            @Schema(description = "At most 100 characters.") @Nullable
            String price,

            @Schema(description = "At most 100 characters.") @Nullable
            String region,

            @Schema(description = "The last day on which it holds.", example = "2023-12-31") @Nullable
            LocalDate validUntil,

            @Nullable ListingVisibility visible,

            @Schema(description = "The enterprise's ticket with which a match was asked for.") @Nullable
            TicketId ticket) {

        /**
         * @param own of whom it is, if it does not say so
         * @param kept what it is, if it does not say so
         */
        Advertisement advertisement(@Nullable EnterpriseId own, @Nullable ListingKind kept, FieldFaults faults) {
            EnterpriseId whose = enterprise == null ? own : enterprise;
            ListingKind side = kind == null ? kept : kind;
            faults.needs("enterprise", whose);
            faults.needs("kind", side);
            String line = faults.text("title", title, 200);
            String text = faults.text("description", description, 2000);
            String words = faults.text("category", category, 200);
            String howMuch = faults.optional("quantity", quantity, 40);
            String measure = faults.optional("unit", unit, 20);
            String forHowMuch = faults.optional("price", price, 100);
            String where = faults.optional("region", region, 100);
            faults.needs("validUntil", validUntil);
            faults.needs("visible", visible);
            faults.orRefuse();
            return new Advertisement(
                    Objects.requireNonNull(whose),
                    Objects.requireNonNull(side),
                    new ListingTerms(
                            line,
                            text,
                            words,
                            howMuch,
                            measure,
                            forHowMuch,
                            where,
                            null,
                            Objects.requireNonNull(validUntil),
                            Objects.requireNonNull(visible),
                            ticket));
        }
    }

    record CloseForm(
            @Schema(description = "What came of it, at most 500 characters.") @Nullable
            String outcome) {}

    record IntroduceForm(
            @Schema(description = "A word to the other side, at most 500 characters.") @Nullable
            String note,

            @Schema(description = "The ticket of one of the two with which a match was asked for.") @Nullable
            TicketId ticket) {}

    /** @param words that both name; empty for other reasons */
    record Reason(String kind, Sentence sentence, List<String> words) {}

    record GoingOn(SubjectId id, Introduction.Status status) {}

    record MatchDocument(
            ListingDocument listing,

            @Schema(description = "1 to 100: 70 for the words, 20 for the chain, 10 for the place.")
            int score,

            List<Reason> reasons,

            @Schema(description = "Absent unless the two have been brought together and it is not ended.") @Nullable
            GoingOn introduction) {}

    record ChainCount(
            @Schema(description = "Absent: enterprises of no chain; of the total, all chains.") @Nullable
            ChainId chain,

            long enterprises,

            @Schema(description = "Offers.") long products,

            long needs,

            @Schema(description = "An introduction across two chains counts in each, in the total once.")
            long introductions,

            long deals) {}

    record SummaryDocument(List<ChainCount> chains, ChainCount total) {}

    @GetMapping
    @Operation(
            summary = "The listings that the caller may see, the newest first",
            description = "An enterprise sees its own, and of those that hold what others show to its chain or to the "
                    + "district. With ticket those that were posted for it, also to the ticket's coordinator.")
    Page<ListingDocument> list(
            @Parameter(description = "OFFER or NEED.") @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String enterprise,
            @RequestParam(required = false) @Nullable String chain,
            @Parameter(description = "OPEN, EXPIRED or CLOSED.") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = "The id of a ticket that the caller may see.")
                    @RequestParam(required = false)
                    @Nullable
                    String ticket,
            @Parameter(description = "Part of a title or of a category.") @RequestParam(required = false) @Nullable
                    String q,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(
                Set.of("kind", "enterprise", "chain", "status", "ticket", "q", "limit", "cursor"), request);
        int size = Page.limit(limit);
        TicketId asked = Parameters.optional("ticket", ticket, TicketId::of, "the id of a ticket");
        if (asked != null && sights.shownTickets(Set.of(asked), caller).isEmpty()) {
            throw Problem.notFound(
                            "There is no ticket %s that you may see.".formatted(asked),
                            "没有您可查看的诉求单 %s。".formatted(asked))
                    .asException();
        }
        ListingFilter filter = new ListingFilter(
                Parameters.optional("kind", kind, ListingKind::valueOf, "OFFER"),
                Parameters.optional("enterprise", enterprise, EnterpriseId::of, "sy-ent-001"),
                Parameters.optional("chain", chain, ChainId::of, "sy-advanced-materials"),
                Parameters.optional("status", status, ListingStatus::valueOf, "OPEN"),
                asked,
                Parameters.optional("q", q, ListingController::part, "树脂 (at most 100 characters)"),
                sights.today(),
                position(cursor));
        List<Listing> found = listings.page(filter, caller, sights.chainOf(caller), size + 1);
        Map<SubjectId, ListingDocument> shown = documents.of(found, caller);
        return Page.of(
                found,
                size,
                it -> Objects.requireNonNull(shown.get(it.id())),
                it -> Page.cursor(it.postedAt().toString(), it.id().text()));
    }

    @PostMapping
    @Operation(
            summary = "List what an enterprise offers or needs",
            description = "By the enterprise itself, or by the coordinator on its behalf. Whom to ask is always the "
                    + "coordinator: phone numbers and mail addresses are refused. The chain is the enterprise's.")
    ResponseEntity<ListingDocument> post(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ListingForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @Parameter(description = "Sending the same again with the same key makes no second listing.")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        FieldFaults faults = FieldFaults.ofForm();
        Advertisement sent = Bodies.read(body, ListingForm.class).advertisement(caller.enterprise(), null, faults);
        Listing listing =
                posting.post(sent, IdempotencyKey.checked(key), caller, faults).orThrow();
        return Answers.created("/api/v1/listings/" + listing.id(), listing.version(), documents.of(listing, caller));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A listing")
    ResponseEntity<ListingDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ListingSights.Seen seen = sights.find(Answers.id(SubjectKind.LISTING, id), caller)
                .orElseThrow(() -> Answers.missing(SubjectKind.LISTING, id));
        return answer(seen.listing(), caller);
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a listing",
            description = "By its enterprise or the coordinator, on the version that the caller saw (If-Match). "
                    + "One that has expired holds again with a later day.")
    ResponseEntity<ListingDocument> change(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ListingForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Listing own = own(id, caller);
        long expected = Versions.required(ifMatch);
        FieldFaults faults = FieldFaults.ofForm();
        Advertisement sent = Bodies.read(body, ListingForm.class).advertisement(own.enterprise(), own.kind(), faults);
        return answer(posting.change(own.id(), sent, expected, caller, faults).orThrow(), caller);
    }

    @PostMapping("/{id}/close")
    @Operation(summary = "Close a listing, and say what came of it")
    ResponseEntity<ListingDocument> close(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = CloseForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Listing own = own(id, caller);
        Long expected = Versions.optional(ifMatch);
        FieldFaults faults = FieldFaults.ofForm();
        String outcome =
                faults.text("outcome", Bodies.read(body, CloseForm.class).outcome(), SHORT);
        faults.orRefuse();
        return answer(posting.close(own.id(), outcome, expected, caller).orThrow(), caller);
    }

    @GetMapping("/{id}/matches")
    @Operation(
            summary = "Who fits: offers for a need, needs for an offer, the best first",
            description =
                    "Of the same district, at most 20, each with the reasons: words of products that both name, the "
                            + "same chain, the same place. Words are needed, the rest only raises the rank.")
    List<MatchDocument> matches(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Listing listing = whole(id, caller);
        List<Match> found = introducing.matches(listing, MOST_MATCHES);
        Map<SubjectId, ListingDocument> shown =
                documents.of(found.stream().map(Match::other).toList(), caller);
        Map<SubjectId, GoingOn> goingOn = new LinkedHashMap<>();
        introductions
                .goingOn(Stream.concat(
                                Stream.of(listing.id()),
                                found.stream().map(it -> it.other().id()))
                        .toList())
                .stream()
                .filter(it -> it.offer().equals(listing.id()) || it.need().equals(listing.id()))
                .forEach(it -> goingOn.put(
                        it.offer().equals(listing.id()) ? it.need() : it.offer(), new GoingOn(it.id(), it.status())));
        return found.stream()
                .map(match -> new MatchDocument(
                        Objects.requireNonNull(shown.get(match.other().id())),
                        match.score(),
                        reasons(match),
                        goingOn.get(match.other().id())))
                .toList();
    }

    private static List<Reason> reasons(Match match) {
        List<Reason> reasons = new ArrayList<>();
        String words = String.join("、", match.words());
        reasons.add(new Reason(
                "WORDS", new Sentence("Both name %s".formatted(words), "双方均涉及“%s”".formatted(words)), match.words()));
        if (match.sameChain()) {
            reasons.add(new Reason("CHAIN", new Sentence("Of the same industry chain", "同一产业链"), List.of()));
        }
        if (match.samePlace()) {
            reasons.add(new Reason("PLACE", new Sentence("In the same town or park", "同一镇街（园区）"), List.of()));
        }
        return reasons;
    }

    @PostMapping("/{id}/matches/{other}/introduce")
    @Operation(
            summary = "Bring two enterprises together",
            description =
                    "An enterprise asks for its own listing, and the other side answers; a coordinator brings both "
                            + "together, and both answer. One at a time for the same two listings.")
    ResponseEntity<IntroductionDocument> introduce(
            @PathVariable String id,
            @PathVariable String other,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = IntroduceForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @Parameter(description = "Sending the same again with the same key makes no second introduction.")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Listing own = own(id, caller);
        SubjectId counterpart = Answers.id(SubjectKind.LISTING, other);
        FieldFaults faults = FieldFaults.ofForm();
        IntroduceForm form = Bodies.read(body, IntroduceForm.class, new IntroduceForm(null, null));
        String note = faults.optional("note", form.note(), SHORT);
        faults.orRefuse();
        Introducing.Pair pair = introducing
                .introduce(
                        new Proposal(own.id(), counterpart, note, form.ticket(), IdempotencyKey.checked(key)),
                        caller,
                        faults)
                .orThrow();
        return Answers.created(
                "/api/v1/introductions/" + pair.introduction().id(),
                pair.introduction().version(),
                documents.of(pair, caller));
    }

    @GetMapping("/summary")
    @Operation(
            summary = "Enterprises, products, needs, introductions and deals, by chain",
            description = "All that were ever posted, as far as the caller's part of the district reaches.")
    SummaryDocument summary(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        List<ListingRows.ChainCount> posted = listings.byChain(caller.district(), caller.jurisdiction());
        List<IntroductionRows.ChainCount> brought = introductions.byChain(caller.district(), caller.jurisdiction());
        // The total stands last in both.
        List<ChainCount> chains = posted.subList(0, posted.size() - 1).stream()
                .map(it -> counted(
                        it,
                        brought.subList(0, brought.size() - 1).stream()
                                .filter(each -> Objects.equals(each.chain(), it.chain()))
                                .findFirst()
                                .orElse(new IntroductionRows.ChainCount(it.chain(), 0, 0))))
                .toList();
        return new SummaryDocument(chains, counted(posted.getLast(), brought.getLast()));
    }

    private static ChainCount counted(ListingRows.ChainCount posted, IntroductionRows.ChainCount brought) {
        return new ChainCount(
                posted.chain(),
                posted.enterprises(),
                posted.products(),
                posted.needs(),
                brought.introductions(),
                brought.deals());
    }

    private ResponseEntity<ListingDocument> answer(Listing listing, Caller caller) {
        return Answers.ok(listing.version(), documents.of(listing, caller));
    }

    /** What the caller may change. */
    private Listing own(String id, Caller caller) {
        Listing listing = whole(id, caller);
        if (!Listing.isKeptBy(caller)) {
            throw Answers.missing(SubjectKind.LISTING, id);
        }
        return listing;
    }

    private Listing whole(String id, Caller caller) {
        return sights.find(Answers.id(SubjectKind.LISTING, id), caller)
                .filter(seen -> seen.sight() == ListingSight.WHOLE)
                .orElseThrow(() -> Answers.missing(SubjectKind.LISTING, id))
                .listing();
    }

    static ListingFilter.@Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 2);
        try {
            return parts == null
                    ? null
                    : new ListingFilter.Position(
                            Parameters.time(parts.getFirst().replace("Z", "+00:00")), SubjectId.of(parts.getLast()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Parameters.refuse("cursor", String.valueOf(cursor), "'next' of the page before");
        }
    }

    private static String part(String text) {
        if (text.length() > 100) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
