package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.metrics.application.AskingForRecomputations;
import org.zhuqi.metrics.application.AskingForRecomputations.Refused;
import org.zhuqi.metrics.application.AskingForRecomputations.Taken;
import org.zhuqi.metrics.application.Recomputation;
import org.zhuqi.metrics.domain.Change;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.postgres.ChangedCaseRows;
import org.zhuqi.metrics.postgres.RecomputationRows;
import org.zhuqi.metrics.web.RecomputationDocuments.Document;
import org.zhuqi.metrics.web.RecomputationDocuments.Ticket;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** Figures of the past, counted anew under another definition or policy, and who makes the difference. */
@RestController
@RequestMapping("/api/v1/metrics/recomputations")
@Tag(name = "metrics")
public class RecomputationController {
    private static final int SHOWN = 100;

    private final Asking asking;
    private final AskingForRecomputations asks;
    private final RecomputationRows rows;
    private final ChangedCaseRows changes;
    private final InstantSource now;

    public RecomputationController(
            Asking asking,
            AskingForRecomputations asks,
            RecomputationRows rows,
            ChangedCaseRows changes,
            InstantSource now) {
        this.asking = asking;
        this.asks = asks;
        this.rows = rows;
        this.changes = changes;
        this.now = now;
    }

    @PostMapping
    @Operation(
            summary = "Count figures of the past anew, under another definition or policy",
            description =
                    "Another definition is counted at once. Another policy is tried on the past tickets first, which"
                            + " takes a while: ask at Location how far it is. A coordinator has to be one of the whole district;"
                            + " for a supervisor of a part of it that part is counted. At most three are under way in a district.")
    @ApiResponse(responseCode = "202", description = "It is taken; Location says where its answer will be.")
    ResponseEntity<Document> ask(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RecomputationForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @Parameter(
                            description =
                                    "Sending the same again with the same key is answered with the same recomputation.")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        RecomputationForm form = Bodies.read(body, RecomputationForm.class);
        Recomputation taken = switch (asks.ask(
                form.terms(asking.zone(caller.district()), now.instant().truncatedTo(ChronoUnit.MICROS)),
                IdempotencyKey.checked(key),
                form,
                caller)) {
            case Taken it -> it.recomputation();
            case Refused it -> throw it.problem().asException();
        };
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/metrics/recomputations/" + taken.id()))
                .body(Document.whole(taken));
    }

    @GetMapping
    @Operation(summary = "What was counted anew in the caller's part of the district, the latest first")
    Page<Document> list(
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("limit", "cursor"), request);
        int size = Page.limit(limit);
        return Page.of(
                rows.page(caller.district(), caller.jurisdiction(), position(cursor), size + 1),
                size,
                Document::brief,
                it -> Page.cursor(it.askedAt().toString(), it.id().text()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A recomputation: how far it is, and what the figures are and would be")
    Document one(@PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return Document.whole(shown(id, caller));
    }

    @GetMapping("/{id}/tickets")
    @Operation(summary = "Those who count otherwise: exactly as many as the recomputation says")
    Page<Ticket> tickets(
            @PathVariable String id,
            @Parameter(description = "The figure's key.") @RequestParam(required = false) @Nullable String figure,
            @Parameter(description = "GAINED, LOST, JUDGED or UNJUDGED. Default: all.")
                    @RequestParam(required = false)
                    @Nullable
                    String change,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("figure", "change", "limit", "cursor"), request);
        int size = Page.limit(limit);
        Recomputation recomputation = shown(id, caller);
        if (figure == null || figure.isEmpty()) {
            throw Problem.badRequest("Say of which figure, such as figure=on-time.", "请指明指标，例如 figure=on-time。")
                    .asException();
        }
        if (Figures.find(figure).isEmpty()) {
            throw Asking.unknown(figure);
        }
        List<String> last = Page.position(cursor, 2);
        return Page.of(
                changes.page(
                        recomputation.id(),
                        figure,
                        Parameters.optional("change", change, Change::valueOf, "GAINED, LOST, JUDGED or UNJUDGED"),
                        last == null ? null : new ChangedCaseRows.Position(last.get(0), last.get(1)),
                        size + 1),
                size,
                Ticket::of,
                it -> Page.cursor(it.number().text(), it.part()));
    }

    private Recomputation shown(String id, Caller caller) {
        try {
            return rows.find(TrialId.of(id)).filter(it -> it.isShownTo(caller)).orElseThrow(() -> missing(id));
        } catch (IllegalArgumentException e) {
            throw missing(id);
        }
    }

    /** What is no id leads to nothing, as an unknown one does. */
    private static RuntimeException missing(String id) {
        String text = id.length() > SHOWN ? id.substring(0, SHOWN) + "…" : id;
        return Problem.notFound(
                        "There is no recomputation %s that you may know of.".formatted(text),
                        "没有您可查看的重新计算 %s。".formatted(text))
                .asException();
    }

    private static RecomputationRows.@Nullable Position position(@Nullable String cursor) {
        List<String> last = Page.position(cursor, 2);
        return Parameters.optional(
                "cursor",
                last == null ? null : String.join("\n", last),
                text -> position(List.of(text.split("\n", -1))),
                "'next' of the page before");
    }

    private static RecomputationRows.Position position(List<String> parts) {
        return new RecomputationRows.Position(Instant.parse(parts.get(0)), TrialId.of(parts.get(1)));
    }
}
