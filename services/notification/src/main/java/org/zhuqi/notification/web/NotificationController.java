package org.zhuqi.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.notification.application.Wakening;
import org.zhuqi.notification.postgres.MessageRows;
import org.zhuqi.notification.postgres.MessageRows.Entry;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** The inbox: what the caller was told, in the language of the request. */
@RestController
@Tag(name = "notifications")
public class NotificationController {
    private final MessageRows messages;
    private final Wakening wakening;
    private final InstantSource now;

    public NotificationController(MessageRows messages, Wakening wakening, InstantSource now) {
        this.messages = messages;
        this.wakening = wakening;
        this.now = now;
    }

    record NotificationDocument(
            UUID id,

            @Schema(description = "What it is about.", example = "ticket.answered")
            String occasion,

            String title,

            @Schema(description = "Plain text; an empty line begins a new paragraph.")
            String text,

            @Schema(description = "The ticket, if it is about one.") @Nullable
            TicketId ticket,

            @Nullable TicketNumber number,

            @Schema(description = "The meeting, if it is about one.") @Nullable
            UUID meeting,

            @Schema(description = "True: nobody can switch it off.")
            boolean mandatory,

            Instant at,

            @Schema(description = "Absent while it is unread.") @Nullable
            Instant readAt) {
        static NotificationDocument of(Entry entry, boolean chinese) {
            return new NotificationDocument(
                    entry.id(),
                    entry.occasion(),
                    chinese ? entry.title().zh() : entry.title().en(),
                    chinese ? entry.text().zh() : entry.text().en(),
                    entry.ticket(),
                    entry.number(),
                    entry.matter(),
                    entry.mandatory(),
                    entry.at(),
                    entry.readAt());
        }
    }

    record UnreadCount(long unread) {}

    record ReadAll(
            @Schema(description = "The newest message that was seen: what came after it stays unread. All if absent.")
            @Nullable
            UUID upTo) {}

    record ReadCount(int read, long unread) {}

    @GetMapping("/api/v1/notifications")
    @Operation(summary = "What the caller was told, the newest first")
    Page<NotificationDocument> list(
            @Parameter(description = "true: only what is unread; false: only what is read.")
                    @RequestParam(required = false)
                    @Nullable
                    String unread,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String before,
            @Parameter(description = "50 if absent, 200 at most.") @RequestParam(required = false) @Nullable
                    String limit,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("unread", "before", "limit"), request);
        int most = Page.limit(limit);
        List<Entry> found = messages.inbox(
                caller.account(),
                caller.district(),
                Parameters.optional("unread", unread, Parameters::flag, "true"),
                Parameters.optional("before", before, Long::valueOf, "'next' of the page before"),
                most);
        boolean chinese = Language.isChinese(request);
        return Page.of(
                found,
                most,
                entry -> NotificationDocument.of(entry, chinese),
                entry -> Long.toString(entry.position()));
    }

    @GetMapping("/api/v1/notifications/unread-count")
    @Operation(summary = "How much of it is unread")
    UnreadCount unreadCount(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return new UnreadCount(messages.unread(caller.account(), caller.district()));
    }

    @PostMapping("/api/v1/notifications/{id}/read")
    @Operation(summary = "Mark a message as read; one that is read already stays so")
    ResponseEntity<UnreadCount> read(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        if (!messages.read(caller.account(), caller.district(), uuid(id), at())) {
            throw Problem.notFound("There is no such message in your inbox.", "您的收件箱中没有该消息。")
                    .asException();
        }
        wakening.now();
        return ResponseEntity.ok(new UnreadCount(messages.unread(caller.account(), caller.district())));
    }

    @PostMapping("/api/v1/notifications/read-all")
    @Operation(summary = "Mark all as read, up to the newest that was seen")
    ReadCount readAll(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ReadAll.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ReadAll form = Bodies.read(body, ReadAll.class, new ReadAll(null));
        int read = messages.readAll(caller.account(), caller.district(), form.upTo(), at());
        wakening.now();
        return new ReadCount(read, messages.unread(caller.account(), caller.district()));
    }

    private Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws org.zhuqi.platform.web.ProblemException if it is none */
    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("'%s' is no id of a message.".formatted(text), "“%s”不是消息编号。".formatted(text))
                    .asException();
        }
    }
}
