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
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.application.Attempt;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.RecordingVisits;
import org.zhuqi.dispatch.application.RecordingVisits.Report;
import org.zhuqi.dispatch.application.VisitFigures;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.Visit;
import org.zhuqi.dispatch.domain.VisitFilter;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.postgres.VisitRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** Officers' visits to enterprises (走访). */
@RestController
@RequestMapping("/api/v1/visits")
@Tag(name = "visits", description = "Officers at enterprises.")
public class VisitController {
    private static final int SHORT = 500;
    private static final int LONG = 5000;
    private static final int LONGEST_WAIT = 3660;
    private static final String A_DAY = "2023-04-06";

    private final RecordingVisits recording;
    private final VisitFigures figures;
    private final VisitRows visits;
    private final TicketFactRows tickets;

    public VisitController(RecordingVisits recording, VisitFigures figures, VisitRows visits, TicketFactRows tickets) {
        this.recording = recording;
        this.figures = figures;
        this.visits = visits;
        this.tickets = tickets;
    }

    @JsonIgnoreProperties({"id", "version", "chain", "place", "recordedBy", "recordedAt", "struckOut"})
    record VisitForm(
            @Nullable EnterpriseId enterprise,

            @Schema(description = "The day in China, not in the future.", example = A_DAY) @Nullable
            LocalDate visitedOn,

            @Schema(description = "Who was there. An officer who writes it down is among them anyway.") @Nullable
            List<@Nullable AccountId> officers,

            @Schema(description = "The units that came along.") @Nullable
            List<@Nullable UnitId> units,

            @Schema(description = "At most 500 characters.") @Nullable
            String purpose,

            @Schema(description = "At most 5000 characters.") @Nullable
            String findings,

            @Schema(
                    description =
                            "Tickets that were filed for what was found. Of a change: absent leaves them as they are.")
            @Nullable
            List<@Nullable TicketId> tickets) {

        /** @param before what is changed, which says what the form does not */
        Report report(@Nullable Visit before, FieldFaults faults) {
            EnterpriseId whom = enterprise == null && before != null ? before.enterprise() : enterprise;
            LocalDate day = visitedOn == null && before != null ? before.visitedOn() : visitedOn;
            faults.needs("enterprise", whom);
            faults.needs("visitedOn", day);
            List<AccountId> whoCame = faults.list("officers", officers, Visit.MOST);
            List<UnitId> alongside = faults.list("units", units, Visit.MOST);
            String whatFor = faults.optional("purpose", purpose, SHORT);
            String found = faults.optional("findings", findings, LONG);
            List<TicketId> filed = tickets == null ? null : faults.list("tickets", tickets, Visit.MOST);
            faults.orRefuse();
            return new Report(
                    Objects.requireNonNull(whom),
                    Objects.requireNonNull(day),
                    whoCame,
                    alongside,
                    whatFor,
                    found,
                    filed);
        }
    }

    record JoinForm(
            @Schema(description = "Officers who came along; the officer who asks is added anyway.") @Nullable
            List<@Nullable AccountId> officers,

            @Schema(description = "Units that came along.") @Nullable
            List<@Nullable UnitId> units,

            @Schema(description = "One unit that came along.") @Nullable
            UnitId unit) {}

    record StrikeOutForm(
            @Schema(description = "Why, at most 500 characters.") @Nullable
            String reason) {}

    record TicketsForm(@Nullable List<@Nullable TicketId> tickets) {}

    record OfficerCount(AccountId officer, long visits, long enterprises) {}

    record PlaceCount(
            @Schema(description = "Absent: enterprises that belong to no town or park.") @Nullable
            PlaceId place,

            long visits,
            long enterprises) {}

    record SummaryDocument(
            LocalDate from,
            LocalDate to,

            @Schema(description = "However many officers and units came along, a visit counts once.")
            long visits,

            @Schema(description = "Different enterprises.") long enterprises,

            @Schema(description = "Active enterprises with which an officer is paired now.")
            long lookedAfter,

            @Schema(description = "Those of them that were visited: the numerator of the share.")
            long lookedAfterVisited,

            @Schema(description = "Visits of which findings are written down.")
            long withFindings,

            @Schema(description = "Different tickets that were filed for what was found.")
            long problems,

            @Schema(description = "A visit counts for each officer who was there; at most 1000.")
            List<OfficerCount> officers,

            @Schema(description = "By town or park; at most 1000.")
            List<PlaceCount> places) {}

    record WaitingDocument(
            EnterpriseId enterprise,
            String name,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            List<AccountId> officers,

            @Schema(description = "Absent: never.") @Nullable
            LocalDate lastVisitedOn,

            @Nullable Long days) {}

    @GetMapping
    @Operation(summary = "The visits that the caller may see, the latest day first")
    Page<VisitDocument> list(
            @RequestParam(required = false) @Nullable String enterprise,
            @RequestParam(required = false) @Nullable String officer,
            @Parameter(description = "A unit that came along.") @RequestParam(required = false) @Nullable String unit,
            @Parameter(description = "The first day.", example = A_DAY) @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "The last day.", example = A_DAY) @RequestParam(required = false) @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String chain,
            @RequestParam(required = false) @Nullable String place,
            @Parameter(description = "true: only those after which no ticket was filed.")
                    @RequestParam(required = false)
                    @Nullable
                    String withoutTicket,
            @Parameter(description = "true: those that were struck out, in place of those that count.")
                    @RequestParam(required = false)
                    @Nullable
                    String struckOut,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(
                Set.of(
                        "enterprise",
                        "officer",
                        "unit",
                        "from",
                        "to",
                        "chain",
                        "place",
                        "withoutTicket",
                        "struckOut",
                        "limit",
                        "cursor"),
                request);
        int size = Page.limit(limit);
        VisitFilter filter = new VisitFilter(
                Parameters.optional("enterprise", enterprise, EnterpriseId::of, "qt-ent-001"),
                Parameters.optional("officer", officer, AccountId::of, "qt-officer"),
                Parameters.optional("unit", unit, UnitId::of, "qt-zrzy"),
                Parameters.optional("from", from, VisitController::day, A_DAY),
                Parameters.optional("to", to, VisitController::day, A_DAY),
                Parameters.optional("chain", chain, ChainId::of, "sy-advanced-materials"),
                Parameters.optional("place", place, PlaceId::of, "qt-xiasha"),
                flag("withoutTicket", withoutTicket),
                flag("struckOut", struckOut),
                position(cursor));
        List<Visit> found = visits.page(filter, caller, size + 1);
        Set<TicketId> seen = seen(found, caller);
        return Page.of(
                found,
                size,
                visit -> VisitDocument.of(visit, caller, seen),
                visit -> Page.cursor(visit.visitedOn().toString(), visit.id().text()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A visit")
    ResponseEntity<VisitDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(shown(id, caller), caller);
    }

    @PostMapping
    @Operation(
            summary = "Write down a visit",
            description =
                    "One per enterprise and day: a second one is answered 409 with the id of the first, which one "
                            + "joins. An officer writes down visits to enterprises paired with it, a coordinator those of its part "
                            + "of the district, the importer those of the past. Tickets that an officer who was there filed for "
                            + "the enterprise on that day are linked by themselves.")
    ResponseEntity<VisitDocument> record(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = VisitForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @Parameter(description = "Sending the same again with the same key makes no second visit.")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        FieldFaults faults = FieldFaults.ofForm();
        Report report = Bodies.read(body, VisitForm.class).report(null, faults);
        Visit visit = recording
                .record(report, IdempotencyKey.checked(key), caller, faults)
                .orThrow();
        return Answers.created("/api/v1/visits/" + visit.id(), visit.version(), document(visit, caller));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Put right what is written down of a visit",
            description = "By who came along or the coordinator, on the version that the caller saw (If-Match). "
                    + "The enterprise and the day stay: a wrong one is struck out and written down anew.")
    ResponseEntity<VisitDocument> change(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = VisitForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Visit visit = shown(id, caller);
        long expected = Versions.required(ifMatch);
        FieldFaults faults = FieldFaults.ofForm();
        Report report = Bodies.read(body, VisitForm.class).report(visit, faults);
        return answer(recording.change(visit.id(), report, expected, caller, faults), caller);
    }

    @PostMapping("/{id}/join")
    @Operation(
            summary = "Join a visit that one came along to",
            description = "Adds the officer who asks, and the officers and units that are named. "
                    + "Who is there already changes nothing.")
    ResponseEntity<VisitDocument> join(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = JoinForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Visit visit = shown(id, caller);
        FieldFaults faults = FieldFaults.ofForm();
        JoinForm form = Bodies.read(body, JoinForm.class, new JoinForm(null, null, null));
        List<UnitId> units = faults.list("units", form.units(), Visit.MOST);
        UnitId unit = form.unit();
        List<UnitId> all = unit == null || units.contains(unit)
                ? units
                : Stream.concat(units.stream(), Stream.of(unit)).toList();
        List<AccountId> officers = faults.list("officers", form.officers(), Visit.MOST);
        faults.orRefuse();
        return answer(recording.join(visit.id(), officers, all, caller, faults), caller);
    }

    @PostMapping("/{id}/tickets")
    @Operation(
            summary = "Link tickets that were filed for what was found",
            description = "They are of the enterprise that was visited. One that is linked already changes nothing.")
    ResponseEntity<VisitDocument> link(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = TicketsForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Visit visit = shown(id, caller);
        FieldFaults faults = FieldFaults.ofForm();
        List<TicketId> filed =
                faults.list("tickets", Bodies.read(body, TicketsForm.class).tickets(), Visit.MOST);
        faults.orRefuse();
        return answer(recording.link(visit.id(), filed, caller, faults), caller);
    }

    @PostMapping("/{id}/strike-out")
    @Operation(
            summary = "Strike out a visit that was written down by mistake",
            description = "It is kept, but no longer counted. By who came along or the coordinator.")
    ResponseEntity<VisitDocument> strikeOut(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = StrikeOutForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Visit visit = shown(id, caller);
        Long expected = Versions.optional(ifMatch);
        FieldFaults faults = FieldFaults.ofForm();
        String reason =
                faults.text("reason", Bodies.read(body, StrikeOutForm.class).reason(), SHORT);
        faults.orRefuse();
        return answer(recording.strikeOut(visit.id(), reason, expected, caller), caller);
    }

    @GetMapping("/summary")
    @Operation(
            summary = "How much was visited in a period, as far as the caller may see",
            description =
                    "Both days belong to the period. The share of the enterprises looked after that were visited is "
                            + "lookedAfterVisited of lookedAfter.")
    SummaryDocument summary(
            @Parameter(description = "The first day.", example = "2023-01-01") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "The last day.", example = "2023-12-31") @RequestParam(required = false) @Nullable
                    String to,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("from", "to"), request);
        LocalDate first = Parameters.optional("from", from, VisitController::day, A_DAY);
        LocalDate last = Parameters.optional("to", to, VisitController::day, A_DAY);
        if (first == null || last == null || last.isBefore(first)) {
            throw Problem.badRequest(
                            "The parameters 'from' and 'to' must name a period, the earlier day first.",
                            "请用参数 from 和 to 指定时间段。")
                    .asException();
        }
        VisitFigures.Summary found = figures.summary(first, last, caller);
        return new SummaryDocument(
                first,
                last,
                found.totals().visits(),
                found.totals().enterprises(),
                found.lookedAfter(),
                found.lookedAfterVisited(),
                found.totals().withFindings(),
                found.totals().problems(),
                found.byOfficer().stream()
                        .map(it -> new OfficerCount(it.of(), it.visits(), it.enterprises()))
                        .toList(),
                found.byPlace().stream()
                        .map(it -> new PlaceCount(it.of(), it.visits(), it.enterprises()))
                        .toList());
    }

    @GetMapping("/overdue")
    @Operation(
            summary =
                    "The enterprises that an officer looks after and that wait for a visit, the longest waiting first")
    Page<WaitingDocument> overdue(
            @Parameter(description = "Not visited for so many days or more, 1 to 3660. Default: 90.", example = "90")
                    @RequestParam(required = false)
                    @Nullable
                    String days,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("days", "limit", "cursor"), request);
        Integer wait = Parameters.optional("days", days, VisitController::wait, "90 (1 to 3660)");
        int size = Page.limit(limit);
        List<String> after = Page.position(cursor, 2);
        List<VisitFigures.Waiting> waiting = figures.overdue(wait == null ? 90 : wait, caller).stream()
                .filter(it -> after == null || sortedBy(it).compareTo(after.getFirst() + " " + after.getLast()) > 0)
                .limit(size + 1L)
                .toList();
        return Page.of(
                waiting,
                size,
                it -> new WaitingDocument(
                        it.enterprise().enterprise(),
                        it.enterprise().name(),
                        it.enterprise().chain(),
                        it.enterprise().place(),
                        it.officers(),
                        it.lastVisitedOn(),
                        it.lastVisitedOn() == null ? null : figures.daysSince(it.lastVisitedOn())),
                it -> Page.cursor(sortedBy(it).split(" ", 2)));
    }

    /** Texts that sort as {@link VisitFigures#ORDER} does. */
    private static String sortedBy(VisitFigures.Waiting waiting) {
        return "%s %s"
                .formatted(
                        waiting.lastVisitedOn() == null ? "1900-01-01" : waiting.lastVisitedOn(),
                        waiting.enterprise().enterprise());
    }

    private ResponseEntity<VisitDocument> answer(Attempt<Visit> attempt, Caller caller) {
        return answer(attempt.orThrow(), caller);
    }

    private ResponseEntity<VisitDocument> answer(Visit visit, Caller caller) {
        return Answers.ok(visit.version(), document(visit, caller));
    }

    private VisitDocument document(Visit visit, Caller caller) {
        return VisitDocument.of(visit, caller, seen(List.of(visit), caller));
    }

    /** Who may not know of it is told so, whatever else is wrong with the request. */
    private Visit shown(String id, Caller caller) {
        return visits.find(caller.district(), Answers.id(SubjectKind.VISIT, id))
                .filter(it -> it.isShownTo(caller))
                .orElseThrow(() -> Answers.missing(SubjectKind.VISIT, id));
    }

    /** The tickets linked to these that the caller may see. */
    private Set<TicketId> seen(Collection<Visit> found, Caller caller) {
        Set<TicketId> linked =
                found.stream().flatMap(it -> it.tickets().stream()).collect(Collectors.toSet());
        return linked.isEmpty()
                ? Set.of()
                : tickets.find(linked).values().stream()
                        .filter(it -> it.access().isGrantedTo(caller))
                        .map(TicketFacts::ticket)
                        .collect(Collectors.toSet());
    }

    private static VisitFilter.@Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 2);
        try {
            return parts == null
                    ? null
                    : new VisitFilter.Position(day(parts.getFirst()), SubjectId.of(parts.getLast()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Parameters.refuse("cursor", String.valueOf(cursor), "'next' of the page before");
        }
    }

    /** Between days that a database can hold. */
    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < 1900 || day.getYear() > 9999) {
            throw new IllegalArgumentException(text);
        }
        return day;
    }

    private static Integer wait(String text) {
        int days = Integer.parseInt(text);
        if (days < 1 || days > LONGEST_WAIT) {
            throw new IllegalArgumentException(text);
        }
        return days;
    }

    private static boolean flag(String name, @Nullable String text) {
        return Boolean.TRUE.equals(Parameters.optional(name, text, Parameters::flag, "true or false"));
    }
}
