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
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.Attempt;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.KnownNames;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.application.PlanningMeetings;
import org.zhuqi.dispatch.application.RequestKeys;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.domain.MeetingStatus;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.MeetingRows;
import org.zhuqi.dispatch.postgres.MeetingRows.Decided;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** 协调会: called, changed, held, and what they decided. */
@RestController
@RequestMapping("/api/v1/meetings")
@Tag(name = "meetings", description = "Meetings about tickets, with their decisions.")
public class MeetingController {
    private static final Set<String> LIST =
            Set.of("kind", "status", "ticket", "unit", "from", "to", "q", "limit", "cursor");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String VERSION = "The version on which you decided, as the ETag gave it.";

    private final MeetingForms forms;
    private final MeetingRows meetings;
    private final NamedTickets tickets;
    private final EventRows events;
    private final PlanningMeetings planning;
    private final Writing writing;

    public MeetingController(
            KnownNames names,
            NamedTickets tickets,
            MeetingRows meetings,
            EventRows events,
            PlanningMeetings planning,
            InstantSource now) {
        this.forms = new MeetingForms(names, tickets);
        this.meetings = meetings;
        this.tickets = tickets;
        this.events = events;
        this.planning = planning;
        this.writing = new Writing(now);
    }

    // -- reading ----------------------------------------------------------------------------------------------------

    @GetMapping
    @Operation(
            summary = "Meetings, the latest first",
            description = "Enterprises and officers find the meetings about tickets of their own.")
    Page<MeetingDocument> list(
            @Parameter(description = "COMMON, INDIVIDUAL or ESCALATED.") @RequestParam(required = false) @Nullable
                    String kind,
            @Parameter(description = "PLANNED, HELD or CANCELLED.") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = "The id of a ticket of the agenda.") @RequestParam(required = false) @Nullable
                    String ticket,
            @Parameter(description = "A unit that is asked to come.") @RequestParam(required = false) @Nullable
                    String unit,
            @Parameter(description = "Begins at or after this time, ISO-8601 with offset.")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Begins before this time.") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "Part of the title. Not for enterprises and officers.")
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
        List<String> place = Page.position(cursor, 2);
        List<Meeting> found = meetings.page(
                caller,
                new MeetingRows.Query(
                        Parameters.optional("kind", kind, MeetingKind::valueOf, "COMMON"),
                        Parameters.optional("status", status, MeetingStatus::valueOf, "HELD"),
                        Parameters.optional("ticket", ticket, TicketId::of, "the id of a ticket"),
                        Parameters.optional("unit", unit, UnitId::of, "qt-rsj"),
                        Parameters.optional("from", from, Parameters::time, "2026-01-01T00:00:00+08:00"),
                        Parameters.optional("to", to, Parameters::time, "2026-02-01T00:00:00+08:00"),
                        // The title is not theirs to read, so it is not theirs to guess.
                        MeetingDocument.isPublicFor(caller) ? null : Bodies.text(q),
                        place == null
                                ? null
                                : Parameters.optional(
                                        "cursor", cursor, text -> position(place), "'next' of the page before"),
                        size));
        Map<TicketId, TicketFacts> facts = tickets.of(found.stream()
                .flatMap(each -> each.plan().agenda().stream())
                .distinct()
                .toList());
        Instant at = writing.at();
        return Page.of(
                found,
                size,
                meeting -> MeetingDocument.of(meeting, facts, List.of(), null, caller, at),
                last -> Page.cursor(last.plan().startsAt().toString(), last.id().text()));
    }

    private static MeetingRows.Query.Place position(List<String> parts) {
        return new MeetingRows.Query.Place(Instant.parse(parts.get(0)), SubjectId.of(parts.get(1)));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "A meeting, with its minutes and its history",
            description = "Enterprises and officers read of what kind it is, when, and what it decided openly about "
                    + "tickets of their own.")
    ResponseEntity<MeetingDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(shown(id, caller), caller);
    }

    @GetMapping(value = "/{id}/calendar.ics", produces = "text/calendar")
    @Operation(
            summary = "A meeting for a calendar program (iCalendar)",
            description = "For those who are asked to come. A later file takes the place of an earlier one.")
    ResponseEntity<byte[]> calendar(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Meeting meeting = shown(id, caller);
        if (MeetingDocument.isPublicFor(caller) && !isAsked(meeting.plan(), caller)) {
            throw Answers.missing(SubjectKind.MEETING, id);
        }
        return ResponseEntity.ok()
                .header("Content-Type", "text/calendar; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"meeting-%s.ics\"".formatted(meeting.id()))
                .body(MeetingCalendar.of(meeting, tickets.of(meeting.plan().agenda()), caller));
    }

    private static boolean isAsked(MeetingPlan plan, Caller caller) {
        return plan.accounts().contains(caller.account())
                || (caller.enterprise() != null && plan.enterprises().contains(caller.enterprise()))
                || plan.enterprises().stream().anyMatch(caller.looksAfter()::contains);
    }

    record DecisionRow(
            SubjectId meeting,
            int number,
            MeetingKind kind,
            String title,
            Instant startsAt,
            @Nullable TicketId ticket,
            String text,
            UnitId unit,
            @Nullable LocalDate due,

            @Schema(description = "Not done, and the last day for it is over.")
            boolean overdue,

            Meeting.@Nullable Done done,
            MeetingDocument.@Nullable Progress progress) {}

    @GetMapping("/decisions")
    @Operation(
            summary = "What meetings decided, by what is due first",
            description = "A handler sees the decisions for the own unit.")
    Page<DecisionRow> decisions(
            @Parameter(description = "true: not done yet; false: done. Default: both.")
                    @RequestParam(required = false)
                    @Nullable
                    String open,
            @Parameter(description = "For this unit. A handler's own is the default, and the only one.")
                    @RequestParam(required = false)
                    @Nullable
                    String unit,
            @Parameter(description = "Due on this day or before.", example = "2023-06-30")
                    @RequestParam(required = false)
                    @Nullable
                    String due,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("open", "unit", "due", "limit", "cursor"), request);
        UnitId named = Parameters.optional("unit", unit, UnitId::of, "qt-rsj");
        boolean handler = caller.role() == Role.HANDLER;
        if (handler && (caller.unit() == null || (named != null && !named.equals(caller.unit())))) {
            throw Problem.notFound(
                            "There is no unit %s whose decisions you may see.".formatted(named),
                            "没有您可查看的单位 %s。".formatted(named))
                    .asException();
        }
        int size = Page.limit(limit);
        List<String> place = Page.position(cursor, 3);
        List<Decided> found = meetings.page(
                caller,
                new MeetingRows.DecisionQuery(
                        Parameters.optional("open", open, Parameters::flag, "true"),
                        handler ? caller.unit() : named,
                        Parameters.optional("due", due, LocalDate::parse, "2023-06-30"),
                        place == null
                                ? null
                                : Parameters.optional(
                                        "cursor", cursor, text -> decisionPosition(place), "'next' of the page before"),
                        size));
        LocalDate today = LocalDate.ofInstant(writing.at(), CHINA);
        return Page.of(found, size, each -> row(each, today), MeetingController::cursor);
    }

    private static DecisionRow row(Decided each, LocalDate today) {
        Meeting meeting = each.meeting();
        var decision = each.decision();
        Meeting.Done done = meeting.done(decision.number()).orElse(null);
        return new DecisionRow(
                meeting.id(),
                decision.number(),
                meeting.plan().kind(),
                meeting.plan().title(),
                meeting.plan().startsAt(),
                decision.ticket(),
                decision.text(),
                decision.unit(),
                decision.due(),
                done == null && decision.due() != null && decision.due().isBefore(today),
                done,
                MeetingDocument.progress(each));
    }

    private static String cursor(Decided last) {
        LocalDate due = last.decision().due();
        return Page.cursor(
                due == null ? "infinity" : due.toString(),
                last.meeting().id().text(),
                Integer.toString(last.decision().number()));
    }

    private static MeetingRows.DecisionQuery.Row decisionPosition(List<String> parts) {
        String due = parts.get(0).equals("infinity")
                ? "infinity"
                : LocalDate.parse(parts.get(0)).toString();
        return new MeetingRows.DecisionQuery.Row(due, SubjectId.of(parts.get(1)), Integer.parseInt(parts.get(2)));
    }

    // -- writing ----------------------------------------------------------------------------------------------------

    @PostMapping
    @Operation(
            summary = "Call a meeting",
            description = "COMMON: several tickets, or those of a common problem; INDIVIDUAL: exactly one; ESCALATED: "
                    + "chaired by the district leader in charge, which asks its tickets to be escalated. The role "
                    + "IMPORTER may give past times, and the minutes at once.")
    ResponseEntity<MeetingDocument> plan(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MeetingForms.MeetingForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        SubjectId id = RequestKeys.id(SubjectKind.MEETING, caller, IdempotencyKey.checked(key));
        MeetingForms.MeetingForm form = Bodies.read(body, MeetingForms.MeetingForm.class);
        MeetingPlan plan = forms.plan(form, caller);
        MeetingForms.MinutesForm held = form.minutes();
        if (held != null && caller.role() != Role.IMPORTER) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "rule",
                            "Minutes are written to a meeting that is there: POST /api/v1/meetings/{id}/minutes.",
                            "请先建立会议，再通过 POST /api/v1/meetings/{id}/minutes 登记纪要。")
                    .asException();
        }
        MeetingMinutes minutes = held == null ? null : forms.minutes(held, plan, caller);
        Deed deed = writing.deed(caller, form.occurredAt(), plan.startsAt());
        Deed heldAs = writing.deed(caller, held == null ? null : held.occurredAt(), plan.endsAt());
        Meeting meeting = planning.plan(caller, id, RequestKeys.fingerprint(form), plan, deed, minutes, heldAs)
                .orThrow();
        return Answers.created("/api/v1/meetings/" + meeting.id(), meeting.version(), document(meeting, caller));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a meeting that is still to come: all of it")
    ResponseEntity<MeetingDocument> change(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MeetingForms.MeetingForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Meeting before = current(id, ifMatch, caller);
        MeetingForms.MeetingForm form = Bodies.read(body, MeetingForms.MeetingForm.class);
        MeetingPlan plan = forms.plan(form, caller);
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(planning.change(caller, before.id(), before.version(), plan, deed), caller);
    }

    @PostMapping("/{id}/minutes")
    @Operation(
            summary = "Write down what a meeting said and decided, or put it right",
            description =
                    "Decisions about tickets become progress of these tickets, in the caller's name. A correction "
                            + "gives all decisions anew, those that stay with their numbers, and says why.")
    ResponseEntity<MeetingDocument> minutes(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MeetingForms.MinutesForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Meeting before = current(id, ifMatch, caller);
        MeetingForms.MinutesForm form = Bodies.read(body, MeetingForms.MinutesForm.class);
        MeetingMinutes minutes = forms.minutes(form, before.plan(), caller);
        Deed deed = writing.deed(caller, form.occurredAt(), before.plan().endsAt());
        return answer(
                planning.write(caller, before.id(), before.version(), minutes, forms.correction(form), deed), caller);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel a meeting that was not held")
    ResponseEntity<MeetingDocument> cancel(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MeetingForms.CancelForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Meeting before = current(id, ifMatch, caller);
        MeetingForms.CancelForm form = Bodies.read(body, MeetingForms.CancelForm.class);
        FieldFaults check = FieldFaults.ofRules();
        String reason = check.text("reason", form.reason(), 500);
        check.orRefuse();
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(planning.cancel(caller, before.id(), before.version(), reason, deed), caller);
    }

    @PostMapping("/{id}/decisions/{number}/done")
    @Operation(
            summary = "Report that a decision is carried out",
            description = "By a handler of the unit that it is for, or a coordinator.")
    ResponseEntity<MeetingDocument> done(
            @PathVariable String id,
            @PathVariable String number,
            @Parameter(description = VERSION + " Without one nobody minds.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MeetingForms.DoneForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Meeting before = shown(id, caller);
        Long version = Versions.optional(ifMatch);
        if (version != null && version != before.version()) {
            throw Versions.stale(before.version());
        }
        int which = number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
        if (before.decision(which).isEmpty()) {
            throw Problem.notFound(
                            "There is no decision %s in this meeting.".formatted(number),
                            "本次会议没有编号为 %s 的议定事项。".formatted(number))
                    .asException();
        }
        MeetingForms.DoneForm form = Bodies.read(body, MeetingForms.DoneForm.class);
        FieldFaults check = FieldFaults.ofRules();
        String note = check.text("note", form.note(), 2000);
        check.orRefuse();
        Deed deed = writing.deed(caller, form.occurredAt());
        return answer(planning.done(caller, before.id(), version, which, note, deed), caller);
    }

    private Meeting current(String id, @Nullable String ifMatch, Caller caller) {
        Meeting meeting = shown(id, caller);
        Answers.seen(ifMatch, meeting.version());
        return meeting;
    }

    private Meeting shown(String id, Caller caller) {
        return meetings.shownTo(caller, Answers.id(SubjectKind.MEETING, id))
                .orElseThrow(() -> Answers.missing(SubjectKind.MEETING, id));
    }

    private ResponseEntity<MeetingDocument> answer(Attempt<Meeting> attempt, Caller caller) {
        return answer(attempt.orThrow(), caller);
    }

    private ResponseEntity<MeetingDocument> answer(Meeting meeting, Caller caller) {
        return Answers.ok(meeting.version(), document(meeting, caller));
    }

    private MeetingDocument document(Meeting meeting, Caller caller) {
        boolean open = MeetingDocument.isPublicFor(caller);
        return MeetingDocument.of(
                meeting,
                tickets.of(meeting.plan().agenda()),
                open ? List.of() : meetings.decided(meeting),
                open
                        ? null
                        : events.of(meeting.id()).stream().map(HistoryEntry::of).toList(),
                caller,
                writing.at());
    }
}
