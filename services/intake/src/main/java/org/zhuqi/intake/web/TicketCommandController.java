package org.zhuqi.intake.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.application.CommandIds;
import org.zhuqi.intake.application.NamingAttachments;
import org.zhuqi.intake.application.TakingCommands;
import org.zhuqi.intake.application.TakingCommands.Asked;
import org.zhuqi.intake.application.TakingCommands.Look;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.network.RemoteNetwork;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The door for commands: one address per line of the lifecycle table. */
@RestController
@RequestMapping("/api/v1/tickets")
@Tag(name = CommandApi.TAG)
class TicketCommandController {
    private final TakingCommands taking;

    TicketCommandController(TakingCommands taking) {
        this.taking = taking;
    }

    @PostMapping
    ResponseEntity<Object> submit(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        IdempotencyKey.checked(key);
        return handle(
                caller, CommandType.SUBMIT, CommandIds.newTicket(caller.account(), key), key, null, body, request);
    }

    @PostMapping("/{id}/{command}")
    ResponseEntity<Object> command(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @PathVariable String command,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        CommandType type = CommandType.byWireName(command)
                .filter(known -> known != CommandType.SUBMIT)
                .orElseThrow(() -> Problem.notFound(
                                "There is no command '%s'; GET /api/v1/lifecycle lists them.".formatted(command),
                                "没有“%s”这一操作；GET /api/v1/lifecycle 可查看全部操作。".formatted(command))
                        .asException());
        IdempotencyKey.checked(key);
        return handle(caller, type, ticketId(id), key, Versions.optional(ifMatch), body, request);
    }

    private ResponseEntity<Object> handle(
            Caller caller,
            CommandType type,
            TicketId ticket,
            @Nullable String key,
            @Nullable Long expectedVersion,
            byte @Nullable [] body,
            HttpServletRequest request) {
        Locale language = Language.isChinese(request) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        Look.Ready ready = switch (taking.look(new Asked(
                caller,
                type,
                ticket,
                key,
                expectedVersion,
                parse(body, request),
                language,
                RemoteNetwork.of(request)))) {
            case Look.Ready fitting -> fitting;
            case Look.Unfit unfit -> throw unfit.problem().asException();
        };
        if (!taking.claimFiles(ready)) {
            throw NamingAttachments.gone().asException();
        }
        return Answers.of(ready.message(), taking.send(ready));
    }

    private static JsonNode parse(byte @Nullable [] body, HttpServletRequest request) {
        if (body == null || body.length == 0) {
            if (request.getContentLengthLong() > 0) {
                requireJson(request); // A form's parts are taken out of the body before it comes here.
            }
            return Json.MAPPER.createObjectNode();
        }
        requireJson(request);
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw Problem.badRequest("The body is not JSON%s.".formatted(where), "请求体不是合法的 JSON%s。".formatted(where))
                    .asException();
        }
    }

    private static void requireJson(HttpServletRequest request) {
        String contentType = request.getContentType();
        boolean json = false;
        if (contentType != null) {
            try {
                json = MediaType.APPLICATION_JSON.isCompatibleWith(
                        MediaType.asMediaType(MimeTypeUtils.parseMimeType(contentType)));
            } catch (InvalidMimeTypeException e) {
                json = false;
            }
        }
        if (!json) {
            throw Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "Please send JSON (Content-Type: application/json).",
                            "请发送 JSON（Content-Type: application/json）。")
                    .asException();
        }
    }

    private static TicketId ticketId(String text) {
        try {
            return TicketId.of(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(
                            "There is no ticket with the id '%s'; commands take the ticket's id, not its number."
                                    .formatted(text),
                            "不存在 id 为“%s”的诉求单；操作地址须使用诉求单 id，而非单号。".formatted(text))
                    .asException();
        }
    }
}
