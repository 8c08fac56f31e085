package org.zhuqi.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.intake.AttachmentSettings;
import org.zhuqi.intake.application.AttachmentStorage;
import org.zhuqi.intake.application.FindingAttachments;
import org.zhuqi.intake.application.StoredAttachment;
import org.zhuqi.intake.application.TakingUploads;
import org.zhuqi.intake.application.TakingUploads.Upload;
import org.zhuqi.intake.application.UploadRefusals;
import org.zhuqi.intake.domain.FileType;
import org.zhuqi.intake.storage.DiskSpace;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** Files in, and out again to whoever may see a ticket that names them. */
@RestController
@RequestMapping("/api/v1/attachments")
@Tag(name = "attachments", description = "Files of tickets.")
class AttachmentController {
    private static final String PART = "file";

    private final TakingUploads taking;
    private final FindingAttachments finding;
    private final AttachmentStorage storage;
    private final AttachmentSettings settings;

    AttachmentController(
            TakingUploads taking, FindingAttachments finding, AttachmentStorage storage, AttachmentSettings settings) {
        this.taking = taking;
        this.finding = finding;
        this.storage = storage;
        this.settings = settings;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "A file, to be named in a command",
            description =
                    "One part 'file'. What it is says its content; pictures are kept without where they were taken. A command names it by its id within 48 hours.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(type = "object", implementation = UploadForm.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Kept.",
            content = @Content(schema = @Schema(implementation = Attachment.class)))
    @ApiResponse(responseCode = "413", description = "The file is too large.", content = @Content)
    @ApiResponse(responseCode = "415", description = "A kind of file that is not taken.", content = @Content)
    @ApiResponse(responseCode = "422", description = "A damaged picture.", content = @Content)
    @ApiResponse(responseCode = "429", description = "Too many files that no command names.", content = @Content)
    @ApiResponse(responseCode = "507", description = "There is no room.", content = @Content)
    ResponseEntity<Attachment> upload(
            @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest request) {
        try {
            MultipartFile file = theFile(request);
            return switch (take(caller, file)) {
                case Upload.Taken taken ->
                    ResponseEntity.created(URI.create(
                                    "/api/v1/attachments/" + taken.attachment().id()))
                            .body(taken.attachment());
                case Upload.Refused refused -> throw refused.problem().asException();
            };
        } catch (MaxUploadSizeExceededException e) {
            throw UploadRefusals.tooLarge(settings.maxSize()).asException();
        } catch (MultipartException | IOException e) {
            throw notReceived(e);
        }
    }

    /** For the OpenAPI document. */
    record UploadForm(
            @Schema(type = "string", format = "binary") String file) {}

    private static MultipartFile theFile(HttpServletRequest request) {
        if (!(request instanceof MultipartHttpServletRequest form)) {
            throw UploadRefusals.notOneFile().asException();
        }
        List<MultipartFile> files = form.getFiles(PART);
        if (files.size() != 1 || form.getMultiFileMap().size() != 1) {
            throw UploadRefusals.notOneFile().asException();
        }
        Parameters.allowOnly(Set.of(), request);
        return files.getFirst();
    }

    private Upload take(Caller caller, MultipartFile file) throws IOException {
        Path folder = settings.spoolFolder();
        Path incoming = Files.createTempFile(folder, "upload", ".part");
        try {
            file.transferTo(incoming);
            return taking.take(
                    caller, file.getOriginalFilename(), incoming, folder.resolve(incoming.getFileName() + ".bare"));
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private ProblemException notReceived(Exception thrown) {
        if (DiskSpace.isShort(thrown, settings.spoolFolder(), settings.maxSize().toBytes())) {
            return UploadRefusals.noRoom().asException();
        }
        return UploadRefusals.notOneFile().asException();
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "A file, for whoever may see a ticket that names it, and before that for who uploaded it",
            description = "Pictures and PDF may be asked for as 'inline'; everything else is for saving.")
    @ApiResponse(responseCode = "200", description = "The content.", content = @Content)
    @ApiResponse(responseCode = "304", description = "The content that the caller has already.", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such file, or none that the caller may know of.",
            content = @Content)
    @Nullable
    ResponseEntity<Resource> download(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String disposition,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Parameters.allowOnly(Set.of("disposition"), request);
        boolean inline = isInline(disposition);
        StoredAttachment stored = finding.find(caller, id).orElseThrow(AttachmentController::notFound);
        Attachment attachment = stored.attachment();
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.set(
                HttpHeaders.CONTENT_DISPOSITION,
                Disposition.of(inline && FileType.isShownInline(attachment.mediaType()), attachment.name()));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.forEach((name, values) -> response.setHeader(name, values.getFirst()));
        if (new ServletWebRequest(request, response).checkNotModified("\"" + attachment.sha256() + "\"")) {
            return null;
        }
        headers.setContentType(MediaType.parseMediaType(attachment.mediaType()));
        headers.setContentLength(attachment.size());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().headers(headers);
        return request.getMethod().equals("HEAD")
                ? answer.build()
                : answer.body(new InputStreamResource(storage.open(attachment.sha256())));
    }

    private static boolean isInline(@Nullable String disposition) {
        return switch (disposition) {
            case null -> false;
            case "attachment" -> false;
            case "inline" -> true;
            default -> throw Parameters.refuse("disposition", disposition, "inline");
        };
    }

    private static ProblemException notFound() {
        return Problem.notFound("There is no such attachment, or none that you may see.", "附件不存在，或您无权查看。")
                .asException();
    }
}
