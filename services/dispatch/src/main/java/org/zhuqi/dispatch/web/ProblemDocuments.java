package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.CommonProblem;

/** How common problems are shown: to the desk with their tickets, to enterprises without anything of others. */
final class ProblemDocuments {
    private ProblemDocuments() {}

    /** A ticket of which the caller may know. */
    record TicketLine(
            TicketId id,
            TicketNumber number,
            String title,
            EnterpriseId enterprise,
            CatalogueItemId item,
            TicketState state,
            @Nullable UnitId lead,
            Instant submittedAt) {
        static TicketLine of(TicketFacts facts) {
            return new TicketLine(
                    facts.ticket(),
                    facts.number(),
                    facts.title(),
                    facts.enterprise(),
                    facts.item(),
                    facts.state(),
                    facts.lead(),
                    facts.submittedAt());
        }
    }

    record MemberDocument(
            TicketLine ticket,
            Instant addedAt,

            @Schema(description = "Its enterprise brought it in itself.")
            boolean joined,

            @Schema(description = "The ticket into which it is merged now.") @Nullable
            TicketId mergedInto,

            @Schema(description = "The ticket into which it was asked to be merged last.") @Nullable
            TicketId mergeAskedInto,

            @Nullable Instant mergeAskedAt) {}

    record DeskDocument(
            SubjectId id,
            long version,
            String title,
            String description,
            boolean published,
            boolean open,

            @Schema(description = "How many tickets are in it, of whomever.")
            int count,

            @Schema(description = "Those that the caller may see.")
            List<MemberDocument> tickets,

            Instant openedAt,
            AccountId openedBy,
            @Nullable Instant closedAt,
            @Nullable String outcome) {}

    record LineDocument(
            SubjectId id,
            long version,
            String title,
            boolean published,
            boolean open,
            int count,
            Instant openedAt,
            @Nullable Instant closedAt) {
        static LineDocument of(CommonProblem problem, int count) {
            return new LineDocument(
                    problem.id(),
                    problem.version(),
                    problem.title(),
                    problem.published(),
                    problem.isOpen(),
                    count,
                    problem.openedAt(),
                    problem.closedAt());
        }
    }

    record PublicDocument(
            SubjectId id,
            String title,
            String description,

            @Schema(description = "How many tickets are in it.")
            int count,

            @Schema(description = "Which of the caller's own tickets are in it.")
            List<TicketId> mine) {}

    record LeftDocument(TicketId ticket, Sentence why) {}

    record AskedDocument(
            SubjectId id,

            @Schema(description = "What was asked of these tickets; what came of it is seen in each.")
            List<TicketId> asked,

            @Schema(description = "For these it is not possible now.")
            List<LeftDocument> left) {}

    record ProposalDocument(
            SubjectId id,
            CatalogueItemId item,

            @Schema(description = "What the texts have in common.")
            List<String> terms,

            int enterprises,
            List<TicketLine> tickets) {}
}
