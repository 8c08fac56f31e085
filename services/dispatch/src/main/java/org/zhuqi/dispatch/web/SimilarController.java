package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.FindingSimilar;
import org.zhuqi.dispatch.application.FindingSimilar.Found;
import org.zhuqi.dispatch.application.Rarities;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.CommonProblem;
import org.zhuqi.dispatch.domain.similar.Features;
import org.zhuqi.dispatch.domain.similar.Filed;
import org.zhuqi.dispatch.domain.similar.Merge;
import org.zhuqi.dispatch.domain.similar.Request;
import org.zhuqi.dispatch.domain.similar.Similarity;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.MergeRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.ProblemDocuments.PublicDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.TicketLine;
import org.zhuqi.dispatch.web.ProblemForms.Filing;
import org.zhuqi.dispatch.web.SimilarDocuments.CandidateDocument;
import org.zhuqi.dispatch.web.SimilarDocuments.CandidatesDocument;
import org.zhuqi.dispatch.web.SimilarDocuments.FilingDocument;
import org.zhuqi.dispatch.web.SimilarDocuments.MergedDocument;
import org.zhuqi.dispatch.web.SimilarDocuments.MergedListDocument;
import org.zhuqi.dispatch.web.SimilarDocuments.OwnDocument;
import org.zhuqi.dispatch.web.SimilarDocuments.PartDocument;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** 重复诉求: tickets that may be about the same matter, while one is filed and when one is dispatched. */
@RestController
@RequestMapping("/api/v1/similar")
@Tag(name = "similar", description = "Tickets about the same thing.")
public class SimilarController {
    private static final int SHOWN_WHILE_FILING = 5;
    private static final int SHOWN = 20;
    private static final int LOOKED_AT = 50;
    private static final int PUBLISHED = 100;

    private final FindingSimilar finding;
    private final Rarities rarities;
    private final TicketFactRows facts;
    private final TicketsByName tickets;
    private final MergeRows merges;
    private final CommonProblemRows problems;
    private final InstantSource now;

    public SimilarController(
            FindingSimilar finding,
            Rarities rarities,
            TicketFactRows facts,
            MergeRows merges,
            CommonProblemRows problems,
            InstantSource now) {
        this.finding = finding;
        this.rarities = rarities;
        this.facts = facts;
        this.tickets = new TicketsByName(facts);
        this.merges = merges;
        this.problems = problems;
        this.now = now;
    }

    @PostMapping
    @Operation(
            summary = "What is reported already, while a request is being written",
            description =
                    "Of tickets only those that the caller may see anyway and that are not over; of common problems those "
                            + "that are published, with title, description and how many tickets they have. Nothing is kept.")
    FilingDocument whileFiling(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Filing.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Filing filing = Bodies.read(body, Filing.class);
        FieldFaults faults = FieldFaults.ofForm();
        String title = Bodies.some(faults.optional("title", filing.title(), 120));
        String description = Bodies.some(faults.optional("description", filing.description(), 5_000));
        faults.orRefuse();
        if (title.isEmpty() && description.isEmpty()) {
            throw Problem.badRequest(
                            "Say something of the request: its title, its description, or both.", "请填写标题或诉求内容。")
                    .asException();
        }
        EnterpriseId enterprise = filing.enterprise() == null ? caller.enterprise() : filing.enterprise();
        Request asked = new Request(
                Features.of(caller.district(), title, description),
                enterprise,
                filing.item(),
                null,
                null,
                now.instant());
        List<Found> inDistrict = finding.inDistrict(caller.district(), asked, filed -> true, LOOKED_AT);
        return new FilingDocument(
                own(caller, asked, filing.enterprise(), inDistrict), commonProblems(caller, asked, inDistrict));
    }

    private List<OwnDocument> own(Caller caller, Request asked, @Nullable EnterpriseId only, List<Found> inDistrict) {
        List<Found> found = switch (caller.role()) {
            case ENTERPRISE ->
                caller.enterprise() == null
                        ? List.of()
                        : finding.amongOwn(caller.district(), asked, Set.of(caller.enterprise()), null, LOOKED_AT);
            case OFFICER ->
                finding.amongOwn(caller.district(), asked, caller.looksAfter(), caller.account(), LOOKED_AT);
            default ->
                only == null ? inDistrict : finding.amongOwn(caller.district(), asked, Set.of(only), null, LOOKED_AT);
        };
        Map<TicketId, TicketFacts> known =
                facts.find(found.stream().map(it -> it.filed().ticket()).toList());
        return found.stream()
                .filter(it -> isShown(caller, only, known.get(it.filed().ticket())))
                .limit(SHOWN_WHILE_FILING)
                .map(it -> {
                    TicketFacts ticket =
                            Objects.requireNonNull(known.get(it.filed().ticket()));
                    return new OwnDocument(
                            ticket.ticket(),
                            ticket.number(),
                            ticket.title(),
                            ticket.state(),
                            ticket.submittedAt(),
                            it.similarity().score(),
                            PartDocument.of(it.similarity()));
                })
                .toList();
    }

    private static boolean isShown(Caller caller, @Nullable EnterpriseId only, @Nullable TicketFacts ticket) {
        return ticket != null
                && ticket.access().isGrantedTo(caller)
                && (only == null || only.equals(ticket.enterprise()))
                && (ticket.isLive() || ticket.state() == TicketState.MERGED);
    }

    /** By what they say themselves, or by one of their tickets: whose it is stays hidden, the problem is public. */
    private List<PublicDocument> commonProblems(Caller caller, Request asked, List<Found> inDistrict) {
        Map<SubjectId, Double> scores = new HashMap<>();
        Map<TicketId, SubjectId> open = problems.openOf(
                inDistrict.stream().map(found -> found.filed().ticket()).toList());
        inDistrict.forEach(found -> {
            SubjectId problem = open.get(found.filed().ticket());
            if (problem != null) {
                scores.merge(problem, found.similarity().score(), Math::max);
            }
        });
        List<CommonProblem> published = problems.published(caller.district(), PUBLISHED);
        for (CommonProblem problem : published) {
            Request said = new Request(
                    Features.of(caller.district(), problem.title(), problem.description()),
                    null,
                    null,
                    null,
                    null,
                    problem.openedAt());
            Similarity similarity = Similarity.between(
                    asked, said, rarities.of(caller.district()).rarity());
            if (similarity.isAlike()) {
                scores.merge(problem.id(), similarity.score(), Math::max);
            }
        }
        List<CommonProblem> alike = published.stream()
                .filter(problem -> scores.containsKey(problem.id()))
                .sorted(Comparator.comparingDouble((CommonProblem problem) -> -scores.getOrDefault(problem.id(), 0.0))
                        .thenComparing(problem -> problem.id().value()))
                .limit(SHOWN_WHILE_FILING)
                .toList();
        return new PublicProblems(problems, facts).of(caller, alike);
    }

    @GetMapping
    @Operation(
            summary = "Tickets that may be about the same matter as this one, the most alike first",
            description =
                    "Live ones, merged ones and those closed not long ago, with what speaks for it and whether they can "
                            + "be merged now.")
    CandidatesDocument candidates(
            @Parameter(description = "The ticket's id, or its number such as QT-2023-000042")
                    @RequestParam(required = false)
                    @Nullable
                    String ticket,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("ticket"), request);
        TicketFacts one = tickets.find(ticket, caller);
        Filed filed = Filed.of(one);
        List<Found> found = finding.inDistrict(
                one.district(),
                filed.request(),
                other -> !other.ticket().equals(one.ticket())
                        && caller.jurisdiction()
                                .covers(other.request().chain(), other.request().place()),
                SHOWN);
        Map<TicketId, TicketFacts> known =
                facts.find(found.stream().map(it -> it.filed().ticket()).toList());
        return new CandidatesDocument(
                TicketLine.of(one),
                found.stream()
                        .filter(it -> known.containsKey(it.filed().ticket()))
                        .map(it -> CandidateDocument.of(
                                one, Objects.requireNonNull(known.get(it.filed().ticket())), it.similarity()))
                        .toList());
    }

    @GetMapping("/merged")
    @Operation(
            summary = "What is merged into a ticket, directly or by way of another",
            description = "For the desk, and for the unit that leads: it answers for all of them.")
    MergedListDocument merged(
            @Parameter(description = "The ticket's id, or its number such as QT-2023-000042")
                    @RequestParam(required = false)
                    @Nullable
                    String ticket,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("ticket"), request);
        TicketFacts one = tickets.find(ticket, caller);
        if (caller.role() == Role.HANDLER && !Objects.equals(one.lead(), caller.unit())) {
            throw TicketsByName.none(String.valueOf(ticket));
        }
        List<Merge> under = merges.into(one.ticket());
        Map<TicketId, TicketFacts> known =
                facts.find(under.stream().map(Merge::ticket).collect(Collectors.toSet()));
        return new MergedListDocument(
                TicketLine.of(one),
                under.stream()
                        .filter(merge -> known.containsKey(merge.ticket()))
                        .filter(merge -> caller.role() == Role.HANDLER
                                || Objects.requireNonNull(known.get(merge.ticket()))
                                        .access()
                                        .isGrantedTo(caller))
                        .map(merge -> new MergedDocument(
                                TicketLine.of(Objects.requireNonNull(known.get(merge.ticket()))),
                                merge.into(),
                                merge.since()))
                        .toList());
    }
}
