package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
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
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.application.ImportKind;
import org.zhuqi.directory.application.ImportedRow;
import org.zhuqi.directory.application.ImportedRow.Outcome;
import org.zhuqi.directory.application.ImportedRow.RowFault;
import org.zhuqi.directory.application.Importing;
import org.zhuqi.directory.application.Importing.Applied;
import org.zhuqi.directory.application.Importing.Preview;
import org.zhuqi.directory.postgres.ImportRows;
import org.zhuqi.directory.postgres.ImportRows.Import;
import org.zhuqi.directory.sheet.SheetWriter;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** Files of units, enterprises, officers and accounts: looked at first, then applied as a whole. */
@RestController
@RequestMapping(Answers.ROOT + "imports")
@Tag(name = "directory")
public class ImportController {
    private static final int FAULTS_AT_ONCE = 200;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Importing importing;
    private final ImportRows imports;

    public ImportController(Importing importing, ImportRows imports) {
        this.importing = importing;
        this.imports = imports;
    }

    record RowDocument(
            @Schema(description = "As the spreadsheet numbers it.")
            int row,

            Outcome outcome,

            @Schema(description = "What it is known by: an enterprise's or unit's name, a login.")
            String label,

            @Schema(description = "The entry that it meets.") @Nullable
            String entry,

            List<RowFault> faults) {
        static RowDocument of(ImportedRow row) {
            return new RowDocument(row.number(), row.outcome(), row.label(), row.entry(), row.faults());
        }
    }

    record ImportDocument(
            UUID id,
            String kind,

            @Schema(description = "PREVIEW or APPLIED.") String state,

            @Schema(description = "How many rows come to what.")
            Map<Outcome, Long> counts,

            @Schema(description = "Columns that mean nothing here and are left out.")
            List<String> unknownColumns,

            Instant createdAt,
            AccountId createdBy,
            @Nullable Instant appliedAt,
            @Nullable AccountId appliedBy,

            @Schema(description = "True if applying it changed nothing, because it had been applied before.") @Nullable
            Boolean alreadyApplied,

            @Schema(description = "Of a new preview: its faulty rows.")
            List<RowDocument> items,

            @Schema(description = "The cursor of the next page; absent on the last.") @Nullable
            String next) {}

    @PostMapping(
            consumes = {
                "text/csv",
                "text/plain",
                "application/vnd.ms-excel",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(
            summary = "Look at a file before it is brought in",
            description =
                    "Role ADMIN. XLSX, or CSV in UTF-8 or GB18030; at most 8 MiB and 20,000 rows. Nothing changes; the answer "
                            + "says how many rows are new, changed, unchanged and faulty, and what is wrong in which row and column.")
    ResponseEntity<ImportDocument> preview(
            @Parameter(description = "units, enterprises, officers or accounts.")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return lookAt(kind, body == null ? new byte[0] : body, caller, request);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Look at a file before it is brought in, sent as the part 'file'", description = "Role ADMIN.")
    ResponseEntity<ImportDocument> previewPart(
            @Parameter(description = "units, enterprises, officers or accounts.")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        return lookAt(kind, file == null ? new byte[0] : file.getBytes(), caller, request);
    }

    private ResponseEntity<ImportDocument> lookAt(
            @Nullable String kind, byte[] file, Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of("kind"), request);
        ImportKind of = Parameters.optional("kind", kind, ImportKind::of, "enterprises");
        if (of == null) {
            throw Problem.badRequest(
                            "The parameter 'kind' is missing: units, enterprises, officers or accounts.",
                            "缺少参数“kind”：units、enterprises、officers 或 accounts。")
                    .asException();
        }
        return switch (importing.preview(caller.district(), of, file, caller.account())) {
            case Preview.Made made ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Location", Answers.ROOT + "imports/" + made.id())
                        .body(document(find(made.id(), caller), Outcome.FAULTY, 0, FAULTS_AT_ONCE, null));
            case Preview.Unusable unusable ->
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "unusable-file",
                                unusable.sentence().en(),
                                unusable.sentence().zh())
                        .asException();
        };
    }

    private Import find(UUID id, Caller caller) {
        return imports.find(caller.district(), id).orElseThrow(() -> missing(id.toString()));
    }

    private static ProblemException missing(String id) {
        return Answers.missing("import", "导入", id);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw missing(text);
        }
    }

    private ImportDocument document(
            Import found, @Nullable Outcome outcome, int after, int limit, @Nullable Boolean already) {
        List<ImportedRow> rows = imports.page(found.id(), outcome, after, limit);
        Page<RowDocument> page = Page.of(rows, limit, RowDocument::of, last -> Integer.toString(last.number()));
        return new ImportDocument(
                found.id(),
                found.kind().wireName(),
                found.appliedAt() == null ? "PREVIEW" : "APPLIED",
                imports.counts(found.id()),
                found.unknownColumns(),
                found.createdAt(),
                found.createdBy(),
                found.appliedAt(),
                found.appliedBy(),
                already,
                page.items(),
                page.next());
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "An import and its rows",
            description = "Role ADMIN. What the rows say of persons is not shown.")
    ImportDocument one(
            @PathVariable String id,
            @Parameter(description = "NEW, CHANGED, UNCHANGED or FAULTY only.")
                    @RequestParam(required = false)
                    @Nullable
                    String outcome,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("outcome", "limit", "cursor"), request);
        Integer after = Parameters.optional("cursor", cursor, Integer::valueOf, "'next' of the page before");
        return document(
                find(id(id), caller),
                Parameters.optional("outcome", outcome, Outcome::valueOf, "FAULTY"),
                after == null ? 0 : after,
                Page.limit(limit),
                null);
    }

    @PostMapping("/{id}/apply")
    @Operation(
            summary = "Bring a file in: all of its rows or none",
            description =
                    "Role ADMIN. Refused while a row is faulty (422), and if the directory has changed so that a row would come "
                            + "to something else than the preview says (409). Applying it again changes nothing.")
    ImportDocument apply(@PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return switch (importing.apply(caller.district(), id(id), caller.account())) {
            case Applied.Done done -> document(done.applied(), null, 0, FAULTS_AT_ONCE, false);
            case Applied.Already already -> document(already.applied(), null, 0, FAULTS_AT_ONCE, true);
            case Applied.Missing gone -> throw missing(id);
            case Applied.Faulty faulty ->
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "faulty-rows",
                                "%d rows are faulty: correct the file and send it again. Nothing was changed."
                                        .formatted(faulty.rows()),
                                "有 %d 行有误，请修改文件后重新上传。未作任何更改。".formatted(faulty.rows()))
                        .with("rows", faulty.rows())
                        .asException();
            case Applied.Outdated outdated ->
                throw Problem.of(
                                HttpStatus.CONFLICT,
                                "outdated-preview",
                                "The directory has changed since the preview, which no longer holds for %d rows: send the file again. Nothing was changed."
                                        .formatted(outdated.rows()),
                                "预览之后名录已有变更，%d 行的预览结果不再有效，请重新上传文件。未作任何更改。".formatted(outdated.rows()))
                        .with("rows", outdated.rows())
                        .asException();
        };
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Throw an import away", description = "Role ADMIN. What was applied stays applied.")
    ResponseEntity<Void> discard(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        if (!importing.discard(caller.district(), id(id))) {
            throw missing(id);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/templates/{file}")
    @Operation(
            summary = "A workbook to fill in",
            description = "Role ADMIN. With the header, an example and a sheet that explains the columns.")
    ResponseEntity<byte[]> template(
            @Parameter(example = "enterprises.xlsx") @PathVariable String file,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ImportKind kind;
        try {
            kind = ImportKind.of(file.endsWith(".xlsx") ? file.substring(0, file.length() - ".xlsx".length()) : "");
        } catch (IllegalArgumentException e) {
            throw Answers.missing("template", "模板", file);
        }
        List<ImportKind.Column> columns = kind.columns();
        var table = new SheetWriter.Table(
                kind.zh(),
                List.of(
                        columns.stream().map(ImportKind.Column::zh).toList(),
                        columns.stream().map(ImportKind.Column::example).toList()));
        var explained = new SheetWriter.Table(
                "说明",
                Stream.concat(
                                Stream.of(List.of("列", "Column", "必填", "说明")),
                                columns.stream()
                                        .map(column -> List.of(
                                                column.zh(),
                                                column.en(),
                                                column.required() ? "是" : "",
                                                column.about())))
                        .toList());
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(SheetWriter.workbook(table, explained));
    }
}
