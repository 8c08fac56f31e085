package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.zhuqi.metrics.application.export.Export;
import org.zhuqi.metrics.application.export.ExportFormat;
import org.zhuqi.metrics.application.export.ExportRight;
import org.zhuqi.metrics.application.export.ExportingFigures;
import org.zhuqi.metrics.application.export.ExportingFigures.Answer;
import org.zhuqi.metrics.application.export.ExportingFigures.Direct;
import org.zhuqi.metrics.application.export.RunningExports;
import org.zhuqi.metrics.postgres.ExportRows.Position;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** Figures as files: small ones at once, others when they are written. */
@RestController
@RequestMapping("/api/v1/metrics")
@Tag(name = "exports", description = "Figures as files, at once, on order or on a schedule.")
public class ExportController {
    private static final String EXPORTS = "/api/v1/metrics/exports/";

    private final ExportAsking asking;
    private final ExportingFigures exporting;
    private final RunningExports running;

    public ExportController(ExportAsking asking, ExportingFigures exporting, RunningExports running) {
        this.asking = asking;
        this.exporting = exporting;
        this.running = running;
    }

    // -- at once ----------------------------------------------------------------------------------------------------

    @GetMapping("/export.xlsx")
    @Operation(
            summary = "The report of a period as a workbook, at once",
            description =
                    "Figures, months, units, items, chains, places, definitions and every ticket. Takes the parameters of GET"
                            + " /api/v1/metrics without 'by'; 'figure' (figures, tickets or a key, with 'part') asks for a part"
                            + " of it, 'language' is zh (default) or en. What is behind more tickets is asked for with POST"
                            + " /api/v1/metrics/exports.")
    @ApiResponse(responseCode = "200", description = "The file.", content = @Content)
    @ApiResponse(responseCode = "422", description = "There is too much of it.", content = @Content)
    @ApiResponse(responseCode = "503", description = "Other files are being written.", content = @Content)
    ResponseEntity<Resource> workbook(
            @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest request) {
        return direct(ExportFormat.XLSX, caller, request);
    }

    @GetMapping("/export.csv")
    @Operation(
            summary = "The figures of a period as CSV, at once",
            description =
                    "RFC 4180, UTF-8 with a byte order mark. Parameters as for the workbook; 'figure' is figures (default),"
                            + " tickets, or a key for those behind it.")
    @ApiResponse(responseCode = "200", description = "The file.", content = @Content)
    @ApiResponse(responseCode = "422", description = "There is too much of it.", content = @Content)
    @ApiResponse(responseCode = "503", description = "Other files are being written.", content = @Content)
    ResponseEntity<Resource> csv(
            @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest request) {
        return direct(ExportFormat.CSV, caller, request);
    }

    @GetMapping("/export.pdf")
    @Operation(
            summary = "The report of a period to be printed, at once",
            description = "With charts, without the list of tickets. Parameters as for the workbook, without 'figure'.")
    @ApiResponse(responseCode = "200", description = "The file.", content = @Content)
    @ApiResponse(responseCode = "422", description = "There is too much of it.", content = @Content)
    @ApiResponse(responseCode = "503", description = "Other files are being written.", content = @Content)
    ResponseEntity<Resource> pdf(
            @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest request) {
        return direct(ExportFormat.PDF, caller, request);
    }

    private ResponseEntity<Resource> direct(ExportFormat format, Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(ExportAsking.names(), request);
        return switch (exporting.atOnce(asking.order(format, request, caller), caller.account())) {
            case Direct.Refused refused -> throw refused.problem().asException();
            case Direct.Written written ->
                ResponseEntity.ok()
                        .headers(headers(
                                format, written.fileName(), written.file().contentLength()))
                        .body(written.file());
        };
    }

    private static HttpHeaders headers(ExportFormat format, String fileName, long size) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.set(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(fileName));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.setContentType(MediaType.parseMediaType(format.mediaType()));
        headers.setContentLength(size);
        return headers;
    }

    // -- when it is written -----------------------------------------------------------------------------------------

    @PostMapping("/exports")
    @Operation(
            summary = "Ask for a file",
            description = "It shows what the caller may see now. Location says where to look how far it is.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExportForm.class))))
    @ApiResponse(
            responseCode = "202",
            description = "It will be written.",
            content = @Content(schema = @Schema(implementation = ExportDocument.class)))
    @ApiResponse(responseCode = "429", description = "Too many are not written yet.", content = @Content)
    ResponseEntity<ExportDocument> ask(
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ExportForm form = Bodies.read(body, ExportForm.class);
        new Bodies.Needs().the("format", form.format()).orRefuse();
        ExportFormat format = Objects.requireNonNull(form.format(), "was needed");
        return switch (exporting.ask(ExportRight.of(caller), asking.order(format, form.in(request), caller))) {
            case Answer.Refused refused -> throw refused.problem().asException();
            case Answer.Taken taken -> {
                running.wake();
                yield ResponseEntity.accepted()
                        .location(URI.create(EXPORTS + taken.export().id()))
                        .body(ExportDocument.of(taken.export()));
            }
        };
    }

    @GetMapping("/exports")
    @Operation(
            summary = "The exports that the caller asked for, the latest first",
            description =
                    "Who oversees the district sees those of others as well, where they are of this district alone.")
    Page<ExportDocument> list(
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of("limit", "cursor"), request);
        int size = Page.limit(limit);
        List<String> after = Page.position(cursor, 2);
        Position position = after == null
                ? null
                : Parameters.optional("cursor", cursor, text -> position(after), "'next' of the page before");
        return Page.of(
                exporting.page(ExportRight.of(caller), position, size + 1),
                size,
                ExportDocument::of,
                last -> Page.cursor(last.askedAt().toString(), last.id().toString()));
    }

    private static Position position(List<String> parts) {
        return new Position(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
    }

    @GetMapping("/exports/{id}")
    @Operation(summary = "How far an export is")
    ExportDocument one(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return ExportDocument.of(shown(id, caller));
    }

    @GetMapping("/exports/{id}/file")
    @Operation(summary = "The file of an export that is done")
    @ApiResponse(responseCode = "200", description = "The file.", content = @Content)
    @ApiResponse(responseCode = "304", description = "The file that the caller has already.", content = @Content)
    @ApiResponse(responseCode = "409", description = "It is not written yet, or could not be.", content = @Content)
    @ApiResponse(responseCode = "410", description = "It was deleted after its time.", content = @Content)
    @Nullable
    ResponseEntity<Resource> file(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) {
        Parameters.allowOnly(Set.of(), request);
        Export export = shown(id, caller);
        Long size = export.size();
        if (export.state() != Export.State.DONE || size == null) {
            throw noFile(export);
        }
        HttpHeaders headers = headers(export.order().format(), export.fileName(), size);
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                response.setHeader(name, values.getFirst());
            }
        });
        if (new ServletWebRequest(request, response).checkNotModified("\"" + export.sha256() + "\"")) {
            return null;
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().headers(headers);
        return request.getMethod().equals("HEAD")
                ? answer.build()
                : answer.body(new InputStreamResource(exporting.open(export)));
    }

    private static ProblemException noFile(Export export) {
        boolean expired = export.state() == Export.State.EXPIRED;
        return Problem.of(
                        expired ? HttpStatus.GONE : HttpStatus.CONFLICT,
                        expired ? "expired" : "no-file",
                        "There is no file of this export: it %s."
                                .formatted(export.state().words().en()),
                        "该导出没有可下载的文件：%s。".formatted(export.state().words().zh()))
                .with("state", export.state())
                .asException();
    }

    @DeleteMapping("/exports/{id}")
    @Operation(summary = "Delete an export, its file and all that is known of it; one that is being written stops")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        if (!exporting.delete(ExportRight.of(caller), shown(id, caller).id())) {
            throw notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private Export shown(String id, Caller caller) {
        return exporting.find(ExportRight.of(caller), id(id)).orElseThrow(ExportController::notFound);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return Problem.notFound("There is no such export, or none that you may see.", "导出不存在，或您无权查看。")
                .asException();
    }
}
