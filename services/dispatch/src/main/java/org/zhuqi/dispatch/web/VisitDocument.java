package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.Visit;
import org.zhuqi.platform.security.Caller;

/** A visit as its reader may see it. */
record VisitDocument(
        SubjectId id,
        long version,
        EnterpriseId enterprise,
        LocalDate visitedOn,
        List<AccountId> officers,

        @Schema(description = "The units that came along.") List<UnitId> units,

        @Nullable String purpose,

        @Schema(description = "Not shown to enterprises.") @Nullable
        String findings,

        @Schema(description = "Those of the tickets filed for what was found that the caller may see.")
        List<TicketId> tickets,

        @Schema(description = "The enterprise's chain when the visit was written down.") @Nullable
        ChainId chain,

        @Schema(description = "The enterprise's town or park when the visit was written down.") @Nullable
        PlaceId place,

        @Nullable AccountId recordedBy,
        Instant recordedAt,

        @Schema(description = "Absent while it counts.") @Nullable
        StruckOutDocument struckOut) {

    record StruckOutDocument(String reason, AccountId by, Instant at) {}

    /** @param seen the tickets that the caller may see */
    static VisitDocument of(Visit visit, Caller caller, Set<TicketId> seen) {
        boolean whole = Visit.showsFindingsTo(caller);
        Visit.StruckOut mistake = visit.struckOut();
        return new VisitDocument(
                visit.id(),
                visit.version(),
                visit.enterprise(),
                visit.visitedOn(),
                visit.officers(),
                visit.units(),
                visit.purpose(),
                whole ? visit.findings() : null,
                visit.tickets().stream().filter(seen::contains).toList(),
                visit.chain(),
                visit.place(),
                whole ? visit.recordedBy() : null,
                visit.recordedAt(),
                mistake == null ? null : new StruckOutDocument(mistake.reason(), mistake.by(), mistake.at()));
    }
}
