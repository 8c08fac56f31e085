package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.application.Following;
import org.zhuqi.metrics.postgres.FlowRows.Ended;
import org.zhuqi.metrics.postgres.FlowRows.Gone;
import org.zhuqi.metrics.postgres.FlowRows.Link;
import org.zhuqi.metrics.postgres.FlowRows.Position;
import org.zhuqi.metrics.postgres.FlowRows.Way;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** Which way tickets went: who got them first, and who handed them on to whom. */
@RestController
@RequestMapping("/api/v1/metrics/flow")
@Tag(name = "metrics")
public class FlowController {
    private final Asking asking;
    private final Following following;

    public FlowController(Asking asking, Following following) {
        this.asking = asking;
        this.following = following;
    }

    @Schema(
            name = "FlowLink",
            description =
                    "Tickets of an item to their first unit, from a unit to another, or what came of them with the last.")
    record LinkDocument(
            @Schema(
                    description =
                            "Which of their units the target is, 1 the first; without a target, how many had them.")
            int turn,

            @Schema(description = "Absent if a unit had them before.") @Nullable
            String item,

            @Schema(description = "The unit that had them before; absent if none had.") @Nullable
            String source,

            @Schema(description = "The unit that got them; absent if they stayed.") @Nullable
            String target,

            @Schema(description = "What came of those that stayed; absent if they went on.") @Nullable
            Ended ended,

            long tickets) {
        static LinkDocument of(Link link) {
            return new LinkDocument(
                    link.turn(), link.item(), link.source(), link.target(), link.ended(), link.tickets());
        }
    }

    @Schema(name = "Flow")
    record FlowDocument(Sentence sentence, LocalDate from, LocalDate to, Instant at, List<LinkDocument> links) {}

    @GetMapping
    @Operation(
            summary = "Which way tickets went: who got them first, who handed them on to whom, and how they ended",
            description =
                    "Of the tickets collected in the period, as far as they had gone by the cut-off. The widest first.")
    FlowDocument flow(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Asking.Read read = asking.readOfTimes(request, caller, Set.of());
        return new FlowDocument(
                Following.SENTENCE,
                read.fromDay(),
                read.toDay(),
                read.question().at(),
                following.links(read.question()).stream().map(LinkDocument::of).toList());
    }

    @Schema(name = "FlowTicket")
    record GoneDocument(
            TicketId id,
            String number,
            Instant receivedAt,

            @Schema(description = "When it went that way last.")
            Instant wentAt) {
        static GoneDocument of(Gone gone) {
            return new GoneDocument(gone.ticket(), gone.number().text(), gone.receivedAt(), gone.since());
        }
    }

    @GetMapping("/tickets")
    @Operation(summary = "The tickets that went a way, the last received first: as many as its link says")
    Page<GoneDocument> tickets(
            @Parameter(description = "The unit that got them; or say how they ended with the last.")
                    @RequestParam(required = false)
                    @Nullable
                    String target,
            @Parameter(description = "What came of those that stayed: SOLVED, ANSWERED or OPEN.")
                    @RequestParam(required = false)
                    @Nullable
                    String ended,
            @Parameter(description = "The 'turn' of the link. Default: any.") @RequestParam(required = false) @Nullable
                    String turn,
            @Parameter(
                            description =
                                    "The unit that had them before, or with which they ended; or say of which item they are.")
                    @RequestParam(required = false)
                    @Nullable
                    String source,
            @Parameter(description = "Of the tickets that no unit had before: their item.")
                    @RequestParam(required = false)
                    @Nullable
                    String firstOf,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.readOfTimes(
                request, caller, Set.of("target", "ended", "turn", "source", "firstOf", "limit", "cursor"));
        boolean whole = target == null
                ? ended != null && firstOf == null
                : ended == null && (source == null) != (firstOf == null);
        if (!whole) {
            throw Problem.badRequest(
                            "Say the 'target', and either the 'source' or of which item they are ('firstOf'); or how they"
                                    + " 'ended', if need be with which 'source'.",
                            "请指定 target，并在 source 与 firstOf 中指定其一；或指定 ended，可再指定 source。")
                    .asException();
        }
        Way way = new Way(
                Parameters.optional("turn", turn, Integer::valueOf, "2"),
                firstOf,
                source,
                target,
                Parameters.optional("ended", ended, Ended::valueOf, "OPEN"));
        int size = Page.limit(limit);
        return Page.of(
                following.tickets(read.question(), way, position(cursor), size + 1),
                size,
                GoneDocument::of,
                last -> Page.cursor(last.receivedAt().toString(), last.ticket().text()));
    }

    private static @Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 2);
        return parts == null
                ? null
                : Parameters.optional(
                        "cursor",
                        cursor,
                        any -> new Position(Instant.parse(parts.get(0)), TicketId.of(parts.get(1))),
                        "'next' of the page before");
    }
}
