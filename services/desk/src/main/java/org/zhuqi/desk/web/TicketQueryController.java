package org.zhuqi.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.application.TicketQuery;
import org.zhuqi.desk.application.WaitingForVersions;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;

/** Tickets to read. What a caller may not see is not there. */
@RestController
@RequestMapping("/api/v1/tickets")
@Tag(name = "tickets", description = "Tickets as the caller may see them.")
public class TicketQueryController {
    private static final String AT_LEAST =
            "Answer once the ticket shows this version, after 2 s at the latest; then with the header Zhuqi-Stale.";
    private static final String STALE = "Zhuqi-Stale";
    private static final int COUNTED = 10_000;

    private final Tickets tickets;
    private final ByIdOrNumber byIdOrNumber;
    private final TicketDocuments documents;
    private final TimelineDocuments timelines;
    private final WaitingForVersions waiting;
    private final InstantSource now;

    public TicketQueryController(
            Tickets tickets,
            ByIdOrNumber byIdOrNumber,
            TicketDocuments documents,
            TimelineDocuments timelines,
            WaitingForVersions waiting,
            InstantSource now) {
        this.tickets = tickets;
        this.byIdOrNumber = byIdOrNumber;
        this.documents = documents;
        this.timelines = timelines;
        this.waiting = waiting;
        this.now = now;
    }

    @GetMapping
    @Operation(summary = "The tickets that the caller may see, filtered, sorted, page by page")
    ResponseEntity<TicketPage> list(
            @ParameterObject TicketListParameters parameters,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(TicketListParameters.NAMES, request);
        TicketQuery query = parameters.query(now.instant());
        boolean counted = parameters.counts();
        boolean fresh = showsAll(parameters.versionsToWaitFor(), caller);

        List<Tickets.Found> found = tickets.page(caller, query);
        boolean more = found.size() > query.limit();
        List<Tickets.Found> page = more ? found.subList(0, query.limit()) : found;
        TicketPage answer = new TicketPage(
                documents.list(page, caller),
                more ? new Cursor(query.order(), page.get(page.size() - 1).position()).text() : null,
                counted ? total(tickets.count(caller, query, COUNTED)) : null);
        return answer(fresh).body(answer);
    }

    @GetMapping("/{idOrNumber}")
    @Operation(summary = "A ticket, with what the caller may do next; the ETag is its version")
    ResponseEntity<TicketDocument> ticket(
            @Parameter(description = "The ticket's id, or its number such as QT-2023-000042") @PathVariable
                    String idOrNumber,
            @Parameter(description = AT_LEAST) @RequestParam(required = false) @Nullable String atLeast,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Reading reading = read(idOrNumber, atLeast, caller, request);
        return answer(reading.fresh())
                .eTag("\"" + reading.ticket().version() + "\"")
                .body(documents.single(reading.ticket(), caller));
    }

    @GetMapping("/{idOrNumber}/timeline")
    @Operation(summary = "What happened to a ticket, as far as the caller may know")
    ResponseEntity<TimelineDocument> timeline(
            @Parameter(description = "The ticket's id, or its number such as QT-2023-000042") @PathVariable
                    String idOrNumber,
            @Parameter(description = AT_LEAST) @RequestParam(required = false) @Nullable String atLeast,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Reading reading = read(idOrNumber, atLeast, caller, request);
        return answer(reading.fresh())
                .eTag("\"" + reading.ticket().version() + "\"")
                .body(timelines.of(reading.ticket(), caller));
    }

    private record Reading(TicketView ticket, boolean fresh) {}

    private Reading read(String idOrNumber, @Nullable String atLeast, Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of("atLeast"), request);
        Long version = Parameters.optional("atLeast", atLeast, Version::number, "3");
        boolean fresh = version == null
                || waiting.until(
                        () -> byIdOrNumber
                                .find(idOrNumber, caller)
                                .filter(ticket -> ticket.version() >= version)
                                .isPresent(),
                        ByIdOrNumber.idOf(idOrNumber).map(Set::of).orElse(Set.of()));
        return new Reading(byIdOrNumber.get(idOrNumber, caller), fresh);
    }

    private boolean showsAll(List<Version> versions, Caller caller) {
        if (versions.isEmpty()) {
            return true;
        }
        Set<TicketId> ids = versions.stream().map(Version::ticket).collect(Collectors.toUnmodifiableSet());
        return waiting.until(
                () -> {
                    Map<TicketId, Long> shown = tickets.versions(caller, ids);
                    return versions.stream().allMatch(each -> shown.getOrDefault(each.ticket(), 0L) >= each.version());
                },
                ids);
    }

    private static ResponseEntity.BodyBuilder answer(boolean fresh) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return fresh ? answer : answer.header(STALE, "true");
    }

    private static String total(long count) {
        return count > COUNTED ? COUNTED + "+" : Long.toString(count);
    }
}
