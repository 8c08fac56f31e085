package org.zhuqi.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.desk.domain.Presence;
import org.zhuqi.desk.postgres.Presences;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;

/** So that two people who have one ticket open see each other, before one of them decides. */
@RestController
@RequestMapping("/api/v1/tickets/{idOrNumber}/presence")
@Tag(name = "tickets")
public class PresenceController {
    private final ByIdOrNumber tickets;
    private final Presences presences;
    private final InstantSource now;

    public PresenceController(ByIdOrNumber tickets, Presences presences, InstantSource now) {
        this.tickets = tickets;
        this.presences = presences;
        this.now = now;
    }

    record Doing(
            @Schema(description = "You have a form open that would change it.") @Nullable
            Boolean deciding) {}

    record Others(List<Presence> others) {}

    @PutMapping
    @Operation(
            summary = "Say that you have a ticket open, and see who else has",
            description = "Say it again every 20 seconds; after 50 without a word you have gone.")
    Others here(
            @PathVariable String idOrNumber,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller) {
        Doing doing = Bodies.read(body, Doing.class, new Doing(null));
        return new Others(presences.here(
                tickets.get(idOrNumber, caller).id(), caller, Boolean.TRUE.equals(doing.deciding()), now.instant()));
    }

    @DeleteMapping
    @Operation(summary = "Say that you have closed a ticket")
    ResponseEntity<Void> gone(@PathVariable String idOrNumber, @AuthenticationPrincipal Caller caller) {
        presences.gone(tickets.get(idOrNumber, caller).id(), caller.account());
        return ResponseEntity.noContent().build();
    }
}
