package org.zhuqi.peers.jpa;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** At the addresses of ours, with its bodies. */
@RestController
@RequestMapping("/api/v1/tickets")
class TicketController {
    private final TicketService service;

    TicketController(TicketService service) {
        this.service = service;
    }

    record Submission(
            @NotBlank String enterprise,
            @NotBlank String item,
            @NotBlank @Size(max = 120) String title,
            @NotBlank @Size(max = 5000) String description) {}

    /** What is said with any of the other steps. */
    record Remark(
            @Nullable String lead,
            @Nullable String outcome,
            @Nullable @Size(max = 5000) String note,
            @Nullable @Size(max = 5000) String text) {}

    record Answer(UUID ticketId, Step.State state, long version) {
        static Answer of(Ticket ticket) {
            return new Answer(ticket.id(), ticket.state(), ticket.version());
        }
    }

    @PostMapping
    ResponseEntity<Answer> submit(@Valid @RequestBody Submission said) {
        return ResponseEntity.status(HttpStatus.CREATED).body(Answer.of(service.submit(said)));
    }

    @PostMapping("/{id}/{step}")
    ResponseEntity<Answer> take(@PathVariable UUID id, @PathVariable String step, @Valid @RequestBody Remark said) {
        Ticket ticket = service.take(id, Step.named(step), said);
        return ticket == null ? ResponseEntity.notFound().build() : ResponseEntity.ok(Answer.of(ticket));
    }

    @ExceptionHandler({IllegalStateException.class, OptimisticLockingFailureException.class})
    ResponseEntity<String> conflict(Exception e) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(e.getMessage());
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<String> unknown(IllegalArgumentException e) {
        return ResponseEntity.badRequest().body(e.getMessage());
    }
}
