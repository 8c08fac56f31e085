package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import org.zhuqi.contracts.ExclusionGround;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.ExcludingTickets;
import org.zhuqi.metrics.application.ExcludingTickets.Outcome;
import org.zhuqi.metrics.application.RequestIds;
import org.zhuqi.metrics.domain.ExclusionId;
import org.zhuqi.metrics.domain.ExclusionRequest;
import org.zhuqi.metrics.domain.ExclusionRequest.By;
import org.zhuqi.metrics.domain.ExclusionState;
import org.zhuqi.metrics.postgres.ExclusionRows;
import org.zhuqi.metrics.web.ExclusionForms.AskForm;
import org.zhuqi.metrics.web.ExclusionForms.DecisionForm;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** 剔除: tickets that are left out of the figures, in public: who asked, why, who approved. */
@RestController
@RequestMapping("/api/v1/metrics/exclusions")
@Tag(name = "metrics")
public class ExclusionController {
    /** Behind the door, for what is shown as possible. */
    private static final Set<Role> WHO_DECIDE = EnumSet.of(Role.SUPERVISOR, Role.ADMIN);

    private final ExcludingTickets excluding;
    private final ExclusionRows rows;

    public ExclusionController(ExcludingTickets excluding, ExclusionRows rows) {
        this.excluding = excluding;
        this.rows = rows;
    }

    /** @param decisions in order; at most an approval and its revocation, or a refusal */
    @Schema(name = "Exclusion")
    record Document(
            String id,
            TicketId ticketId,
            String number,
            ExclusionGround ground,
            String groundZh,
            String reason,
            String evidence,
            ExclusionState state,
            Sentence stateWords,
            AccountId askedBy,
            Role askedAs,
            Instant askedAt,
            List<DecisionDocument> decisions,

            @Schema(description = "What the caller can do now: approve, refuse, revoke.")
            List<String> commands) {
        static Document of(ExclusionRequest request, Caller caller) {
            return new Document(
                    request.id().text(),
                    request.ticket(),
                    request.number().text(),
                    request.ground(),
                    request.ground().zh(),
                    request.reason(),
                    request.evidence(),
                    request.state(),
                    request.state().words(),
                    request.asked().account(),
                    request.asked().role(),
                    request.asked().at(),
                    request.decisions().stream().map(DecisionDocument::of).toList(),
                    commands(request, caller));
        }

        private static List<String> commands(ExclusionRequest request, Caller caller) {
            List<String> commands = new ArrayList<>();
            if (WHO_DECIDE.contains(caller.role())) {
                for (ExclusionState to : ExclusionState.values()) {
                    if (request.whyNot(to, caller.account()).isEmpty()) {
                        commands.add(to.verb().en());
                    }
                }
            }
            return commands;
        }
    }

    @Schema(name = "ExclusionDecision")
    record DecisionDocument(ExclusionState to, AccountId by, Role as, Instant at, String reason) {
        static DecisionDocument of(ExclusionRequest.Decision decision) {
            By by = decision.by();
            return new DecisionDocument(decision.to(), by.account(), by.role(), by.at(), decision.reason());
        }
    }

    @GetMapping
    @Operation(
            summary = "Tickets that are, were or shall be left out of the figures, the latest request first",
            description = "Of the tickets whose figures the caller may see.")
    Page<Document> list(
            @Parameter(description = "ASKED, APPROVED, REFUSED or REVOKED, any number of them. Default: all.")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> state,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("state", "limit", "cursor"), request);
        int size = Page.limit(limit);
        List<String> after = Page.position(cursor, 2);
        List<ExclusionRequest> found = rows.page(
                Asking.reach(caller),
                Set.copyOf(Parameters.all("state", state, ExclusionState::valueOf, "ASKED")),
                after == null
                        ? null
                        : Parameters.optional("cursor", cursor, text -> position(after), "'next' of the page before"),
                size + 1);
        return Page.of(
                found,
                size,
                it -> Document.of(it, caller),
                last -> Page.cursor(last.asked().at().toString(), last.id().text()));
    }

    private static ExclusionRows.Position position(List<String> parts) {
        return new ExclusionRows.Position(Instant.parse(parts.get(0)), ExclusionId.of(parts.get(1)));
    }

    @PostMapping
    @Operation(
            summary = "Ask to leave a ticket out of the figures",
            description = "It is counted as before until a second person approves.")
    ResponseEntity<Document> ask(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = AskForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ExclusionId id = RequestIds.exclusion(caller, IdempotencyKey.checked(key));
        Document asked = answer(
                excluding.ask(caller, Asking.reach(caller), id, ExclusionForms.asked(Bodies.read(body, AskForm.class))),
                caller);
        return ResponseEntity.status(HttpStatus.CREATED).body(asked);
    }

    @PostMapping("/{id}/approve")
    @Operation(
            summary = "Approve that a ticket is left out of the figures",
            description = "At cut-offs from now on; never by the account that asked. Sent again it changes nothing.")
    Document approve(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DecisionForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return decide(id, ExclusionState.APPROVED, body, caller, request);
    }

    @PostMapping("/{id}/refuse")
    @Operation(
            summary = "Refuse to leave a ticket out of the figures",
            description = "Never by the account that asked. Sent again it changes nothing.")
    Document refuse(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DecisionForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return decide(id, ExclusionState.REFUSED, body, caller, request);
    }

    @PostMapping("/{id}/revoke")
    @Operation(
            summary = "Count a ticket again that was left out",
            description = "At cut-offs from now on. Sent again it changes nothing.")
    Document revoke(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DecisionForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return decide(id, ExclusionState.REVOKED, body, caller, request);
    }

    private Document decide(
            String id, ExclusionState to, byte @Nullable [] body, Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        String reason = ExclusionForms.reason(Bodies.read(body, DecisionForm.class));
        return answer(excluding.decide(caller, Asking.reach(caller), id(id), to, reason), caller);
    }

    private static ExclusionId id(String text) {
        try {
            return ExclusionId.of(text);
        } catch (IllegalArgumentException e) {
            throw ExcludingTickets.missing(text).asException();
        }
    }

    private static Document answer(Outcome outcome, Caller caller) {
        return switch (outcome) {
            case Outcome.Done done -> Document.of(done.request(), caller);
            case Outcome.Refused refused -> throw refused.problem().asException();
        };
    }
}
