package org.zhuqi.directory.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.postgres.ChangeRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** Who changed what in the directory. Of personal data only that it changed. */
@RestController
@RequestMapping(Answers.ROOT + "changes")
@Tag(name = "directory")
public class ChangeController {
    private final ChangeRows changes;

    public ChangeController(ChangeRows changes) {
        this.changes = changes;
    }

    record ChangeDocument(
            @Schema(description = "unit, chain, place, enterprise, account, district or contact.")
            String kind,

            String id,
            long version,
            Instant changedAt,
            AccountId changedBy,

            @Schema(description = "All that changed, also personal data.")
            List<String> fields,

            @Schema(description = "As it was, without personal data.", type = "object") @JsonRawValue @Nullable
            String before,

            @Schema(description = "As it was then, without personal data.", type = "object") @JsonRawValue @Nullable
            String after) {}

    @GetMapping
    @Operation(
            summary = "What was changed in the caller's district, the last first",
            description = "Roles AUDITOR, ADMIN.")
    Page<ChangeDocument> list(
            @Parameter(description = "Of one kind of entry, such as account.") @RequestParam(required = false) @Nullable
                    String kind,
            @Parameter(description = "Of one entry.") @RequestParam(required = false) @Nullable String id,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("kind", "id", "limit", "cursor"), request);
        int size = Page.limit(limit);
        return Page.of(
                changes.page(
                        caller.district(),
                        kind,
                        id,
                        Parameters.optional("cursor", cursor, Long::valueOf, "'next' of the page before"),
                        size),
                size,
                ChangeController::document,
                last -> Long.toString(last.position()));
    }

    private static ChangeDocument document(ChangeRows.Written written) {
        ChangeRows.Change change = written.change();
        return new ChangeDocument(
                change.kind(),
                change.id(),
                change.version(),
                change.changedAt(),
                change.changedBy(),
                change.fields(),
                change.before(),
                change.after());
    }
}
