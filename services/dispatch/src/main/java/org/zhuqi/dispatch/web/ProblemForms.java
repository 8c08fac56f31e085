package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;

/** What is sent to the addresses of common problems and of similar tickets. */
final class ProblemForms {
    private ProblemForms() {}

    record Filing(
            @Schema(description = "The item of the menu, if chosen already.") @Nullable
            CatalogueItemId item,

            @Schema(description = "The request so far, in one line.") @Nullable
            String title,

            @Schema(description = "The request so far.") @Nullable
            String description,

            @Schema(description = "Only tickets of this enterprise. Default: all that the caller may see.") @Nullable
            EnterpriseId enterprise) {}

    record Opening(
            @Schema(description = "As enterprises may read it; at most 120 characters.") @Nullable
            String title,

            @Schema(description = "As enterprises may read it; at most 5,000 characters.") @Nullable
            String description,

            @Schema(description = "Whether the district's enterprises see it and may join. Default: false.") @Nullable
            Boolean published,

            @Schema(description = "The tickets in it, by id; at most 200.") @Nullable
            List<TicketId> tickets) {}

    record Saying(
            @Schema(description = "As enterprises may read it; at most 120 characters.") @Nullable
            String title,

            @Schema(description = "As enterprises may read it; at most 5,000 characters.") @Nullable
            String description,

            @Schema(description = "Whether the district's enterprises see it and may join.") @Nullable
            Boolean published) {}

    record Adding(
            @Schema(description = "Tickets, by id; at most 200.") @Nullable
            List<TicketId> tickets) {}

    record Joining(
            @Schema(description = "The caller's own ticket, by id.") @Nullable
            TicketId ticket) {}

    record Merging(
            @Schema(description = "The ticket of the common problem that goes on, by id.") @Nullable
            TicketId into) {}

    record Closing(
            @Schema(description = "What came of it, as enterprises will read it; at most 5,000 characters.") @Nullable
            String outcome) {}

    record Dismissing(
            @Schema(description = "Why it is none; at most 500 characters.") @Nullable
            String reason) {}
}
