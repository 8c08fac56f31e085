package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.domain.MeetingStatus;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.MeetingRows.Decided;
import org.zhuqi.platform.security.Caller;

/**
 * A meeting as its reader may see it. Enterprises and officers learn of what kind it is, when, what it decided openly about
 * tickets of their own, and nothing else.
 */
record MeetingDocument(
        SubjectId id,
        long version,
        MeetingKind kind,
        MeetingStatus status,
        Instant startsAt,
        Instant endsAt,
        List<Item> agenda,
        List<Decision> decisions,

        @Schema(description = "Absent for enterprises and officers, as all that follows.") @Nullable
        String title,

        @Nullable String place,
        @Nullable AccountId chair,
        @Nullable SubjectId commonProblem,
        @Nullable List<UnitId> units,
        @Nullable List<AccountId> accounts,
        @Nullable List<EnterpriseId> enterprises,
        @Nullable Minutes minutes,

        @Schema(description = "Why it does not take place.") @Nullable
        String cancelled,

        @Schema(description = "What the caller may do with it now: change, cancel, minutes.") @Nullable
        List<String> commands,

        @Schema(description = "What happened, in order. Not in lists.") @Nullable
        List<HistoryEntry> history) {

    record Item(
            TicketId ticket,
            @Nullable TicketNumber number,
            @Nullable String title,
            @Nullable EnterpriseId enterprise,
            @Nullable TicketState state,
            @Nullable UnitId lead) {}

    record Minutes(
            String text,
            List<UnitId> units,
            List<AccountId> accounts,
            List<EnterpriseId> enterprises,

            @Schema(description = "How often they were put right.")
            int corrections) {}

    /** What became of it on the ticket. */
    enum Progress {
        /** The ticket was asked to take it; it has not, or does not take progress in its state. */
        ASKED,
        /** It is in the ticket's history. */
        RECORDED
    }

    record Decision(
            int number,
            @Nullable TicketId ticket,

            @Schema(description = "For enterprises and officers: what they may read.")
            String text,

            @Nullable UnitId unit,
            @Nullable LocalDate due,
            @Nullable String publicText,
            Meeting.@Nullable Done done,
            @Nullable Progress progress) {}

    static boolean isPublicFor(Caller caller) {
        return caller.role() == Role.ENTERPRISE || caller.role() == Role.OFFICER;
    }

    static MeetingDocument of(
            Meeting meeting,
            Map<TicketId, TicketFacts> facts,
            List<Decided> decided,
            @Nullable List<HistoryEntry> history,
            Caller caller,
            Instant at) {
        return isPublicFor(caller) ? open(meeting, facts, caller) : whole(meeting, facts, decided, history, caller, at);
    }

    private static MeetingDocument open(Meeting meeting, Map<TicketId, TicketFacts> facts, Caller caller) {
        MeetingPlan plan = meeting.plan();
        Set<TicketId> own = own(meeting, facts, caller);
        return new MeetingDocument(
                meeting.id(),
                meeting.version(),
                plan.kind(),
                meeting.status(),
                plan.startsAt(),
                plan.endsAt(),
                plan.agenda().stream()
                        .filter(own::contains)
                        .map(ticket -> item(ticket, facts.get(ticket)))
                        .toList(),
                openDecisions(meeting, own),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<Decision> openDecisions(Meeting meeting, Set<TicketId> own) {
        List<Decision> open = new ArrayList<>();
        meeting.decisions().forEach(decision -> {
            if (decision.ticket() != null && decision.publicText() != null && own.contains(decision.ticket())) {
                open.add(new Decision(
                        decision.number(),
                        decision.ticket(),
                        decision.publicText(),
                        null,
                        decision.due(),
                        null,
                        null,
                        null));
            }
        });
        return List.copyOf(open);
    }

    /** The tickets of the agenda that the caller may see. */
    static Set<TicketId> own(Meeting meeting, Map<TicketId, TicketFacts> facts, Caller caller) {
        return meeting.plan().agenda().stream()
                .filter(ticket ->
                        facts.containsKey(ticket) && facts.get(ticket).access().isGrantedTo(caller))
                .collect(Collectors.toSet());
    }

    private static Item item(TicketId ticket, @Nullable TicketFacts known) {
        return known == null
                ? new Item(ticket, null, null, null, null, null)
                : new Item(ticket, known.number(), known.title(), known.enterprise(), known.state(), known.lead());
    }

    private static MeetingDocument whole(
            Meeting meeting,
            Map<TicketId, TicketFacts> facts,
            List<Decided> decided,
            @Nullable List<HistoryEntry> history,
            Caller caller,
            Instant at) {
        MeetingPlan plan = meeting.plan();
        Map<Integer, Decided> told = decided.stream()
                .collect(Collectors.toMap(each -> each.decision().number(), each -> each));
        MeetingMinutes minutes = meeting.minutes();
        return new MeetingDocument(
                meeting.id(),
                meeting.version(),
                plan.kind(),
                meeting.status(),
                plan.startsAt(),
                plan.endsAt(),
                plan.agenda().stream()
                        .map(ticket -> item(ticket, facts.get(ticket)))
                        .toList(),
                meeting.decisions().stream()
                        .map(decision -> new Decision(
                                decision.number(),
                                decision.ticket(),
                                decision.text(),
                                decision.unit(),
                                decision.due(),
                                decision.publicText(),
                                meeting.done(decision.number()).orElse(null),
                                progress(told.get(decision.number()))))
                        .toList(),
                plan.title(),
                plan.place(),
                plan.chair(),
                plan.commonProblem(),
                plan.units(),
                plan.accounts(),
                plan.enterprises(),
                minutes == null
                        ? null
                        : new Minutes(
                                minutes.text(),
                                minutes.units(),
                                minutes.accounts(),
                                minutes.enterprises(),
                                meeting.corrections()),
                meeting.cancelled(),
                commands(meeting, facts, caller, at),
                history);
    }

    static @Nullable Progress progress(@Nullable Decided told) {
        return told == null || told.recorded() == null ? null : told.recorded() ? Progress.RECORDED : Progress.ASKED;
    }

    private static List<String> commands(Meeting meeting, Map<TicketId, TicketFacts> facts, Caller caller, Instant at) {
        List<String> commands = new ArrayList<>();
        if (mayWrite(meeting, facts, caller)) {
            if (meeting.whyNotChanged().isEmpty()) {
                commands.add("change");
            }
            if (meeting.whyNotCancelled().isEmpty()) {
                commands.add("cancel");
            }
            if (meeting.whyNotWritten(at, "").isEmpty()) {
                commands.add("minutes");
            }
        }
        return List.copyOf(commands);
    }

    private static boolean mayWrite(Meeting meeting, Map<TicketId, TicketFacts> facts, Caller caller) {
        return switch (caller.role()) {
            case COORDINATOR, SUPERVISOR, IMPORTER ->
                own(meeting, facts, caller).containsAll(meeting.plan().agenda());
            case ENTERPRISE, OFFICER, HANDLER, AUDITOR, ADMIN, SYSTEM -> false;
        };
    }
}
