package org.zhuqi.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.ticket.application.AuditedTicket;
import org.zhuqi.ticket.application.AuditingTickets;

/** For auditors: was anything of this ticket changed, taken out or put in afterwards? */
@RestController
@Tag(name = "audit", description = "The log of a ticket, as it was hashed.")
class AuditController {
    private final AuditingTickets auditing;

    AuditController(AuditingTickets auditing) {
        this.auditing = auditing;
    }

    @GetMapping("/api/v1/audit/tickets/{idOrNumber}")
    @Operation(
            summary = "The log of a ticket as it was hashed, each hash worked out anew",
            description =
                    "hash(n) = SHA-256(hash(n-1) ‖ body(n)), the first after 32 zero bytes. The bodies are the bytes"
                            + " that were published, so that anybody can work the chain out for themselves.")
    ResponseEntity<AuditedTicket> audit(
            @Parameter(description = "The ticket's id, or its number such as QT-2023-000042") @PathVariable
                    String idOrNumber,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return auditing.audit(caller, idOrNumber)
                .map(audited ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(audited))
                .orElseThrow(() -> Problem.notFound(
                                "There is no ticket %s.".formatted(idOrNumber), "诉求单 %s 不存在。".formatted(idOrNumber))
                        .asException());
    }
}
