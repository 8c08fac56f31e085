package org.zhuqi.timeliness.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.timeliness.application.Ledgers;
import org.zhuqi.timeliness.application.TicketRecord;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.postgres.OutgoingRows;
import org.zhuqi.timeliness.postgres.TicketRows;

/** The clocks of one ticket. */
@RestController
@RequestMapping("/api/v1/tickets")
@Tag(name = "clocks", description = "How long a ticket may take, what is due, and feeds of it for calendars.")
public class ClockController {
    private final TicketRows tickets;
    private final OutgoingRows notices;
    private final Ledgers ledgers;
    private final InstantSource now;

    public ClockController(TicketRows tickets, OutgoingRows notices, Ledgers ledgers, InstantSource now) {
        this.tickets = tickets;
        this.notices = notices;
        this.ledgers = ledgers;
        this.now = now;
    }

    @GetMapping("/{idOrNumber}/clocks")
    @Operation(
            summary = "The clocks of a ticket with their 'why late' sheets: every stretch, who held it, how it adds up")
    ResponseEntity<ClocksDocument> clocks(
            @Parameter(description = "The ticket's id, or its number such as QT-2023-000042") @PathVariable
                    String idOrNumber,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        TicketRecord record = find(idOrNumber, caller)
                .filter(found -> found.access().isGrantedTo(caller))
                .orElseThrow(() -> Problem.notFound(
                                "There is no ticket %s that you may see.".formatted(idOrNumber),
                                "没有您可查看的诉求单 %s。".formatted(idOrNumber))
                        .asException());
        Ledger ledger = ledgers.asTold(record);
        return ResponseEntity.ok(ClocksDocument.of(
                record,
                ledger,
                notices.notices(record.id()),
                now.instant().truncatedTo(ChronoUnit.SECONDS),
                caller.role() == Role.ENTERPRISE));
    }

    private Optional<TicketRecord> find(String idOrNumber, Caller caller) {
        try {
            return tickets.find(TicketId.of(idOrNumber));
        } catch (IllegalArgumentException notAnId) {
            try {
                return tickets.find(caller.district(), TicketNumber.of(idOrNumber));
            } catch (IllegalArgumentException notANumber) {
                return Optional.empty();
            }
        }
    }
}
