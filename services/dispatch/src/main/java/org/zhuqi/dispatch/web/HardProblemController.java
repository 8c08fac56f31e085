package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.Attempt;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.KnownNames;
import org.zhuqi.dispatch.application.ListingHardProblems;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.application.RequestKeys;
import org.zhuqi.dispatch.application.ReviewingHardProblems;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.dispatch.domain.HardProblem;
import org.zhuqi.dispatch.domain.ProblemStatus;
import org.zhuqi.dispatch.domain.ReviewRound;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.HardProblemRows;
import org.zhuqi.dispatch.postgres.ReviewRoundRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** 重难点问题: the district's list, and the rounds that work on it until it is empty (滚筒式破难). */
@RestController
@RequestMapping("/api/v1/hard-problems")
@Tag(name = "hard problems", description = "What no unit could solve alone, and its reviews.")
public class HardProblemController {
    private static final Set<String> LIST =
            Set.of("status", "unit", "chain", "place", "ticket", "stuck", "q", "limit", "cursor");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String VERSION = "The version on which you decided, as the ETag gave it.";

    private final HardProblemForms forms;
    private final HardProblemRows problems;
    private final ReviewRoundRows rounds;
    private final NamedTickets tickets;
    private final EventRows events;
    private final ListingHardProblems listing;
    private final ReviewingHardProblems reviewing;
    private final Writing writing;

    public HardProblemController(
            KnownNames names,
            NamedTickets tickets,
            HardProblemRows problems,
            ReviewRoundRows rounds,
            EventRows events,
            ListingHardProblems listing,
            ReviewingHardProblems reviewing,
            InstantSource now) {
        this.forms = new HardProblemForms(names, tickets);
        this.problems = problems;
        this.rounds = rounds;
        this.tickets = tickets;
        this.events = events;
        this.listing = listing;
        this.reviewing = reviewing;
        this.writing = new Writing(now);
    }

    // -- the list ---------------------------------------------------------------------------------------------------

    @GetMapping
    @Operation(
            summary = "Hard problems, the latest first",
            description = "A handler finds those that the own unit leads, or whose ticket it had.")
    Page<HardProblemDocument> list(
            @Parameter(description = "LISTED, IN_REVIEW, WRITTEN_OFF or REMOVED, any number of them. Default: all.")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> status,
            @Parameter(description = "The unit that leads.") @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String chain,
            @RequestParam(required = false) @Nullable String place,
            @Parameter(description = "The id of a ticket of it.") @RequestParam(required = false) @Nullable
                    String ticket,
            @Parameter(description = "Nothing moved in at least so many rounds in a row.")
                    @RequestParam(required = false)
                    @Nullable
                    String stuck,
            @Parameter(description = "Part of the title, or of what makes it hard.")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(LIST, request);
        int size = Page.limit(limit);
        List<String> after = Page.position(cursor, 2);
        List<HardProblem> found = problems.page(
                caller,
                new HardProblemRows.Query(
                        Parameters.all("status", status, ProblemStatus::valueOf, "LISTED"),
                        Parameters.optional("unit", unit, UnitId::of, "qt-rsj"),
                        Parameters.optional("chain", chain, ChainId::of, "qt-semiconductors"),
                        Parameters.optional("place", place, PlaceId::of, "qt-xiasha"),
                        Parameters.optional("ticket", ticket, TicketId::of, "the id of a ticket"),
                        Parameters.optional("stuck", stuck, Integer::valueOf, "2"),
                        Bodies.text(q),
                        after == null
                                ? null
                                : Parameters.optional(
                                        "cursor", cursor, text -> position(after), "'next' of the page before"),
                        size));
        Map<TicketId, TicketFacts> facts = facts(found);
        LocalDate today = today();
        return Page.of(
                found,
                size,
                problem -> HardProblemDocument.of(problem, facts, null, caller, today),
                last -> Page.cursor(last.listedAt().toString(), last.id().text()));
    }

    private static HardProblemRows.Query.Place position(List<String> parts) {
        return new HardProblemRows.Query.Place(Instant.parse(parts.get(0)), SubjectId.of(parts.get(1)));
    }

    private Map<TicketId, TicketFacts> facts(List<HardProblem> found) {
        return tickets.of(found.stream()
                .flatMap(each -> each.sheet().tickets().stream())
                .distinct()
                .toList());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(writing.at(), CHINA);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A hard problem, with its results round by round and its history")
    ResponseEntity<HardProblemDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(shown(id, caller), caller);
    }

    @PostMapping
    @Operation(
            summary = "Put a hard problem onto the district's list",
            description =
                    "Its tickets in progress are asked to be marked hard. A ticket that is marked hard comes onto "
                            + "the list by itself.")
    ResponseEntity<HardProblemDocument> putOnList(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.ProblemForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId id = RequestKeys.id(SubjectKind.HARD_PROBLEM, caller, IdempotencyKey.checked(key));
        HardProblemForms.ProblemForm form = Bodies.read(body, HardProblemForms.ProblemForm.class);
        HardProblemSheet sheet = forms.sheet(form, caller);
        Deed deed = writing.deed(caller, form.occurredAt());
        HardProblem problem = listing.list(caller, id, RequestKeys.fingerprint(form), sheet, deed)
                .orThrow();
        return Answers.created("/api/v1/hard-problems/" + problem.id(), problem.version(), document(problem, caller));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change what stands on the list for a hard problem: all of it")
    ResponseEntity<HardProblemDocument> change(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.ProblemForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        HardProblem before = current(id, ifMatch, caller);
        HardProblemForms.ProblemForm form = Bodies.read(body, HardProblemForms.ProblemForm.class);
        HardProblemSheet sheet = forms.sheet(form, caller);
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(listing.change(caller, before.id(), before.version(), sheet, deed), caller);
    }

    @PostMapping("/{id}/write-off")
    @Operation(
            summary = "Write a hard problem off the list: it is solved (销号)",
            description =
                    "While one of its tickets is open, and answered neither SOLVED nor PARTLY, only with a reason.")
    ResponseEntity<HardProblemDocument> writeOff(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.WriteOffForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        HardProblem before = current(id, ifMatch, caller);
        HardProblemForms.WriteOffForm form = Bodies.read(body, HardProblemForms.WriteOffForm.class);
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(listing.writeOff(caller, before.id(), before.version(), forms.writtenOff(form), deed), caller);
    }

    @PostMapping("/{id}/relist")
    @Operation(summary = "Put a hard problem back onto the list")
    ResponseEntity<HardProblemDocument> relist(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.RelistForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        HardProblem before = current(id, ifMatch, caller);
        HardProblemForms.RelistForm form = Bodies.read(body, HardProblemForms.RelistForm.class);
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(
                listing.relist(caller, before.id(), before.version(), HardProblemForms.reason(form.reason()), deed),
                caller);
    }

    @PostMapping("/{id}/remove")
    @Operation(
            summary = "Take a hard problem off the list without its being solved",
            description = "The supervisor who does it approves it. It is still shown and counted.")
    ResponseEntity<HardProblemDocument> remove(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.RemoveForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        HardProblem before = current(id, ifMatch, caller);
        HardProblemForms.RemoveForm form = Bodies.read(body, HardProblemForms.RemoveForm.class);
        boolean importing = caller.role() == Role.IMPORTER;
        FieldFaults check = FieldFaults.ofRules();
        RemovalGround ground = check.needed("ground", form.ground(), RemovalGround.OTHER);
        String reason = check.text("reason", form.reason(), 2000);
        AccountId approver = importing ? check.needed("approver", form.approver(), caller.account()) : caller.account();
        check.orRefuse();
        if (!importing && form.approver() != null && !form.approver().equals(caller.account())) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "rule",
                            "Whoever removes a problem approves it; nobody approves in another's name.",
                            "移出清单由操作人本人批准，不能代他人批准。")
                    .asException();
        }
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(listing.remove(caller, before.id(), before.version(), ground, approver, reason, deed), caller);
    }

    // -- the rounds -------------------------------------------------------------------------------------------------

    record RoundDocument(
            SubjectId id,
            long version,
            int number,
            LocalDate heldOn,
            @Nullable AccountId chair,
            boolean open,
            Instant openedAt,
            @Nullable Instant closedAt,

            @Schema(description = "Of one round: the problems with a result in it. Not in lists.") @Nullable
            List<HardProblemDocument> heard,

            @Schema(
                    description =
                            "Of an open round: the problems on the list that have no result in it yet. Not in lists.")
            @Nullable
            List<HardProblemDocument> unheard) {}

    @GetMapping("/rounds")
    @Operation(summary = "The rounds of reviews of the district, the latest first")
    List<RoundDocument> rounds(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return rounds.all(caller.district()).stream()
                .map(round -> document(round, null, null))
                .toList();
    }

    @GetMapping("/rounds/{number}")
    @Operation(summary = "A round of reviews: which problems have their result, and which have not")
    ResponseEntity<RoundDocument> round(
            @PathVariable String number, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ReviewRound round = rounds.find(caller.district(), round(number)).orElseThrow(() -> noRound(number));
        return Answers.ok(round.version(), document(round, caller));
    }

    @PostMapping("/rounds")
    @Operation(summary = "Begin a round of reviews", description = "One is open at a time.")
    ResponseEntity<RoundDocument> open(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.RoundForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId id = RequestKeys.id(SubjectKind.REVIEW_ROUND, caller, IdempotencyKey.checked(key));
        HardProblemForms.RoundForm form = Bodies.read(body, HardProblemForms.RoundForm.class);
        LocalDate heldOn = forms.heldOn(form, caller);
        Deed deed = writing.deed(
                caller, form.occurredAt(), heldOn.atStartOfDay(CHINA).toInstant());
        ReviewRound round = reviewing
                .open(caller, id, RequestKeys.fingerprint(form), heldOn, form.chair(), deed)
                .orThrow();
        return Answers.created(
                "/api/v1/hard-problems/rounds/" + round.number(), round.version(), document(round, caller));
    }

    @PostMapping("/rounds/{number}/results")
    @Operation(
            summary = "Write down what a round found of a problem",
            description = "A second result in the same round takes the place of the first.")
    ResponseEntity<HardProblemDocument> result(
            @PathVariable String number,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.ResultForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        int which = round(number);
        HardProblemForms.ResultForm form = Bodies.read(body, HardProblemForms.ResultForm.class);
        HardProblemEvent.HardProblemReviewed event = forms.result(form, which, caller);
        HardProblem problem = shown(String.valueOf(form.problem()), caller);
        ReviewRound round = rounds.find(caller.district(), which).orElseThrow(() -> noRound(number));
        Deed deed = writing.deed(
                caller, form.occurredAt(), round.heldOn().atStartOfDay(CHINA).toInstant());
        return answer(reviewing.review(caller, which, problem.id(), event, deed), caller);
    }

    @PostMapping("/rounds/{number}/close")
    @Operation(
            summary = "End a round of reviews",
            description = "Refused while a problem on the list has no result in it: nothing leaves silently.")
    ResponseEntity<RoundDocument> close(
            @PathVariable String number,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HardProblemForms.CloseForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ReviewRound round = rounds.find(caller.district(), round(number)).orElseThrow(() -> noRound(number));
        HardProblemForms.CloseForm form =
                Bodies.read(body, HardProblemForms.CloseForm.class, new HardProblemForms.CloseForm(null));
        Deed deed = writing.deed(
                caller,
                form.occurredAt(),
                round.heldOn().plusDays(1).atStartOfDay(CHINA).toInstant());
        ReviewRound closed = reviewing.close(caller, round.number(), deed).orThrow();
        return Answers.ok(closed.version(), document(closed, caller));
    }

    private static int round(String number) {
        if (!number.matches("\\d{1,6}")) {
            throw noRound(number);
        }
        return Integer.parseInt(number);
    }

    private static ProblemException noRound(String number) {
        return ReviewingHardProblems.noRound(number).asException();
    }

    private RoundDocument document(ReviewRound round, Caller caller) {
        return document(
                round,
                documents(problems.heard(caller, round.number()), caller),
                round.isOpen() ? documents(problems.unheard(caller, round.number(), writing.at()), caller) : null);
    }

    private List<HardProblemDocument> documents(List<HardProblem> found, Caller caller) {
        Map<TicketId, TicketFacts> facts = facts(found);
        LocalDate today = today();
        return found.stream()
                .map(problem -> HardProblemDocument.of(problem, facts, null, caller, today))
                .toList();
    }

    private static RoundDocument document(
            ReviewRound round, @Nullable List<HardProblemDocument> heard, @Nullable List<HardProblemDocument> unheard) {
        return new RoundDocument(
                round.id(),
                round.version(),
                round.number(),
                round.heldOn(),
                round.chair(),
                round.isOpen(),
                round.openedAt(),
                round.closedAt(),
                heard,
                unheard);
    }

    // -- what they have in common -----------------------------------------------------------------------------------

    private HardProblem current(String id, @Nullable String ifMatch, Caller caller) {
        HardProblem problem = shown(id, caller);
        Answers.seen(ifMatch, problem.version());
        return problem;
    }

    private HardProblem shown(String id, Caller caller) {
        return problems.shownTo(caller, Answers.id(SubjectKind.HARD_PROBLEM, id))
                .orElseThrow(() -> Answers.missing(SubjectKind.HARD_PROBLEM, id));
    }

    private ResponseEntity<HardProblemDocument> answer(Attempt<HardProblem> attempt, Caller caller) {
        return answer(attempt.orThrow(), caller);
    }

    private ResponseEntity<HardProblemDocument> answer(HardProblem problem, Caller caller) {
        return Answers.ok(problem.version(), document(problem, caller));
    }

    private HardProblemDocument document(HardProblem problem, Caller caller) {
        return HardProblemDocument.of(
                problem,
                tickets.of(problem.sheet().tickets()),
                events.of(problem.id()).stream().map(HistoryEntry::of).toList(),
                caller,
                today());
    }
}
