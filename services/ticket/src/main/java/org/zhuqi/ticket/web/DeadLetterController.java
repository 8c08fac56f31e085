package org.zhuqi.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.ticket.application.DeadLetters;
import org.zhuqi.ticket.application.DeadLetters.Entry;
import org.zhuqi.ticket.application.DeadLetters.Status;

@RestController
@RequestMapping("/api/v1/dead-letters")
@Tag(name = "dead letters", description = "Commands that could not be processed.")
class DeadLetterController {
    private static final int MOST = 200;

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    /** @param next the {@code before} of the next page; absent on the last */
    record Page(List<Entry> items, @Nullable Long next) {}

    record Settlement(@Nullable String note) {}

    @GetMapping
    @Operation(summary = "The dead letters, newest first")
    Page list(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("limit must be 1 to " + MOST, "limit 应为 1 到 " + MOST)
                    .asException();
        }
        List<Entry> found = letters.list(status, before, limit + 1);
        boolean more = found.size() > limit;
        List<Entry> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? items.getLast().id() : null);
    }

    @PostMapping("/{id}/redrive")
    @Operation(summary = "Send the command again, with the id it had")
    Entry redrive(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestBody(required = false) @Nullable Settlement settlement) {
        Entry entry = existing(id);
        String note = settlement == null ? null : settlement.note();
        return settled(entry, letters.redrive(id, caller.account(), note));
    }

    @PostMapping("/{id}/discard")
    @Operation(summary = "Settle it without sending it again; asks for a note")
    Entry discard(@AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody Settlement settlement) {
        Entry entry = existing(id);
        if (settlement.note() == null || settlement.note().isBlank()) {
            throw Problem.badRequest("say in 'note' why it can be discarded", "请在 note 中说明作废原因")
                    .asException();
        }
        return settled(entry, letters.discard(id, caller.account(), settlement.note()));
    }

    private Entry existing(long id) {
        return letters.find(id)
                .orElseThrow(() -> Problem.notFound("there is no dead letter " + id, "死信 " + id + " 不存在")
                        .asException());
    }

    private Entry settled(Entry before, boolean done) {
        if (!done) {
            throw Problem.of(
                            HttpStatus.CONFLICT,
                            "wrong-state",
                            "dead letter %d is %s already".formatted(before.id(), before.status()),
                            "死信 %d 已处理（%s）".formatted(before.id(), before.status()))
                    .asException();
        }
        return existing(before.id());
    }
}
