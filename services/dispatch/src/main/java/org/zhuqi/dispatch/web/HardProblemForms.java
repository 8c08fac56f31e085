package org.zhuqi.dispatch.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.application.FieldFaults;
import org.zhuqi.dispatch.application.KnownNames;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.platform.security.Caller;

/** What is sent about hard problems, and how it is read. */
final class HardProblemForms {
    private static final int TITLE = 120;
    private static final int TEXT = 2_000;
    private static final int LONG_TEXT = 5_000;
    private static final int TICKETS = 100;

    private final KnownNames names;
    private final NamedTickets tickets;

    HardProblemForms(KnownNames names, NamedTickets tickets) {
        this.names = names;
        this.tickets = tickets;
    }

    @JsonIgnoreProperties({"id", "version", "status", "enterprises", "reviews", "history", "commands"})
    record ProblemForm(
            @Nullable String title,

            @Schema(description = "What makes it hard.") @Nullable
            String difficulty,

            @Schema(description = "Each by its id or its number; those in progress are asked to be marked hard.")
            @Nullable
            List<@Nullable String> tickets,

            @Schema(description = "The leader who answers for it.") @Nullable
            AccountId leader,

            @Nullable UnitId leadUnit,
            @Nullable LocalDate targetOn,
            @Nullable EscalationLevel level,

            @Schema(description = "Absent: that of the tickets, if they have one in common.") @Nullable
            ChainId chain,

            @Schema(description = "Absent: that of the tickets, if they have one in common.") @Nullable
            PlaceId place,

            @Schema(description = "Only role IMPORTER: when it came onto the list.") @Nullable
            Instant occurredAt) {}

    record RoundForm(
            @Schema(description = "The day of the meeting.") @Nullable
            LocalDate heldOn,

            @Nullable AccountId chair,
            @Nullable Instant occurredAt) {}

    record ResultForm(
            @Schema(description = "The hard problem.") @Nullable
            String problem,

            @Nullable ReviewResult result,

            @Schema(description = "What was said.") @Nullable
            String said,

            @Schema(description = "What comes next.") @Nullable
            String next,

            @Schema(description = "The unit that does it.") @Nullable
            UnitId unit,

            @Nullable LocalDate until,
            @Nullable Instant occurredAt) {}

    record CloseForm(@Nullable Instant occurredAt) {}

    record WriteOffForm(
            @Schema(description = "How it was solved.") @Nullable
            String how,

            @Schema(description = "What shows that it is.") @Nullable
            String evidence,

            @Schema(description = "Whether its enterprises said so themselves. Absent: they did not.") @Nullable
            Boolean confirmedByEnterprise,

            @Schema(description = "Why although a ticket of it is neither solved nor partly solved.") @Nullable
            String despite,

            @Nullable Instant occurredAt) {}

    record RelistForm(@Nullable String reason, @Nullable Instant occurredAt) {}

    record RemoveForm(
            @Nullable RemovalGround ground,
            @Nullable String reason,

            @Schema(description = "Only role IMPORTER: who approved; else the caller does.") @Nullable
            AccountId approver,

            @Nullable Instant occurredAt) {}

    /** @throws org.zhuqi.platform.web.ProblemException with all that is wrong */
    HardProblemSheet sheet(ProblemForm form, Caller caller) {
        FieldFaults check = FieldFaults.ofRules();
        List<TicketFacts> found =
                tickets.find("tickets", check.list("tickets", form.tickets(), TICKETS), caller, check);
        ChainId chain = form.chain() != null ? form.chain() : common(found, TicketFacts::chain);
        PlaceId place = form.place() != null ? form.place() : common(found, TicketFacts::place);
        HardProblemSheet sheet = new HardProblemSheet(
                check.text("title", form.title(), TITLE),
                check.text("difficulty", form.difficulty(), TEXT),
                found.stream().map(TicketFacts::ticket).toList(),
                found.stream().map(TicketFacts::enterprise).distinct().toList(),
                form.leader(),
                form.leadUnit(),
                form.targetOn(),
                form.level(),
                chain != null ? chain : caller.jurisdiction().chain(),
                place != null ? place : caller.jurisdiction().place());
        if (form.leader() == null && form.leadUnit() == null) {
            check.unknown("leadUnit", "Say who answers for it: a leader or a unit.", "请指定责任领导或牵头单位。");
        }
        names.in(caller.district(), check)
                .account("leader", form.leader())
                .unit("leadUnit", form.leadUnit())
                .chain("chain", form.chain())
                .place("place", form.place());
        check.orRefuse();
        return sheet;
    }

    private static <T> @Nullable T common(List<TicketFacts> tickets, Function<TicketFacts, @Nullable T> what) {
        T common = tickets.isEmpty() ? null : what.apply(tickets.getFirst());
        return common != null && tickets.stream().allMatch(ticket -> common.equals(what.apply(ticket))) ? common : null;
    }

    HardProblemEvent.HardProblemReviewed result(ResultForm form, int round, Caller caller) {
        FieldFaults check = FieldFaults.ofRules();
        var event = new HardProblemEvent.HardProblemReviewed(
                round,
                check.needed("result", form.result(), ReviewResult.STUCK),
                check.text("said", form.said(), TEXT),
                check.optional("next", form.next(), TEXT),
                form.unit(),
                form.until());
        check.needed("problem", form.problem(), "");
        names.in(caller.district(), check).unit("unit", form.unit());
        check.orRefuse();
        return event;
    }

    HardProblemEvent.HardProblemWrittenOff writtenOff(WriteOffForm form) {
        FieldFaults check = FieldFaults.ofRules();
        var event = new HardProblemEvent.HardProblemWrittenOff(
                check.text("how", form.how(), LONG_TEXT),
                check.optional("evidence", form.evidence(), LONG_TEXT),
                Boolean.TRUE.equals(form.confirmedByEnterprise()),
                check.optional("despite", form.despite(), TEXT));
        check.orRefuse();
        return event;
    }

    LocalDate heldOn(RoundForm form, Caller caller) {
        FieldFaults check = FieldFaults.ofRules();
        LocalDate heldOn = check.needed("heldOn", form.heldOn(), LocalDate.EPOCH);
        names.in(caller.district(), check).account("chair", form.chair());
        check.orRefuse();
        return heldOn;
    }

    static String reason(@Nullable String typed) {
        FieldFaults check = FieldFaults.ofRules();
        String reason = check.text("reason", typed, TEXT);
        check.orRefuse();
        return reason;
    }
}
