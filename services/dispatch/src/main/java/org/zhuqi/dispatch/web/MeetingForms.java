package org.zhuqi.dispatch.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.KnownNames;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.platform.security.Caller;

/** What is sent about meetings, and how it is read. */
final class MeetingForms {
    private static final int TITLE = 120;
    private static final int PLACE = 200;
    private static final int MINUTES = 10_000;
    private static final int DECISION = 2_000;
    private static final int AGENDA = 100;
    private static final int UNITS = 50;
    private static final int ACCOUNTS = 100;
    private static final int ENTERPRISES = 50;
    private static final int DECISIONS = 50;

    private final KnownNames names;
    private final NamedTickets tickets;

    MeetingForms(KnownNames names, NamedTickets tickets) {
        this.names = names;
        this.tickets = tickets;
    }

    @JsonIgnoreProperties({"id", "version", "status", "minutesText", "decisions", "history", "commands"})
    record MeetingForm(
            @Nullable MeetingKind kind,
            @Nullable String title,

            @Schema(description = "Where it is.") @Nullable String place,

            @Schema(description = "With offset; a meeting is often written down later, so it may lie in the past.")
            @Nullable
            Instant startsAt,

            @Nullable Instant endsAt,

            @Schema(description = "Who chairs it; an ESCALATED meeting needs it.") @Nullable
            AccountId chair,

            @Schema(description = "The tickets in order, each by its id or its number.") @Nullable
            List<@Nullable String> agenda,

            @Schema(description = "Of a COMMON meeting: the common problem whose tickets they are.") @Nullable
            SubjectId commonProblem,

            @Nullable List<@Nullable UnitId> units,
            @Nullable List<@Nullable AccountId> accounts,
            @Nullable List<@Nullable EnterpriseId> enterprises,

            @Schema(description = "Only role IMPORTER: when it was called.") @Nullable
            Instant occurredAt,

            @Schema(description = "Only role IMPORTER: of a meeting that was held.") @Nullable
            MinutesForm minutes) {}

    record Came(
            @Nullable List<@Nullable UnitId> units,
            @Nullable List<@Nullable AccountId> accounts,
            @Nullable List<@Nullable EnterpriseId> enterprises) {}

    record DecisionForm(
            @Schema(description = "Of a decision that a correction keeps; absent for a new one.") @Nullable
            Integer number,

            @Schema(description = "A ticket of the agenda, by its id or its number.") @Nullable
            String ticket,

            @Nullable String text,

            @Schema(description = "The unit that does it.") @Nullable
            UnitId unit,

            @Nullable LocalDate due,

            @Schema(description = "What the ticket's enterprise may read; absent: an internal note.") @Nullable
            String publicText) {}

    record MinutesForm(
            @Nullable String text,

            @Schema(description = "Who came; absent: all who were asked.") @Nullable
            Came came,

            @Nullable List<@Nullable DecisionForm> decisions,

            @Schema(description = "Of a correction: what was wrong before.") @Nullable
            String reason,

            @Schema(description = "Only role IMPORTER: when it was written down.") @Nullable
            Instant occurredAt) {}

    record CancelForm(@Nullable String reason, @Nullable Instant occurredAt) {}

    record DoneForm(@Nullable String note, @Nullable Instant occurredAt) {}

    /** @throws org.zhuqi.platform.web.ProblemException with all that is wrong */
    MeetingPlan plan(MeetingForm form, Caller caller) {
        FieldFaults check = FieldFaults.ofRules();
        List<TicketFacts> agenda = tickets.find("agenda", check.list("agenda", form.agenda(), AGENDA), caller, check);
        MeetingPlan plan = new MeetingPlan(
                check.needed("kind", form.kind(), MeetingKind.INDIVIDUAL),
                check.text("title", form.title(), TITLE),
                check.optional("place", form.place(), PLACE),
                check.needed("startsAt", form.startsAt(), Instant.EPOCH).truncatedTo(ChronoUnit.MICROS),
                check.needed("endsAt", form.endsAt(), Instant.EPOCH).truncatedTo(ChronoUnit.MICROS),
                form.chair(),
                agenda.stream().map(TicketFacts::ticket).toList(),
                form.commonProblem(),
                check.list("units", form.units(), UNITS),
                check.list("accounts", form.accounts(), ACCOUNTS),
                check.list("enterprises", form.enterprises(), ENTERPRISES));
        names.in(caller.district(), check)
                .account("chair", plan.chair())
                .units("units", plan.units())
                .accounts("accounts", plan.accounts())
                .enterprises("enterprises", plan.enterprises());
        check.orRefuse();
        return plan;
    }

    /**
     * @param asked who was asked to come
     * @throws org.zhuqi.platform.web.ProblemException with all that is wrong
     */
    MeetingMinutes minutes(MinutesForm form, MeetingPlan asked, Caller caller) {
        FieldFaults check = FieldFaults.ofRules();
        KnownNames.Asking known = names.in(caller.district(), check);
        List<MeetingDecision> decisions = new ArrayList<>();
        List<DecisionForm> drafts = check.list("decisions", form.decisions(), DECISIONS);
        for (int i = 0; i < drafts.size(); i++) {
            decisions.add(decision("decisions/" + i + "/", drafts.get(i), check, known, caller));
        }
        Came came = form.came();
        MeetingMinutes minutes = new MeetingMinutes(
                check.text("text", form.text(), MINUTES),
                came == null ? asked.units() : check.list("came/units", came.units(), UNITS),
                came == null ? asked.accounts() : check.list("came/accounts", came.accounts(), ACCOUNTS),
                came == null ? asked.enterprises() : check.list("came/enterprises", came.enterprises(), ENTERPRISES),
                decisions);
        if (came != null) {
            known.units("came/units", minutes.units())
                    .accounts("came/accounts", minutes.accounts())
                    .enterprises("came/enterprises", minutes.enterprises());
        }
        check.orRefuse();
        return minutes;
    }

    private MeetingDecision decision(
            String at, DecisionForm form, FieldFaults check, KnownNames.Asking known, Caller caller) {
        TicketId ticket = null;
        if (form.ticket() != null) {
            ticket = tickets.find(at + "ticket", List.of(form.ticket()), caller, check).stream()
                    .map(TicketFacts::ticket)
                    .findFirst()
                    .orElse(null);
        }
        UnitId unit = check.needed(at + "unit", form.unit(), new UnitId("unknown"));
        if (form.unit() != null) {
            known.unit(at + "unit", unit);
        }
        return new MeetingDecision(
                form.number() == null ? 0 : form.number(),
                ticket,
                check.text(at + "text", form.text(), DECISION),
                unit,
                form.due(),
                check.optional(at + "publicText", form.publicText(), DECISION));
    }

    /** What was wrong with the minutes before; null if it is not said. */
    @Nullable
    String correction(MinutesForm form) {
        FieldFaults check = FieldFaults.ofRules();
        String reason = check.optional("reason", form.reason(), 500);
        check.orRefuse();
        return reason;
    }
}
