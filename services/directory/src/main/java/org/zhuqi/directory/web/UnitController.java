package org.zhuqi.directory.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** Units (承办单位) that take tickets. */
@RestController
@RequestMapping(Answers.ROOT + "units")
@Tag(name = "directory")
public class UnitController {
    private static final Set<String> NAMES = Set.of("q", "active", "kind", "limit", "cursor");

    private final Shelf<Entry.Listed<DirectoryEntry.Unit>, UnitDocument> units;

    public UnitController(Tables tables, ChangingEntries changing) {
        units = new Shelf<>(
                tables.units(),
                changing,
                "units",
                "unit",
                "承办单位",
                UnitDocument::of,
                it -> it.told().name());
    }

    record UnitDocument(
            UnitId id,
            DistrictId district,
            String name,
            @Nullable String shortName,
            UnitKind kind,
            boolean active,
            long version,
            Instant changedAt,
            AccountId changedBy) {
        static UnitDocument of(Stored<Entry.Listed<DirectoryEntry.Unit>> stored) {
            DirectoryEntry.Unit it = stored.entry().told();
            return new UnitDocument(
                    it.unit(),
                    it.district(),
                    it.name(),
                    it.shortName(),
                    it.kind(),
                    it.active(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"district", "version", "changedAt", "changedBy"})
    record UnitForm(
            @Schema(description = "Of a new one: made up if absent.") @Nullable
            UnitId id,

            @Nullable String name,
            @Nullable String shortName,
            @Nullable UnitKind kind,

            @Schema(description = "False retires it. Default: true.") @Nullable
            Boolean active)
            implements Shelf.Form<Entry.Listed<DirectoryEntry.Unit>> {
        @Override
        public Entry.Listed<DirectoryEntry.Unit> entry(String entryId, DistrictId district) {
            new Bodies.Needs().the("name", name).the("kind", kind).orRefuse();
            return new Entry.Listed<>(new DirectoryEntry.Unit(
                    new UnitId(entryId),
                    district,
                    Bodies.some(name),
                    Bodies.text(shortName),
                    Objects.requireNonNull(kind),
                    Bodies.active(active)));
        }
    }

    @GetMapping
    @Operation(summary = "The units of the caller's district")
    Page<UnitDocument> list(
            @Parameter(description = "Part of a name.") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String active,
            @Parameter(description = "One kind only.") @RequestParam(required = false) @Nullable String kind,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(NAMES, request);
        return units.page(
                new Filters(caller.district()).by(Listing.Field.KIND, kind, UnitKind::valueOf, "DEPARTMENT"),
                q,
                active,
                limit,
                cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A unit")
    ResponseEntity<UnitDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return units.one(caller.district(), id);
    }

    @PostMapping
    @Operation(summary = "Add a unit", description = "Role ADMIN.")
    ResponseEntity<UnitDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = UnitForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return units.add(UnitForm.class, body, "u", caller);
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a unit",
            description =
                    "Role ADMIN. The whole representation: a field that is absent is emptied. active=false retires it.")
    ResponseEntity<UnitDocument> replace(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = UnitForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return units.replace(UnitForm.class, body, caller.district(), id, ifMatch, caller.account());
    }
}
