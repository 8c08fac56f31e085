package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.HardProblem;
import org.zhuqi.dispatch.domain.ProblemStatus;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.platform.security.Caller;

/** A hard problem, round by round. */
record HardProblemDocument(
        SubjectId id,
        long version,
        ProblemStatus status,
        String title,
        String difficulty,
        List<Ticket> tickets,
        List<EnterpriseId> enterprises,
        @Nullable AccountId leader,
        @Nullable UnitId leadUnit,
        @Nullable LocalDate targetOn,

        @Schema(description = "On the list, and the target is over.")
        boolean overdue,

        @Nullable EscalationLevel level,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        Instant listedAt,
        AccountId listedBy,

        @Schema(description = "One for each round that talked about it, in the order of the rounds.")
        List<HardProblem.Review> reviews,

        @Schema(description = "For how many rounds in a row, up to the last one, nothing moved.")
        int stuckFor,

        HardProblem.@Nullable WrittenOff writtenOff,
        HardProblem.@Nullable Removed removed,

        @Schema(description = "What the caller may do with it now: change, review, write-off, remove, relist.")
        List<String> commands,

        @Schema(description = "What happened, in order. Not in lists.") @Nullable
        List<HistoryEntry> history) {

    record Ticket(
            TicketId ticket,
            @Nullable TicketNumber number,
            @Nullable String title,
            @Nullable TicketState state,
            @Nullable AnswerOutcome outcome) {}

    static HardProblemDocument of(
            HardProblem problem,
            Map<TicketId, TicketFacts> facts,
            @Nullable List<HistoryEntry> history,
            Caller caller,
            LocalDate today) {
        var sheet = problem.sheet();
        return new HardProblemDocument(
                problem.id(),
                problem.version(),
                problem.status(),
                sheet.title(),
                sheet.difficulty(),
                sheet.tickets().stream()
                        .map(ticket -> ticket(ticket, facts.get(ticket)))
                        .toList(),
                sheet.enterprises(),
                sheet.leader(),
                sheet.leadUnit(),
                sheet.targetOn(),
                problem.isOverdue(today),
                sheet.level(),
                sheet.chain(),
                sheet.place(),
                problem.listedAt(),
                problem.listedBy(),
                problem.reviews(),
                problem.stuckFor(),
                problem.writtenOff(),
                problem.removed(),
                commands(problem, caller),
                history);
    }

    private static Ticket ticket(TicketId ticket, @Nullable TicketFacts known) {
        return known == null
                ? new Ticket(ticket, null, null, null, null)
                : new Ticket(ticket, known.number(), known.title(), known.state(), known.outcome());
    }

    private static List<String> commands(HardProblem problem, Caller caller) {
        List<String> commands = new ArrayList<>();
        boolean writes = switch (caller.role()) {
            case COORDINATOR, SUPERVISOR, IMPORTER -> true;
            case ENTERPRISE, OFFICER, HANDLER, AUDITOR, ADMIN, SYSTEM -> false;
        };
        if (writes && problem.status().isOnTheList()) {
            commands.addAll(List.of("change", "review", "write-off"));
            if (caller.role() != Role.COORDINATOR) {
                commands.add("remove");
            }
        } else if (writes) {
            commands.add("relist");
        }
        return List.copyOf(commands);
    }
}
