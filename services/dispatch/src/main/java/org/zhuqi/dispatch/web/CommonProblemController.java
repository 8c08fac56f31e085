package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.Attempt;
import org.zhuqi.dispatch.application.CommonProblems;
import org.zhuqi.dispatch.application.CommonProblems.Asked;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.ProposingProblems;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.CommonProblem;
import org.zhuqi.dispatch.domain.similar.CommonProblem.Member;
import org.zhuqi.dispatch.domain.similar.Proposal;
import org.zhuqi.dispatch.domain.similar.SharedWords;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.ProblemDocuments.AskedDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.DeskDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.LeftDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.LineDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.MemberDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.ProposalDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.TicketLine;
import org.zhuqi.dispatch.web.ProblemForms.Adding;
import org.zhuqi.dispatch.web.ProblemForms.Closing;
import org.zhuqi.dispatch.web.ProblemForms.Dismissing;
import org.zhuqi.dispatch.web.ProblemForms.Joining;
import org.zhuqi.dispatch.web.ProblemForms.Merging;
import org.zhuqi.dispatch.web.ProblemForms.Opening;
import org.zhuqi.dispatch.web.ProblemForms.Saying;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** 共性问题: several tickets of several enterprises that have one cause. */
@RestController
@RequestMapping("/api/v1/common-problems")
@Tag(name = "common problems", description = "What many enterprises ask for, worked on once.")
public class CommonProblemController {
    private static final int TITLE = 120;
    private static final int TEXT = 5_000;
    private static final int REASON = 500;

    private final CommonProblems changing;
    private final ProposingProblems proposing;
    private final CommonProblemRows problems;
    private final TicketFactRows tickets;

    public CommonProblemController(
            CommonProblems changing, ProposingProblems proposing, CommonProblemRows problems, TicketFactRows tickets) {
        this.changing = changing;
        this.proposing = proposing;
        this.problems = problems;
        this.tickets = tickets;
    }

    @GetMapping("/proposals")
    @Operation(
            summary = "Live tickets that look as if they had one cause",
            description =
                    "At least three of at least two enterprises, alike in words and matter, within one item of the menu and "
                            + "the last weeks, in no common problem yet.")
    List<ProposalDocument> proposals(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return proposing.of(caller).stream().map(this::document).toList();
    }

    private ProposalDocument document(Proposal proposal) {
        List<TicketId> ids =
                proposal.tickets().stream().map(filed -> filed.ticket()).toList();
        Map<TicketId, TicketFacts> known = tickets.find(ids);
        List<TicketFacts> facts =
                ids.stream().filter(known::containsKey).map(known::get).toList();
        return new ProposalDocument(
                proposal.id(),
                proposal.item(),
                SharedWords.of(facts.stream().map(SimilarDocuments::text).toList()),
                (int) facts.stream().map(TicketFacts::enterprise).distinct().count(),
                facts.stream().map(TicketLine::of).toList());
    }

    @PostMapping("/proposals/{id}/dismiss")
    @Operation(
            summary = "These tickets are no common problem",
            description = "They are not proposed again until another ticket comes to them.")
    ResponseEntity<Void> dismiss(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Dismissing.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Proposal proposal = proposing
                .find(caller, Answers.id(SubjectKind.COMMON_PROBLEM, id))
                .orElseThrow(() -> Answers.missing(SubjectKind.COMMON_PROBLEM, id));
        String reason = text("reason", Bodies.read(body, Dismissing.class).reason(), REASON);
        proposing.dismiss(caller, proposal, reason);
        return ResponseEntity.noContent().build();
    }

    @GetMapping
    @Operation(
            summary = "Common problems, the newest first",
            description =
                    "Enterprises and officers see those that are published and open: what they say, how many tickets they "
                            + "have, and which of these are their own.")
    Page<?> list(
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String published,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String open,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("published", "open", "limit", "cursor"), request);
        Boolean onlyPublished = Parameters.optional("published", published, Parameters::flag, "true or false");
        Boolean onlyOpen = Parameters.optional("open", open, Parameters::flag, "true or false");
        int most = Page.limit(limit);
        List<String> before = position(cursor);
        boolean outsider = isOutsider(caller);
        List<CommonProblem> found = problems.list(
                caller.district(),
                outsider ? Jurisdiction.WHOLE_DISTRICT : caller.jurisdiction(),
                outsider ? Boolean.TRUE : onlyPublished,
                outsider ? Boolean.TRUE : onlyOpen,
                before,
                most + 1);
        if (outsider) {
            boolean asksForOthers = Boolean.FALSE.equals(onlyPublished) || Boolean.FALSE.equals(onlyOpen);
            PublicProblems documents = new PublicProblems(problems, tickets);
            return Page.of(
                    asksForOthers ? List.<CommonProblem>of() : found,
                    most,
                    problem -> documents.of(caller, List.of(problem)).getFirst(),
                    CommonProblemController::cursor);
        }
        Map<SubjectId, Integer> sizes =
                problems.sizes(found.stream().map(CommonProblem::id).toList());
        return Page.of(
                found,
                most,
                problem -> LineDocument.of(problem, sizes.getOrDefault(problem.id(), 0)),
                CommonProblemController::cursor);
    }

    private static String cursor(CommonProblem problem) {
        return Page.cursor(problem.openedAt().toString(), problem.id().text());
    }

    private static @Nullable List<String> position(@Nullable String cursor) {
        List<String> position = Page.position(cursor, 2);
        if (position != null) {
            try {
                Instant at = Instant.parse(position.get(0));
                SubjectId id = SubjectId.of(position.get(1));
                return List.of(at.toString(), id.toString());
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                throw Parameters.refuse("cursor", String.valueOf(cursor), "'next' of the page before");
            }
        }
        return null;
    }

    private static boolean isOutsider(Caller caller) {
        return caller.role() == Role.ENTERPRISE || caller.role() == Role.OFFICER;
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "A common problem",
            description =
                    "The desk sees its tickets, and what was asked of them; enterprises and officers what is published.")
    ResponseEntity<?> one(@PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        CommonProblem problem = problems.find(caller.district(), Answers.id(SubjectKind.COMMON_PROBLEM, id))
                .filter(known -> isOutsider(caller)
                        ? known.published() && known.isOpen()
                        : known.isWithin(caller.jurisdiction()))
                .orElseThrow(() -> Answers.missing(SubjectKind.COMMON_PROBLEM, id));
        if (isOutsider(caller)) {
            return ResponseEntity.ok(new PublicProblems(problems, tickets)
                    .of(caller, List.of(problem))
                    .getFirst());
        }
        return shown(HttpStatus.OK, caller, problem);
    }

    private ResponseEntity<DeskDocument> shown(HttpStatus status, Caller caller, CommonProblem problem) {
        return ResponseEntity.status(status)
                .eTag(Versions.etag(problem.version()))
                .body(desk(caller, problem));
    }

    private DeskDocument desk(Caller caller, CommonProblem problem) {
        List<Member> members = problems.members(problem.id());
        Map<TicketId, TicketFacts> visible = changing.visibleMembers(caller, problem).stream()
                .collect(Collectors.toMap(TicketFacts::ticket, Function.identity()));
        return new DeskDocument(
                problem.id(),
                problem.version(),
                problem.title(),
                problem.description(),
                problem.published(),
                problem.isOpen(),
                members.size(),
                members.stream()
                        .filter(member -> visible.containsKey(member.ticket()))
                        .map(member -> {
                            TicketFacts facts = Objects.requireNonNull(visible.get(member.ticket()));
                            return new MemberDocument(
                                    TicketLine.of(facts),
                                    member.addedAt(),
                                    member.joined(),
                                    facts.mergedInto(),
                                    member.mergeInto(),
                                    member.mergeAskedAt());
                        })
                        .toList(),
                problem.openedAt(),
                problem.openedBy(),
                problem.closedAt(),
                problem.outcome());
    }

    @PostMapping
    @Operation(
            summary = "Open a common problem",
            description =
                    "Title and description must not name an enterprise: once it is published, all of the district read "
                            + "them.")
    ResponseEntity<DeskDocument> open(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Opening.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Opening form = Bodies.read(body, Opening.class);
        FieldFaults faults = FieldFaults.ofForm();
        String title = faults.text("title", form.title(), TITLE);
        String description = faults.text("description", form.description(), TEXT);
        faults.orRefuse();
        Attempt<CommonProblem> opened =
                changing.open(caller, title, description, Boolean.TRUE.equals(form.published()), named(form.tickets()));
        return shown(HttpStatus.CREATED, caller, opened.orThrow());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change what is said of a common problem, or publish it", description = "The whole of it.")
    ResponseEntity<DeskDocument> change(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Saying.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId problem = existing(id, caller);
        long version = Versions.required(ifMatch);
        Saying form = Bodies.read(body, Saying.class);
        FieldFaults faults = FieldFaults.ofForm();
        String title = faults.text("title", form.title(), TITLE);
        String description = faults.text("description", form.description(), TEXT);
        faults.orRefuse();
        return shown(
                HttpStatus.OK,
                caller,
                changing.change(caller, problem, version, title, description, Boolean.TRUE.equals(form.published()))
                        .orThrow());
    }

    @PostMapping("/{id}/tickets")
    @Operation(
            summary = "Add tickets to a common problem",
            description = "Those that are in it already stay as they are.")
    ResponseEntity<DeskDocument> add(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Adding.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId problem = existing(id, caller);
        Adding form = Bodies.read(body, Adding.class);
        new Bodies.Needs().the("tickets", form.tickets()).orRefuse();
        return shown(
                HttpStatus.OK,
                caller,
                changing.add(caller, problem, named(form.tickets())).orThrow());
    }

    @DeleteMapping("/{id}/tickets/{ticket}")
    @Operation(
            summary = "Take a ticket out of a common problem",
            description = "It stays what it is, also if it was merged.")
    ResponseEntity<DeskDocument> remove(
            @PathVariable String id,
            @PathVariable String ticket,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId problem = existing(id, caller);
        return shown(
                HttpStatus.OK,
                caller,
                changing.remove(caller, problem, TicketsByName.ticket(ticket)).orThrow());
    }

    @PostMapping("/{id}/join")
    @Operation(summary = "Say that the own ticket is part of a published common problem")
    ResponseEntity<?> join(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Joining.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId problem = problems.find(caller.district(), Answers.id(SubjectKind.COMMON_PROBLEM, id))
                .filter(CommonProblem::published)
                .orElseThrow(() -> Answers.missing(SubjectKind.COMMON_PROBLEM, id))
                .id();
        Joining form = Bodies.read(body, Joining.class);
        new Bodies.Needs().the("ticket", form.ticket()).orRefuse();
        CommonProblem joined = changing.join(caller, problem, Objects.requireNonNull(form.ticket()))
                .orThrow();
        return ResponseEntity.ok(new PublicProblems(problems, tickets)
                .of(caller, List.of(joined))
                .getFirst());
    }

    @PostMapping("/{id}/merge")
    @Operation(
            summary = "Ask for all other tickets of a common problem to be merged into one of them",
            description = "Each ticket decides for itself; GET shows what came of it.")
    ResponseEntity<AskedDocument> merge(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Merging.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId problem = existing(id, caller);
        Merging form = Bodies.read(body, Merging.class);
        new Bodies.Needs().the("into", form.into()).orRefuse();
        return asked(HttpStatus.ACCEPTED, changing.merge(caller, problem, Objects.requireNonNull(form.into())));
    }

    @PostMapping("/{id}/close")
    @Operation(
            summary = "Close a common problem and tell what came of it",
            description = "It is told as progress to the enterprises of all its tickets that are worked on.")
    ResponseEntity<AskedDocument> close(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Closing.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId problem = existing(id, caller);
        String outcome = text("outcome", Bodies.read(body, Closing.class).outcome(), TEXT);
        return asked(HttpStatus.OK, changing.close(caller, problem, outcome));
    }

    /** What is not there is not there whatever the body says. */
    private SubjectId existing(String id, Caller caller) {
        return problems.find(caller.district(), Answers.id(SubjectKind.COMMON_PROBLEM, id))
                .filter(problem -> problem.isWithin(caller.jurisdiction()))
                .orElseThrow(() -> Answers.missing(SubjectKind.COMMON_PROBLEM, id))
                .id();
    }

    private static String text(String field, @Nullable String typed, int most) {
        FieldFaults faults = FieldFaults.ofForm();
        String text = faults.text(field, typed, most);
        faults.orRefuse();
        return text;
    }

    private static Set<TicketId> named(@Nullable List<TicketId> tickets) {
        Set<TicketId> named = new LinkedHashSet<>(tickets == null ? List.of() : tickets);
        if (named.size() > CommonProblems.MOST_TICKETS || named.contains(null)) {
            throw Problem.badRequest(
                            "The field /tickets takes at most %d tickets.".formatted(CommonProblems.MOST_TICKETS),
                            "字段 /tickets 最多 %d 件。".formatted(CommonProblems.MOST_TICKETS))
                    .asException();
        }
        return named;
    }

    private static ResponseEntity<AskedDocument> asked(HttpStatus status, Attempt<Asked> attempt) {
        Asked asked = attempt.orThrow();
        return ResponseEntity.status(status)
                .body(new AskedDocument(
                        asked.problem().id(),
                        asked.asked(),
                        asked.left().stream()
                                .map(one -> new LeftDocument(one.ticket(), one.why()))
                                .toList()));
    }
}
