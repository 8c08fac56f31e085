package org.zhuqi.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.ticket.application.DecidedCommands;

/** Where whoever got a 202 looks for what became of the command. */
@RestController
@Tag(name = "commands", description = "What is done with tickets, one address for each step, and what became of it.")
class CommandOutcomeController {
    private final DecidedCommands decided;

    CommandOutcomeController(DecidedCommands decided) {
        this.decided = decided;
    }

    @GetMapping("/api/v1/commands/{id}")
    @Operation(
            summary = "What became of one of the caller's own commands",
            description = "404 until it is decided, with Retry-After.")
    ResponseEntity<CommandOutcome> outcome(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return decided.by(caller.account(), caller.district(), new CommandId(id))
                .map(outcome -> ResponseEntity.ok(outcome))
                .orElseThrow(() -> Problem.notFound(
                                "Command %s of yours is not decided (yet). If you sent it, ask again in a second."
                                        .formatted(id),
                                "您的操作 %s 尚未处理；如确已提交，请稍后再查。".formatted(id))
                        .with("retryAfterSeconds", 1)
                        .asException());
    }
}
