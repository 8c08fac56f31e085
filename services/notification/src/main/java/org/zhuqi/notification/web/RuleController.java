package org.zhuqi.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.notification.application.Previewing;
import org.zhuqi.notification.application.RuleBooks;
import org.zhuqi.notification.domain.Audience;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Message;
import org.zhuqi.notification.domain.Occasions;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.domain.Values;
import org.zhuqi.notification.postgres.RuleBookRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.Versions;

/** Who is told what in the caller's district, and in which words. */
@RestController
@Tag(name = "notifications")
public class RuleController {
    private final RuleBooks books;
    private final Previewing previewing;
    private final InstantSource now;

    public RuleController(RuleBooks books, Previewing previewing, InstantSource now) {
        this.books = books;
        this.previewing = previewing;
        this.now = now;
    }

    @Schema(name = "NotificationChoice")
    record Choice(String name, String words) {}

    @Schema(name = "NotificationRules")
    record RulesDocument(
            @Schema(description = "0: what ships; also the ETag.")
            long version,

            RuleBook book,

            @Schema(description = "What there are rules for.")
            List<Choice> occasions,

            @Schema(description = "Who can be told; besides account:ID.")
            List<Choice> audiences,

            List<Choice> channels,

            @Schema(description = "The values that a template may name.")
            List<String> values) {}

    @Schema(name = "NotificationPreview")
    record PreviewForm(
            @Schema(description = "The rules to try; those in force if absent.") @Nullable
            RuleBook book,

            @Schema(description = "What is to have happened.", example = "ticket.answered") @Nullable
            String occasion,

            @Schema(description = "A ticket of the district.") @Nullable
            TicketId ticket) {}

    @Schema(name = "PreviewedNotification")
    record PreviewDocument(
            Channel channel,

            @Schema(description = "account/ID, unit/ID or district/ID")
            String recipient,

            Sentence title,
            Sentence text,
            boolean mandatory,

            @Schema(description = "When it would be sent.") Instant at) {
        static PreviewDocument of(Message message) {
            return new PreviewDocument(
                    message.channel(),
                    message.recipient(),
                    message.title(),
                    message.text(),
                    message.mandatory(),
                    message.notBefore());
        }
    }

    @GetMapping("/api/v1/notification-rules")
    @Operation(summary = "The rules in force, and what may stand in them")
    ResponseEntity<RulesDocument> get(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(caller, request);
    }

    @GetMapping("/api/v1/notification-rules/versions")
    @Operation(summary = "Who changed the rules when, the newest first")
    List<RuleBookRows.Version> versions(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return books.versions(caller.district());
    }

    @GetMapping("/api/v1/notification-rules/versions/{version}")
    @Operation(summary = "The rules as they were; version 0 is what ships")
    RuleBook version(@PathVariable String version, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Long number = Parameters.optional("version", version, Long::valueOf, "1");
        RuleBook book = number == null ? null : books.version(caller.district(), number);
        if (book == null) {
            throw Problem.notFound("There is no such version of the rules.", "没有该版本的消息规则。")
                    .asException();
        }
        return book;
    }

    @PutMapping("/api/v1/notification-rules")
    @Operation(summary = "Other rules for the district, whole; If-Match with the version that they replace")
    ResponseEntity<RulesDocument> put(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RuleBook.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long on = Versions.required(ifMatch);
        RuleBook book = Bodies.read(body, RuleBook.class);
        orRefuse(book, "");
        if (!books.replace(
                caller.district(), on, book, now.instant().truncatedTo(ChronoUnit.MICROS), caller.account())) {
            throw Versions.stale(books.inForce(caller.district()).version());
        }
        return answer(caller, request);
    }

    @PostMapping("/api/v1/notification-rules/preview")
    @Operation(summary = "Whom these rules would tell what of a ticket, in both languages; nothing is sent")
    List<PreviewDocument> preview(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = PreviewForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        PreviewForm form = Bodies.read(body, PreviewForm.class);
        new Bodies.Needs()
                .the("occasion", form.occasion())
                .the("ticket", form.ticket())
                .orRefuse();
        RuleBook book = form.book() == null ? books.inForce(caller.district()).book() : form.book();
        orRefuse(book, "/book");
        if (form.occasion() == null || !Occasions.ALL.containsKey(form.occasion()) || form.ticket() == null) {
            throw Problem.badRequest(
                            "'%s' is no occasion; GET /api/v1/notification-rules lists them."
                                    .formatted(form.occasion()),
                            "没有名为“%s”的事项；GET /api/v1/notification-rules 可查看全部事项。".formatted(form.occasion()))
                    .asException();
        }
        return previewing
                .preview(caller, book, form.occasion(), form.ticket())
                .orElseThrow(() -> Problem.notFound("There is no such ticket in your district.", "本区没有该诉求单。")
                        .asException())
                .stream()
                .map(PreviewDocument::of)
                .toList();
    }

    private static void orRefuse(RuleBook book, String at) {
        List<FieldError> faults = book.faults().stream()
                .map(fault -> new FieldError(at + fault.pointer(), fault.en(), fault.zh()))
                .toList();
        if (!faults.isEmpty()) {
            throw Bodies.againstTheRules(faults);
        }
    }

    private ResponseEntity<RulesDocument> answer(Caller caller, HttpServletRequest request) {
        RuleBookRows.Stored inForce = books.inForce(caller.district());
        boolean chinese = Language.isChinese(request);
        Map<String, Sentence> audiences = new LinkedHashMap<>();
        for (Audience.Part part : Audience.Part.values()) {
            audiences.put(part.text(), part.words());
        }
        Map<String, Sentence> channels = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel.name(), channel.words());
        }
        return ResponseEntity.ok()
                .eTag(Versions.etag(inForce.version()))
                .body(new RulesDocument(
                        inForce.version(),
                        inForce.book(),
                        choices(Occasions.ALL, chinese),
                        choices(audiences, chinese),
                        choices(channels, chinese),
                        Values.NAMES.stream().sorted().toList()));
    }

    private static List<Choice> choices(Map<String, Sentence> all, boolean chinese) {
        return all.entrySet().stream()
                .map(each -> new Choice(
                        each.getKey(),
                        chinese ? each.getValue().zh() : each.getValue().en()))
                .toList();
    }
}
