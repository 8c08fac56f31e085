package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.application.Attempt;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.Introducing;
import org.zhuqi.dispatch.application.Introducing.Pair;
import org.zhuqi.dispatch.domain.Introduction;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.postgres.IntroductionRows;
import org.zhuqi.dispatch.postgres.ListingRows;
import org.zhuqi.dispatch.web.ListingDocuments.IntroductionDocument;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Versions;

/** Offers and needs that were brought together (供需对接), and what came of it. */
@RestController
@RequestMapping("/api/v1/introductions")
@Tag(name = "listings")
public class IntroductionController {
    private static final int SHORT = 500;
    private static final int AMOUNT = 100;

    private final Introducing introducing;
    private final IntroductionRows introductions;
    private final ListingRows listings;
    private final ListingDocuments documents;

    public IntroductionController(
            Introducing introducing, IntroductionRows introductions, ListingRows listings, ListingDocuments documents) {
        this.introducing = introducing;
        this.introductions = introductions;
        this.listings = listings;
        this.documents = documents;
    }

    record AcceptForm(
            @Schema(description = "For which side a coordinator records it; an enterprise speaks for its own.")
            @Nullable
            ListingKind side) {}

    record DeclineForm(
            @Schema(description = "For which side a coordinator records it; an enterprise speaks for its own.")
            @Nullable
            ListingKind side,

            @Schema(description = "Why, at most 500 characters.") @Nullable
            String reason) {}

    record ConcludeForm(
            @Nullable DealResult result,

            @Schema(description = "Of a deal, as the enterprises put it; at most 100 characters.") @Nullable
            String amount,

            @Schema(description = "More about it; needed where there was no deal. At most 500 characters.") @Nullable
            String note) {}

    @GetMapping
    @Operation(summary = "The introductions that the caller may see, the newest first")
    Page<IntroductionDocument> list(
            @Parameter(description = "The id of a listing.") @RequestParam(required = false) @Nullable String listing,
            @Parameter(description = "The id of a ticket with which a match was asked for.")
                    @RequestParam(required = false)
                    @Nullable
                    String ticket,
            @Parameter(description = "PROPOSED, ACCEPTED, DECLINED, DEALT or FELL_THROUGH.")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("listing", "ticket", "status", "limit", "cursor"), request);
        int size = Page.limit(limit);
        List<Introduction> found = introductions.page(
                Parameters.optional("listing", listing, SubjectId::of, "the id of a listing"),
                Parameters.optional("ticket", ticket, TicketId::of, "the id of a ticket"),
                Parameters.optional("status", status, Introduction.Status::valueOf, "PROPOSED"),
                ListingController.position(cursor),
                caller,
                size + 1);
        List<IntroductionDocument> shown = documents.of(pairs(found, caller), caller);
        return Page.of(
                shown,
                size,
                it -> it,
                it -> Page.cursor(it.proposedAt().toString(), it.id().text()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "An introduction")
    ResponseEntity<IntroductionDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Introduction found = shown(id, caller);
        return answer(pairs(List.of(found), caller).getFirst(), caller);
    }

    @PostMapping("/{id}/accept")
    @Operation(
            summary = "Agree to an introduction",
            description = "By the side that has not yet. Both have agreed: ACCEPTED.")
    ResponseEntity<IntroductionDocument> accept(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = AcceptForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId introduction = shown(id, caller).id();
        Long expected = Versions.optional(ifMatch);
        AcceptForm form = Bodies.read(body, AcceptForm.class, new AcceptForm(null));
        return answer(introducing.accept(introduction, form.side(), expected, caller, FieldFaults.ofForm()), caller);
    }

    @PostMapping("/{id}/decline")
    @Operation(summary = "Decline an introduction, with the reason", description = "Whoever asked takes it back so.")
    ResponseEntity<IntroductionDocument> decline(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DeclineForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId introduction = shown(id, caller).id();
        Long expected = Versions.optional(ifMatch);
        FieldFaults faults = FieldFaults.ofForm();
        DeclineForm form = Bodies.read(body, DeclineForm.class);
        String reason = faults.text("reason", form.reason(), SHORT);
        faults.orRefuse();
        return answer(introducing.decline(introduction, form.side(), reason, expected, caller, faults), caller);
    }

    @PostMapping("/{id}/conclude")
    @Operation(
            summary = "Say what came of an introduction",
            description = "By either enterprise or the coordinator, once both have agreed.")
    ResponseEntity<IntroductionDocument> conclude(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ConcludeForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId introduction = shown(id, caller).id();
        Long expected = Versions.optional(ifMatch);
        FieldFaults faults = FieldFaults.ofForm();
        ConcludeForm form = Bodies.read(body, ConcludeForm.class);
        faults.needs("result", form.result());
        String amount = faults.optional("amount", form.amount(), AMOUNT);
        String note = faults.optional("note", form.note(), SHORT);
        if (form.result() == DealResult.DEALT) {
            faults.needs("amount", amount);
        } else if (form.result() == DealResult.FELL_THROUGH) {
            faults.needs("note", note);
            if (amount != null) {
                faults.wrong("amount", "Where there was no deal there is no amount.", "未成交时不填写金额。");
            }
        }
        faults.orRefuse();
        return answer(
                introducing.conclude(
                        introduction, Objects.requireNonNull(form.result()), amount, note, expected, caller),
                caller);
    }

    private Introduction shown(String id, Caller caller) {
        return introductions
                .find(Answers.id(SubjectKind.INTRODUCTION, id), caller)
                .orElseThrow(() -> Answers.missing(SubjectKind.INTRODUCTION, id));
    }

    private List<Pair> pairs(List<Introduction> some, Caller caller) {
        Map<SubjectId, Listing> both = listings.find(
                caller.district(),
                some.stream()
                        .flatMap(it -> Stream.of(it.offer(), it.need()))
                        .distinct()
                        .toList());
        return some.stream()
                .map(it -> new Pair(
                        it, Objects.requireNonNull(both.get(it.offer())), Objects.requireNonNull(both.get(it.need()))))
                .toList();
    }

    private ResponseEntity<IntroductionDocument> answer(Attempt<Pair> attempt, Caller caller) {
        return answer(attempt.orThrow(), caller);
    }

    private ResponseEntity<IntroductionDocument> answer(Pair pair, Caller caller) {
        return Answers.ok(pair.introduction().version(), documents.of(pair, caller));
    }
}
