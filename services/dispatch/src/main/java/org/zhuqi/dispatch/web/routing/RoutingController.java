package org.zhuqi.dispatch.web.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.routing.DirectoryNames;
import org.zhuqi.dispatch.application.routing.Queues;
import org.zhuqi.dispatch.application.routing.Suggesting;
import org.zhuqi.dispatch.application.routing.Suggesting.Suggested;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.Matter;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.dispatch.domain.routing.Reason;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures.Load;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** 派单建议: which unit should have a ticket, whose desk has it now, and what the units have in hand. */
@RestController
@RequestMapping("/api/v1/routing")
@Tag(name = "routing", description = "Which unit a ticket should go to, and why.")
public class RoutingController {
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_DESCRIPTION = 5000;

    private final Suggesting suggesting;
    private final Queues queues;
    private final RoutingFigures figures;
    private final TicketFactRows tickets;
    private final KnownDirectory directory;
    private final Menu menu;
    private final InstantSource now;

    public RoutingController(
            Suggesting suggesting,
            Queues queues,
            RoutingFigures figures,
            TicketFactRows tickets,
            KnownDirectory directory,
            Menu menu,
            InstantSource now) {
        this.suggesting = suggesting;
        this.queues = queues;
        this.figures = figures;
        this.tickets = tickets;
        this.directory = directory;
        this.menu = menu;
        this.now = now;
    }

    record LoadDocument(
            UnitId unit,
            String name,

            @Schema(description = "Tickets that it leads and has not answered.")
            long open,

            Map<TicketState, Long> byState,

            @Schema(description = "Open tickets with which it helps.")
            long assisting,

            @Schema(description = "How often a ticket went to it as lead in the last 90 days.")
            long turns,

            @Schema(description = "How many of these came back.")
            long cameBack,

            @Schema(description = "cameBack / turns; absent if there were none.") @Nullable
            Double bounceShare) {
        static LoadDocument of(UnitId unit, String name, Load load) {
            return new LoadDocument(
                    unit,
                    name,
                    load.open(),
                    load.byState(),
                    load.assisting(),
                    load.turns(),
                    load.cameBack(),
                    load.turns() == 0 ? null : (double) load.cameBack() / load.turns());
        }
    }

    record SuggestionDocument(
            UnitId unit,
            String name,

            @Schema(description = "Its part of all that speaks for any unit, 0 to 1.")
            double score,

            @Schema(description = "The sum of the reasons' points: so many solved cases speak for it.")
            double points,

            List<UnitId> assistants,
            List<Reason> reasons,
            LoadDocument load) {
        static SuggestionDocument of(Suggested suggested) {
            UnitId unit = suggested.suggestion().unit();
            return new SuggestionDocument(
                    unit,
                    suggested.name(),
                    suggested.suggestion().score(),
                    suggested.suggestion().points(),
                    suggested.suggestion().assistants(),
                    suggested.suggestion().reasons(),
                    LoadDocument.of(unit, suggested.name(), suggested.load()));
        }
    }

    record Suggestions(
            @Schema(description = "The best first, five at the most.")
            List<SuggestionDocument> items) {
        static Suggestions of(List<Suggested> suggested) {
            return new Suggestions(
                    suggested.stream().map(SuggestionDocument::of).toList());
        }
    }

    @GetMapping("/suggestions")
    @Operation(
            summary = "Which units should lead a ticket, each with its reasons",
            description = "Only for tickets within the caller's jurisdiction. Nothing is decided by it.")
    Suggestions suggestions(
            @Parameter(description = "Id or number.", example = "QT-2023-000042")
                    @RequestParam(required = false)
                    @Nullable
                    String ticket,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("ticket"), request);
        if (ticket == null || ticket.isBlank()) {
            throw Problem.badRequest("Say which ticket: ticket=<id or number>.", "请用参数 ticket 指定诉求单编号。")
                    .asException();
        }
        TicketFacts facts = find(ticket, caller)
                .filter(found -> found.access().isGrantedTo(caller))
                .orElseThrow(() -> Problem.notFound(
                                "There is no ticket %s that you may see.".formatted(ticket),
                                "没有您可查看的诉求单 %s。".formatted(ticket))
                        .asException());
        return Suggestions.of(suggesting.forTicket(facts, caller.jurisdiction()));
    }

    private Optional<TicketFacts> find(String idOrNumber, Caller caller) {
        try {
            return idOrNumber.length() == 36
                    ? tickets.find(TicketId.of(idOrNumber))
                    : tickets.find(caller.district(), TicketNumber.of(idOrNumber));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    record DraftForm(
            @Nullable CatalogueItemId item,
            @Nullable String title,
            @Nullable String description,

            @Schema(description = "Whose request it is: its chain, place and size count.") @Nullable
            EnterpriseId enterprise) {}

    @PostMapping("/suggestions")
    @Operation(
            summary = "Which units should lead what is not filed yet",
            description = "Nothing is kept of what is sent.")
    Suggestions suggestionsForDraft(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DraftForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        DraftForm form = Bodies.read(body, DraftForm.class);
        new Bodies.Needs().the("item", form.item()).the("title", form.title()).orRefuse();
        String title = Bodies.some(form.title());
        String description = Bodies.some(form.description());
        if (title.length() > LONGEST_TITLE || description.length() > LONGEST_DESCRIPTION) {
            throw Problem.badRequest(
                            "The title has at most 120 characters, the description at most 5000.",
                            "标题最多120字，描述最多5000字。")
                    .asException();
        }
        DirectoryEntry.Enterprise enterprise = form.enterprise() == null ? null : enterprise(form.enterprise(), caller);
        Matter matter = new Matter(
                Objects.requireNonNull(form.item()),
                title,
                description,
                enterprise == null ? null : enterprise.chain(),
                enterprise == null ? null : enterprise.place(),
                enterprise == null ? null : enterprise.size(),
                List.of());
        return Suggestions.of(suggesting.forDraft(caller.district(), matter, caller.jurisdiction()));
    }

    private DirectoryEntry.Enterprise enterprise(EnterpriseId id, Caller caller) {
        return directory
                .enterprise(id)
                .filter(known -> known.district().equals(caller.district())
                        && caller.jurisdiction().covers(known.chain(), known.place()))
                .orElseThrow(() -> Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "unknown-enterprise",
                                "There is no enterprise '%s' within your reach.".formatted(id),
                                "您的管辖范围内没有企业“%s”。".formatted(id))
                        .asException());
    }

    @GetMapping("/queues")
    @Operation(
            summary = "Which desk has what waits to be dispatched or ruled on",
            description =
                    "Each chain's joint committee, each place whose office the rules name for it, and the district's "
                            + "own desk for the rest; as far as the caller's jurisdiction reaches.")
    List<Queues.Queue> queues(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return queues.of(caller.district(), caller.jurisdiction());
    }

    @GetMapping("/loads")
    @Operation(
            summary = "What the units have in hand, and what came back from them in the last 90 days",
            description = "Of the tickets within the caller's jurisdiction.")
    List<LoadDocument> loads(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        DirectoryNames names = new DirectoryNames(directory, menu, caller.district());
        return figures
                .loads(
                        caller.district(),
                        caller.jurisdiction(),
                        null,
                        now.instant().minus(Suggesting.BOUNCES_OVER))
                .entrySet()
                .stream()
                .map(entry -> {
                    UnitId unit = new UnitId(entry.getKey());
                    return LoadDocument.of(unit, names.unit(unit), entry.getValue());
                })
                .toList();
    }

    record ItemDocument(String name, RoutingFigures.Ordered figures) {}

    @GetMapping("/items")
    @Operation(
            summary = "How each item of the menu was used in a period",
            description =
                    "Enterprises served and cases: of the tickets submitted in the period, as they are now, without "
                            + "those that were merged, declined or withdrawn; as far as the caller's jurisdiction reaches.")
    List<ItemDocument> items(
            @Parameter(description = "Submitted at or after this time.", example = "2023-01-01T00:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Submitted before this time.", example = "2024-01-01T00:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("from", "to"), request);
        Period period = Period.read(from, to);
        DirectoryNames names = new DirectoryNames(directory, menu, caller.district());
        return figures.items(caller.district(), caller.jurisdiction(), period.from(), period.to()).stream()
                .map(ordered -> new ItemDocument(names.item(ordered.item()), ordered))
                .toList();
    }
}
